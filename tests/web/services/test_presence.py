"""Tests of telling who is there and who is missing."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests.factories import a_participant_row, an_event_row
from web.persistence.queries import setup
from web.persistence.transaction import transaction
from web.services import presence, roster
from web.services.presence import Coverage, Presence, SharedPerson, SideCounts


@pytest.fixture
def event_id(app: Flask) -> Iterator[int]:
    """An event with two blocks and nobody yet."""
    with app.app_context():
        with transaction():
            found = an_event_row(blocks=2, slots=2).id
        yield found


def add(event_id: int, code: str, **facts: Any) -> None:
    facts = {
        "name": code,
        "contact": f"{code}@example.org",
        "delegates": [code],
    } | facts
    with transaction():
        a_participant_row(setup.get_event(event_id), code, **facts)


def survey(event_id: int) -> Presence:
    return presence.survey(setup.get_event(event_id), roster.list_rows(event_id))


def test_nobody_is_there_at_first(event_id: int) -> None:
    found = survey(event_id)

    assert (found.registered, found.most_in_group, found.most_in_block) == (0, 0, 0)


def test_participants_are_counted_per_side_and_state(event_id: int) -> None:
    add(event_id, "W1")
    add(event_id, "W2", kind="fund", contact="06-12345678")
    add(event_id, "W3", state="draft")
    add(event_id, "W4", state="withdrawn")

    found = survey(event_id)

    assert found.sides == SideCounts(informal=1, other=1)
    assert (found.registered, found.drafts, found.withdrawn, found.without_email) == (
        2,
        1,
        1,
        1,
    )


@pytest.mark.parametrize(
    ("informal", "other", "coverage"),
    [
        (0, 4, Coverage.MISSING),
        (4, 0, Coverage.MISSING),
        (1, 4, Coverage.NARROW),
        (3, 1, Coverage.NARROW),
        (2, 2, Coverage.ENOUGH),
    ],
)
def test_the_smaller_side_tells_how_well_a_group_is_covered(
    informal: int, other: int, coverage: Coverage
) -> None:
    assert SideCounts(informal=informal, other=other).coverage is coverage


def test_target_groups_that_are_missed_stand_first(event_id: int) -> None:
    for code in ("W1", "W2"):
        add(event_id, code, target_groups=["ouderen"])
    for code in ("W3", "W4"):
        add(event_id, code, kind="care", target_groups=["ouderen", "jongeren"])

    found = survey(event_id)

    assert [(group.code, group.counts) for group in found.target_groups] == [
        ("jongeren", SideCounts(informal=0, other=2)),
        ("ouderen", SideCounts(informal=2, other=2)),
    ]
    assert found.most_in_group == 2


def test_times_are_counted_per_block_and_side(event_id: int) -> None:
    add(event_id, "W1", slots=["A1", "A2", "B1"])
    add(event_id, "W2", kind="care", slots=["B1", "B2"])

    found = survey(event_id)

    assert [block.counts for block in found.blocks] == [
        SideCounts(informal=2, other=0),
        SideCounts(informal=1, other=2),
    ]


def test_who_has_no_times_or_is_alone_in_them_is_named(event_id: int) -> None:
    add(event_id, "W1", slots=["A1"])
    add(event_id, "W2", slots=["A1", "B1"])
    add(event_id, "W3", slots=["B2"])
    add(event_id, "W4", slots=[])

    found = survey(event_id)

    assert [row.code for row in found.without_times] == ["W4"]
    assert [row.code for row in found.alone] == ["W3"]


def test_one_person_in_two_groups_and_likely_duplicates_are_told(event_id: int) -> None:
    add(event_id, "W1", name="De Meent", delegates=["Mehari"], contact="a@example.org")
    add(
        event_id,
        "W2",
        name="Stg. De Meent",
        delegates=["Mehari"],
        contact="a@example.org",
    )

    found = survey(event_id)

    assert found.shared == (SharedPerson(name="Mehari", codes=("W1", "W2")),)
    assert [(pair.a, pair.b) for pair in found.duplicates] == [("W1", "W2")]
