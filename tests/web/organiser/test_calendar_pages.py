"""What calendars show, and the calendar with all meetings of an event."""

import re

import pytest

from matcher.invitations import from_ical
from tests.clocks import FixedClock
from tests.factories import a_participant_row, a_programme_row
from tests.matcher.invitations.lint import lint
from tests.matcher.invitations.reader import read
from tests.web.conftest import FormClient
from web.persistence.database import db
from web.persistence.rows import EventRow, InvitationRow
from web.persistence.transaction import transaction
from web.services.releases import release

PAGE = "/organisatie/netwerkbeurs/opzet/agenda"


def _mark(client: FormClient) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]+)"', client.get(PAGE).text)
    assert found
    return found[1]


def _release(app, pairs, version: int = 1) -> None:
    with app.app_context():
        with transaction():
            event = db.session.query(EventRow).filter_by(slug="netwerkbeurs").one()
            a_programme_row(event, pairs, version=version)
            event_id = event.id
        release(event_id, version=version, by="roos@example.org", known=version - 1)


@pytest.fixture
def people(app, event_id) -> None:
    """One more participant, with a name that calendars must escape."""
    with app.app_context(), transaction():
        event = db.session.get_one(EventRow, event_id)
        a_participant_row(event, "W003", name='Tuin; "Oost"', contact="p@voorbeeld.nl")


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("names", "title"),
    [
        ("", "Gesprek netwerkbijeenkomst, tafel 1"),
        ("names", "Gesprek met ROC Diepland, tafel 1"),
    ],
)
def test_what_was_chosen_stands_in_what_is_sent(app, roos, names, title) -> None:
    chosen = {"names": names, "alarm": "60", "seen": _mark(roos)}
    assert roos.submit(PAGE, chosen).status_code == 303

    _release(app, [("W001", "W002")])

    with app.app_context():
        row = db.session.query(InvitationRow).filter_by(participant_code="W001").one()
        entry = from_ical(row.content)
    assert (entry.summary, entry.alarm and entry.alarm.seconds) == (title, 3600)


@pytest.mark.usefixtures("people")
def test_without_an_alarm_nothing_rings(app, roos) -> None:
    roos.submit(PAGE, {"names": "", "alarm": "0", "seen": _mark(roos)})

    _release(app, [("W001", "W002")])

    with app.app_context():
        rows = db.session.query(InvitationRow).all()
    assert [b"VALARM" in row.content for row in rows] == [False, False]


def test_a_choice_nobody_offered_is_refused(roos) -> None:
    answer = roos.submit(PAGE, {"names": "", "alarm": "7", "seen": _mark(roos)})

    assert answer.status_code == 422


def test_who_changed_it_meanwhile_is_shown(roos) -> None:
    seen = _mark(roos)
    roos.submit(PAGE, {"names": "names", "alarm": "60", "seen": seen})

    answer = roos.submit(PAGE, {"names": "", "alarm": "0", "seen": seen})

    assert answer.status_code == 409
    assert "Ook met wie" in answer.text


def _feed_path(client: FormClient) -> str:
    client.submit(f"{PAGE}/adres")
    found = re.search(r"/organisatie/agenda/[\w-]+\.ics", client.get(PAGE).text)
    assert found
    return found[0]


@pytest.mark.usefixtures("people")
def test_organisers_calendar_follows_the_programme(
    app, roos: FormClient, clock: FixedClock
) -> None:
    path = _feed_path(roos)
    stranger = app.test_client()
    _release(app, [("W001", "W002"), ("W001", "W003")])
    first = stranger.get(path)
    again = stranger.get(path, headers={"If-None-Match": first.headers["ETag"]})
    clock.move(hours=1)
    _release(app, [("W001", "W003")], version=2)
    second = stranger.get(path)
    clock.move(days=31)
    later = stranger.get(path)

    assert [lint(answer.data) for answer in (first, second, later)] == [[], [], []]
    assert first.data.count(b"ATTENDEE") == 0
    assert again.status_code == 304
    assert _entries(first.data) == [
        ("Tafel 1: Vrouwenkring Nour en ROC Diepland", "CONFIRMED", 0),
        ('Tafel 1: Vrouwenkring Nour en Tuin; "Oost"', "CONFIRMED", 0),
    ]
    assert _entries(second.data) == [
        ('Tafel 1: Vrouwenkring Nour en Tuin; "Oost"', "CONFIRMED", 1),
        ("Vervallen: Vrouwenkring Nour en ROC Diepland", "CANCELLED", 1),
    ]
    assert _entries(later.data) == [
        ('Tafel 1: Vrouwenkring Nour en Tuin; "Oost"', "CONFIRMED", 1)
    ]


def _entries(content: bytes) -> list[tuple[str, str, int]]:
    return sorted(
        (
            part.one("SUMMARY").text,
            part.one("STATUS").value,
            int(part.one("SEQUENCE").value),
        )
        for part in read(content).parts_named("VEVENT")
    )


def test_a_new_address_closes_the_old_one(app, roos: FormClient) -> None:
    old = _feed_path(roos)
    new = _feed_path(roos)

    asked = app.test_client()

    assert (asked.get(old).status_code, asked.get(new).status_code) == (404, 200)


def test_only_the_hash_of_an_address_is_stored(app, roos: FormClient) -> None:
    token = _feed_path(roos).rpartition("/")[2].removesuffix(".ics")

    with app.app_context():
        stored = db.session.connection().connection.iterdump()
        found = [line for line in stored if token in line]

    assert found == []
