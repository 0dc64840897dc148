"""Many people register at once on SQLite: how long, and does anything get lost?"""

import multiprocessing
import statistics
import tempfile
import threading
import time
from collections.abc import Sequence

from flask import Flask

from tests.factories import an_event_row
from web import create_app
from web.config import from_environment
from web.persistence.queries.participants import list_codes
from web.persistence.queries.public_events import get_event_by_slug
from web.persistence.schema import upgrade_schema
from web.persistence.transaction import transaction
from web.services.answers import AboutAnswers
from web.services.registration import Started, start_registration

PROCESSES = 4
THREADS = 4
REGISTRATIONS = 40
SLUG = "bench"


def run() -> str:
    """Measure 16 writers with 40 registrations each, at synchronous=FULL."""
    with tempfile.TemporaryDirectory() as folder:
        app = _open(folder)
        upgrade_schema(app)
        with app.app_context(), transaction():
            event_id = an_event_row(SLUG).id
        context = multiprocessing.get_context("spawn")
        began = time.perf_counter()
        with context.Pool(PROCESSES) as pool:
            parts = pool.starmap(
                _register, [(folder, event_id, n) for n in range(PROCESSES)]
            )
        seconds = time.perf_counter() - began
        with app.app_context():
            stored = len(list_codes(get_event_by_slug(SLUG).id))
    return _table([span for part in parts for span in part], seconds, stored)


def _open(folder: str) -> Flask:
    return create_app(from_environment({"TREFPUNT_DATA_DIR": folder}))


def _register(folder: str, event_id: int, process: int) -> list[float]:
    """Register from several threads; give how long each took, in seconds."""
    app = _open(folder)
    spans: list[float] = []

    def write(thread: int) -> None:
        for number in range(REGISTRATIONS):
            who = f"{process}.{thread}.{number}"
            about = AboutAnswers(name=f"Groep {who}", kind="informal")
            began = time.perf_counter()
            with app.app_context():
                done = start_registration(
                    event_id, about, key=who, language="nl", ip=who
                )
            if isinstance(done, Started):
                spans.append(time.perf_counter() - began)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return spans


def _table(spans: Sequence[float], seconds: float, stored: int) -> str:
    wanted = PROCESSES * THREADS * REGISTRATIONS
    centiles = [span * 1000 for span in statistics.quantiles(spans, n=100)]
    figures = (
        f"{PROCESSES * THREADS} in {PROCESSES} processes",
        f"{wanted}",
        f"{stored}",
        f"{wanted - len(spans)}",
        f"{len(spans) / seconds:.0f}",
        f"{centiles[49]:.0f}",
        f"{centiles[98]:.0f}",
        f"{max(spans) * 1000:.0f}",
    )
    head = "writers|registrations|stored|failed|per second|p50 ms|p99 ms|max ms"
    return "\n".join(
        [
            "## Registrations at once",
            "",
            "SQLite in WAL mode, synchronous=FULL; each is a whole registration: a",
            "draft, its personal link and its submission key in one transaction. The",
            "time includes the start of the processes.",
            "",
            f"| {head.replace('|', ' | ')} |",
            "|--" * len(figures) + "|",
            f"| {' | '.join(figures)} |",
            "",
        ]
    )
