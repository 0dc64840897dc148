"""When else a meeting could be held, with everything else left where it is."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from matcher.event import (
    Block,
    Event,
    EventInterpreter,
    InterpreterId,
    MeetingTable,
    SlotId,
    TableId,
)
from matcher.needs import needed_features, needs_rest
from matcher.participants import Answer, DelegateId, Participant
from matcher.people import PersonId, recognise
from matcher.programme import Meeting, MeetingId, Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherTime:
    """A time and place at which a meeting could be held instead."""

    slot: SlotId
    table: TableId
    interpreter: InterpreterId | None
    is_if_needed: bool
    """Whether one of the two would come only if it has to be."""


def list_other_times(
    event: Event,
    participants: Sequence[Participant],
    programme: Programme,
    meeting: MeetingId,
) -> tuple[OtherTime, ...]:
    """List where one meeting can go while every other stays, in order of time.

    Both can come then, neither of the two people sits elsewhere at that time or
    loses a break, and a table and, where needed, an interpreter are free. The same
    table and interpreter are kept where they can be. Another table offers all that
    the two need and have now.

    Args:
        event: Its times, tables, interpreters and rules.
        participants: Everybody who takes part: who is one person follows from all.
        programme: The version people know.
        meeting: Which of its meetings; an unknown one has no other times.
    """
    moving = next((held for held in programme.meetings if held.id == meeting), None)
    known = {participant.id: participant for participant in participants}
    if moving is None or not {moving.a, moving.b} <= known.keys():
        return ()
    people = recognise(participants)
    search = _Search(
        event=event,
        moving=moving,
        pair=(known[moving.a], known[moving.b]),
        taken=_taken((m for m in programme.meetings if m.id != meeting), people),
    )
    busy: set[SlotId] = set()
    for delegate in (moving.delegate_a, moving.delegate_b):
        person = _person(delegate, people)
        held = search.taken.people.get(person, frozenset())
        busy |= _overlapping(event, held)
        longest = _longest_run(person, event, participants, people)
        if longest is not None:
            busy |= _breaking(event, held, longest)
    return search.times(busy)


def held_at(meeting: Meeting, time: OtherTime) -> Meeting:
    """Give the meeting as it is once it is held at another time."""
    return replace(
        meeting, slot=time.slot, table=time.table, interpreter=time.interpreter
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """What the other meetings hold."""

    tables: frozenset[tuple[SlotId, TableId]]
    people: Mapping[PersonId, frozenset[SlotId]]
    interpreters: Mapping[InterpreterId, frozenset[SlotId]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """What decides where one meeting can go."""

    event: Event
    moving: Meeting
    pair: tuple[Participant, Participant]
    taken: _Taken

    def times(self, busy: AbstractSet[SlotId]) -> tuple[OtherTime, ...]:
        """List the places in slots that are not *busy*, in order of time."""
        order = {slot.id: number for number, slot in enumerate(self.event.slots)}
        a, b = (p.availability for p in self.pair)
        wanted = (a.keys() & b.keys()) - busy - {self.moving.slot}
        found = (
            self._at(block, slot.id)
            for block in self.event.blocks
            for slot in block.slots
            if slot.id in wanted
        )
        times = (time for time in found if time is not None)
        return tuple(sorted(times, key=lambda time: order[time.slot]))

    def _at(self, block: Block, slot: SlotId) -> OtherTime | None:
        table = self._table(block, slot)
        interpreter = self._interpreter(slot)
        is_heard = interpreter is not None or self.moving.interpreter is None
        if table is None or not is_heard:
            return None
        return OtherTime(
            slot=slot,
            table=table,
            interpreter=interpreter,
            is_if_needed=any(
                p.availability[slot] is Answer.IF_NEEDED for p in self.pair
            ),
        )

    def _table(self, block: Block, slot: SlotId) -> TableId | None:
        """Choose a free table, the one they have now if it is free."""
        tables = {t.id: t for part in self.event.blocks for t in part.tables}
        now = tables.get(self.moving.table)
        needed = frozenset[str]().union(*map(needed_features, self.pair))
        kept = needed & now.features if now else frozenset[str]()
        free = [
            table.id
            for table in block.tables
            if (slot, table.id) not in self.taken.tables
            and kept <= table.features
            and self._may_sit_at(table)
        ]
        if self.moving.table in free:
            return self.moving.table
        return free[0] if free else None

    def _may_sit_at(self, table: MeetingTable) -> bool:
        """Whether a table is not somebody else's stand."""
        return table.owner is None or table.owner in {p.id for p in self.pair}

    def _interpreter(self, slot: SlotId) -> InterpreterId | None:
        """Choose who interprets: the same person, or one with the same language."""
        everybody = self.event.interpreters
        now = next((i for i in everybody if i.id == self.moving.interpreter), None)
        if now is None:
            return None
        spoken = {skill.code for p in self.pair for skill in p.languages}
        needed = now.languages & spoken
        able = (
            found.id
            for found in (now, *everybody)
            if (found is now or (needed and needed <= found.languages))
            and slot in found.slots - self._interpreting(found)
        )
        return next(able, None)

    def _interpreting(self, interpreter: EventInterpreter) -> set[SlotId]:
        """List the slots in which an interpreter is at another table."""
        held = self.taken.interpreters.get(interpreter.id, frozenset())
        return _overlapping(self.event, held)


def _taken(
    meetings: Iterable[Meeting], people: Mapping[DelegateId, PersonId]
) -> _Taken:
    tables = set()
    busy: dict[PersonId, set[SlotId]] = {}
    interpreting: dict[InterpreterId, set[SlotId]] = {}
    for held in meetings:
        tables.add((held.slot, held.table))
        for delegate in (held.delegate_a, held.delegate_b):
            busy.setdefault(_person(delegate, people), set()).add(held.slot)
        if held.interpreter is not None:
            interpreting.setdefault(held.interpreter, set()).add(held.slot)
    return _Taken(
        tables=frozenset(tables),
        people={person: frozenset(slots) for person, slots in busy.items()},
        interpreters={who: frozenset(slots) for who, slots in interpreting.items()},
    )


def _person(delegate: DelegateId, people: Mapping[DelegateId, PersonId]) -> PersonId:
    return people.get(delegate, PersonId(delegate))


def _overlapping(event: Event, held: frozenset[SlotId]) -> set[SlotId]:
    """List the slots that share time with these: rooms may run side by side."""
    times = [slot for slot in event.slots if slot.id in held]
    return {
        slot.id
        for slot in event.slots
        if any(slot.start < at.end and at.start < slot.end for at in times)
    }


def _longest_run(
    person: PersonId,
    event: Event,
    participants: Iterable[Participant],
    people: Mapping[DelegateId, PersonId],
) -> int | None:
    """Say how many meetings in a row a person can have; None is no limit."""
    rests = any(
        needs_rest(participant)
        for participant in participants
        if any(people[d.id] == person for d in participant.delegates)
    )
    return 1 if rests else event.rules.longest_run


def _breaking(event: Event, held: frozenset[SlotId], longest: int) -> set[SlotId]:
    """List the slots that would make a run of meetings longer than it may be."""
    found = set()
    for block in event.blocks:
        slots = sorted(block.slots, key=lambda slot: slot.start)
        full = [slot.id in held for slot in slots]
        for place, slot in enumerate(slots):
            before = _run(reversed(full[:place]))
            if before + 1 + _run(full[place + 1 :]) > longest:
                found.add(slot.id)
    return found


def _run(full: Iterable[bool]) -> int:
    """Count how many in a row are full, from the first on."""
    length = 0
    for is_full in full:
        if not is_full:
            break
        length += 1
    return length
