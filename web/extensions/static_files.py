"""Addresses of static files that change with their content."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, url_for

VERSION_LENGTH = 8


def init_static_files(app: Flask) -> None:
    """Give templates ``static_url(filename)``."""
    folder = Path(str(app.static_folder))

    @cache
    def version(filename: str) -> str:
        content = (folder / filename).read_bytes()
        return hashlib.sha256(content).hexdigest()[:VERSION_LENGTH]

    def static_url(filename: str) -> str:
        return url_for("static", filename=filename, v=version(filename))

    app.jinja_env.globals["static_url"] = static_url
