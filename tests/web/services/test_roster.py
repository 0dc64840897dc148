"""Tests of the list of participants and what an organiser changes in it."""

from collections.abc import Iterator

import pytest
from flask import Flask

from matcher.participants import Side
from tests.factories import a_participant_row, an_event_row
from web.persistence.database import db
from web.persistence.queries import roster as roster_queries
from web.persistence.queries import setup
from web.persistence.rows import AuditRow
from web.persistence.transaction import transaction
from web.refusals import NotFound
from web.services import personal_links, roster
from web.services.personal_links import LinkPurpose
from web.services.roster import RosterFilter, Standing

BY = "roos@example.org"


@pytest.fixture
def event_id(app: Flask) -> Iterator[int]:
    """An event with five participants of every sort."""
    with app.app_context():
        with transaction():
            event = an_event_row()
            a_participant_row(event, "W001", name="Nour", delegates=["Rim"])
            a_participant_row(event, "W002", name="ROC", kind="education")
            a_participant_row(
                event, "W003", name="Tok", slots=[], contact="+31 6 12345678"
            )
            a_participant_row(event, "W004", name="Hafez", state="draft")
            a_participant_row(event, "W005", name="Gul", state="withdrawn")
            found = event.id
        yield found


def codes(event_id: int, wanted: RosterFilter) -> list[str]:
    rows = roster.list_rows(event_id)
    return [line.code for line in roster.list_lines(rows, wanted)]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (RosterFilter(), ["W004", "W001", "W002", "W003"]),
        (RosterFilter(text="rim"), ["W001"]),
        (RosterFilter(text="w003"), ["W003"]),
        (RosterFilter(side=Side.OTHER), ["W002"]),
        (RosterFilter(side=Side.INFORMAL), ["W004", "W001", "W003"]),
        (RosterFilter(standing=Standing.WITHOUT_TIMES), ["W003"]),
        (RosterFilter(standing=Standing.WITHOUT_EMAIL), ["W003"]),
        (RosterFilter(standing=Standing.UNFINISHED), ["W004"]),
        (RosterFilter(standing=Standing.WITHDRAWN), ["W005"]),
    ],
)
def test_the_list_holds_who_is_wanted_by_name(
    event_id: int, wanted: RosterFilter, found: list[str]
) -> None:
    assert codes(event_id, wanted) == found


def test_a_line_tells_how_to_reach_a_participant(event_id: int) -> None:
    (line,) = roster.list_lines(roster.list_rows(event_id), RosterFilter(text="Tok"))

    assert (line.channel, line.has_email, line.slots) == ("email", False, 0)


def test_withdrawing_can_be_undone(event_id: int) -> None:
    roster.withdraw(event_id, "W001", by=BY)
    roster.withdraw(event_id, "W001", by=BY)
    withdrawn = roster.get_participant(event_id, "W001").state
    roster.restore(event_id, "W001", by=BY)

    row = roster.get_participant(event_id, "W001")
    assert (withdrawn, row.state, row.revision) == ("withdrawn", "registered", 3)
    assert [(a.action, a.detail) for a in db.session.query(AuditRow)] == [
        ("participant.withdrawn", {"code": "W001"}),
        ("participant.registered", {"code": "W001"}),
    ]


def test_a_new_link_ends_the_old_one(event_id: int) -> None:
    roster.renew_links(event_id, "W001", by=BY)
    old = roster.find_link(roster.get_participant(event_id, "W001"))
    assert old is not None

    roster.renew_links(event_id, "W001", by=BY)

    new = roster.find_link(roster.get_participant(event_id, "W001"))
    token = old.rstrip("/").rpartition("/")[2]
    link = personal_links.find(token, LinkPurpose.PERSONAL)
    assert new not in {None, old}
    assert link is not None
    assert link.revoked_at is not None


def test_a_participant_of_another_event_is_not_found(event_id: int) -> None:
    with transaction():
        other = an_event_row("other").id

    with pytest.raises(NotFound):
        roster.get_participant(other, "W001")
    assert roster_queries.list_participants(other) == ()
    assert setup.count_registered([event_id, other]) == {event_id: 3}
