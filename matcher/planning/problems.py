"""From an event to a problem."""

from collections.abc import Iterable, Mapping, Sequence

from matcher.affinity import Affinity
from matcher.event import Event, EventInterpreter, Rules, SlotId
from matcher.needs import needs_rest
from matcher.participants import Answer, DelegateId, Participant, ParticipantId
from matcher.people import PersonId, recognise
from matcher.planning.equality import share_out
from matcher.planning.needs import table_needs, wanted_people
from matcher.programme import meeting_id
from matcher.reasons import ReasonKind
from matcher.wishes import personal_maximum
from solver import Goal, Goals, Interpreter, Pair, Party, Person, Problem, Table

GOAL_ORDER = (
    Goal.GUARANTEE,
    Goal.VALUE,
    Goal.IF_NEEDED,
    Goal.WAITING_SLOTS,
    Goal.TABLE_CHANGES,
)
"""A time at which somebody comes only "if need be" costs no meeting: first as much as
possible is planned, then as little of it as possible at such times."""
BONUS_UNIT = 7
"""Points of value for each unit of `Rules.bonus`: a first meeting counts for a fifth
of a perfect one. More would take meetings that fit from those whom many seek."""
_WISHES = frozenset({ReasonKind.NAMED, ReasonKind.DESCRIBED})


def to_problem(
    event: Event,
    participants: Sequence[Participant],
    affinities: Iterable[Affinity],
    *,
    person_most: Mapping[PersonId, int] | None = None,
) -> Problem:
    """State the planning of an event as a problem.

    Affinities without a common slot are left out: they cannot be planned.

    Args:
        event: When, where and by which rules.
        participants: Who can meet.
        affinities: How much each two should.
        person_most: The most meetings of people with a limit of their own.
    """
    slots = slot_numbers(event)
    ids = recognise(participants)
    pairs = _pairs(event, participants, affinities, slots, ids)
    parties = tuple(_party(p, ids, event.rules, slots) for p in participants)
    return Problem(
        name=event.name,
        slots=len(slots),
        blocks=tuple(
            tuple(sorted(slots[slot.id] for slot in block.slots))
            for block in event.blocks
            if block.slots
        ),
        people=_people(participants, ids, slots, event.rules),
        parties=share_out(
            parties,
            pairs,
            {str(person): most for person, most in (person_most or {}).items()},
        ),
        tables=_tables(event, slots, {p.id for p in participants}),
        interpreters=tuple(
            Interpreter(
                id=interpreter.id,
                languages=interpreter.languages,
                slots=frozenset(slots[s] for s in interpreter.slots if s in slots),
            )
            for interpreter in event.interpreters
        ),
        pairs=pairs,
        goals=Goals(
            order=_goal_order(parties),
            bonus=tuple(BONUS_UNIT * part for part in event.rules.bonus),
        ),
    )


def slot_numbers(event: Event) -> Mapping[SlotId, int]:
    """Number the slots in order of time."""
    return {slot.id: number for number, slot in enumerate(event.slots)}


def common_slots(a: Participant, b: Participant) -> frozenset[SlotId]:
    """Give the slots in which both can come."""
    return frozenset(a.availability.keys() & b.availability.keys())


def _people(
    participants: Sequence[Participant],
    ids: Mapping[DelegateId, PersonId],
    slots: Mapping[SlotId, int],
    rules: Rules,
) -> tuple[Person, ...]:
    """Make one person of all delegates that are the same; who needs a break, gets it."""
    times: dict[PersonId, set[int]] = {}
    rests: dict[PersonId, bool] = {}
    for participant in participants:
        own = {slots[s] for s in participant.availability if s in slots}
        for delegate in participant.delegates:
            person = ids[delegate.id]
            times.setdefault(person, set()).update(own)
            rests[person] = rests.get(person, False) or needs_rest(participant)
    return tuple(
        Person(
            id=person,
            slots=frozenset(own),
            max_run=1 if rests[person] else rules.longest_run,
        )
        for person, own in times.items()
    )


def _goal_order(parties: Iterable[Party]) -> tuple[Goal, ...]:
    """Leave out what nobody answered, so that no report speaks of it."""
    if any(party.if_needed for party in parties):
        return GOAL_ORDER
    return tuple(goal for goal in GOAL_ORDER if goal is not Goal.IF_NEEDED)


def _party(
    participant: Participant,
    ids: Mapping[DelegateId, PersonId],
    rules: Rules,
    slots: Mapping[SlotId, int],
) -> Party:
    own = personal_maximum(participant.wishes)
    most = rules.most if own is None else min(rules.most, own)
    return Party(
        id=participant.id,
        group=participant.side.value,
        people=tuple(dict.fromkeys(ids[d.id] for d in participant.delegates)),
        min=min(rules.guaranteed, most),
        max=most,
        if_needed=frozenset(
            slots[slot]
            for slot, answer in participant.availability.items()
            if answer is Answer.IF_NEEDED and slot in slots
        ),
    )


def _tables(
    event: Event, slots: Mapping[SlotId, int], parties: set[ParticipantId]
) -> tuple[Table, ...]:
    """Make the tables; a stand whose owner takes no part is a table like others."""
    return tuple(
        Table(
            id=table.id,
            slots=frozenset(slots[slot.id] for slot in block.slots),
            features=table.features,
            owner=table.owner if table.owner in parties else None,
        )
        for block in event.blocks
        for table in block.tables
    )


def _pairs(
    event: Event,
    participants: Sequence[Participant],
    affinities: Iterable[Affinity],
    slots: Mapping[SlotId, int],
    people: Mapping[DelegateId, PersonId],
) -> tuple[Pair, ...]:
    known = {p.id: p for p in participants}
    pairs = []
    for affinity in affinities:
        a, b = known[affinity.a], known[affinity.b]
        common = frozenset(s for s in common_slots(a, b) if s in slots)
        features, usable = table_needs(event, a, b, common)
        if usable:
            pairs.append(
                Pair(
                    id=meeting_id(affinity.a, affinity.b),
                    a=affinity.a,
                    b=affinity.b,
                    value=affinity.value,
                    slots=frozenset(slots[slot] for slot in usable),
                    people_a=_people_for(b, a, affinity, people),
                    people_b=_people_for(a, b, affinity, people),
                    interpreter=_language(affinity, event.interpreters, usable),
                    features=features,
                )
            )
    return tuple(pairs)


def _people_for(
    wisher: Participant,
    target: Participant,
    affinity: Affinity,
    people: Mapping[DelegateId, PersonId],
) -> tuple[PersonId, ...] | None:
    """Give whom of a participant the other asked for by role; None is anybody."""
    is_wished = any(
        reason.kind in _WISHES and reason.receiver == wisher.id
        for reason in affinity.reasons
    )
    wanted = wanted_people(wisher, target) if is_wished else ()
    return tuple(dict.fromkeys(people[d] for d in wanted)) or None


def _language(
    affinity: Affinity,
    interpreters: Sequence[EventInterpreter],
    common: frozenset[SlotId],
) -> str | None:
    """Choose the language to interpret: the one with most interpreters in time.

    None where none is needed, or where the event has nobody for it: then the two
    meet without, and the reason says that they need help.
    """
    wanted = [
        code
        for reason in affinity.reasons
        if reason.kind is ReasonKind.INTERPRETER_NEEDED
        for code in reason.codes
    ]
    served = [c for c in wanted if any(c in i.languages for i in interpreters)]

    def times(code: str) -> int:
        return sum(len(i.slots & common) for i in interpreters if code in i.languages)

    return max(served, key=times, default=None)
