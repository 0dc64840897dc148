"""A target is reached only if everything it asks for is."""

from dataclasses import replace

import pytest

from bench.figures import Reached, Target, is_reached
from bench.measured import MeasuredRun

RUN = MeasuredRun(seconds=9.9, cpu_seconds=18.0, peak_mib=300.0, status=0, said="")
PLAN = Reached(missing=(0, 0), value=9990, bound=10_000, is_certified=True)
TARGET = Target(instance="Mc", seconds=10, gap=0.001, certified=True, most_mib=500)


def test_target_is_reached() -> None:
    assert is_reached(TARGET, RUN, PLAN)


@pytest.mark.parametrize(
    ("run", "plan"),
    [
        (replace(RUN, seconds=11.1), PLAN),
        (replace(RUN, peak_mib=500.0), PLAN),
        (RUN, replace(PLAN, missing=(0, 1))),
        (RUN, replace(PLAN, value=9989)),
        (RUN, replace(PLAN, is_certified=False)),
    ],
)
def test_target_is_missed_by_any_part(run: MeasuredRun, plan: Reached) -> None:
    assert not is_reached(TARGET, run, plan)


def test_optimal_means_no_gap_at_all() -> None:
    target = Target(instance="Sc", seconds=10, gap=0.0)

    assert not is_reached(target, RUN, replace(PLAN, value=9_999, bound=10_000))
    assert is_reached(target, RUN, replace(PLAN, value=10_000))
