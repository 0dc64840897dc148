"""What a calendar file says, as any reader tells it."""

import json
import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.matcher.invitations.reader import read as read_strictly

PROGRAMS = Path(__file__).parent / "readers"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One VEVENT; times in UTC, addresses without their scheme."""

    uid: str
    sequence: int
    start: datetime
    end: datetime
    summary: str
    location: str
    description: str
    status: str
    organizer: str
    attendees: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One calendar file."""

    method: str
    entries: tuple[Entry, ...]


class RefusedError(Exception):
    """A reader says that the file is not right."""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Somebody else's reader, as a program of its own."""

    name: str
    command: tuple[str, ...]
    folder: Path

    def read(self, content: bytes) -> Reading:
        """Give what it reads.

        Raises:
            RefusedError: It does not take the file.
        """
        done = subprocess.run(
            self.command,
            input=content,
            capture_output=True,
            cwd=self.folder,
            timeout=30,
            check=False,
        )
        if done.returncode:
            raise RefusedError(done.stderr.decode(errors="replace")[-500:])
        found = json.loads(done.stdout)
        entries = sorted(found["entries"], key=lambda entry: str(entry["uid"]))
        return Reading(
            method=found["method"], entries=tuple(_entry(entry) for entry in entries)
        )


def _entry(found: dict) -> Entry:
    moments = {
        name: datetime.fromisoformat(found[name]).astimezone(UTC)
        for name in ("start", "end")
    }
    return Entry(**{**found, **moments, "attendees": tuple(found["attendees"])})


def readers_folder() -> Path:
    """Where ``.ci/readers`` put the readers; skips where it never ran."""
    named = os.environ.get("TREFPUNT_TEST_READERS", "")
    if not named:
        pytest.skip("Calendar readers: TREFPUNT_TEST_READERS names no folder")
    return Path(named)


def readers_in(folder: Path) -> dict[str, Reader]:
    """Give the readers that agree on what a calendar of ours says."""
    python = str(folder / "venv" / "bin" / "python")
    commands = {
        "ical.js": ("node", str(folder / "icaljs_reader.mjs")),
        "libical": (str(folder / "libical_reader"),),
        "vobject": (python, str(PROGRAMS / "vobject_reader.py")),
        "ics": (python, str(PROGRAMS / "ics_reader.py")),
    }
    return {
        name: Reader(name=name, command=command, folder=folder)
        for name, command in commands.items()
    }


def our_reading(content: bytes) -> Reading:
    """Read with the strict reader of our own tests, which asks zoneinfo for times."""
    calendar = read_strictly(content)
    entries = (
        Entry(
            uid=part.one("UID").value,
            sequence=int(part.one("SEQUENCE").value),
            start=part.one("DTSTART").instant,
            end=part.one("DTEND").instant,
            summary=part.one("SUMMARY").text,
            location=part.one("LOCATION").text,
            description=part.one("DESCRIPTION").text,
            status=part.one("STATUS").value,
            organizer=part.one("ORGANIZER").mailbox.lower(),
            attendees=tuple(line.mailbox.lower() for line in part.all("ATTENDEE")),
        )
        for part in calendar.parts_named("VEVENT")
    )
    return Reading(
        method=calendar.one("METHOD").value,
        entries=tuple(sorted(entries, key=lambda entry: entry.uid)),
    )
