"""Plain CP-SAT on each pair and slot, started from the greedy plan."""

from collections import Counter

from bench.rivals import guarantee_first
from bench.rivals.cpsat import solve_by_cpsat
from bench.rivals.programme import RivalProgramme, read_meetings
from bench.rivals.task import RivalTask
from solver.plan import HeldPair


def plan(task: RivalTask) -> tuple[HeldPair, ...] | None:
    """Choose slots from a first plan on, which stands if none is found in time."""
    first = guarantee_first.plan(task)
    programme = RivalProgramme(task.facts, by_table=False)
    values = solve_by_cpsat(programme, task, _hint(programme, first or ()))
    return first if values is None else read_meetings(programme, values)


def _hint(programme: RivalProgramme, meetings: tuple[HeldPair, ...]) -> dict[int, int]:
    """Return the value of every variable in a plan."""
    facts = programme.facts
    held = {(meeting.pair, meeting.slot, None) for meeting in meetings}
    on_duty, working = set(), set()
    degree: Counter[str] = Counter()
    for meeting in meetings:
        pair = facts.pair[meeting.pair]
        degree.update((pair.a, pair.b))
        on_duty.add((pair.a, meeting.person_a, meeting.slot))
        on_duty.add((pair.b, meeting.person_b, meeting.slot))
        working.add((meeting.interpreter, pair.interpreter, meeting.slot))
    hint = {at: int(place in held) for place, at in programme.places.items()}
    hint |= {at: int(duty in on_duty) for duty, at in programme.duties.items()}
    hint |= {at: int(key in working) for key, at in programme.interpreting.items()}
    for party, (missing, nothing) in programme.promises.items():
        hint[missing] = max(0, facts.party[party].min - degree[party])
        hint[nothing] = int(degree[party] == 0)
    for party, levels in programme.levels.items():
        hint |= {at: int(n < degree[party]) for n, at in enumerate(levels)}
    return hint
