"""Say an instance in the engine's own terms, and its answer too.

Meeting n of a file is pair ``mn``, participant n is party ``bn`` with person
``pn``, all counted from 1 as in the file; slots are counted from 0.
"""

from collections import Counter
from collections.abc import Sequence

from solver.b2b.instance import B2BInstance, PartOfDay, RequestedMeeting
from solver.plan import HeldPair
from solver.problem import (
    FixedMeeting,
    Goal,
    Goals,
    Pair,
    Party,
    Person,
    Problem,
    Table,
)

SPREAD = 2
"""How far the numbers of breaks of two participants differ in the publications."""


def to_problem(instance: B2BInstance, spread: int = SPREAD) -> Problem:
    """Return the problem of format 1 that an instance is.

    Two published instances have two participants meet twice, which a file of
    format 1 does not allow; their problem lives in memory only, with two pairs.
    """
    when = frozenset(range(instance.slots))
    parts = (PartOfDay.MORNING, PartOfDay.AFTERNOON)
    blocks = tuple(tuple(instance.slots_of_part(part)) for part in parts)
    return Problem(
        name=instance.name,
        slots=instance.slots,
        blocks=tuple(block for block in blocks if block),
        people=tuple(
            Person(id=f"p{number}", slots=when - closed)
            for number, closed in enumerate(instance.forbidden, 1)
        ),
        parties=tuple(
            Party(id=f"b{number}", people=(f"p{number}",))
            for number in range(1, instance.participants + 1)
        ),
        tables=tuple(
            Table(id=f"t{number}", slots=when)
            for number in range(1, instance.tables + 1)
        ),
        pairs=tuple(
            _pair(instance, number, meeting)
            for number, meeting in enumerate(instance.meetings)
        ),
        fixed=tuple(
            FixedMeeting(pair=pair_id(number), slot=meeting.fixed)
            for number, meeting in enumerate(instance.meetings)
            if meeting.fixed is not None
        ),
        goals=Goals(order=(Goal.WAITING_PERIODS,), max_waiting_spread=spread),
    )


def pair_id(meeting: int) -> str:
    """Name the pair of a meeting."""
    return f"m{meeting + 1}"


def _pair(instance: B2BInstance, number: int, meeting: RequestedMeeting) -> Pair:
    in_part = frozenset(instance.slots_of_part(meeting.part))
    return Pair(
        id=pair_id(number),
        a=f"b{meeting.a + 1}",
        b=f"b{meeting.b + 1}",
        value=1,
        slots=None if meeting.part is PartOfDay.ANY else in_part,
        required=True,
        after=tuple(map(pair_id, meeting.after)),
    )


def to_meetings(instance: B2BInstance, slots: Sequence[int]) -> tuple[HeldPair, ...]:
    """Return the meetings as they are held, given the slot of each.

    Tables are all alike: the meetings of a slot get the first ones in order.
    """
    seated: Counter[int] = Counter()
    held = []
    for number, (meeting, slot) in enumerate(
        zip(instance.meetings, slots, strict=True)
    ):
        seated[slot] += 1
        held.append(
            HeldPair(
                pair=pair_id(number),
                slot=slot,
                table=f"t{seated[slot]}",
                person_a=f"p{meeting.a + 1}",
                person_b=f"p{meeting.b + 1}",
            )
        )
    return tuple(held)
