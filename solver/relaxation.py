"""The exact model without whole numbers, and a bound that is safe to believe.

Any row of the exact model that is linear is kept, any other left out, so what
holds here holds there. The linear programme's dual prices are rounded to
multiples of 1/4096 and the bound they prove is computed again from them in
whole numbers by weak duality: no tolerance of a solver can spoil it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ortools.linear_solver import linear_solver_pb2  # type: ignore[attr-defined]  # generated, without stubs
from ortools.linear_solver.python import model_builder_helper
from ortools.sat.python import cp_model, cp_model_helper

from solver.pace import Pace

SCALE = 4096
"""Dual prices are whole multiples of one over this."""

_UNBOUNDED = 10**15


@dataclass(slots=True)
class Row:
    """A linear condition: lower <= sum of weight times variable <= upper."""

    weights: dict[int, int] = field(default_factory=dict)
    lower: int | None = None
    upper: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxed:
    """A linear programme to maximise, with a range for each variable."""

    ranges: Sequence[tuple[int, int]]
    worth: Sequence[int]
    offset: int
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """What the linear programme says."""

    bound: int
    """No plan of the exact model is worth more."""
    levels: Sequence[float]
    """The value of each variable in the best fractional plan."""


def relax(model: cp_model.CpModel) -> Relaxed:
    """Return the linear part of an exact model that has an objective.

    A model that minimises is turned around: its worth is negative.
    """
    proto = model.proto
    rows = []
    for constraint in proto.constraints:
        if constraint.has_linear() and not len(constraint.enforcement_literal):
            rows.append(_linear(constraint.linear))
        elif constraint.has_at_most_one():
            rows.append(_clause(list(constraint.at_most_one.literals), upper=1))
        elif constraint.has_bool_or():
            unless = [~literal for literal in constraint.enforcement_literal]
            literals = [*constraint.bool_or.literals, *unless]
            rows.append(_clause(literals, lower=1))
        elif constraint.has_bool_and():
            unless = [~literal for literal in constraint.enforcement_literal]
            rows += [
                _clause([literal, *unless], lower=1)
                for literal in constraint.bool_and.literals
            ]
    worth = [0] * len(proto.variables)
    # CP-SAT minimises; a maximised objective is stored with its signs turned.
    for index, weight in zip(
        list(proto.objective.vars), list(proto.objective.coeffs), strict=True
    ):
        worth[index] -= weight
    domains = [list(variable.domain) for variable in proto.variables]
    return Relaxed(
        ranges=[(domain[0], domain[-1]) for domain in domains],
        worth=worth,
        offset=-round(proto.objective.offset),
        rows=rows,
    )


def _linear(linear: cp_model_helper.LinearConstraintProto) -> Row:
    row = Row()
    for index, weight in zip(list(linear.vars), list(linear.coeffs), strict=True):
        _add(row, index, weight)
    domain = list(linear.domain)
    if domain[0] > -_UNBOUNDED:
        row.lower = domain[0]
    if domain[-1] < _UNBOUNDED:
        row.upper = domain[-1]
    return row


def _clause(
    literals: Sequence[int], *, lower: int | None = None, upper: int | None = None
) -> Row:
    """Count true literals; a negative one stands for one less its variable."""
    negated = sum(1 for literal in literals if literal < 0)
    row = Row(
        lower=None if lower is None else lower - negated,
        upper=None if upper is None else upper - negated,
    )
    for literal in literals:
        _add(row, literal if literal >= 0 else ~literal, 1 if literal >= 0 else -1)
    return row


def _add(row: Row, index: int, weight: int) -> None:
    row.weights[index] = row.weights.get(index, 0) + weight


def solve_relaxed(relaxed: Relaxed, pace: Pace, *, seconds: float) -> Relaxation | None:
    """Solve the linear programme, or return None where time does not allow."""
    request = linear_solver_pb2.MPModelRequest(
        solver_type=linear_solver_pb2.MPModelRequest.GLOP_LINEAR_PROGRAMMING,
        solver_time_limit_seconds=seconds,
    )
    model = request.model
    model.maximize = True
    model.objective_offset = relaxed.offset
    for (lowest, highest), worth in zip(relaxed.ranges, relaxed.worth, strict=True):
        model.variable.add(
            lower_bound=lowest, upper_bound=highest, objective_coefficient=worth
        )
    for row in relaxed.rows:
        model.constraint.add(
            var_index=row.weights.keys(),
            coefficient=row.weights.values(),
            lower_bound=float("-inf") if row.lower is None else row.lower,
            upper_bound=float("inf") if row.upper is None else row.upper,
        )
    helper = model_builder_helper.ModelSolverHelper("")
    answers: list[bytes] = []
    document = request.SerializeToString()
    pace.oversee(
        [lambda: answers.append(helper.solve_serialized_request(document))],
        stop=helper.interrupt_solve,
        tell=lambda: pace.tell("bounding", 0),
    )
    answer = linear_solver_pb2.MPSolutionResponse.FromString(answers[0])
    if answer.status != linear_solver_pb2.MPSOLVER_OPTIMAL:
        return None
    prices = [round(price * SCALE) for price in answer.dual_value]
    return Relaxation(
        bound=weak_duality_bound(relaxed, prices), levels=list(answer.variable_value)
    )


def weak_duality_bound(relaxed: Relaxed, prices: Sequence[int]) -> int:
    """Return the bound that any prices of the rows prove, in whole numbers.

    For prices y (in units of 1/4096), every plan x is worth
    ``c x = y A x + (c - y A) x``: the first part is at most what the rows allow,
    the second at most what the ranges of the variables allow.
    """
    reduced = [worth * SCALE for worth in relaxed.worth]
    total = relaxed.offset * SCALE
    for row, price in zip(relaxed.rows, prices, strict=True):
        limit = row.upper if price > 0 else row.lower
        if price == 0 or limit is None:
            continue
        total += price * limit
        for index, weight in row.weights.items():
            reduced[index] -= price * weight
    for cost, (lowest, highest) in zip(reduced, relaxed.ranges, strict=True):
        total += cost * (highest if cost > 0 else lowest)
    return total // SCALE
