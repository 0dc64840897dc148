"""A tiny problem that makes use of every compiled function."""

import numpy as np

from solver.facts import find_facts
from solver.kernel.engine import Kernel, Slots
from solver.kernel.filling import load_plan
from solver.kernel.layout import LaidOut, lay_out
from solver.kernel.mending import (
    mend,
    nobody_home,
    put_back,
    release_all,
)
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
    _mend(kernel.slots, laid_out)


def _mend(slots: Slots, laid_out: LaidOut) -> None:
    """Use what mends a plan on the day."""
    ledger = laid_out.ledger
    ledger = ledger._replace(core=np.arange(len(slots), dtype=np.int32))
    load = np.zeros(int(ledger.size[0]), np.int32)
    load_plan(ledger, slots, load)
    release_all(ledger, ledger.core, load)
    put_back(ledger, ledger.core, slots, load)
    mend(ledger, nobody_home(len(slots)), 10, (1.0, 0.5), 0)
