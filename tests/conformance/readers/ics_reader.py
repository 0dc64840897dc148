"""Read a calendar file from standard input with ics.py; print what it says."""

import json
import sys

import ics

calendar = ics.Calendar(sys.stdin.buffer.read().decode())


def _extra(entry, name: str) -> str:
    found = [line.value for line in entry.extra if line.name == name]
    return found[0] if found else ""


json.dump(
    {
        "method": calendar.method,
        "entries": [
            {
                "uid": entry.uid,
                "sequence": int(_extra(entry, "SEQUENCE")),
                "start": entry.begin.to("utc").isoformat(),
                "end": entry.end.to("utc").isoformat(),
                "summary": entry.name or "",
                "location": entry.location or "",
                "description": entry.description or "",
                "status": entry.status or "",
                "organizer": entry.organizer.email.lower(),
                "attendees": sorted(who.email.lower() for who in entry.attendees),
            }
            for entry in calendar.events
        ],
    },
    sys.stdout,
)
