"""An event with everything an organiser can meet, made as rows."""

from dataclasses import dataclass
from itertools import count

from flask import Flask

from tests.factories import (
    a_participant_row,
    a_programme_row,
    an_event_row,
    an_interpreter_row,
    an_organiser_row,
)
from web.persistence.database import db
from web.persistence.rows import EventRow, JobRow
from web.persistence.transaction import transaction
from web.services import accounts, planning, releases
from web.services.plan_progress import PlanPoint, point_fields

_NUMBERS = count(1)
_LONG = "Donaudampfschifffahrtsgesellschaftskapit\u00e4nsvereniging"
_MIXED = "Stichting Habesha Brug Waterlede \u2013 \u1213\u1260\u123b \u12f5\u120d\u12f5\u120d"


@dataclass(frozen=True)
class OrganisedEvent:
    """An event and who organises it."""

    id: int
    slug: str
    email: str

    @property
    def path(self) -> str:
        """Where its pages are."""
        return f"/organisatie/{self.slug}"


def an_organised_event(app: Flask) -> OrganisedEvent:
    """Make an event with participants of every sort and a draft programme."""
    number = next(_NUMBERS)
    slug, email = f"organisatie-{number}", f"roos{number}@example.org"
    with app.app_context(), transaction():
        event = an_event_row(slug, blocks=2, slots=6, tables=4)
        event.help_visit = "Stationsplein 4"
        an_organiser_row(email, name="Roos", of=[event])
        _add_participants(event)
        an_interpreter_row(event)
        programme = a_programme_row(
            event, (("W001", "W002"), ("W001", "W003"), ("W005", "W006"))
        )
        programme.meetings[0].interpreter = "T1"
        programme.unmet = [
            {
                "a": "W004",
                "b": "W003",
                "value": 60,
                "reason": "no_common_slot",
                "would_help": ["A1"],
                "reasons": [],
            }
        ]
        programme.summary = {
            "group_offers": [
                {
                    "giver": "W002",
                    "kind": "training",
                    "text": _LONG,
                    "seats": 6,
                    "are_seats_stated": False,
                    "askers": [
                        {"participant": code, "ask": "Hoe gaat dat?", "strength": 70}
                        for code in ("W001", "W003", "W004", "W005")
                    ],
                }
            ]
        }
        event.blocks[0].tables[0].features = ["step_free"]
        return OrganisedEvent(id=event.id, slug=slug, email=email)


def _add_participants(event: EventRow) -> None:
    a_participant_row(event, "W001", name=_MIXED, delegates=["Mehari", "Selam"])
    for code, name, kind in (
        ("W002", "Woningcorporatie Waterwonen", "housing"),
        ("W003", _LONG, "culture"),
        (
            "W004",
            "\u062c\u0645\u0639\u064a\u0629 \u0627\u0644\u0646\u0648\u0631",
            "informal",
        ),
        ("W005", '<b>Creatief</b> "Kleur & Co"', "informal"),
        ("W006", "Fonds Diepland", "fund"),
    ):
        a_participant_row(
            event, code, name=name, kind=kind, contact=f"{code}@example.org"
        )
    a_participant_row(
        event,
        "W007",
        name="Fonds Diepland",
        kind="fund",
        slots=[],
        contact="+31 6 0000 1111",
        channels=["whatsapp"],
        wishes="Liever niet met de politie",
    )
    a_participant_row(event, "W008", name="Half", state="draft")
    a_participant_row(event, "W009", name="Weg", state="withdrawn")


def a_sign_in_path(app: Flask, event: OrganisedEvent) -> str:
    """Make a link that signs the organiser in."""
    with app.app_context():
        return f"/inloggen/{accounts.print_link(event.email)}"


def release_it(app: Flask, event: OrganisedEvent) -> None:
    """Release the draft."""
    with app.app_context():
        releases.release(event.id, version=1, by=event.email, known=0)


def start_search(app: Flask, event: OrganisedEvent) -> None:
    """Let a search run that has reported a few times."""
    points = [
        PlanPoint(seconds=0.4, stage="start", meetings=100, value=None, bound=None),
        PlanPoint(seconds=1, stage="value", meetings=173, value=5100, bound=8900),
        PlanPoint(seconds=8, stage="value", meetings=221, value=8100, bound=8700),
        PlanPoint(seconds=38, stage="value", meetings=232, value=8432, bound=8525),
    ]
    with app.app_context():
        job_id = planning.start_planning(event.id, by=event.email, seconds=60)
        with transaction():
            job = db.session.get(JobRow, job_id)
            assert job is not None
            job.state, job.progress = "running", point_fields(points)
