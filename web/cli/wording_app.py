"""The least application in which texts and templates work: no database, no pages."""

from flask import Flask
from jinja2 import StrictUndefined

from web.extensions import babel


def make_wording_app() -> Flask:
    """Make an application with our templates and translations, and nothing else."""
    app = Flask("web", static_folder=None)
    app.jinja_env.undefined = StrictUndefined
    babel.init_app(app, default_locale="nl")
    return app
