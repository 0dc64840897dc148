"""A few slots at a time: larger problems are improved as long as time is left."""

from collections.abc import Sequence

import numpy as np

from solver.facts import Facts
from solver.measures import measure
from solver.pace import Pace
from solver.plan import HeldPair
from solver.polish.footing import Footing, Priced, find_footing
from solver.polish.losses import losses_of_slots
from solver.polish.plan_model import Scope, write_plan
from solver.polish.racing import Decides, Question, Stable
from solver.polish.reading import solution_of
from solver.polish.solver_process import WholeAnswer
from solver.polish.whole import Polished, read_better
from solver.problem import Goal

_FEWEST = 2
_MEETINGS_AT_FIRST = 3_000
"""So many (pair, slot) are open at first, which takes about half a second."""
_SECONDS_EACH = 2.0
"""The most that one choice of slots may take at first."""
_PATIENCE = 12
"""After so many attempts in vain more slots are taken at a time."""
_MOST_MISSES = 50
"""So often slots are drawn that were tried before, until there seem to be no others."""


def polish_slots(
    facts: Facts,
    incumbent: Sequence[HeldPair],
    priced: Priced | None,
    pace: Pace,
    *,
    seconds: float,
) -> Polished:
    """Plan a few slots anew while the others stay, again and again.

    Args:
        facts: A problem of which `can_polish` is true.
        incumbent: A plan to begin from, which breaks no rule.
        priced: What is proven already, with its prices.
        pace: Told how it stands, and asked whether to stop.
        seconds: The most it may take; of the clock, or counted in nodes.
    """
    footing = find_footing(facts, incumbent, priced)
    end = pace.remaining - seconds
    choices = _Choices(footing, pace.limits.seed)

    def tell() -> None:
        held = len(footing.meetings)
        pace.tell(Goal.VALUE.value, held, footing.value, footing.bound)

    with Stable(pace, tell) as stable:
        while footing.value < footing.bound and not pace.is_over():
            left = pace.remaining - end
            chosen = choices.draw(footing, max(1, pace.limits.workers))
            if left <= 0 or not chosen:
                break
            questions = [plan_anew(footing, slots) for slots in chosen]
            answers = stable.ask(questions, seconds=min(left, choices.seconds))
            footing = _take_best(footing, chosen, questions, answers, choices)
    return Polished(
        meetings=footing.meetings,
        value=footing.value,
        bound=footing.bound,
        is_sharper=False,
    )


def _take_best(
    footing: Footing,
    chosen: Sequence[tuple[int, ...]],
    questions: Sequence[Question],
    answers: Sequence[WholeAnswer | None],
    choices: "_Choices",
) -> Footing:
    """Return the best of some plans; where others are better too, note to retry."""
    facts, best, of = footing.layout.facts, footing, None
    for slots, question, answer in zip(chosen, questions, answers, strict=True):
        if answer is None:
            continue
        plan = read_better(question.model, answer, value=footing.value)
        choices.learn(slots, is_complete=answer.is_complete, is_better=plan is not None)
        if plan is not None and measure(facts, plan, Goal.VALUE) > (best.value,):
            best, of = find_footing(facts, plan, footing.priced), slots
    choices.forget(of)
    return best


def plan_anew(footing: Footing, slots: tuple[int, ...]) -> Question:
    """Ask for the best plan in which only some slots differ."""
    inside = np.zeros(footing.held.shape[1], dtype=bool)
    inside[list(slots)] = True
    stays = footing.held & ~inside
    is_free = np.asarray(~stays.any(axis=1))
    free = inside & is_free[:, None]
    scope = Scope(
        open=footing.held | (footing.open & free),
        held=stays,
        must=footing.layout.is_must,
    )
    model = write_plan(footing.layout, scope, missing=footing.missing)
    return Question(
        model=model, start=solution_of(model, footing.meetings), decides=Decides.ITSELF
    )


class _Choices:
    """Which slots are to be planned anew, and how long that may take."""

    def __init__(self, footing: Footing, seed: int) -> None:
        self._used = np.array(sorted(footing.layout.facts.block_of), dtype=np.int64)
        in_each = np.count_nonzero(footing.open) / max(1, len(self._used))
        size = max(_FEWEST, round(_MEETINGS_AT_FIRST / max(1.0, in_each)))
        self._size = min(size, len(self._used))
        self._random = np.random.default_rng(seed)
        self._tried: set[tuple[int, ...]] = set()
        self._promising: list[tuple[int, ...]] = []
        self._in_vain = 0
        self.seconds = _SECONDS_EACH

    def draw(self, footing: Footing, count: int) -> Sequence[tuple[int, ...]]:
        """Choose where most is lost, and nothing twice for the same plan."""
        losses = losses_of_slots(footing)[self._used]
        share = losses / losses.sum()
        chosen = self._promising[:count]
        self._promising = []
        misses = 0
        while len(chosen) < count and len(self._used):
            drawn = self._random.choice(self._used, self._size, replace=False, p=share)
            slots = tuple(sorted(drawn.tolist()))
            if slots not in self._tried:
                self._tried.add(slots)
                chosen.append(slots)
            elif (misses := misses + 1) > _MOST_MISSES:
                misses = 0
                if not self._grow():
                    break
        return chosen

    def forget(self, slots: tuple[int, ...] | None) -> None:
        """Let go of the slots in which the plan has just become better."""
        if slots is not None:
            self._tried = {slots}
            self._promising = [each for each in self._promising if each != slots]

    def learn(
        self, slots: tuple[int, ...], *, is_complete: bool, is_better: bool
    ) -> None:
        """Hear what came of planning some slots anew."""
        if is_better:
            self._promising.append(slots)
            self._in_vain = 0
            return
        self._in_vain += 1
        if not is_complete:
            self.seconds *= 1 + 1 / _PATIENCE
        if self._in_vain >= _PATIENCE and is_complete:
            self._grow()

    def _grow(self) -> bool:
        """Plan more slots anew from now on, if there are more."""
        self._in_vain = 0
        if self._size == len(self._used):
            return False
        self._size += 1
        return True
