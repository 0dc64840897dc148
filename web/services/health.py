"""How the installation does, for `/readyz` and `trefpunt doctor`."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from smtplib import SMTPException
from typing import Final

from web import current
from web.mail.smtp import greet
from web.persistence.queries import health
from web.persistence.schema import current_revision, head_revision
from web.refusals import WebRefusal
from web.services import mailbox

QUIET_WORKER: Final = timedelta(minutes=1)
"""Twenty missed sweeps: a worker this quiet is gone."""
WAITING_MAIL: Final = timedelta(minutes=10)
LEAST_FREE_BYTES: Final = 200 * 1024**2
WAL_RESET_MENDED: Final = (3, 51, 3)
"""Before this version SQLite could damage a WAL under two checkpoints at once."""


class Finding(StrEnum):
    """What a check found."""

    GOOD = "good"
    ATTENTION = "attention"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at, what was found, and what to do."""

    subject: str
    finding: Finding
    told: str
    advice: str = ""


def check_readiness() -> tuple[Check, ...]:
    """Check what must hold to serve a request: quick, and without side effects."""
    checks: list[Check] = []
    for check in (_check_database, _check_schema, _check_worker, _check_outbox):
        checks.append(check())
        if checks[-1].finding is Finding.WRONG:
            # Without a database, or its tables, the rest cannot be asked.
            break
    return tuple(checks)


def check_installation() -> Iterator[Check]:
    """Check everything a person who runs Trefpunt can set right.

    Ends early where nothing more can be asked before the last fault is mended.
    """
    readiness = check_readiness()
    yield from readiness
    if not is_ready(readiness):
        return
    rest: tuple[Callable[[], Check], ...] = (
        _check_sqlite,
        _check_space,
        _check_secret,
        _check_mail,
        _check_mailbox,
        _check_clock,
    )
    for check in rest:
        yield check()


def is_ready(checks: tuple[Check, ...]) -> bool:
    """Tell whether requests can be served."""
    return all(check.finding is not Finding.WRONG for check in checks)


def _check_database() -> Check:
    try:
        health.is_database_answering()
    except WebRefusal:
        return Check(
            subject="database",
            finding=Finding.WRONG,
            told="does not answer",
            advice="Look whether it runs, and at TREFPUNT_DATABASE_URL.",
        )
    return Check(subject="database", finding=Finding.GOOD, told="answers")


def _check_schema() -> Check:
    present, needed = current_revision(), head_revision()
    if present == needed:
        return Check(subject="schema", finding=Finding.GOOD, told=f"at {needed}")
    return Check(
        subject="schema",
        finding=Finding.WRONG,
        told=f"at {present or 'nothing'}, the code needs {needed}",
        advice="Run: trefpunt migrate",
    )


def _check_worker() -> Check:
    seen = health.find_last_worker_sign()
    age = current.clock().now() - seen if seen else None
    if age is not None and age < QUIET_WORKER:
        return Check(subject="worker", finding=Finding.GOOD, told="is at work")
    told = "has never run" if age is None else f"last seen {_ago(age)} ago"
    return Check(
        subject="worker",
        finding=Finding.ATTENTION,
        told=told,
        advice="Planning and mail wait. Run: trefpunt serve, or trefpunt worker",
    )


def _check_outbox() -> Check:
    if current.settings().smtp is None:
        return Check(subject="outbox", finding=Finding.GOOD, told="mail is not sent")
    now = current.clock().now()
    oldest = health.find_oldest_due_message(now)
    if oldest is None or now - oldest < WAITING_MAIL:
        return Check(subject="outbox", finding=Finding.GOOD, told="goes out")
    return Check(
        subject="outbox",
        finding=Finding.ATTENTION,
        told=f"mail has been waiting for {_ago(now - oldest)}",
        advice="Look at the worker and at: trefpunt mail status",
    )


def _check_sqlite() -> Check:
    found = health.sqlite_settings()
    if not found:
        return Check(
            subject="storage", finding=Finding.GOOD, told="is a database server"
        )
    # PRAGMA synchronous reads back as a number; 2 is FULL.
    wanted = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
    if found != wanted:
        return Check(
            subject="storage",
            finding=Finding.WRONG,
            told=f"SQLite is set to {found}",
            advice="Put the data directory on a local disk that allows WAL.",
        )
    note = (
        ""
        if sqlite3.sqlite_version_info >= WAL_RESET_MENDED
        else "; its known WAL fault is kept away by the write lock"
    )
    return Check(
        subject="storage",
        finding=Finding.GOOD,
        told=f"SQLite {sqlite3.sqlite_version}, WAL, synchronous FULL{note}",
    )


def _check_space() -> Check:
    free = shutil.disk_usage(current.settings().data_dir).free
    told = f"{free // 1024**2} MiB free in {current.settings().data_dir}"
    if free >= LEAST_FREE_BYTES:
        return Check(subject="disk", finding=Finding.GOOD, told=told)
    return Check(
        subject="disk",
        finding=Finding.WRONG,
        told=told,
        advice="Make room, or move TREFPUNT_DATA_DIR.",
    )


def _check_secret() -> Check:
    path = current.settings().data_dir / "secret"
    if not path.exists():
        return Check(
            subject="secret", finding=Finding.GOOD, told="comes from the environment"
        )
    if path.stat().st_mode & 0o077:
        return Check(
            subject="secret",
            finding=Finding.WRONG,
            told=f"others on this machine can read {path}",
            advice=f"Run: chmod 600 {path}",
        )
    owner = "us" if path.stat().st_uid == os.getuid() else "somebody else"
    return Check(
        subject="secret",
        finding=Finding.GOOD if owner == "us" else Finding.ATTENTION,
        told=f"is kept in a file of {owner}",
    )


def _check_mail() -> Check:
    server = current.settings().smtp
    if server is None:
        return Check(
            subject="mail",
            finding=Finding.ATTENTION,
            told="is not set up: invitations wait in the outbox",
            advice="Set TREFPUNT_SMTP_URL, such as "
            "smtp://user:password@mail.example.org:587?starttls=1",
        )
    try:
        greet(server)
    except (OSError, SMTPException) as fault:
        return Check(
            subject="mail",
            finding=Finding.WRONG,
            told=f"{server.host}:{server.port} refuses: {fault}",
            advice="Look at TREFPUNT_SMTP_URL and whether that server runs.",
        )
    return Check(subject="mail", finding=Finding.GOOD, told=f"{server.host} lets us in")


def _check_mailbox() -> Check:
    state = mailbox.mailbox_state()
    if state is None:
        told = "none is set, or it was never read"
        return Check(subject="mailbox", finding=Finding.GOOD, told=told)
    if state.failures:
        return Check(
            subject="mailbox",
            finding=Finding.ATTENTION,
            told=f"cannot be read: {state.error}",
            advice="Answers by mail wait there. Look at TREFPUNT_IMAP_URL.",
        )
    return Check(subject="mailbox", finding=Finding.GOOD, told="is read")


def _check_clock() -> Check:
    now = current.clock().now()
    seen = health.find_last_worker_sign()
    if seen is not None and seen - now > QUIET_WORKER:
        return Check(
            subject="clock",
            finding=Finding.WRONG,
            told=f"runs {_ago(seen - now)} behind that of a worker",
            advice="Set the clocks by the network (NTP).",
        )
    return Check(
        subject="clock", finding=Finding.GOOD, told=f"{now:%Y-%m-%d %H:%M} UTC"
    )


def _ago(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    return f"{minutes} min" if span < timedelta(hours=2) else f"{minutes // 60} hours"
