"""Trefpunt for people and machines: pages, forms, rows, mail, jobs, commands.

One package per audience (`organiser`, `participant`, `visitor`, `accounts`,
`api`, `cli`) calls `web.services`, the only door to the matcher, to persistence
and to mail. Nothing about matching or planning is decided here.
"""

from typing import Final

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.utils import import_string

from web.config import Settings, from_environment
from web.current import EXTENSION, Installation
from web.extensions import babel, bell, csrf, migrate
from web.extensions.application import WebApplication
from web.extensions.compression import init_compression
from web.extensions.flask_settings import flask_settings
from web.extensions.headers import init_headers
from web.extensions.logs import init_logs
from web.extensions.meanings import find_reader
from web.extensions.static_files import init_static_files
from web.persistence.database import db, init_database
from web.ports import Clock, MailTransport, MeaningReader, SystemClock
from web.refusals.pages import init_error_pages
from web.wording.languages import choose_language, language_context

BLUEPRINTS: Final[tuple[str, ...]] = (
    "web.visitor.blueprint:blueprint",
    "web.participant.blueprint:blueprint",
    "web.participant.blueprint:behalf",
    "web.participant.blueprint:helper",
    "web.accounts.blueprint:blueprint",
    "web.organiser.blueprint:blueprint",
    "web.api.blueprint:blueprint",
)
"""One per audience, imported by name when an application is made: commands and
jobs that need no pages do not load them."""


def create_app(
    settings: Settings | None = None,
    *,
    clock: Clock | None = None,
    transport: MailTransport | None = None,
    meaning_reader: MeaningReader | None = None,
    pages: bool = True,
) -> Flask:
    """Make the application; without settings it reads them from the environment.

    Workers leave the *pages* out: they answer nobody.

    Raises:
        SettingsRefused: the environment holds a setting that cannot be used.
    """
    settings = settings or from_environment()
    init_logs()
    app = WebApplication(__name__)
    app.config.from_mapping(flask_settings(settings))
    app.extensions[EXTENSION] = Installation(
        settings=settings,
        clock=clock or SystemClock(),
        transport=transport,
        meaning_reader=meaning_reader or find_reader(wanted=settings.reads_meanings),
    )
    init_database(app, settings)
    migrate.init_app(app, db)
    babel.init_app(app, default_locale="nl", locale_selector=choose_language)
    csrf.init_app(app)
    bell.init_app(app, settings.queue_url)
    app.jinja_env.undefined = StrictUndefined
    app.context_processor(language_context)
    init_static_files(app)
    init_headers(app, settings)
    init_compression(app)
    init_error_pages(app)
    for name in BLUEPRINTS if pages else ():
        app.register_blueprint(import_string(name))
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # -- Flask's own way
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    return app
