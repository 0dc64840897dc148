"""Whole registrations that arrive together at a real server: how long, and are all there?

Each client does what a browser without scripts does: it opens every page, sends the
form, and sends it again when no answer came.
"""

import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path

from tests.factories import an_event_row
from web import create_app
from web.config import Settings, from_environment, to_environment
from web.persistence.database import db
from web.persistence.rows import ParticipantRow
from web.persistence.schema import upgrade_schema
from web.persistence.transaction import transaction

PEOPLE = 300
AT_ONCE = 50
SLUG = "bench"
TRIES = 60
_PATIENCE = 30.0
_HIDDEN = re.compile(r'name="(csrf_token|sleutel|versie)" value="([^"]*)"')
STEPS: Mapping[str, Mapping[str, str]] = {
    "aanbod": {"aanbod-1-text": "Koken", "aanbod-1-kind": "menskracht"},
    "zoekt": {"vraag-1-text": "Een zaal", "vraag-1-kind": "ruimte"},
    "tijden": {"blok-A-answer": "ja"},
    "personen": {
        "persoon-1-name": "Rim",
        "persoon-1-contact": "06 0000 4635",
        "dutch": "A2",
    },
    "nodig": {"klaar": "1"},
}
"""What somebody sends after the first page."""


@dataclass
class Registering:
    """A browser without scripts that registers one group."""

    url: str
    number: int
    spans: list[float] = field(default_factory=list)
    """How long each request took until it was answered, in seconds."""
    retries: int = 0

    def __post_init__(self) -> None:
        """Open a browser with a jar of its own, on a line of its own."""
        self._browser = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar())
        )
        places = divmod(self.number, 250)
        self._browser.addheaders = [("X-Forwarded-For", "10.0.{}.{}".format(*places))]

    def run(self) -> None:
        """Fill in every page, from the first to the last."""
        self.finish(self.begin())

    def begin(self) -> str:
        """Send the first page; give the address of the group's own pages."""
        about = {"name": f"Groep {self.number}", "kind": "informal"}
        start = f"{self.url}/{SLUG}/meedoen"
        arrived, _ = self._send(start, about)
        return arrived.partition("aanbod")[0]

    def finish(self, own: str) -> None:
        """Send every other page."""
        for step, answers in STEPS.items():
            self._send(own + step, answers)

    def _send(self, address: str, answers: Mapping[str, str]) -> tuple[str, str]:
        _, page = self._ask(address)
        hidden = dict(_HIDDEN.findall(page))
        return self._ask(address, urllib.parse.urlencode({**hidden, **answers}))

    def _ask(self, address: str, sent: str | None = None) -> tuple[str, str]:
        """Ask until there is an answer; give where it came from, and the page.

        Raises:
            TimeoutError: There was none after many tries.
        """
        data = None if sent is None else sent.encode()
        for _ in range(TRIES):
            began = time.perf_counter()
            try:
                with self._browser.open(address, data, timeout=_PATIENCE) as answer:
                    page = answer.read().decode()
                    self.spans.append(time.perf_counter() - began)
                    return answer.url, page
            except urllib.error.HTTPError:
                raise
            except (OSError, HTTPException):
                self.retries += 1
                time.sleep(0.2)
        raise TimeoutError(address)


@contextmanager
def serving(settings: Settings) -> Iterator["subprocess.Popen[str]"]:
    """Run ``trefpunt serve`` in a process of its own; it answers inside the block."""
    command = [sys.executable, "-m", "web.cli", "serve", "--no-worker"]
    with subprocess.Popen(  # noqa: S603 -- our own command
        [*command, "--port", str(settings.port)],
        env=to_environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            # It says where it is once it listens.
            process.stdout.readline()  # type: ignore[union-attr]  # it is a pipe
            yield process
        finally:
            process.kill()


def prepare(settings: Settings) -> Settings:
    """Make a database with an open event, and choose a free port behind one proxy."""
    app = create_app(settings)
    upgrade_schema(app)
    with app.app_context(), transaction():
        an_event_row(SLUG)
    with app.app_context():
        db.engine.dispose()
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    return replace(
        settings, port=port, base_url=f"http://127.0.0.1:{port}", trusted_proxies=1
    )


def stored(settings: Settings) -> Counter[tuple[str, str]]:
    """Count the participants that are stored, by name and state."""
    app = create_app(settings)
    with app.app_context():
        rows = db.session.query(ParticipantRow.name, ParticipantRow.state)
        found = Counter((name, state) for name, state in rows)
        db.session.remove()
        db.engine.dispose()
    return found


def run() -> str:
    """Let 300 groups register at once, 50 at a time on the line."""
    with tempfile.TemporaryDirectory() as folder:
        usual = from_environment({"TREFPUNT_DATA_DIR": folder})
        settings = prepare(replace(usual, data_dir=Path(folder)))
        groups = [Registering(settings.base_url, number) for number in range(PEOPLE)]
        with serving(settings), ThreadPoolExecutor(AT_ONCE) as pool:
            began = time.perf_counter()
            own = list(pool.map(Registering.begin, groups))
            begun = time.perf_counter() - began
            list(pool.map(Registering.finish, groups, own))
            finished = time.perf_counter() - began
        return _table(groups, (begun, finished), stored(settings))


def _table(
    groups: Sequence[Registering],
    seconds: tuple[float, float],
    found: Counter[tuple[str, str]],
) -> str:
    spans = [span * 1000 for group in groups for span in group.spans]
    centiles = statistics.quantiles(spans, n=100)
    whole = sum(state == "registered" for _, state in found)
    figures = (
        f"{len(groups)}",
        f"{whole}",
        f"{found.total() - len(found)}",
        f"{seconds[0]:.1f}",
        f"{seconds[1]:.1f}",
        f"{len(spans)}",
        f"{sum(group.retries for group in groups)}",
        f"{centiles[49]:.0f}",
        f"{centiles[98]:.0f}",
    )
    head = "groups|registered|double|s until all had begun|s until all took part|requests|sent again|p50 ms|p99 ms"
    return "\n".join(
        [
            "## Whole registrations that arrive together",
            "",
            f"`trefpunt serve` on SQLite, {AT_ONCE} browsers on the line at any time. Each",
            "group opens and sends six pages; the browsers run on the same two cores.",
            "",
            f"| {head.replace('|', ' | ')} |",
            "|--" * len(figures) + "|",
            f"| {' | '.join(figures)} |",
            "",
        ]
    )
