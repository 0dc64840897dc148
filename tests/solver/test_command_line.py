"""What all subcommands share."""

import pytest

from solver.command_line import work_until_interrupted


def test_a_limit_that_the_work_runs_into_is_handed_on() -> None:
    def work(_: object) -> None:
        raise TimeoutError("of its own")

    with pytest.raises(TimeoutError, match="of its own"):
        work_until_interrupted(work)


def test_what_the_work_finds_is_returned() -> None:
    assert work_until_interrupted(lambda cancelled: cancelled()) is False
