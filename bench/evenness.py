"""Measure how far apart both sides are in meetings per participant.

Run it with ``python -m bench evenness``.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from bench.matching_gold import read_demo
from matcher.balance import EVEN_WITHIN
from matcher.event import Block, Event, Rules
from matcher.participants import Participant, Side
from matcher.planning import Limits, PlannedEvent, plan_event
from matcher.refusals import EventNotPlannable
from solver import read_plan, read_problem

SIZES = ((20, 60), (45, 60), (60, 30), (60, 60))
"""Groups and organisations of the demo event, the first of each."""
SMALL_EVENTS = 100
SMALL = (6, 20)
SEED = 20261022


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A plan with the rule that both sides get as many, and one without."""

    even: PlannedEvent
    free: PlannedEvent

    @property
    def kept(self) -> float:
        """The share of the value that the rule leaves."""
        return _worth(self.even) / _worth(self.free)


def run(seconds: float = 10.0, seconds_small: float = 6.0) -> str:
    """Plan parts of the demo event and small events drawn from it."""
    read, everybody = read_demo()
    sides = [[p for p in everybody if p.side is side] for side in Side]
    rows = []
    for sizes in SIZES:
        some = [p for side, n in zip(sides, sizes, strict=True) for p in side[:n]]
        rows.append(_row(sizes, _measure(read.blocks, some, seconds)))
    small = _small_events(read.blocks, everybody, seconds_small)
    return "\n".join(
        (
            "## Both sides as many meetings",
            "",
            (
                "Meetings per participant of both sides, and how much they differ as a "
                f"share of the larger; {seconds:g} s a plan. *Without* is by the same "
                "rules but for `even_sides`; *own* is the share of meetings within the "
                "larger side, and the least that makes the averages even; *value* is "
                "what is left of the value of the plan without the rule."
            ),
            "",
            (
                "| groups, organisations | averages | difference | without | own, least "
                "| value | guaranteed meetings short | seconds |"
            ),
            "|--|--|--:|--:|--:|--:|--:|--:|",
            *rows,
            "",
            *_summary(small),
            "",
        )
    )


def _measure(
    blocks: Sequence[Block], some: Sequence[Participant], seconds: float
) -> Measured:
    def plan(*, even: bool) -> PlannedEvent:
        event = Event(
            uid="demo",
            name="Demo",
            timezone="Europe/Amsterdam",
            blocks=tuple(blocks),
            rules=Rules(even_sides=even),
        )
        return plan_event(event, some, limits=Limits(seconds=seconds))

    return Measured(even=plan(even=True), free=plan(even=False))


def _row(sizes: tuple[int, int], measured: Measured) -> str:
    balance = measured.even.balance
    least = 0.0 if balance.larger is None else balance.larger.own_share
    cells = (
        f"{sizes[0]}, {sizes[1]}",
        " and ".join(f"{side.average:.2f}" for side in balance.sides),
        f"{balance.difference:.1%}",
        f"{measured.free.balance.difference:.1%}",
        f"{balance.own_share:.0%}, {least:.0%}",
        f"{measured.kept:.1%}",
        str(dict(measured.even.goals)["guarantee"].value[-1]),
        f"{measured.even.effort.seconds:.1f}",
    )
    return f"| {' | '.join(cells)} |"


def _small_events(
    blocks: Sequence[Block], everybody: Sequence[Participant], seconds: float
) -> list[tuple[bool, Measured]]:
    """Plan small events; tell of each whether both sides have as many participants."""
    dice = random.Random(SEED)  # noqa: S311 -- not for secrets
    few = [replace(block, tables=block.tables[:4]) for block in blocks]
    found: list[tuple[bool, Measured]] = []
    while len(found) < SMALL_EVENTS:
        some = dice.sample(list(everybody), dice.randint(*SMALL))
        groups = sum(p.side is Side.INFORMAL for p in some)
        if not 0 < groups < len(some):
            continue
        try:
            measured = _measure(few, some, seconds)
        except EventNotPlannable:
            continue
        found.append((abs(2 * groups - len(some)) <= 1, measured))
    return found


def _summary(small: Sequence[tuple[bool, Measured]]) -> list[str]:
    lines = [
        (
            f"{SMALL_EVENTS} small events of {SMALL[0]} to {SMALL[1]} participants "
            "drawn from the demo event, four tables:"
        ),
        "",
        (
            "| sides | events | even with, without | median with, without "
            "| largest with, without | less even than without | value, least |"
        ),
        "|--|--:|--:|--:|--:|--:|--:|",
    ]
    for name, alike in (("as large, or one apart", True), ("others", False)):
        some = [m for is_alike, m in small if is_alike is alike]
        with_it = [m.even.balance.difference for m in some]
        without = [m.free.balance.difference for m in some]
        both = (with_it, without)
        cells = (
            name,
            str(len(some)),
            ", ".join(str(sum(d <= EVEN_WITHIN for d in each)) for each in both),
            ", ".join(f"{median(each):.0%}" for each in both),
            ", ".join(f"{max(each):.0%}" for each in both),
            str(sum(a > max(b, EVEN_WITHIN) for a, b in zip(*both, strict=True))),
            f"{min(m.kept for m in some):.0%}",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _worth(planned: PlannedEvent) -> int:
    """Add up what meetings are worth and what having meetings adds."""
    problem = read_problem(planned.problem_json, "problem.json")
    plan = read_plan(planned.plan_json, "plan.json")
    parties = {pair.id: (pair.a, pair.b) for pair in problem.pairs}
    counts = [p for m in plan.meetings for p in parties[m.pair]]
    bonus = problem.goals.bonus
    return sum(m.value for m in planned.programme.meetings) + sum(
        sum(bonus[: counts.count(party)]) for party in set(counts)
    )


if __name__ == "__main__":
    print(run())
