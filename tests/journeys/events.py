"""Events and participants for journeys, made as rows."""

from datetime import date
from itertools import count

from flask import Flask

from tests.factories import NOW, a_participant_row, a_programme_row, an_event_row
from web.persistence.database import db
from web.persistence.rows import GroupSessionRow, SessionPlaceRow
from web.persistence.transaction import transaction
from web.services.personal_links import LinkPurpose, issue

_NUMBERS = count(1)


def an_open_event(app: Flask) -> str:
    """Make an event of two blocks that takes answers; give its slug."""
    slug = f"beurs-{next(_NUMBERS)}"
    with app.app_context(), transaction():
        event = an_event_row(slug, blocks=2, slots=3)
        event.answers_until = date(2026, 10, 8)
        event.help_visit = "Stationsplein 4"
        event.intro = "Voor iedereen in Waterlede."
    return slug


def a_planned_participant(app: Flask) -> str:
    """Make a participant with released meetings; give the path of its pages."""
    slug = f"beurs-{next(_NUMBERS)}"
    with app.app_context(), transaction():
        event = an_event_row(slug, blocks=2, slots=3)
        event.answers_until = date(2026, 10, 8)
        event.help_visit = "Stationsplein 4"
        own = a_participant_row(
            event,
            "W001",
            name="Stichting Habesha Brug Waterlede \N{EN DASH} ሓበሻ ድልድል",
            delegates=("Mehari", "Selam"),
            contact="mehari@voorbeeld.nl",
        )
        for code, name in (
            ("W002", "Woningcorporatie Waterwonen"),
            ("W003", "Donaudampfschifffahrtsgesellschaftskapitänsvereniging"),
            ("W004", "جمعية النور \N{EN DASH} Vrouwenkring Nour"),
        ):
            a_participant_row(event, code, name=name, contact=f"{code}@voorbeeld.nl")
        programme = a_programme_row(
            event, (("W001", "W002"), ("W001", "W003")), state="released"
        )
        programme.unmet = [
            {
                "a": "W001",
                "b": "W004",
                "value": 50,
                "reason": "no_common_slot",
                "would_help": [],
                "reasons": list(programme.meetings[0].reasons),
            }
        ]
        db.session.add(
            GroupSessionRow(
                event_id=event.id,
                giver="W003",
                offer="Uitleg over subsidies",
                seats=6,
                note="dinsdag 10 november, 19.30 uur",
                created_at=NOW,
                invited=[SessionPlaceRow(participant="W001", ask="Hoe vraag je geld?")],
            )
        )
        issue(own, LinkPurpose.FEED)
        return f"/mijn/{issue(own, LinkPurpose.PERSONAL)}/"
