"""What tests of the web side share: an application on a fresh database, a browser.

The schema is migrated once per run and copied for each test.
"""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import Domain
from itsdangerous import URLSafeTimedSerializer
from jinja2 import FileSystemBytecodeCache
from psycopg import sql
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.clocks import FixedClock
from tests.transports import RecordingTransport
from tests.web.address_builders import build_once
from tests.web.participants_texts import listen
from web import create_app
from web.config import Settings
from web.persistence.schema import upgrade_schema

SECRET = "not-a-secret-but-long-enough-for-one"  # noqa: S105 -- only for tests


class FormClient(FlaskClient):
    """A browser that sends forms with the token our pages carry."""

    def open(self, *args: Any, **options: Any) -> TestResponse:
        """Ask for an address and read the whole answer, which closes its files."""
        return super().open(*args, **{"buffered": True, **options})

    def submit(
        self, path: str, data: dict[str, Any] | None = None, **options: Any
    ) -> TestResponse:
        """Post a form as a page of ours would: with its CSRF token."""
        token = {"csrf_token": self.csrf_token()}
        return self.post(path, data={**token, **(data or {})}, **options)

    def csrf_token(self, raw: str = "0123456789abcdef") -> str:
        """Give the token that this browser's session accepts."""
        with self.session_transaction() as session:
            raw = session.setdefault("csrf_token", raw)
        key = self.application.secret_key
        return URLSafeTimedSerializer(str(key), salt="wtf-csrf-token").dumps(raw)


def settings_for(folder: Path, database_url: str = "") -> Settings:
    """Make settings whose files stay in one folder."""
    return Settings(
        data_dir=folder,
        database_url=database_url or f"sqlite:///{folder / 'trefpunt.sqlite'}",
        queue_url=f"sqlite:///{folder / 'queue.sqlite'}",
        secret_key=SECRET,
        reads_meanings=False,
    )


@pytest.fixture(autouse=True)
def participants_read_translated_texts(
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[None]:
    """Fail where a participant or visitor is shown a text no catalogue of theirs has.

    Name its source in `web/translations/participant.toml`, then `make translations`.
    """
    missing: set[tuple[str, str]] = set()
    monkeypatch.setattr(Domain, "get_translations", listen(missing))
    yield
    assert missing == set()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate an empty SQLite database once; tests copy it."""
    settings = settings_for(tmp_path_factory.mktemp("template"))
    app = create_app(settings)
    upgrade_schema(app)
    # The last connection to close moves everything into the file.
    dispose(app)
    path = settings.database_path
    assert path is not None
    return path


@pytest.fixture
def settings(tmp_path: Path, migrated_sqlite: Path) -> Settings:
    """Settings of a fresh, migrated SQLite database."""
    settings = settings_for(tmp_path)
    shutil.copy(migrated_sqlite, str(settings.database_path))
    return settings


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """Where PostgreSQL runs; skips where no test server is named."""
    url = os.environ.get("TREFPUNT_TEST_POSTGRES", "")
    if not url:
        pytest.skip("PostgreSQL: TREFPUNT_TEST_POSTGRES names no server")
    return url


@pytest.fixture
def empty_postgres(postgres_server: str) -> Iterator[str]:
    """Make a PostgreSQL database for one test and drop it afterwards."""
    with temporary_postgres(postgres_server) as url:
        yield url


@contextmanager
def temporary_postgres(server_url: str, template: str = "template1") -> Iterator[str]:
    """Make a PostgreSQL database inside the block."""
    name = f"trefpunt_{secrets.token_hex(6)}"
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        try:
            address = server_url.rpartition("/")[0].partition("://")[2]
            yield f"postgresql+psycopg://{address}/{name}"
        finally:
            server.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )


@pytest.fixture(scope="session")
def migrated_postgres(
    postgres_server: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Migrate an empty PostgreSQL database once; tests copy it by its name."""
    with temporary_postgres(postgres_server) as url:
        app = create_app(settings_for(tmp_path_factory.mktemp("template"), url))
        upgrade_schema(app)
        dispose(app)
        yield url.rpartition("/")[2]


@pytest.fixture(params=["sqlite", "postgresql"])
def each_settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings of a migrated database, once for each kind we support.

    For tests of storage and jobs; others take `settings`.
    """
    if request.param == "sqlite":
        found = request.getfixturevalue("settings")
        assert isinstance(found, Settings)
        yield found
        return
    server = str(request.getfixturevalue("postgres_server"))
    template = str(request.getfixturevalue("migrated_postgres"))
    with temporary_postgres(server, template) as url:
        yield settings_for(tmp_path, url)


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands still."""
    return FixedClock()


@pytest.fixture
def transport() -> RecordingTransport:
    """A mail carrier that keeps what it gets."""
    return RecordingTransport()


MakeApp = Callable[[Settings], Flask]


@pytest.fixture(scope="session", autouse=True)
def _addresses_built_once() -> Iterator[None]:
    """Compile the code that writes each address once, not once for each test.

    Two hundred addresses take a tenth of a second, and every test makes an
    application of its own. The code depends on the rule alone.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", build_once)
        yield


@pytest.fixture(scope="session")
def compiled_templates(
    tmp_path_factory: pytest.TempPathFactory,
) -> FileSystemBytecodeCache:
    """Keep templates as compiled: each test makes an application of its own."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def make_app(
    clock: FixedClock,
    transport: RecordingTransport,
    compiled_templates: FileSystemBytecodeCache,
) -> Iterator[MakeApp]:
    """Make applications, and close their connections after the test."""
    made: list[Flask] = []

    def make(settings: Settings) -> Flask:
        app = create_app(settings, clock=clock, transport=transport)
        app.testing = True
        app.jinja_env.bytecode_cache = compiled_templates
        app.test_client_class = FormClient
        made.append(app)
        return app

    yield make
    for app in made:
        dispose(app)


def dispose(app: Flask) -> None:
    """Close every connection of an application."""
    with app.app_context():
        app.extensions["sqlalchemy"].engine.dispose()


@pytest.fixture
def app(settings: Settings, make_app: MakeApp) -> Flask:
    """An application on SQLite."""
    return make_app(settings)


@pytest.fixture
def each_app(each_settings: Settings, make_app: MakeApp) -> Flask:
    """An application on each database; see `each_settings`."""
    return make_app(each_settings)


@pytest.fixture
def client(app: Flask) -> FormClient:
    """A browser without JavaScript; `FormClient.submit` posts a form."""
    client = app.test_client()
    assert isinstance(client, FormClient)
    return client
