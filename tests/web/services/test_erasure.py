"""Erasing a participant: nothing of it is left in any file, and the others are told."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from matcher.invitations import Method, from_ical
from tests.factories import NOW, a_participant_row, a_programme_row, an_event_row
from tests.transports import RecordingTransport
from web.config import Settings
from web.mail.delivery import send_due
from web.persistence.database import db
from web.persistence.queries.messages import list_newest_invitations
from web.persistence.rows import (
    AuditRow,
    DecisionRow,
    EventRow,
    GroupSessionRow,
    MeetingRow,
    MessageRow,
    ParticipantRow,
    ProgrammeRow,
    SessionPlaceRow,
    SubmissionRow,
)
from web.persistence.transaction import transaction
from web.refusals import NotFound
from web.services import audit, jobs
from web.services.answers import AboutAnswers
from web.services.erasure import Erased, ErasureOutlook, erase_participant, look_ahead
from web.services.jobs import JobKind
from web.services.link_mail import queue_link
from web.services.my_meetings import find_my_programme
from web.services.own_page import get_own_page
from web.services.registration import Started, start_registration
from web.services.releases import release
from web.services.stored_data import as_csv, as_json, read_stored

BY = "samira@voorbeeld.nl"
CANARIES = (
    "Zonnebloemkring",
    "Zevenhuizerdijk",
    "Wilhelmina Kanarie",
    "kanarie@voorbeeld.nl",
    "sjoelbakken uitlenen",
    "kerststukjes",
    "liever niet met de Postduivenbond",
)
"""What stands nowhere else; each in another column."""


@pytest.fixture(autouse=True)
def _context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.fixture
def event_id() -> int:
    """An event that knows W001, the canary, in every table; W002 and W003 meet it."""
    with transaction():
        event = an_event_row()
        canary = a_participant_row(
            event,
            "W001",
            name="Zonnebloemkring",
            delegates=["Wilhelmina Kanarie", "Kees"],
            contact="kanarie@voorbeeld.nl",
            offers=[("materialen", "sjoelbakken uitlenen")],
            asks=[("kennis", "kerststukjes leren maken")],
            wishes="liever niet met de Postduivenbond",
        )
        canary.description = "Wij zitten aan de Zevenhuizerdijk."
        a_participant_row(
            event, "W002", name="Buurtmoestuin", delegates=["Piet"], contact="06 12"
        )
        a_participant_row(
            event, "W003", name="Cijferhuis", delegates=["Noor"], contact="noor@x.nl"
        )
        _plan(event)
        session = GroupSessionRow(
            event_id=event.id,
            giver="W003",
            offer="belastinghulp",
            seats=8,
            created_at=NOW,
            invited=[
                SessionPlaceRow(participant="W001", ask="kerststukjes leren maken")
            ],
        )
        own_session = GroupSessionRow(
            event_id=event.id,
            giver="W001",
            offer="sjoelbakken uitlenen",
            seats=4,
            created_at=NOW,
        )
        decision = DecisionRow(
            event_id=event.id,
            about="person",
            a="W001.1",
            b="W003.1",
            verdict="different",
            decided_at=NOW,
        )
        submission = SubmissionRow(key="k", outcome=str(canary.id), created_at=NOW)
        db.session.add_all((session, own_session, decision, submission))
        event.blocks[0].tables[0].owner_code = "W001"
        queue_link(canary)
        jobs.enqueue(JobKind.PLAN, {"seconds": 1, "by": BY}, event_id=event.id)
        audit.record("links.renew", by=BY, event_id=event.id, detail={"code": "W001"})
        return event.id


def _plan(event: EventRow) -> None:
    """Plan W001 with W002 and W003, with reasons that quote it, and what quotes it too."""
    programme = a_programme_row(event, [("W001", "W002"), ("W001", "W003")])
    for meeting in programme.meetings:
        meeting.reasons = [
            {
                "kind": "offer_answers_ask",
                "weight": 100,
                "giver": "W001",
                "receiver": meeting.b,
                "offer": "sjoelbakken uitlenen",
                "ask": "spelletjes",
                "wish": "",
                "codes": ["materialen"],
            }
        ]
    programme.unmet = [
        {
            "a": a,
            "b": b,
            "value": 5,
            "reason": "no_common_slot",
            "would_help": [],
            "reasons": [
                {
                    "kind": "offer_answers_ask",
                    "weight": 1,
                    "giver": a,
                    "receiver": b,
                    "offer": "iets",
                    "ask": ask,
                    "wish": "",
                    "codes": [],
                }
            ],
        }
        for a, b, ask in (
            ("W001", "W002", "kerststukjes leren maken"),
            ("W002", "W003", "een zaaltje"),
        )
    ]
    programme.summary = {
        "meetings": 2,
        "without_meeting": ["W001", "W003"],
        "group_offers": [
            {"giver": "W001", "text": "sjoelbakken uitlenen", "askers": []},
            {
                "giver": "W003",
                "text": "belastinghulp",
                "askers": [
                    {"participant": "W001", "ask": "kerststukjes leren maken"},
                    {"participant": "W002", "ask": "hulp"},
                ],
            },
        ],
    }


def _files(settings: Settings) -> bytes:
    """Read whatever stands on disk: the database, its log, the queue."""
    return b"".join(
        path.read_bytes()
        for path in sorted(Path(settings.data_dir).iterdir())
        if path.is_file()
    )


def _found(settings: Settings) -> set[str]:
    content = _files(settings)
    return {canary for canary in CANARIES if canary.encode() in content}


def test_nothing_of_an_erased_participant_is_left_in_any_file(
    event_id: int, settings: Settings, transport: RecordingTransport
) -> None:
    release(event_id, version=1, by=BY, known=0)
    with transaction():
        a_programme_row(
            db.session.get_one(EventRow, event_id), [("W001", "W003")], version=2
        )
    send_due(2)
    assert transport.sent != []
    assert _found(settings) == set(CANARIES)

    erased = erase_participant(event_id, "W001", by=BY)

    assert erased == Erased(code="W001", told=2)
    assert _found(settings) == set()


def test_others_hear_that_their_meeting_lapses_by_the_ordinary_way(
    event_id: int,
) -> None:
    release(event_id, version=1, by=BY, known=0)
    with transaction():
        db.session.query(MessageRow).delete()

    erase_participant(event_id, "W001", by=BY)

    entries = {
        row.participant_code: (row.method, row.sequence)
        for row in list_newest_invitations(event_id)
    }
    told = [
        (row.participant_code, row.kind, row.channel)
        for row in db.session.query(MessageRow).order_by(MessageRow.participant_code)
    ]
    assert entries == {"W002": ("CANCEL", 1), "W003": ("CANCEL", 1)}
    assert told == [
        ("W002", "programme", "telefoon"),
        ("W003", "cancellation", "email"),
    ]
    mail = db.session.query(MessageRow).filter_by(channel="email").one()
    assert mail.invitation is not None
    assert from_ical(mail.invitation.content).method is Method.CANCEL
    assert "gaat niet door" in mail.body


def test_their_own_page_shows_the_meeting_as_lapsed(event_id: int) -> None:
    release(event_id, version=1, by=BY, known=0)
    erase_participant(event_id, "W001", by=BY)

    other = db.session.query(ParticipantRow).filter_by(code="W003").one()
    programme = find_my_programme(get_own_page(other.id))

    assert programme is not None
    assert [gone.other for gone in programme.gone] == ["de andere groep"]
    shown = [meeting.code for day in programme.days for meeting in day.meetings]
    assert [code for code in shown if "W001" in code] == []


def test_erasing_again_finds_nobody_and_tells_nobody(event_id: int) -> None:
    release(event_id, version=1, by=BY, known=0)
    erase_participant(event_id, "W001", by=BY)
    before = db.session.query(MessageRow).count()

    with pytest.raises(NotFound):
        erase_participant(event_id, "W001", by=BY)

    assert db.session.query(MessageRow).count() == before


def test_what_others_told_and_planned_stays(event_id: int) -> None:
    release(event_id, version=1, by=BY, known=0)

    erase_participant(event_id, "W001", by=BY)

    programme = db.session.query(ProgrammeRow).one()
    kept = [row.code for row in db.session.query(ParticipantRow)]
    assert kept == ["W002", "W003"]
    assert [(row.code, row.reasons) for row in programme.meetings] == [
        ("W001+W002", []),
        ("W001+W003", []),
    ]
    assert [(entry["a"], entry["b"]) for entry in programme.unmet] == [("W002", "W003")]
    assert programme.summary == {
        "meetings": 2,
        "without_meeting": ["W003"],
        "group_offers": [
            {
                "giver": "W003",
                "text": "belastinghulp",
                "askers": [{"participant": "W002", "ask": "hulp"}],
            }
        ],
    }
    assert [row.giver for row in db.session.query(GroupSessionRow)] == ["W003"]
    assert db.session.query(SubmissionRow).count() == 0
    assert db.session.query(DecisionRow).count() == 0


def test_erasure_is_recorded_without_a_name(event_id: int) -> None:
    erase_participant(event_id, "W001", by="participant")

    last = db.session.query(AuditRow).order_by(AuditRow.id.desc()).first()
    assert last is not None
    assert (last.action, last.actor, last.detail) == (
        "participant.erase",
        "participant",
        {"code": "W001"},
    )


def test_draft_of_the_programme_lets_go_of_the_meetings(event_id: int) -> None:
    erase_participant(event_id, "W001", by=BY)

    assert db.session.query(MeetingRow).count() == 0


def test_what_was_merged_goes_with_it(event_id: int, settings: Settings) -> None:
    with transaction():
        event = db.session.get_one(EventRow, event_id)
        twin = a_participant_row(
            event, "W009", name="Zonnebloemkring 2", state="merged"
        )
        twin.merged_into = "W001"

    erase_participant(event_id, "W009", by=BY)

    assert _found(settings) == set()


def test_outlook_counts_the_meetings_others_know_of(event_id: int) -> None:
    assert look_ahead(event_id, "W001") == ErasureOutlook(meetings=0)

    release(event_id, version=1, by=BY, known=0)

    assert look_ahead(event_id, "W001") == ErasureOutlook(meetings=2)


def test_stored_data_hold_every_canary_and_no_secret(event_id: int) -> None:
    release(event_id, version=1, by=BY, known=0)
    row = db.session.query(ParticipantRow).filter_by(code="W001").one()

    stored = read_stored(row.id)

    document = as_json(stored).decode()
    assert {canary for canary in CANARIES if canary not in document} == set()
    assert "token_hash" not in document
    assert set(json.loads(document)["stored"]) == {
        "ask",
        "audit",
        "availability",
        "decision",
        "delegate",
        "group_session",
        "invitation",
        "meeting",
        "meeting_table",
        "message",
        "offer",
        "participant",
        "personal_link",
        "programme",
        "session_place",
        "submission",
    }
    for name in ("Buurtmoestuin", "noor@x.nl"):
        assert name not in json.dumps(json.loads(document)["stored"]["meeting"])


@pytest.mark.usefixtures("event_id")
def test_stored_data_name_no_draft_but_to_who_runs_it() -> None:
    row = db.session.query(ParticipantRow).filter_by(code="W001").one()

    names = {table.name for table in read_stored(row.id).tables}
    all_names = {table.name for table in read_stored(row.id, drafts=True).tables}

    assert all_names - names == {"meeting", "programme"}


@pytest.mark.usefixtures("event_id")
def test_spreadsheet_holds_the_same_values() -> None:
    row = db.session.query(ParticipantRow).filter_by(code="W001").one()
    stored = read_stored(row.id)

    lines = as_csv(stored).decode("utf-8-sig").splitlines()

    assert lines[0] == "table,row,column,value"
    assert "participant,1,name,Zonnebloemkring" in lines
    assert len([line for line in lines if re.match(r"delegate,\d,name", line)]) == 2


def test_code_of_the_erased_is_never_given_again(event_id: int) -> None:
    about = AboutAnswers(name="Nieuw", kind="informal")
    first = start_registration(event_id, about, key="a", language="nl", ip="1")
    erase_participant(event_id, "P001", by=BY)

    start_registration(event_id, about, key="b", language="nl", ip="1")

    assert isinstance(first, Started)
    assert db.session.query(ParticipantRow.code).filter_by(name="Nieuw").all() == [
        ("P002",)
    ]
