"""A release of three hundred meetings of which five moved: who hears of it."""

import pytest

from tests.factories import a_participant_row, a_programme_row, an_event_row
from web.mail import delivery
from web.persistence.database import db
from web.persistence.rows import EventRow, MessageRow
from web.persistence.transaction import transaction
from web.services.releases import ReleaseDone, release

MEETINGS = 300
MOVED = (7, 60, 131, 200, 299)
BY = "samira@voorbeeld.nl"


def _codes(meeting: int) -> tuple[str, str]:
    return f"W{2 * meeting:03}", f"W{2 * meeting + 1:03}"


def _address(code: str) -> str:
    return f"{code.lower()}@example.net"


@pytest.fixture
def event_id(app) -> int:
    """Six hundred participants who meet in pairs, one pair after the other."""
    with app.app_context(), transaction():
        event = an_event_row(slots=MEETINGS)
        for meeting in range(MEETINGS):
            for code in _codes(meeting):
                a_participant_row(
                    event, code, contact=_address(code), slots=[f"A{meeting + 1}"]
                )
        a_programme_row(event, map(_codes, range(MEETINGS)))
        return event.id


def test_release_writes_to_the_ten_people_concerned_and_nobody_else(
    app, event_id, transport
) -> None:
    with app.app_context():
        first = release(event_id, version=1, by=BY, known=0)
        with transaction():
            # As if all of it had been sent; that it is, others test.
            db.session.query(MessageRow).update({"state": "sent"})
            event = db.session.get_one(EventRow, event_id)
            programme = a_programme_row(event, map(_codes, range(MEETINGS)), version=2)
            for meeting in programme.meetings:
                if meeting.code in {"+".join(_codes(moved)) for moved in MOVED}:
                    meeting.table = "A-2"

        second = release(event_id, version=2, by=BY, known=1)
        delivery.send_due(1_000)

    assert first == ReleaseDone(version=1, mails=600, by_hand=0)
    assert second == ReleaseDone(version=2, mails=10, by_hand=0)
    assert sorted(mail.recipient for mail in transport.sent) == sorted(
        _address(code) for moved in MOVED for code in _codes(moved)
    )
