"""What the two searches know together, and that each of them gets there alone."""

import pytest

from solver import Limits
from solver.b2b.calendars import find_agendas
from solver.b2b.known import BestKnown
from solver.b2b.model import BreakModel
from solver.b2b.search import _Cores, _Questions
from solver.pace import Pace
from tests.solver.b2b.files import ask, instance_of

WAITING = instance_of(ask(0, 1, fixed=0), ask(0, 2, fixed=2), (1, 3))
"""Two meetings of one participant are fixed too far apart: a break."""
IMPOSSIBLE = instance_of(ask(0, 1, fixed=0), ask(0, 2, fixed=0))


@pytest.mark.parametrize("kind", [_Cores, _Questions])
def test_each_search_settles_an_instance_alone(
    kind: type[_Cores] | type[_Questions],
) -> None:
    known = BestKnown(0)
    pace = Pace(Limits(seconds=60.0), None, None)
    model = BreakModel(WAITING, find_agendas(WAITING, 2), 2)

    kind(WAITING, model, known, pace).run()

    assert (known.breaks, known.bound) == (1, 1)
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
