"""Read a calendar file from standard input with vobject; print what it says."""

import json
import sys
from datetime import UTC

import vobject


def _text(entry, name: str) -> str:
    return getattr(entry, name).value if hasattr(entry, name) else ""


def _instant(value) -> str:
    return value.astimezone(UTC).isoformat()


def _address(line) -> str:
    return line.value.lower().removeprefix("mailto:")


calendar = vobject.readOne(sys.stdin.buffer.read().decode())
calendar.validate()
json.dump(
    {
        "method": calendar.method.value,
        "entries": [
            {
                "uid": entry.uid.value,
                "sequence": int(entry.sequence.value),
                "start": _instant(entry.dtstart.value),
                "end": _instant(entry.dtend.value),
                "summary": _text(entry, "summary"),
                "location": _text(entry, "location"),
                "description": _text(entry, "description"),
                "status": _text(entry, "status"),
                "organizer": _address(entry.organizer),
                "attendees": [
                    _address(line) for line in entry.contents.get("attendee", [])
                ],
            }
            for entry in calendar.contents.get("vevent", [])
        ],
    },
    sys.stdout,
)
