"""What the kernel counts stays true whatever is counted differently in between."""

import numpy as np

from solver.facts import Facts, find_facts
from solver.kernel.engine import Guide, Kernel
from solver.kernel.layout import lay_out
from tests.solver.builders import event, pair


def made() -> tuple[Facts, Kernel]:
    values = {(0, 1): 90, (2, 3): 80, (0, 2): 70, (1, 3): 60}
    problem = event(
        parties=4,
        slots=2,
        pairs=tuple(pair(a, b, value) for (a, b), value in values.items()),
    )
    facts = find_facts(problem)
    laid_out = lay_out(facts, seed=1)
    assert laid_out is not None
    kernel = Kernel(facts, laid_out)
    guide = Guide(wanted=np.ones(4), reduced_cost=np.ones(4), paid=np.full(4, 40.0))
    kernel.follow(guide, margin=1.0)
    kernel.fill()
    return facts, kernel


def test_weighing_a_flattened_plan_and_back_changes_nothing() -> None:
    _, kernel = made()
    worth, held = kernel.worth, np.count_nonzero(kernel.slots >= 0)
    assert held == 2

    kernel.flatten(0.5)
    kernel.weigh(16)
    assert kernel.worth == 16 * worth
    kernel.flatten(0.5)
    assert kernel.worth == 16 * (worth - 20 * held)
    kernel.flatten(0.0)
    kernel.weigh(1)

    assert kernel.worth == worth


def test_sums_required_twice_count_once() -> None:
    _, kernel = made()
    worth = kernel.worth

    for _ in range(2):
        kernel.require_sums([90, 100, 0, 0], reached=1000, nearer=3)
    assert kernel.worth == worth + 1000 + 3 * (90 + 90)
    kernel.weigh(16)
    kernel.require_sums([90, 100, 0, 0], reached=1000, nearer=3)

    assert kernel.worth == 16 * (worth + 1000 + 3 * (90 + 90))


def test_a_twin_shares_nothing_with_the_first() -> None:
    facts, _ = made()
    laid_out = lay_out(facts, seed=1)
    assert laid_out is not None
    first, second = Kernel(facts, laid_out), Kernel(facts, laid_out.twin(2))

    first.fill()

    assert (second.slots == -1).all()
    assert not any(
        np.shares_memory(a, b)
        for a, b in zip(laid_out.ledger, laid_out.twin(2).ledger, strict=True)
    )
