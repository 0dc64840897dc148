"""What planning anew takes when a party does not come, and what it wins back.

``python -m bench replan [INSTANCE ...] [--times N] [--seconds S]``. A plan is made in S
seconds; then so many parties stay away, each from the same plan, and once more one
after the other in one session.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import mean

from ortools.sat.python import cp_model

from bench.instances import known_instance
from solver import Limits, Plan, Problem, read_problem, solve
from solver.facts import Facts, PairEnd, find_facts
from solver.plan import HeldPair
from solver.problem import Goal, Pair
from solver.recount import recount
from solver.replan import AbsentParty, Changes, Session, apply_changes
from solver.start import Draft

_SECONDS = 20.0
_TIMES = 10
_EXACT_SECONDS = 10.0

_COLUMNS = (
    "instance",
    "finding, CPU ms",
    "with writing and checking",
    "moved",
    "others short",
    "value lost",
    "won back",
    "at most",
    "share",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoShow:
    """What one absence cost, and what was won back."""

    found_ms: float
    whole_ms: float
    moved: int
    short: int
    """Guaranteed meetings that others have lost."""
    lost: int
    regained: int
    most: int
    """What could be won back at most, with nothing else moved."""


def run(arguments: Sequence[str] = ()) -> str:
    """Measure on some instances and give a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m bench replan")
    parser.add_argument("instances", nargs="*", metavar="INSTANCE", default=["Mc"])
    parser.add_argument("--times", type=int, default=_TIMES, metavar="N")
    parser.add_argument("--seconds", type=float, default=_SECONDS, metavar="S")
    options = parser.parse_args(arguments)
    rows = [
        row
        for name in options.instances
        for row in _rows(name, options.times, options.seconds)
    ]
    head = [f"| {' | '.join(_COLUMNS)} |", f"|{'--|' * len(_COLUMNS)}"]
    return "\n".join([*_introduction(options.times), *head, *rows, ""])


def _introduction(times: int) -> list[str]:
    return [
        "## Planning anew on the day",
        "",
        f"{times} parties stay away, each from the same plan (*apart*) and one after",
        "the other (*in a row*). State is in memory and the kernel loaded. *Finding* is",
        "all until the meetings are known; then they are written up and verified.",
        "*At most* is the exact best of all that could be added with nothing moved, if",
        "parties of several people needed no rests: an upper bound. Moved and short are",
        "the most in any case, the others means.",
        "",
    ]


def _rows(name: str, times: int, seconds: float) -> Iterator[str]:
    path = known_instance(name)
    problem = read_problem(path.read_text(encoding="utf-8"), str(path))
    sys.stderr.write(f"{path.stem}: planning\n")
    plan = solve(problem, Limits(seconds=seconds, workers=1))
    parties = [party.id for party in problem.parties]
    away = random.Random(0).sample(parties, times)  # noqa: S311 -- repeatable
    apart = [_measure(Session(problem, plan), who) for who in away]
    session = Session(problem, plan)
    in_a_row = [_measure(session, who) for who in away]
    yield _row(f"{path.stem} apart", apart)
    yield _row(f"{path.stem} in a row", in_a_row)


def _row(name: str, shows: Sequence[NoShow]) -> str:
    most = sum(show.most for show in shows)
    share = sum(show.regained for show in shows) / most if most else 1.0
    figures = (
        f"{mean(show.found_ms for show in shows):.0f}",
        f"{mean(show.whole_ms for show in shows):.0f}",
        str(max(show.moved for show in shows)),
        str(max(show.short for show in shows)),
        f"{mean(show.lost for show in shows):.0f}",
        f"{mean(show.regained for show in shows):.0f}",
        f"{mean(show.most for show in shows):.0f}",
        f"{share:.0%}",
    )
    return f"| {name} | {' | '.join(figures)} |"


def _measure(session: Session, who: str) -> NoShow:
    """Let one party stay away."""
    problem, before = session.problem, session.meetings
    changes = Changes(changes=(AbsentParty(party=who),))
    began, cpu = time.perf_counter(), time.process_time()
    plan = session.replan(changes)
    whole, cpu = time.perf_counter() - began, time.process_time() - cpu
    pairs = {pair.id: pair for pair in problem.pairs}
    left = [m for m in before if who not in (pairs[m.pair].a, pairs[m.pair].b)]
    facts = find_facts(apply_changes(problem, before, changes))
    floor = _value(problem, left)
    return NoShow(
        # Only the wall is measured inside; its share of the CPU time is the same.
        found_ms=1000 * cpu * plan.effort.seconds / whole,
        whole_ms=1000 * cpu,
        moved=_moved(plan, {m.pair for m in left}),
        short=_short(problem, plan.meetings, who) - _short(problem, before, who),
        lost=_value(problem, before) - floor,
        regained=_value(problem, plan.meetings) - floor,
        most=_best_additions(facts, left),
    )


def _moved(plan: Plan, others: set[str]) -> int:
    diff = plan.diff
    if diff is None:
        return 0
    gone = [*(m.pair for m in diff.removed), *(m.after.pair for m in diff.moved)]
    return len(others.intersection(gone))


def _value(problem: Problem, meetings: Iterable[HeldPair]) -> int:
    return recount(problem, meetings)[Goal.VALUE][0]


def _short(problem: Problem, meetings: Iterable[HeldPair], who: str) -> int:
    """Count the guaranteed meetings that others than one party miss."""
    parties = tuple(
        replace(party, min=0) if party.id == who else party for party in problem.parties
    )
    return recount(replace(problem, parties=parties), meetings)[Goal.GUARANTEE][1]


