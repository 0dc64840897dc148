"""A solver in a process of its own, which can be stopped at any moment.

Neither HiGHS nor SCIP looks up within a second from what it is doing, whatever it
is asked; a process can simply be ended.
"""

import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from ortools.math_opt import model_pb2, parameters_pb2, result_pb2, rpc_pb2

from solver.bounding.layout import Floats
from solver.polish import solve_apart


class Engine(StrEnum):
    """A solver of mixed-integer programmes, by its name in OR-Tools."""

    HIGHS = "highs"
    SCIP = "scip"


_TYPES = {
    Engine.HIGHS: parameters_pb2.SOLVER_TYPE_HIGHS,
    Engine.SCIP: parameters_pb2.SOLVER_TYPE_GSCIP,
}

_WORTHLESS_GAP = 0.999
"""All worths are whole, so a bound less than 1 above a plan proves it best."""

_TOLERANCE = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """How long a solver may work; with nodes the answer is the same everywhere."""

    seconds: float
    nodes: int | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WholeAnswer:
    """What a solver of mixed-integer programmes found."""

    levels: Floats | None
    """The value of each column in the best solution, if there is one."""
    bound: int | None
    """No solution is worth more; None where nothing is known or there is none."""
    is_complete: bool
    """Whether nothing is left to search: the solution is best, or there is none."""


class SolverProcess:
    """One running process; give it programmes one after the other."""

    def __init__(self) -> None:
        """Start it."""
        self._process = subprocess.Popen(  # noqa: S603 -- our own file
            [sys.executable, solve_apart.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(solve_apart.__file__).parents[2],
        )

    def __enter__(self) -> Self:
        """Return the process, to be ended at the end of the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process."""
        self.stop()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()

    @property
    def is_running(self) -> bool:
        """Whether it can be asked anything."""
        return self._process.poll() is None

    def stop(self) -> None:
        """End the process at once, whatever it is doing."""
        self._process.kill()

    def solve(
        self,
        model: model_pb2.ModelProto,
        engine: Engine,
        allowance: Allowance,
        start: Floats | None,
    ) -> WholeAnswer | None:
        """Solve a programme, or return None where the process was ended.

        Args:
            model: The programme.
            engine: Which solver takes it on.
            allowance: How long.
            start: A solution to begin from.
        """
        request = request_of(model, engine, allowance, start)
        writes, reads = self._process.stdin, self._process.stdout
        if writes is None or reads is None:
            return None
        try:
            solve_apart.send(writes, request.SerializeToString())
            message = solve_apart.receive(reads)
        except (OSError, ValueError):
            return None
        if message is None:
            return None
        return answer_of(
            result_pb2.SolveResultProto.FromString(message), len(model.variables.ids)
        )


def request_of(
    model: model_pb2.ModelProto,
    engine: Engine,
    allowance: Allowance,
    start: Floats | None,
) -> rpc_pb2.SolveRequest:
    """Return what a process is asked."""
    request = rpc_pb2.SolveRequest(solver_type=_TYPES[engine], model=model)
    limits = request.parameters
    limits.time_limit.FromMicroseconds(max(1, int(allowance.seconds * 1e6)))
    if allowance.nodes is not None:
        limits.node_limit = allowance.nodes
    limits.random_seed = allowance.seed
    limits.relative_gap_tolerance = 0.0
    limits.absolute_gap_tolerance = _WORTHLESS_GAP
    if engine is Engine.SCIP:
        limits.threads = 1
    else:
        # Beginning again after the root costs small programmes more than it gains.
        limits.highs.bool_options["mip_allow_restart"] = False
    if start is not None:
        hint = request.model_parameters.solution_hints.add()
        hint.variable_values.ids.extend(range(len(start)))
        hint.variable_values.values.extend(start)
    return request


def answer_of(found: result_pb2.SolveResultProto, columns: int) -> WholeAnswer:
    """Return what a process answered, of a programme with so many columns."""
    reason = found.termination.reason
    levels = None
    if reason in (
        result_pb2.TERMINATION_REASON_OPTIMAL,
        result_pb2.TERMINATION_REASON_FEASIBLE,
    ):
        # Of a programme without columns HiGHS has nothing to say.
        levels = np.zeros(columns)
        for solution in found.solutions[:1]:
            values = solution.primal_solution.variable_values
            levels[np.array(values.ids, dtype=np.int64)] = np.array(values.values)
    bound = found.termination.objective_bounds.dual_bound
    is_bound = np.isfinite(bound) and reason != (
        result_pb2.TERMINATION_REASON_INFEASIBLE
    )
    return WholeAnswer(
        levels=levels,
        bound=int(np.floor(bound + _TOLERANCE)) if is_bound else None,
        is_complete=reason
        in (
            result_pb2.TERMINATION_REASON_OPTIMAL,
            result_pb2.TERMINATION_REASON_INFEASIBLE,
        ),
    )
