from collections.abc import Iterator
from pathlib import Path

import flask
import flask_babel
import pytest


@pytest.fixture
def app() -> Iterator[flask.Flask]:
    """The least that wording needs: an application context and the catalogues."""
    catalogues = Path(__file__).parents[3] / "web" / "translations"
    app = flask.Flask(__name__)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(catalogues)
    flask_babel.Babel(app, default_locale="nl")
    with app.app_context():
        yield app
