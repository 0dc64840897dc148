"""From a plan back to a programme."""

from collections.abc import Iterable, Sequence

from matcher.affinity import Affinity
from matcher.event import Event, InterpreterId, MeetingTable, TableId
from matcher.participants import Participant
from matcher.people import recognise
from matcher.programme import Meeting, Programme, meeting_id
from solver import HeldPair, Plan


def from_plan(
    plan: Plan,
    event: Event,
    participants: Sequence[Participant],
    affinities: Iterable[Affinity],
    *,
    version: int,
) -> Programme:
    """Read the meetings of a plan, in order of time and table."""
    people = recognise(participants)
    delegates = {
        (p.id, str(people[d.id])): d.id
        for p in participants
        for d in reversed(p.delegates)
    }
    pairs = {str(meeting_id(pair.a, pair.b)): pair for pair in affinities}
    slots = event.slots

    def meeting(held: HeldPair) -> Meeting:
        pair = pairs[held.pair]
        return Meeting(
            a=pair.a,
            b=pair.b,
            slot=slots[held.slot].id,
            table=TableId(held.table),
            delegate_a=delegates[pair.a, held.person_a],
            delegate_b=delegates[pair.b, held.person_b],
            interpreter=InterpreterId(held.interpreter) if held.interpreter else None,
            value=pair.value,
            reasons=pair.reasons,
        )

    order = {table.id: n for n, table in enumerate(_tables(event))}
    held = sorted(
        plan.meetings, key=lambda m: (m.slot, order[TableId(m.table)], m.pair)
    )
    return Programme(version=version, meetings=tuple(map(meeting, held)))


def _tables(event: Event) -> Iterable[MeetingTable]:
    return (table for block in event.blocks for table in block.tables)
