"""A real server on a fresh database, and a real browser that visits it."""

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from waitress.server import create_server

from tests.clocks import FixedClock
from tests.journeys.pages import Watch
from tests.transports import RecordingTransport
from tests.web.conftest import dispose, settings_for
from web import create_app
from web.persistence.schema import upgrade_schema

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Live:
    """A running Trefpunt."""

    app: Flask
    url: str
    clock: FixedClock
    transport: RecordingTransport


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """Serve Trefpunt with waitress on a free port; tests make events of their own."""
    clock, transport = FixedClock(), RecordingTransport()
    settings = settings_for(tmp_path_factory.mktemp("live"))
    app = create_app(settings, clock=clock, transport=transport)
    upgrade_schema(app)
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Live(
        app=app,
        url=f"http://127.0.0.1:{server.effective_port}",
        clock=clock,
        transport=transport,
    )
    server.close()
    thread.join(timeout=5)
    dispose(app)


def _find_browser() -> str | None:
    named = os.environ.get("TREFPUNT_TEST_BROWSER")
    for path in (named, "/usr/bin/chromium", shutil.which("chromium")):
        if path and Path(path).exists():
            return path
    return None


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run; skips where there is none."""
    path = _find_browser()
    if path is None:
        pytest.skip("Chromium: set TREFPUNT_TEST_BROWSER to its path")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield found
        found.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A Dutch phone."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, locale="nl-NL", has_touch=True
    )
    yield context
    context.close()


@pytest.fixture
def watch(phone: BrowserContext, live: Live) -> Watch:
    """Note what a page does that it should not: other hosts, errors in the console."""
    return Watch.of(phone, live.url)


@pytest.fixture
def page(phone: BrowserContext, watch: Watch) -> Page:
    """An empty page on the phone, watched."""
    del watch
    return phone.new_page()
