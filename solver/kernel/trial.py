"""A tiny problem that makes use of every compiled function."""

from solver.facts import find_facts
from solver.kernel.engine import Kernel
from solver.kernel.layout import lay_out
from solver.kernel.waiting import PERIODS, SLOTS
from solver.problem import Pair, Party, Person, Problem, Table


def use_everything() -> None:
    """Call each function once, with the types it always has."""
    slots = frozenset(range(3))
    problem = Problem(
        slots=3,
        blocks=((0, 1, 2),),
        people=tuple(Person(id=f"p{n}", slots=slots, max_run=1) for n in range(4)),
        parties=(
            Party(id="a", people=("p0", "p1")),
            Party(id="b", people=("p2",)),
            Party(id="c", people=("p3",)),
        ),
        tables=(Table(id="t", slots=slots),),
        pairs=(
            Pair(id="e", a="a", b="b", value=1),
            Pair(id="f", a="a", b="c", value=1),
        ),
    )
    facts = find_facts(problem)
    laid_out = lay_out(facts, seed=0)
    if laid_out is None:
        raise AssertionError
    kernel = Kernel(facts, laid_out)
    kernel.fill()
    for kind in (0, SLOTS, PERIODS):
        kernel.anneal(10, 1.0, 0.5, waiting=kind)
    kernel.count_waiting(SLOTS)
    kernel.load(kernel.slots)
    kernel.read()
