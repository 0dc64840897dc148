"""Tests of changing blocks without losing answers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

import pytest
from flask import Flask

from tests.builders import an_event
from tests.factories import (
    a_participant_row,
    a_programme_row,
    an_event_row,
    an_interpreter_row,
)
from web.persistence.queries import setup
from web.persistence.transaction import transaction
from web.refusals import NotFound
from web.services import blocks
from web.services.blocks import (
    BlockOutcome,
    BlockPlan,
    IsReleased,
    LosesAnswers,
    LostAnswers,
    RunsInto,
)
from web.services.outcomes import Overtaken, Saved, mark_of
from web.services.timetable import ClockDoubt, Timing

BY = "roos@example.org"


@pytest.fixture
def event_id(app: Flask) -> Iterator[int]:
    """An event with block A of three rounds and two tables."""
    with app.app_context():
        with transaction():
            found = an_event_row(slots=3, tables=2).id
        yield found


def plan(event_id: int, code: str = "A") -> BlockPlan:
    return blocks.plan_of(blocks.get_block(setup.get_event(event_id), code))


def save(
    event_id: int, wanted: BlockPlan, lost: LostAnswers = LostAnswers.ASK
) -> BlockOutcome:
    seen = mark_of(plan(event_id))
    return blocks.save_block(event_id, "A", wanted, seen=seen, by=BY, lost=lost)


def with_rounds(wanted: BlockPlan, rounds: int) -> BlockPlan:
    assert wanted.timing is not None
    return replace(wanted, timing=replace(wanted.timing, rounds=rounds))


def slots(event_id: int) -> list[tuple[str, int]]:
    event = setup.get_event(event_id)
    return [(slot.code, slot.id) for block in event.blocks for slot in block.slots]


def test_a_plan_tells_how_a_block_was_laid_out(event_id: int) -> None:
    found = plan(event_id)

    assert found.timing is not None
    assert (found.timing.start, found.timing.rounds, found.tables) == (
        time(18, 45),
        3,
        2,
    )


def test_a_round_that_stays_keeps_its_row_and_answers(event_id: int) -> None:
    with transaction():
        a_participant_row(setup.get_event(event_id))
    before = slots(event_id)

    outcome = save(event_id, with_rounds(plan(event_id), 5))

    assert isinstance(outcome, Saved)
    assert slots(event_id)[:3] == before
    assert [code for code, _ in slots(event_id)[3:]] == ["A4", "A5"]


def test_losing_answers_needs_a_second_word(event_id: int) -> None:
    with transaction():
        a_participant_row(setup.get_event(event_id), slots=["A2", "A3"])
    before = slots(event_id)

    outcome = save(event_id, with_rounds(plan(event_id), 2))

    assert outcome == LosesAnswers(slots=("A3",), participants=1)
    assert slots(event_id) == before


def test_answers_go_once_that_was_accepted(event_id: int) -> None:
    with transaction():
        a_participant_row(setup.get_event(event_id))

    outcome = save(event_id, with_rounds(plan(event_id), 2), LostAnswers.ACCEPT)

    assert isinstance(outcome, Saved)
    assert [code for code, _ in slots(event_id)] == ["A1", "A2"]


def test_a_new_round_takes_no_code_that_a_programme_uses(event_id: int) -> None:
    with transaction():
        a_programme_row(setup.get_event(event_id))
    wanted = plan(event_id)
    assert wanted.timing is not None
    moved = replace(wanted, timing=replace(wanted.timing, start=time(20, 0), rounds=1))

    save(event_id, moved)

    assert [code for code, _ in slots(event_id)] == ["A2"]


def test_a_released_round_cannot_go(event_id: int) -> None:
    with transaction():
        a_programme_row(setup.get_event(event_id), state="released")
    wanted = plan(event_id)
    assert wanted.timing is not None
    moved = replace(wanted, timing=replace(wanted.timing, start=time(20, 0)))

    assert save(event_id, moved) == IsReleased(slots=("A1",), tables=())


def test_a_released_table_cannot_go(event_id: int) -> None:
    with transaction():
        event = setup.get_event(event_id)
        programme = a_programme_row(event, state="released")
        programme.meetings[0].table = "A-2"

    outcome = save(event_id, replace(plan(event_id), tables=1))

    assert outcome == IsReleased(slots=(), tables=("A-2",))


def test_tables_are_numbered_on_and_keep_what_they_are(event_id: int) -> None:
    with transaction():
        table = setup.get_event(event_id).blocks[0].tables[0]
        table.name, table.features = "Hoek", ["screen", "quiet"]

    save(event_id, replace(plan(event_id), tables=3, step_free=(1, 3), quiet=(2,)))

    tables = setup.get_event(event_id).blocks[0].tables
    assert [(t.code, t.name, t.features) for t in tables] == [
        ("A-1", "Hoek", ["screen", "step_free"]),
        ("A-2", "2", ["quiet"]),
        ("A-3", "3", ["step_free"]),
    ]


def test_a_block_that_somebody_else_changed_stays(event_id: int) -> None:
    outcome = blocks.save_block(event_id, "A", plan(event_id), seen="older", by=BY)
    removal = blocks.remove_block(
        event_id, "A", seen="older", by=BY, lost=LostAnswers.ASK
    )

    assert (outcome, removal) == (Overtaken(revision=1), Overtaken(revision=1))


def test_another_block_gets_the_next_letter(event_id: int) -> None:
    wanted = with_day(plan(event_id), date(2026, 10, 24))

    outcome = blocks.save_block(event_id, None, wanted, by=BY)

    assert isinstance(outcome, Saved)
    assert [b.code for b in setup.get_event(event_id).blocks] == ["A", "B"]
    assert [t.code for t in setup.get_event(event_id).blocks[1].tables] == [
        "B-1",
        "B-2",
    ]


def test_two_blocks_cannot_be_held_in_the_same_hours(event_id: int) -> None:
    outcome = blocks.save_block(event_id, None, plan(event_id), by=BY)

    assert outcome == RunsInto(block="A")
    assert [b.code for b in setup.get_event(event_id).blocks] == ["A"]


def test_a_block_cannot_begin_at_a_doubtful_time(event_id: int) -> None:
    timing = Timing(
        day=date(2026, 10, 25), start=time(2, 30), rounds=1, minutes=20, pause=5
    )

    outcome = save(event_id, replace(plan(event_id), timing=timing))

    assert outcome is ClockDoubt.TWICE


def test_irregular_rounds_stay_when_the_rest_changes(event_id: int) -> None:
    with transaction():
        slot = setup.get_event(event_id).blocks[0].slots[1]
        slot.ends_at = slot.ends_at.replace(minute=slot.ends_at.minute + 1)
    before = slots(event_id)

    assert plan(event_id).timing is None
    save(event_id, replace(plan(event_id), name="Avond"))

    assert slots(event_id) == before
    assert plan(event_id).name == "Avond"


def test_a_new_block_without_timing_has_no_rounds(event_id: int) -> None:
    wanted = replace(plan(event_id), timing=None)

    blocks.save_block(event_id, None, wanted, by=BY)

    assert setup.get_event(event_id).blocks[1].slots == []


def test_a_block_that_goes_takes_its_rounds_from_interpreters(event_id: int) -> None:
    with transaction():
        event = setup.get_event(event_id)
        an_interpreter_row(event)
        a_participant_row(event)
    seen = mark_of(plan(event_id))

    asked = blocks.remove_block(event_id, "A", seen=seen, by=BY, lost=LostAnswers.ASK)
    done = blocks.remove_block(event_id, "A", seen=seen, by=BY, lost=LostAnswers.ACCEPT)

    event = setup.get_event(event_id)
    assert asked == LosesAnswers(slots=("A1", "A2", "A3"), participants=1)
    assert isinstance(done, Saved)
    assert (event.blocks, event.interpreters[0].slots) == ([], [])


def test_an_unknown_block_is_not_found(event_id: int) -> None:
    with pytest.raises(NotFound):
        blocks.get_block(setup.get_event(event_id), "Z")


def test_blocks_of_a_sheet_replace_those_there_are(event_id: int) -> None:
    wanted = an_event().blocks

    outcome = blocks.replace_blocks(event_id, wanted, by=BY)

    event = setup.get_event(event_id)
    assert isinstance(outcome, Saved)
    assert [(b.code, b.name, b.place) for b in event.blocks] == [
        (block.id, block.name, block.place) for block in wanted
    ]
    assert [s.code for b in event.blocks for s in b.slots] == [
        slot.id for block in wanted for slot in block.slots
    ]
    assert [t.code for b in event.blocks for t in b.tables] == [
        table.id for block in wanted for table in block.tables
    ]


def test_the_same_sheet_again_keeps_every_row(event_id: int) -> None:
    blocks.replace_blocks(event_id, an_event().blocks, by=BY)
    before = slots(event_id)
    with transaction():
        a_participant_row(setup.get_event(event_id))

    outcome = blocks.replace_blocks(event_id, an_event().blocks, by=BY)

    assert isinstance(outcome, Saved)
    assert slots(event_id) == before


def test_a_sheet_does_not_take_answers_away_unasked(event_id: int) -> None:
    with transaction():
        a_participant_row(setup.get_event(event_id))

    outcome = blocks.replace_blocks(event_id, (), by=BY)

    assert outcome == LosesAnswers(slots=("A1", "A2", "A3"), participants=1)


def with_day(wanted: BlockPlan, day: date) -> BlockPlan:
    assert wanted.timing is not None
    return replace(wanted, timing=replace(wanted.timing, day=day))
