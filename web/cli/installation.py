"""The application as commands use it: no pages, and always the newest schema."""

from flask import Flask

from web import create_app
from web.persistence.schema import upgrade_schema


def open_installation() -> Flask:
    """Open the installation that the environment describes, making it if need be.

    So that every command works on a fresh machine, in whatever order.
    """
    app = create_app(pages=False)
    upgrade_schema(app)
    return app