def _best_additions(facts: Facts, left: Sequence[HeldPair]) -> int:
    """Return a bound on what can be added to meetings, worked out by CP-SAT."""
    draft = Draft(facts)
    for meeting in left:
        draft.place(meeting)
    model = cp_model.CpModel()
    holds: dict[tuple[str, int], cp_model.IntVar] = {}
    for pair in facts.problem.pairs:
        held = pair.id in draft.meetings
        if not (held or draft.is_full(pair.a) or draft.is_full(pair.b)):
            for slot in facts.slots[pair.id]:
                if draft.fit(pair, slot) is not None:
                    holds[pair.id, slot] = model.new_bool_var("")
    _add_limits(model, facts, draft, holds)
    _add_rests(model, facts, draft, holds)
    _add_interpreters(model, facts, left, holds)
    model.maximize(_worth(model, facts, draft, holds))
    search = cp_model.CpSolver()
    search.parameters.num_workers = 1
    search.parameters.max_time_in_seconds = _EXACT_SECONDS
    search.solve(model)
    return int(search.best_objective_bound)


_Holds = dict[tuple[str, int], cp_model.IntVar]


def _add_limits(
    model: cp_model.CpModel, facts: Facts, draft: Draft, holds: _Holds
) -> None:
    """Hold each pair once, with people and open tables that are free."""
    by_pair: dict[str, list[cp_model.IntVar]] = {}
    by_party: dict[tuple[str, int], list[cp_model.IntVar]] = {}
    seated: dict[int, list[cp_model.IntVar]] = {}
    for (name, slot), variable in holds.items():
        pair = facts.pair[name]
        by_pair.setdefault(name, []).append(variable)
        for party in (pair.a, pair.b):
            by_party.setdefault((party, slot), []).append(variable)
        if not facts.has_stand(pair):
            seated.setdefault(slot, []).append(variable)
    for variables in by_pair.values():
        model.add_at_most_one(variables)
    for (party, slot), variables in by_party.items():
        anybody = Pair(id="", a=party, b=party, value=1)
        free = len(draft.free_people(anybody, PairEnd.A, slot))
        model.add(cp_model.LinearExpr.sum(variables) <= free)
    taken = Counter(
        (m.slot, facts.table[m.table].owner is None) for m in draft.meetings.values()
    )
    for slot, variables in seated.items():
        tables = sum(slot in table.slots for table in facts.open_tables)
        free = tables - taken[slot, True]
        model.add(cp_model.LinearExpr.sum(variables) <= free)


def _add_rests(
    model: cp_model.CpModel, facts: Facts, draft: Draft, holds: _Holds
) -> None:
    """Let whoever stands alone for one party rest after a run."""
    by_party: dict[str, list[tuple[int, cp_model.IntVar]]] = {}
    for (name, slot), variable in holds.items():
        for party in (facts.pair[name].a, facts.pair[name].b):
            by_party.setdefault(party, []).append((slot, variable))
    for party, found in by_party.items():
        people = facts.party[party].people
        most = facts.person[people[0]].max_run
        if len(people) > 1 or len(facts.parties_of[people[0]]) > 1 or most is None:
            continue
        for block in facts.problem.blocks:
            for first in range(len(block) - most):
                window = block[first : first + most + 1]
                here = [variable for slot, variable in found if slot in window]
                held = len(draft.busy[people[0]].intersection(window))
                model.add(cp_model.LinearExpr.sum(here) + held <= most)


def _add_interpreters(
    model: cp_model.CpModel, facts: Facts, left: Sequence[HeldPair], holds: _Holds
) -> None:
    """Interpret no more in a language than those who are free know it."""
    taken = {(m.interpreter, m.slot) for m in left}
    needy: dict[tuple[str | None, int], list[cp_model.IntVar]] = {}
    for (name, slot), variable in holds.items():
        needy.setdefault((facts.pair[name].interpreter, slot), []).append(variable)
    for (language, slot), variables in needy.items():
        if language is not None:
            there = facts.interpreters.get((language, slot), ())
            free = sum((each.id, slot) not in taken for each in there)
            model.add(cp_model.LinearExpr.sum(variables) <= free)


def _worth(
    model: cp_model.CpModel, facts: Facts, draft: Draft, holds: _Holds
) -> cp_model.LinearExprT:
    """Add up values and the bonuses of further meetings."""
    own: dict[str, list[cp_model.IntVar]] = {}
    for (name, _), variable in holds.items():
        for party in (facts.pair[name].a, facts.pair[name].b):
            own.setdefault(party, []).append(variable)
    worth = [(v, facts.pair[name].value) for (name, _), v in holds.items()]
    for party, variables in own.items():
        degree, most = draft.degree[party], facts.party[party].max
        if most is not None:
            model.add(cp_model.LinearExpr.sum(variables) <= most - degree)
        bonus = facts.problem.goals.bonus[degree : degree + len(variables)]
        steps = [model.new_bool_var("") for _ in bonus]
        total = cp_model.LinearExpr.sum(steps)
        model.add(total <= cp_model.LinearExpr.sum(variables))
        for first, then in pairwise(steps):
            model.add_implication(then, first)
        worth += zip(steps, bonus, strict=True)
    return cp_model.LinearExpr.weighted_sum(
        [v for v, _ in worth], [w for _, w in worth]
    )
