"""Ten thousand mails built, a thousand sent twice by senders that are killed."""

import os
import random
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from bench.invitations import INVITATIONS, sample
from matcher.invitations import LARGEST_MAIL, Mailbox, message_id, read_mail, to_ical
from web import create_app
from web.config import Settings, to_environment
from web.mail import outbox
from web.mail.letter import Letter
from web.mail.mime import Mail, to_mime
from web.mail.outbox import Addressee
from web.persistence.queries import messages
from web.persistence.schema import upgrade_schema
from web.persistence.transaction import transaction

SENT_TWICE = 1_000
KILLS = 30
CHANGES = 20
"""Messages that are sent one by one, as after a late change."""
SENDERS = """
import os, time
from web import create_app
from web.mail import delivery
delivery.LEASE = delivery.timedelta(seconds=0.5)
while True:
    child = os.fork()
    if child:
        print(child, flush=True)
        os.waitpid(child, 0)
    else:
        with create_app(pages=False).app_context():
            while True:
                delivery.send_due(100)
                time.sleep(0.05)
"""
"""Starts a sender, and another whenever one dies; says which it is."""
HOSTILE = {
    "2 MB of words": b"From: a@b.example\n\n" + b"x" * (LARGEST_MAIL - 30),
    "59,000 headers": b"A: b\n" * 59_000,
    "20,000 attendees": b"ATTENDEE:mailto:a@b.example\n" * 20_000,
    "3,000 nested components": b"BEGIN:VEVENT\n" * 3_000,
    "a megabyte of broken base64": b"%%%=" * 250_000,
}


def run() -> str:
    """Measure building, sending under kills, and reading what is hostile."""
    parts = (_built(), _sent(), _at_once(), _read())
    return "\n".join(["## Mail", "", *(line for part in parts for line in (*part, ""))])


def _built() -> Iterator[str]:
    yield "| what | CPU seconds | per second | peak MiB of the process |"
    yield "|--|--|--|--|"
    to_mime(_mail(0))
    began = time.process_time()
    for number in range(INVITATIONS):
        to_mime(_mail(number))
    built = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield (
        f"| {INVITATIONS} invitations: calendar and mail | {built:.1f} "
        f"| {INVITATIONS / built:.0f} | {peak:.0f} |"
    )


def _mail(number: int) -> Mail:
    told = sample(number)
    return Mail(
        sender=told.organizer,
        recipient=Mailbox(name="Małgorzata", address=f"p{number}@example.org"),
        subject="Gesprek op donderdag 22 oktober om 19.10 uur",
        text=f"{told.description}\n" * 4,
        html=f"<p>{told.description}</p>\n" * 4,
        message_id=message_id(told.uid, sequence=0, domain="example.org"),
        in_reply_to=None,
        written_at=datetime(2026, 10, 1, 12, tzinfo=UTC),
        calendar=to_ical(told),
    )


class Sink:
    """A mail server that keeps what it is given."""

    def __init__(self) -> None:
        """Begin empty."""
        self.received: list[bytes] = []

    async def handle_DATA(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep a message."""
        del server, session
        assert isinstance(envelope.content, bytes)  # noqa: S101 -- decode_data is off
        self.received.append(envelope.content)
        return "250 OK"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An installation of its own, and the mail server it sends to."""

    sink: Sink
    environment: dict[str, str]


def _sent() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        received, seconds = _send_twice(Path(folder))
    times = Counter(
        str(message_from_bytes(content)["Message-ID"]) for content in received
    )
    yield "| messages | queued | kills | arrived | different Message-IDs | different octets | s |"
    yield "|--|--|--|--|--|--|--|"
    yield (
        f"| {SENT_TWICE} | twice | {KILLS} | {len(received)} | {len(times)} "
        f"| {len(set(received))} | {seconds:.0f} |"
    )


def _at_once() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder, _installed(Path(folder)) as place:
        seconds = sorted(_worker_takes(place))
    yield "| messages one by one | median s from commit to arrival | longest s |"
    yield "|--|--|--|"
    yield f"| {len(seconds)} | {seconds[len(seconds) // 2]:.2f} | {seconds[-1]:.2f} |"


def _worker_takes(place: Place) -> Iterator[float]:
    """Time single messages with a worker that runs as it does in use."""
    command = [sys.executable, "-m", "web.cli", "worker"]
    with subprocess.Popen(command, env=place.environment) as worker:  # noqa: S603 -- our own module
        for number in range(CHANGES + 1):
            began = time.monotonic()
            _queue(range(number, number + 1))
            while len(place.sink.received) <= number:
                time.sleep(0.005)
            if number:  # the first waits for the worker to start
                yield time.monotonic() - began
        worker.terminate()


@contextmanager
def _installed(folder: Path) -> Iterator[Place]:
    settings = Settings(
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'mail.sqlite'}",
        queue_url=f"sqlite:///{folder / 'queue.sqlite'}",
        secret_key="x" * 64,
    )
    app = create_app(settings, pages=False)
    upgrade_schema(app)
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=_free_port())
    controller.start()
    url = f"smtp://127.0.0.1:{controller.port}"
    try:
        with app.app_context():
            yield Place(
                sink=sink,
                environment=to_environment(settings) | {"TREFPUNT_SMTP_URL": url},
            )
    finally:
        controller.stop()


def _send_twice(folder: Path) -> tuple[list[bytes], float]:
    chance = random.Random(7)  # noqa: S311 -- no secret
    began = time.monotonic()
    with _installed(folder) as place:
        for _ in range(2):
            _queue(range(SENT_TWICE))
            with _senders(place.environment) as senders:
                for _ in range(KILLS // 2):
                    sender = next(senders)
                    time.sleep(0.8 + chance.random())
                    os.kill(sender, signal.SIGKILL)
                _wait(_is_done)
        return place.sink.received, time.monotonic() - began


def _queue(numbers: range) -> None:
    with transaction():
        for number in numbers:
            told = sample(number)
            outbox.queue(
                outbox.new_message(
                    Letter(subject="Gesprek", text="Dag.\n", html="<p>Dag.</p>"),
                    Addressee(
                        channel="email",
                        name="Noor",
                        address=f"p{number}@example.net",
                        participant="W001",
                    ),
                    kind="invitation",
                    message_id=message_id(told.uid, sequence=0, domain="localhost"),
                )
            )


def _is_done() -> bool:
    return set(messages.count_by_state()) == {"sent"}


@contextmanager
def _senders(environment: dict[str, str]) -> Iterator[Iterator[int]]:
    with subprocess.Popen(  # noqa: S603 -- our own module
        [sys.executable, "-c", SENDERS],
        env=environment,
        stdout=subprocess.PIPE,
        process_group=0,
        text=True,
    ) as parent:
        assert parent.stdout is not None  # noqa: S101 -- it is a pipe
        try:
            yield (int(line) for line in parent.stdout)
        finally:
            os.killpg(parent.pid, signal.SIGKILL)


def _wait(is_so: Callable[[], bool]) -> None:
    while not is_so():
        time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _read() -> Iterator[str]:
    yield "| mail that came in | CPU ms |"
    yield "|--|--|"
    head = b"From: a@b.example\nContent-Type: text/calendar; method=REPLY\n"
    coded = b"Content-Transfer-Encoding: base64\n"
    for name, body in HOSTILE.items():
        opening = head + (coded if "base64" in name else b"") + b"\nBEGIN:VCALENDAR\n"
        content = body if "words" in name or "headers" in name else opening + body
        began = time.process_time()
        read_mail(content)
        yield f"| {name} | {1000 * (time.process_time() - began):.0f} |"
