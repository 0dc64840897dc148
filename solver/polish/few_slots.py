"""A few slots at a time: larger problems are improved as long as time is left.

Every worker plans some slots of the best plan anew, on its own. What it finds is put
into the plan that is best by then, which another may have changed elsewhere.
"""

from collections.abc import Collection, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from threading import Lock

import numpy as np

from solver.answers import is_sound
from solver.bounding.layout import Flags, Floats
from solver.facts import Facts
from solver.measures import measure
from solver.pace import Pace
from solver.plan import HeldPair
from solver.polish.aiming import Aim
from solver.polish.footing import Footing, Priced, find_footing
from solver.polish.losses import losses_of_slots
from solver.polish.plan_model import Scope, write_plan
from solver.polish.promising import losses_of_meetings
from solver.polish.racing import Question
from solver.polish.reading import solution_of
from solver.polish.solver_process import Allowance, SolverProcess, WholeAnswer
from solver.polish.whole import Polished, read_better
from solver.problem import Goal

_FEWEST = 2
_MEETINGS_AT_FIRST = 1_200
"""So many (pair, slot) are open at first, which takes about a tenth of a second."""
_SECONDS_EACH = 0.2
"""What one choice of slots is to take at first, and after each better plan."""
_MOST_SECONDS = 3.5
"""So many times as long it may take."""
_PATIENCE = 1.04
"""So many times as long the next is to take after one in vain."""
_MORE = 1.1
_LESS = 0.8
"""How many more or fewer meetings are open after one that was quick or slow."""
_WIDTHS = (0.06, 0.12, 0.25, 1.0)
"""Meetings are planned anew that lose so much of what the whole plan loses."""
_MOST_MISSES = 50
"""So often slots are drawn that were tried before, until there seem to be no others."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is planned anew: slots, and how much a meeting there may lose."""

    slots: tuple[int, ...]
    width: float
    """As a share of what the plan loses."""


def polish_slots(  # noqa: PLR0913 -- the last two are what is there already
    facts: Facts,
    incumbent: Sequence[HeldPair],
    priced: Priced | None,
    pace: Pace,
    *,
    seconds: float,
    processes: Sequence[SolverProcess] = (),
    aim: Aim | None = None,
) -> Polished:
    """Plan a few slots anew while the others stay, again and again.

    Args:
        facts: A problem of which `can_polish` is true.
        incumbent: A plan to begin from, which breaks no rule.
        priced: What is proven already, with its prices.
        pace: Told how it stands, and asked whether to stop.
        seconds: The most it may take, of the clock.
        processes: Processes that stand by; more are started where they are needed.
        aim: What the second of them is doing.
    """
    footing = find_footing(facts, incumbent, priced)
    with ExitStack() as stack:
        workers = range(max(1, pace.limits.workers))
        ready = [
            processes[number]
            if number < len(processes) and processes[number].is_running
            else stack.enter_context(SolverProcess())
            for number in workers
        ]
        desk = _Desk(footing, ready, pace, seconds, aim)
        pace.oversee(
            [partial(desk.work, number) for number in workers],
            stop=desk.stop,
            tell=desk.tell,
        )
    best = desk.footing
    return Polished(
        meetings=best.meetings,
        value=best.value,
        bound=desk.bound,
        is_sharper=desk.bound < best.bound,
    )


class _Desk:
    """The best plan so far, and who is planning which slots of it anew."""

    def __init__(
        self,
        footing: Footing,
        processes: Sequence[SolverProcess],
        pace: Pace,
        seconds: float,
        aim: Aim | None,
    ) -> None:
        self.footing = footing
        self._aim = aim
        self.bound = footing.bound
        self._processes = processes
        self._pace = pace
        self._end = pace.remaining - seconds
        self._choices = _Choices(footing, pace.limits.seed)
        self._lock = Lock()

    def tell(self) -> None:
        """Report how it stands."""
        best = self.footing
        self._pace.tell(Goal.VALUE.value, len(best.meetings), best.value, best.bound)

    def stop(self) -> None:
        """End all that is being solved."""
        for process in self._processes:
            process.stop()

    def work(self, number: int) -> None:
        """Plan anew with one of the processes until there is nothing to be gained."""
        if number > 0 and self._aim is not None:
            self._hear(self._aim)
        while (task := self._draw()) is not None:
            base, choice = task
            near = self._choices.near(base, choice.width)
            question = plan_anew(base, choice.slots, near)
            began = self._pace.elapsed
            answer = self._ask(number, question, self._choices.seconds)
            if answer is None:
                return
            self._take(base, choice, question, answer, self._pace.elapsed - began)
        if self.footing.value >= self.bound or self._is_late:
            self.stop()

    @property
    def _is_late(self) -> bool:
        return self._pace.remaining <= max(0.0, self._end)

    def _ask(
        self, number: int, question: Question, seconds: float
    ) -> WholeAnswer | None:
        left = self._pace.remaining - self._end
        return self._processes[number].solve(
            question.model.programme.write(),
            question.engine,
            Allowance(
                seconds=max(1e-3, min(left, seconds)), seed=self._pace.limits.seed
            ),
            question.start,
        )

    def _hear(self, aim: Aim) -> None:
        """Wait for what comes of asking for a plan worth the bound."""
        aim.wait()
        plan = aim.plan
        with self._lock:
            best = self.footing
            if plan is not None:
                self.footing = find_footing(best.layout.facts, plan, best.priced)
            elif aim.is_impossible:
                self.bound = max(best.value, best.bound - 1)

    def _draw(self) -> tuple[Footing, Choice] | None:
        """Choose what to do next, if anything is left to do."""
        with self._lock:
            best = self.footing
            if best.value >= self.bound or self._is_late:
                return None
            choice = self._choices.draw(best)
            return None if choice is None else (best, choice)

    def _take(
        self,
        base: Footing,
        choice: Choice,
        question: Question,
        answer: WholeAnswer,
        took: float,
    ) -> None:
        """Hear what came of planning some slots anew."""
        plan = read_better(question.model, answer, value=base.value)
        with self._lock:
            is_new = plan is not None and self._put(base, choice.slots, plan)
            self._choices.learn(
                choice,
                took,
                is_complete=answer.is_complete,
                is_better=plan is not None,
                is_kept=is_new,
            )

    def _put(
        self, base: Footing, slots: Collection[int], plan: Sequence[HeldPair]
    ) -> bool:
        """Put what was found into the best plan; tell whether it is better for it."""
        best, facts = self.footing, self.footing.layout.facts
        if base is not best:
            plan = merge(best.meetings, plan, slots)
            if not self._is_better(plan):
                return False
        self.footing = find_footing(facts, plan, best.priced)
        return True

    def _is_better(self, plan: Sequence[HeldPair]) -> bool:
        """Tell whether a plan is worth more, misses no more and breaks no rule."""
        facts, best = self.footing.layout.facts, self.footing
        if measure(facts, plan, Goal.VALUE)[0] <= best.value or (
            measure(facts, plan, Goal.GUARANTEE)
            > measure(facts, best.meetings, Goal.GUARANTEE)
        ):
            return False
        return is_sound(facts, tuple(plan), self._pace)


