"""Programmes that are solved side by side, each in a process of its own."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Self

from solver.bounding.layout import Floats
from solver.pace import Pace
from solver.polish.plan_model import PlanModel
from solver.polish.solver_process import (
    Allowance,
    Engine,
    SolverProcess,
    WholeAnswer,
)

NODES_PER_SECOND = 50
"""So many nodes count as a second where the clock must not matter."""

_LONG = 1e5


class Decides(StrEnum):
    """What a complete answer makes needless."""

    EVERYTHING = "everything"
    """All other questions, whether there is a solution or none."""
    IF_FOUND = "if found"
    """All other questions, where there is a solution."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Question:
    """A programme to solve."""

    model: PlanModel
    start: Floats | None = None
    """A solution to begin from."""
    engine: Engine = Engine.HIGHS
    decides: Decides = Decides.EVERYTHING


class Stable:
    """Processes that are kept running between questions."""

    def __init__(self, pace: Pace, tell: Callable[[], None]) -> None:
        """Begin without any.

        Args:
            pace: Asked whether to stop.
            tell: Reports how it stands.
        """
        self._pace = pace
        self._tell = tell
        self._processes: list[SolverProcess] = []

    def __enter__(self) -> Self:
        """Return the stable, to be emptied at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all processes."""
        with ExitStack() as stack:
            for process in self._processes:
                stack.push(process)

    def ask(
        self, questions: Sequence[Question], *, seconds: float
    ) -> Sequence[WholeAnswer | None]:
        """Solve programmes side by side; None for those that were not ended.

        Args:
            questions: What to solve.
            seconds: The most it may take: of the clock, or counted in nodes.
        """
        self._processes = [each for each in self._processes if each.is_running]
        while len(self._processes) < len(questions):
            self._processes.append(SolverProcess())
        race = _Race(self._pace, self._processes, questions, seconds)
        self._pace.oversee(
            [partial(race.run, number) for number in range(len(questions))],
            stop=race.stop,
            tell=self._tell,
        )
        if self._pace.is_counted:
            self._pace.spend(seconds * len(questions))
        return race.answers


class _Race:
    """Questions that are being answered."""

    def __init__(
        self,
        pace: Pace,
        processes: Sequence[SolverProcess],
        questions: Sequence[Question],
        seconds: float,
    ) -> None:
        self._questions = questions
        self._processes = processes
        self._allowance = Allowance(
            seconds=_LONG if pace.is_counted else seconds,
            nodes=max(1, int(seconds * NODES_PER_SECOND)) if pace.is_counted else None,
            seed=pace.limits.seed,
        )
        # Which of them is first must not matter where moves are counted.
        self._is_race = not pace.is_counted
        self.answers: list[WholeAnswer | None] = [None] * len(questions)

    def run(self, number: int) -> None:
        """Answer a question; end the others if that settles them."""
        question = self._questions[number]
        answer = self._processes[number].solve(
            question.model.programme.write(),
            question.engine,
            self._allowance,
            question.start,
        )
        self.answers[number] = answer
        if answer is None or not answer.is_complete or not self._is_race:
            return
        if question.decides is Decides.EVERYTHING or answer.levels is not None:
            for other in range(len(self.answers)):
                if other != number:
                    self._processes[other].stop()

    def stop(self) -> None:
        """End everything."""
        for process in self._processes:
            process.stop()
