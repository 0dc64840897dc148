"""How fast and how small a reason is when an event has no plan.

``python -m bench explain [INSTANCE ...]``.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bench.instances import known_instance
from solver import FixedMeeting, Limits, Pair, Problem, read_problem
from solver.explain import Explanation, explain
from solver.facts import Facts, find_facts
from solver.pace import Pace

EVENT = "Mc"


def run(arguments: Sequence[str] = ()) -> str:
    """Spoil an event in several ways and explain each of them."""
    return "\n".join(_section(known_instance(n)) for n in arguments or (EVENT,))


def _section(path: Path) -> str:
    problem = read_problem(path.read_text(encoding="utf-8"), str(path))
    rows = [_row(name, spoilt) for name, spoilt in spoil(problem).items()]
    return "\n".join(
        [
            "## Explaining",
            "",
            f"`solver.explain.explain` on {path.stem} ({len(problem.parties)} parties,",
            f"{len(problem.pairs)} pairs), spoilt in several ways; reading the file",
            "is not counted. *Seconds* are those of the clock, *CPU* those of the",
            "processor.",
            "",
            "| spoilt by | seconds | CPU | plan | conflict | proof | repair | proof |",
            "|--|--|--|--|--|--|--|--|",
            *rows,
            "",
        ]
    )


def _row(name: str, problem: Problem) -> str:
    wall, work = time.perf_counter(), time.process_time()
    found = explain(problem, Pace(Limits(seconds=10), None, None))
    wall, work = time.perf_counter() - wall, time.process_time() - work
    return f"| {name} | {wall:.2f} | {work:.2f} | {_cells(found)} |"


def _cells(found: Explanation) -> str:
    plan = {True: "yes", False: "no", None: "?"}[found.is_feasible]
    cells = [plan]
    for rules in (found.conflict, found.repair):
        cells += [str(len(rules.rules)), str(rules.proof)]
    return " | ".join(cells)


def spoil(problem: Problem) -> Mapping[str, Problem]:
    """Return problems without a plan (and two with one), by what was done."""
    facts = find_facts(problem)
    spoilt = {
        "nothing": problem,
        "two fixed meetings of one person in one slot": _clash(facts),
        "a table fixed twice": _same_table(facts),
        "fixed when somebody is away": _away(facts),
        "no common slot": _no_common_slot(facts),
        "a circle of before and after": _circle(facts),
        "more required than a maximum": _over_maximum(facts),
        "everything of one party required": _all_of_one(facts),
        "more required than a run allows": _all_of_one(facts, without_maximum=True),
        "more required than interpreters": _by_language(facts),
        "300 required": _require(problem, [p.id for p in problem.pairs[:300]]),
        "every third pair required": _require(
            problem, [pair.id for pair in problem.pairs[::3]]
        ),
        "every pair required": _require(problem, [p.id for p in problem.pairs]),
    }
    return spoilt | {"several of these": _several(facts)}


def _require(problem: Problem, pairs: Iterable[str], **more: object) -> Problem:
    wanted = set(pairs)
    changed = [
        replace(pair, required=True, **more) if pair.id in wanted else pair
        for pair in problem.pairs
    ]
    return replace(problem, pairs=tuple(changed))


def _fix(problem: Problem, *fixed: tuple[Pair, int, str | None]) -> Problem:
    """Fix pairs that were not yet fixed."""
    added = tuple(FixedMeeting(pair=p.id, slot=s, table=t) for p, s, t in fixed)
    new = {each.pair for each in added}
    old = tuple(each for each in problem.fixed if each.pair not in new)
    return replace(problem, fixed=(*old, *added))


def _busiest(facts: Facts) -> Sequence[Pair]:
    """Return the pairs of the party of one person that is in most."""
    alone = [p for p in facts.problem.parties if len(p.people) == 1]
    chosen = max(alone, key=lambda p: len(facts.pairs_of.get(p.id, ())))
    return [facts.pair[pair] for pair in facts.pairs_of[chosen.id]]


def _clash(facts: Facts) -> Problem:
    pairs = _busiest(facts)
    slots = [set(facts.slots[pair.id]) for pair in pairs]
    one, other, slot = next(
        (pairs[i], pairs[j], min(slots[i] & slots[j]))
        for j in range(len(pairs))
        for i in range(j)
        if slots[i] & slots[j]
    )
    return _fix(facts.problem, (one, slot, None), (other, slot, None))


def _same_table(facts: Facts) -> Problem:
    pairs = [p for p in facts.problem.pairs if not facts.has_stand(p)]
    first = pairs[0]
    slot = facts.slots[first.id][0]
    table = facts.tables_for(first, slot)[-1]
    second = next(
        pair
        for pair in reversed(pairs)
        if slot in facts.slots[pair.id] and table in facts.tables_for(pair, slot)
    )
    return _fix(facts.problem, (first, slot, table.id), (second, slot, table.id))


def _away(facts: Facts) -> Problem:
    pair, slot = next(
        (pair, slot)
        for pair in facts.problem.pairs
        for slot in facts.block_of
        if slot not in facts.slots[pair.id]
    )
    return _fix(facts.problem, (pair, slot, None))


def _no_common_slot(facts: Facts) -> Problem:
    pair = facts.problem.pairs[-1]
    return _require(facts.problem, [pair.id], slots=frozenset[int]())


def _circle(facts: Facts) -> Problem:
    chosen = [pair.id for pair in facts.problem.pairs[100:400:100]]
    before = dict(zip(chosen, [*chosen[1:], chosen[0]], strict=True))
    required = _require(facts.problem, chosen)
    changed = [
        replace(pair, after=(before[pair.id],)) if pair.id in before else pair
        for pair in required.pairs
    ]
    return replace(required, pairs=tuple(changed))


def _over_maximum(facts: Facts) -> Problem:
    pairs = _busiest(facts)
    party = {pairs[0].a, pairs[0].b} & {pairs[1].a, pairs[1].b}
    required = _require(facts.problem, [pair.id for pair in pairs[:6]])
    parties = [
        replace(each, min=0, max=3) if each.id in party else each
        for each in required.parties
    ]
    return replace(required, parties=tuple(parties))


def _all_of_one(facts: Facts, *, without_maximum: bool = False) -> Problem:
    required = _require(facts.problem, [pair.id for pair in _busiest(facts)])
    if not without_maximum:
        return required
    parties = [replace(each, max=None) for each in required.parties]
    return replace(required, parties=tuple(parties))


def _by_language(facts: Facts) -> Problem:
    languages = [p.interpreter for p in facts.problem.pairs if p.interpreter]
    rarest = min(set(languages), key=languages.count)
    wanted = [p.id for p in facts.problem.pairs if p.interpreter == rarest]
    few = [
        replace(each, slots=frozenset(sorted(each.slots)[:1]))
        for each in facts.problem.interpreters
    ]
    return _require(replace(facts.problem, interpreters=tuple(few)), wanted[:40])


def _several(facts: Facts) -> Problem:
    problem = _clash(facts)
    for change in (_same_table, _away, _circle, _all_of_one):
        problem = change(find_facts(problem))
    return problem
