"""The package ``grad-visitor-scheduler`` from PyPI, for days of visitors and hosts.

It builds a mixed integer programme in Pyomo and solves it with HiGHS. It expresses two
sides of one person each, hours, a least and largest number of meetings as hard rules,
required and forbidden meetings, rooms of hosts, values from ranks and areas, and rests
of visitors. It has no tables, interpreters, people who share a task, bonus or limit
of time, so that here it has no plan unless it is done in time.
"""

import importlib
from typing import Any

from bench.rivals.task import CannotExpress, RivalTask
from bench.visits import AREA_WORTH, BASE_WORTH, RANK_WORTH
from solver.facts import Facts
from solver.plan import HeldPair
from solver.problem import Party


def plan(task: RivalTask) -> tuple[HeldPair, ...] | None:
    """Read the day in the package's own form, solve it, and translate the answer."""
    try:
        package = importlib.import_module("grad_visit_scheduler")
    except ModuleNotFoundError as missing:
        raise CannotExpress(
            "grad-visitor-scheduler is not installed: pip install --group bench"
        ) from missing
    stem = task.instance
    files = [stem.with_suffix(s) for s in (".faculty.yaml", ".run.yaml")]
    visitors = stem.with_suffix(".visitors.csv")
    if not visitors.is_file():
        raise CannotExpress("only days of visitors and hosts")
    scheduler = package.scheduler_from_configs(*files, visitors)
    _weigh(scheduler)
    _limit(scheduler, task.facts)
    slots = task.facts.problem.slots
    solution = scheduler.schedule_visitors(
        group_penalty=0.0, max_visitors=slots, max_group=1
    )
    if solution is None:
        return None
    return tuple(
        _meeting(task.facts, visitor, host, slot - 1)
        for visitor, host, slot in sorted(solution.active_meetings)
    )


def _weigh(scheduler: Any) -> None:
    """Make ranks and areas worth what they are worth in format 1."""
    scheduler.update_weights(
        faculty_weight={f"Prof{n}": worth for n, worth in enumerate(RANK_WORTH, 1)},
        area_weight={f"Area{n}": worth for n, worth in enumerate(AREA_WORTH, 1)},
        base_weight=BASE_WORTH,
    )


def _limit(scheduler: Any, facts: Facts) -> None:
    """Add what its files have no place for: hours and rests of visitors, and bounds."""
    visitors = [p for p in facts.problem.parties if p.group == "visitors"]
    hours = {p.id: [s + 1 for s in sorted(_slots(facts, p))] for p in visitors}
    scheduler.specify_limited_student_availability(hours)
    for party in facts.problem.parties:
        bounds = {"min_meetings": party.min, "max_meetings": party.max}
        if party.group == "visitors":
            scheduler.set_visitor_meeting_bounds(party.id, **bounds)
            _rest(scheduler, facts, party)
        else:
            scheduler.set_faculty_meeting_bounds(party.id, **bounds)


def _slots(facts: Facts, party: Party) -> frozenset[int]:
    return facts.person[party.people[0]].slots


def _rest(scheduler: Any, facts: Facts, party: Party) -> None:
    """Say the longest run as one break in every window that is a slot longer."""
    longest = facts.person[party.people[0]].max_run
    if longest is None:
        return
    for first in range(1, facts.problem.slots - longest + 1):
        scheduler.require_break(party.id, range(first, first + longest + 1))


def _meeting(facts: Facts, visitor: str, host: str, slot: int) -> HeldPair:
    return HeldPair(
        pair=f"{visitor}-{host}",
        slot=slot,
        table=facts.stands[host][0].id,
        person_a=facts.party[visitor].people[0],
        person_b=facts.party[host].people[0],
    )
