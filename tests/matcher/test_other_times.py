"""When else a meeting can be held: what is offered is free, and all that is free."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.event import Event, InterpreterId, Rules, SlotId, TableId
from matcher.other_times import OtherTime, held_at, list_other_times
from matcher.participants import Participant
from matcher.programme import Meeting, MeetingId, Programme
from matcher.release_checks import find_obstacles
from tests.builders import (
    THURSDAY_EVENING,
    a_block,
    a_delegate,
    a_meeting,
    a_participant,
    a_programme,
    a_table,
    an_event,
    an_interpreter,
)

FIRST = MeetingId("P1+P2")


def times(
    programme: Programme, event: Event | None = None, **changes: Participant
) -> list[tuple[str, str, str | None]]:
    """Give the other times of the first meeting of P1 to P4."""
    everybody = {code: a_participant(code) for code in ("P1", "P2", "P3", "P4")}
    found = list_other_times(
        event or an_event(), list((everybody | changes).values()), programme, FIRST
    )
    return [(time.slot, time.table, time.interpreter) for time in found]


def test_meeting_keeps_its_table_in_every_slot_that_is_free() -> None:
    assert times(a_programme(a_meeting())) == [("A2", "A-1", None), ("A3", "A-1", None)]


def test_slot_that_one_of_them_cannot_come_in_is_none() -> None:
    programme = a_programme(a_meeting())

    assert times(programme, P1=a_participant("P1", slots="A1 A3")) == [
        ("A3", "A-1", None)
    ]


@pytest.mark.parametrize("busy", ["P1", "P2"])
def test_slot_in_which_one_of_them_sits_elsewhere_is_none(busy) -> None:
    programme = a_programme(a_meeting(), a_meeting(busy, "P3", slot="A2"))

    assert times(programme) == [("A3", "A-1", None)]


def test_person_who_comes_for_two_groups_is_at_one_table_at_a_time() -> None:
    programme = a_programme(a_meeting(), a_meeting("P3", "P4", slot="A2"))
    same = {"name": "Mehari", "contact": "06 1234 5678"}
    people = {
        code: a_participant(code, delegates=[a_delegate(f"{code}.1", **same)])
        for code in ("P1", "P3")
    }

    assert times(programme, **people) == [("A3", "A-1", None)]


def test_table_that_is_taken_is_another_table() -> None:
    programme = a_programme(a_meeting(), a_meeting("P3", "P4", slot="A2"))

    assert times(programme) == [("A2", "A-2", None), ("A3", "A-1", None)]


def test_slot_without_a_free_table_is_none() -> None:
    programme = a_programme(a_meeting(), a_meeting("P3", "P4", slot="A2"))

    assert times(programme, an_event(blocks=[a_block(tables=1)])) == [
        ("A3", "A-1", None)
    ]


def test_stand_of_somebody_else_is_no_table() -> None:
    stands = (a_table("A-1", owner="P3"), a_table("A-2", owner="P2"))
    event = an_event(blocks=[replace(a_block(), tables=stands)])

    assert times(a_programme(a_meeting()), event) == [
        ("A2", "A-2", None),
        ("A3", "A-2", None),
    ]


def test_table_that_is_free_of_steps_is_kept_so_for_who_needs_it() -> None:
    tables = (a_table("A-1", features=["step_free"]), a_table("A-2"))
    event = an_event(blocks=[replace(a_block(), tables=tables)])
    programme = a_programme(a_meeting(), a_meeting("P3", "P4", slot="A2"))

    needing = times(programme, event, P2=a_participant("P2", accessibility="rolstoel"))

    assert needing == [("A3", "A-1", None)]
    assert times(programme, event)[0] == ("A2", "A-2", None)


def test_interpreter_is_the_same_or_one_of_the_same_language() -> None:
    event = an_event(
        interpreters=[
            an_interpreter("T1", slots="A1 A3"),
            an_interpreter("T2", languages=["ar"]),
            an_interpreter("T3", languages=["ar", "ti"], slots="A2 A3"),
        ]
    )
    programme = a_programme(a_meeting(interpreter="T1"))

    assert times(programme, event, P1=a_participant("P1", speaks="ti")) == [
        ("A2", "A-1", "T3"),
        ("A3", "A-1", "T1"),
    ]


def test_slot_without_a_free_interpreter_is_none() -> None:
    event = an_event(interpreters=[an_interpreter("T1")])
    programme = a_programme(
        a_meeting(interpreter="T1"),
        a_meeting("P3", "P4", slot="A2", table="A-2", interpreter="T1"),
    )

    assert times(programme, event) == [("A3", "A-1", "T1")]


def test_break_that_somebody_needs_is_kept() -> None:
    programme = a_programme(a_meeting(), a_meeting("P1", "P3", slot="A3"))
    event = an_event(blocks=[a_block(slots=5)])
    slots = "A1 A2 A3 A4 A5"

    found = times(
        programme,
        event,
        P1=a_participant("P1", slots=slots, accessibility="pauze"),
        P2=a_participant("P2", slots=slots),
    )

    assert found == [("A5", "A-1", None)]


def test_rooms_that_run_side_by_side_share_the_time() -> None:
    beside = a_block("B", start=THURSDAY_EVENING + timedelta(minutes=25), slots=1)
    event = an_event(blocks=[a_block(), beside])
    programme = a_programme(a_meeting(), a_meeting("P1", "P3", slot="B1", table="B-1"))
    slots = "A1 A2 A3 B1"

    found = times(
        programme,
        event,
        P1=a_participant("P1", slots=slots),
        P2=a_participant("P2", slots=slots),
    )

    assert found == [("A3", "A-1", None)]


def test_time_at_which_one_would_rather_not_come_is_marked() -> None:
    participants = [a_participant("P1", slots="A1 A2?"), a_participant("P2")]

    found = list_other_times(an_event(), participants, a_programme(a_meeting()), FIRST)

    assert found == (
        OtherTime(
            slot=SlotId("A2"), table=TableId("A-1"), interpreter=None, is_if_needed=True
        ),
    )


def test_meeting_that_is_not_there_has_no_other_times() -> None:
    assert times(a_programme(a_meeting("P3", "P4"))) == []


def test_meeting_of_somebody_who_left_has_no_other_times() -> None:
    found = list_other_times(
        an_event(), [a_participant("P1")], a_programme(a_meeting()), FIRST
    )

    assert found == ()


# ---- against brute force


@st.composite
def _situations(draw: st.DrawFn) -> tuple[Event, list[Participant], Programme]:
    """An event of two blocks with a few meetings that break no rule."""
    features = st.sets(st.sampled_from(["step_free", "quiet"])).map(tuple)
    owners = st.sampled_from([None, None, None, "P1", "P4"])
    blocks = []
    for number, code in enumerate("AB"):
        start = THURSDAY_EVENING + timedelta(minutes=draw(st.sampled_from([50, 2000])))
        block = a_block(code, slots=3, start=start if number else THURSDAY_EVENING)
        tables = tuple(
            a_table(f"{code}-{n}", features=draw(features), owner=draw(owners))
            for n in (1, 2)
        )
        blocks.append(replace(block, tables=tables))
    slots = [slot.id for block in blocks for slot in block.slots]
    some = st.sets(st.sampled_from(slots)).map(lambda found: " ".join(sorted(found)))
    event = an_event(
        blocks=blocks,
        interpreters=[
            an_interpreter("T1", slots=draw(some)),
            an_interpreter(
                "T2",
                languages=draw(st.sampled_from([["ti"], ["ar"]])),
                slots=draw(some),
            ),
        ],
        rules=Rules(longest_run=draw(st.sampled_from([None, 1, 2]))),
    )
    participants = [
        a_participant(
            code,
            slots=" ".join(draw(st.sets(st.sampled_from(slots), min_size=3))),
            speaks=draw(st.sampled_from(["nl", "ti", "ti nl:A2"])),
            accessibility=draw(st.sampled_from(["", "", "rolstoel", "pauze"])),
            delegates=[
                a_delegate(
                    f"{code}.1",
                    "Gert"
                    if code == "P2"
                    else draw(st.sampled_from(["Mehari", f"Persoon {code}"])),
                    contact="06 1234 5678",
                )
            ],
        )
        for code in ("P1", "P2", "P3", "P4")
    ]
    meetings = [a_meeting(interpreter=draw(st.sampled_from([None, "T1"])))]
    for a, b in (("P1", "P3"), ("P2", "P4"), ("P3", "P4"), ("P2", "P3")):
        block = draw(st.sampled_from(blocks))
        meetings.append(
            a_meeting(
                a,
                b,
                slot=draw(st.sampled_from([slot.id for slot in block.slots])),
                table=draw(st.sampled_from([table.id for table in block.tables])),
                interpreter=draw(st.sampled_from([None, None, "T1", "T2"])),
            )
        )
        if find_obstacles(event, participants, a_programme(*meetings)):
            meetings.pop()
    return event, participants, a_programme(*meetings)


def _is_allowed(
    event: Event,
    participants: list[Participant],
    programme: Programme,
    moved: Meeting,
) -> bool:
    """Whether a programme may hold a meeting as moved: each rule looked at anew."""
    before = programme.meetings[0]
    held = [moved, *programme.meetings[1:]]
    a, b = participants[:2]
    block = next(b for b in event.blocks if moved.slot in {s.id for s in b.slots})
    table = next((t for t in block.tables if t.id == moved.table), None)
    tables = {t.id: t for found in event.blocks for t in found.tables}
    if table is None or find_obstacles(event, participants, a_programme(*held)):
        return False
    if not {moved.slot} <= set(a.availability) & set(b.availability):
        return False
    if table.owner not in {None, "P1", "P2"}:
        return False
    if (
        any("rolstoel" in p.accessibility for p in (a, b))
        and "step_free" in tables[before.table].features
        and "step_free" not in table.features
    ):
        return False
    return (
        _is_interpreted(event, a, b, before, held)
        and not _is_at_two_tables(event, participants, held)
        and all(_has_breaks(event, participants, p, held) for p in (a, b))
    )


def _is_interpreted(event: Event, a, b, before: Meeting, held: list[Meeting]) -> bool:
    moved = held[0]
    if before.interpreter is None or moved.interpreter is None:
        return moved.interpreter == before.interpreter
    known = {found.id: found for found in event.interpreters}
    found = known[moved.interpreter]
    spoken = {skill.code for p in (a, b) for skill in p.languages}
    needed = known[before.interpreter].languages & spoken
    is_able = found.id == before.interpreter or (
        bool(needed) and needed <= found.languages
    )
    at = {slot.id: slot for slot in event.slots}
    elsewhere = [m for m in held[1:] if m.interpreter == moved.interpreter]
    return (
        is_able
        and moved.slot in found.slots
        and not any(_overlap(at[m.slot], at[moved.slot]) for m in elsewhere)
    )


def _overlap(one, other) -> bool:
    return max(one.start, other.start) < min(one.end, other.end)


def _persons(participants: list[Participant], code: str) -> set[str]:
    """Everybody for whom the person of this participant comes, by name and phone."""
    name = next(p.delegates[0].name for p in participants if p.id == code)
    return {p.id for p in participants if p.delegates[0].name == name}


def _is_at_two_tables(event, participants, held) -> bool:
    moved = held[0]
    at = {slot.id: slot for slot in event.slots}
    return any(
        {m.a, m.b} & _persons(participants, code)
        and _overlap(at[m.slot], at[moved.slot])
        for m in held[1:]
        for code in ("P1", "P2")
    )


def _has_breaks(event, participants, participant, held) -> bool:
    """Whether no run through the moved meeting is longer than it may be."""
    same = _persons(participants, participant.id)
    rests = any("pauze" in p.accessibility for p in participants if p.id in same)
    longest = 1 if rests else event.rules.longest_run
    if longest is None:
        return True
    busy = {m.slot for m in held if {m.a, m.b} & same}
    for block in event.blocks:
        slots = [slot.id for slot in block.slots]
        for first in range(len(slots) - longest):
            window = slots[first : first + longest + 1]
            if held[0].slot in window and set(window) <= busy:
                return False
    return True


@given(_situations())
def test_other_times_are_exactly_those_that_brute_force_finds(situation) -> None:
    event, participants, programme = situation
    before = programme.meetings[0]
    everywhere = [
        replace(before, slot=slot.id, table=table.id, interpreter=interpreter)
        for block in event.blocks
        for slot in block.slots
        if slot.id != before.slot
        for table in block.tables
        for interpreter in (None, InterpreterId("T1"), InterpreterId("T2"))
    ]
    allowed = [
        moved
        for moved in everywhere
        if _is_allowed(event, participants, programme, moved)
    ]

    found = list_other_times(event, participants, programme, before.id)

    assert {time.slot for time in found} == {moved.slot for moved in allowed}
    assert all(held_at(before, time) in allowed for time in found)
    at = {slot.id: slot for slot in event.slots}
    assert all(at[x.slot].start <= at[y.slot].start for x, y in pairwise(found))
