"""Ask for a plan worth the bound itself, while others still look for better ones.

Where only tables are scarce there mostly is one, and few (pair, slot) can be part of
it. Only those whose prices lose nothing are open, so it is a small question.
"""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from solver.facts import Facts
from solver.plan import HeldPair
from solver.polish.footing import Footing, Priced, find_footing
from solver.polish.racing import Question
from solver.polish.solver_process import Allowance, SolverProcess, WholeAnswer
from solver.polish.whole import aim_at_bound, read_better

_MOST_AIMED = 4_000
"""If so many meetings or fewer can be part of such a plan, it is worth asking for."""


class Aim:
    """The question being answered; end it with the block."""

    def __init__(
        self,
        facts: Facts,
        start: Sequence[HeldPair],
        priced: Priced,
        process: SolverProcess,
        allowance: Allowance,
    ) -> None:
        """Begin to answer it, if it is small enough.

        Args:
            facts: A problem of which `can_polish` is true.
            start: A plan, which breaks no rule.
            priced: The bound, with its prices.
            process: Who answers.
            allowance: How long.
        """
        self._process = process
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._answer: Future[WholeAnswer | None] | None = None
        self._footing = find_footing(facts, start, priced)
        self._question = _question(self._footing)
        if self._question is not None:
            model = self._question.model.programme.write()
            engine = self._question.engine
            self._answer = self._pool.submit(
                process.solve, model, engine, allowance, None
            )

    def __enter__(self) -> Self:
        """Return it, to be ended at the end of the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it."""
        if self.is_open:
            self._process.stop()
        self._pool.shutdown()

    @property
    def is_open(self) -> bool:
        """Whether the answer is still to come."""
        return self._answer is not None and not self._answer.done()

    @property
    def is_impossible(self) -> bool:
        """Whether it is proven that no plan is worth the bound."""
        answer = self._heard()
        return answer is not None and answer.is_complete and answer.levels is None

    @property
    def plan(self) -> tuple[HeldPair, ...] | None:
        """The plan worth the bound, if one was found."""
        answer = self._heard()
        if self._question is None or answer is None:
            return None
        return read_better(self._question.model, answer, value=self._footing.value)

    def wait(self) -> None:
        """Wait until there is an answer, or the process was ended."""
        if self._answer is not None:
            self._answer.result()

    def _heard(self) -> WholeAnswer | None:
        if self._answer is None or self.is_open:
            return None
        return self._answer.result()


def _question(footing: Footing) -> Question | None:
    if footing.priced is None or footing.value >= footing.bound:
        return None
    question = aim_at_bound(footing, footing.priced)
    return question if len(question.model.pair) <= _MOST_AIMED else None