def merge(
    outside: Sequence[HeldPair], inside: Sequence[HeldPair], slots: Collection[int]
) -> tuple[HeldPair, ...]:
    """Return what one plan holds in some slots with what another holds elsewhere.

    A pair that both would hold stays where it is outside those slots.
    """
    stay = [meeting for meeting in outside if meeting.slot not in slots]
    held = {meeting.pair for meeting in stay}
    come = [m for m in inside if m.slot in slots and m.pair not in held]
    return (*stay, *come)


def plan_anew(footing: Footing, slots: Collection[int], near: Flags) -> Question:
    """Ask for the best plan in which only some slots differ.

    Args:
        footing: The plan.
        slots: The slots.
        near: Which meetings it may hold there besides those it has.
    """
    inside = np.zeros(footing.held.shape[1], dtype=bool)
    inside[list(slots)] = True
    stays = footing.held & ~inside
    is_free = np.asarray(~stays.any(axis=1))
    free = inside & is_free[:, None]
    scope = Scope(
        open=footing.held | (near & free),
        held=stays,
        must=footing.layout.is_must,
    )
    model = write_plan(footing.layout, scope, missing=footing.missing)
    return Question(model=model, start=solution_of(model, footing.meetings))


class _Choices:
    """What is to be planned anew, and how long that may take.

    Few slots with all that can be in a better plan, or more slots with what loses
    little there: as many as can be solved in a moment.
    """

    def __init__(self, footing: Footing, seed: int) -> None:
        self._used = np.array(sorted(footing.layout.facts.block_of), dtype=np.int64)
        self._losses = losses_of(footing)
        self._random = np.random.default_rng(seed)
        self._tried: set[Choice] = set()
        self._promising: list[Choice] = []
        self._most = dict.fromkeys(_WIDTHS, float(_MEETINGS_AT_FIRST))
        self._aimed_at = _SECONDS_EACH

    def draw(self, footing: Footing) -> Choice | None:
        """Choose where most is lost, and nothing twice for the same plan.

        Args:
            footing: The plan.
        """
        if self._promising:
            return self._promising.pop()
        share = losses_of_slots(footing)[self._used]
        share /= share.sum()
        for _ in range(_MOST_MISSES):
            width = float(self._random.choice(_WIDTHS))
            near = self.near(footing, width)
            size = self._size(footing, near, width)
            drawn = self._random.choice(self._used, size, replace=False, p=share)
            choice = Choice(slots=tuple(sorted(drawn.tolist())), width=width)
            if choice not in self._tried:
                self._tried.add(choice)
                return choice
            self._most[width] *= _MORE
        return None

    def near(self, footing: Footing, width: float) -> Flags:
        """Return which meetings lose no more than a share of what the plan loses."""
        return footing.open & (self._losses <= width * (footing.bound - footing.value))

    def _size(self, footing: Footing, near: Flags, width: float) -> int:
        in_each = np.count_nonzero(near | footing.held) / max(1, len(self._used))
        size = round(self._most[width] / max(1.0, in_each))
        return min(max(_FEWEST, size), len(self._used))

    def learn(
        self,
        choice: Choice,
        took: float,
        *,
        is_complete: bool,
        is_better: bool,
        is_kept: bool,
    ) -> None:
        """Hear what came of planning some slots anew.

        Args:
            choice: Which.
            took: Seconds.
            is_complete: Whether they cannot be planned any better.
            is_better: Whether a better plan was found.
            is_kept: Whether it is better also than what was found meanwhile.
        """
        ratio = (self._aimed_at / max(took, 0.01)) ** 0.3
        self._most[choice.width] *= min(_MORE, max(_LESS, ratio))
        self._aimed_at = _SECONDS_EACH if is_kept else self._aimed_at * _PATIENCE
        if is_kept:
            self._tried = {choice} if is_complete else set()
        elif is_better:
            self._promising.append(choice)

    @property
    def seconds(self) -> float:
        """The most that one choice may take."""
        return _MOST_SECONDS * self._aimed_at


def losses_of(footing: Footing) -> Floats:
    """Return what each meeting loses by the prices there are; nothing without."""
    if footing.priced is None:
        return np.zeros(footing.open.shape)
    return losses_of_meetings(footing.layout, footing.priced.certificate)
