"""What the two searches know together, and that each of them gets there alone."""

import pytest
from ortools.sat.python import cp_model

from solver import Limits
from solver.b2b import B2BInstance
from solver.b2b.calendars import find_agendas
from solver.b2b.known import BestKnown
from solver.b2b.model import BreakModel
from solver.b2b.search import _Cores, _Questions
from solver.pace import Pace
from tests.solver.b2b.files import ask, instance_of

WAITING = instance_of(ask(0, 1, fixed=0), ask(0, 2, fixed=2), (1, 3))
"""Two meetings of one participant are fixed too far apart: a break."""
WAITING_TWICE = instance_of(ask(0, 1, fixed=0), ask(0, 2, fixed=2), ask(1, 3, fixed=2))
"""Two participants have such meetings."""
IMPOSSIBLE = instance_of(ask(0, 1, fixed=0), ask(0, 2, fixed=0))


@pytest.mark.parametrize("kind", [_Cores, _Questions])
@pytest.mark.parametrize(("instance", "breaks"), [(WAITING, 1), (WAITING_TWICE, 2)])
def test_each_search_settles_an_instance_alone(
    kind: type[_Cores] | type[_Questions], instance: B2BInstance, breaks: int
) -> None:
    known = BestKnown(0)
    pace = Pace(Limits(seconds=60.0), None, None)
    model = BreakModel(instance, find_agendas(instance, 2), 2)

    kind(instance, model, known, pace).run()

    assert (known.breaks, known.bound) == (breaks, breaks)
    assert known.is_settled


@pytest.mark.parametrize("kind", [_Cores, _Questions])
def test_each_search_excludes_the_impossible_alone(
    kind: type[_Cores] | type[_Questions],
) -> None:
    known = BestKnown(0)
    pace = Pace(Limits(seconds=60.0), None, None)
    model = BreakModel(IMPOSSIBLE, find_agendas(IMPOSSIBLE, 2), 2)

    kind(IMPOSSIBLE, model, known, pace).run()

    assert known.is_impossible


def test_known_keeps_the_best_and_tells_the_news_only() -> None:
    known = BestKnown(1)
    news: list[tuple[int | None, int]] = []
    known.listen(lambda: news.append((known.breaks, known.bound)))

    known.take((0, 1), 4)
    known.take((1, 0), 5)
    known.prove(1)
    known.prove(3)
    known.take((1, 1), 3)

    assert news == [(4, 1), (4, 3), (3, 3)]
    assert known.slots == (1, 1)
    assert known.is_settled


def test_questions_give_up_what_the_bound_has_answered() -> None:
    known = BestKnown(0)
    pace = Pace(Limits(seconds=60.0), None, None)
    model = BreakModel(WAITING, find_agendas(WAITING, 2), 2)
    questions = _Questions(WAITING, model, known, pace)
    stopped: list[str] = []

    class Asked(cp_model.CpSolver):
        def stop_search(self) -> None:
            stopped.append("stopped")

    questions._solver = Asked()  # noqa: SLF001 -- as if a question were being asked

    known.take((0, 1, 2), 4)
    assert stopped == []
    known.prove(1)
    assert stopped == ["stopped"]
