"""The goals as linear expressions over the variables, one function each.

A goal that is a sum of shortfalls has variables that are bounded on one side
only: they are exact in any plan that is best for the goal.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ortools.sat.python import cp_model

from solver.facts import Facts, PairEnd
from solver.gaps import waiting_periods as count_waiting_periods
from solver.problem import Goal
from solver.rules import send_by_meeting
from solver.variables import Variables

MOST_SEATS = 3_000
"""So many (pair, slot, table) at most; at a hundred parties there are 200,000."""

Build = Callable[[cp_model.CpModel, Facts, Variables], cp_model.LinearExprT]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One thing to optimise: a goal, or one of the two levels of the guarantee."""

    goal: Goal
    part: int
    """Its place in the goal's value."""
    is_maximised: bool
    build: Build


def parties_with_nothing(
    model: cp_model.CpModel, facts: Facts, x: Variables
) -> cp_model.LinearExprT:
    """Count the parties that are promised a meeting and have none."""
    nothing = []
    for party in facts.problem.parties:
        if party.min >= 1:
            has_none = model.new_bool_var(f"{party.id} has nothing")
            model.add_bool_or(*x.all_of_party(party.id), has_none)
            nothing.append(has_none)
    return cp_model.LinearExpr.sum(nothing)


def meetings_short(
    model: cp_model.CpModel, facts: Facts, x: Variables
) -> cp_model.LinearExprT:
    """Count the promised meetings that are missing."""
    short = []
    for party in facts.problem.parties:
        if party.min >= 1:
            missing = model.new_int_var(0, party.min, f"{party.id} misses")
            held = cp_model.LinearExpr.sum(x.all_of_party(party.id))
            model.add(held + missing >= party.min)
            short.append(missing)
    return cp_model.LinearExpr.sum(short)


def value(model: cp_model.CpModel, facts: Facts, x: Variables) -> cp_model.LinearExprT:
    """Add up the values of the meetings and the bonuses of the parties."""
    variables: list[cp_model.IntVar] = []
    worth: list[int] = []
    for pair in facts.problem.pairs:
        for variable in x.of_pair(pair.id):
            variables.append(variable)
            worth.append(pair.value)
    bonus = facts.problem.goals.bonus
    for party in facts.problem.parties:
        held = x.all_of_party(party.id)
        steps = [model.new_bool_var("bonus") for _ in bonus[: len(held)]]
        model.add(cp_model.LinearExpr.sum(steps) <= cp_model.LinearExpr.sum(held))
        for before, after in pairwise(steps):
            model.add_implication(after, before)
        variables += steps
        worth += bonus[: len(steps)]
    return cp_model.LinearExpr.weighted_sum(variables, worth)


def if_needed(
    model: cp_model.CpModel, facts: Facts, x: Variables
) -> cp_model.LinearExprT:
    """Count, for both sides of every meeting, those who come only if needed."""
    del model
    variables: list[cp_model.IntVar] = []
    for pair, slot in x.places():
        sides = (facts.pair[pair].a, facts.pair[pair].b)
        unwelcome = sum(slot in facts.party[side].if_needed for side in sides)
        variables += [x.meets(pair, slot)] * unwelcome
    return cp_model.LinearExpr.sum(variables)


def waiting_slots(
    model: cp_model.CpModel, facts: Facts, x: Variables
) -> cp_model.LinearExprT:
    """Count the slots people wait, available, between their meetings of a block."""
    waits: list[cp_model.IntVar] = []
    for person in facts.problem.people:
        for block in facts.problem.blocks:
            duties = [x.busy(person.id, slot) for slot in block]
            before = _so_far(model, duties)
            after = list(reversed(_so_far(model, list(reversed(duties)))))
            for place, slot in enumerate(block):
                if slot in person.slots and before[place] and after[place]:
                    wait = model.new_bool_var(f"{person.id} waits@{slot}")
                    waits.append(wait)
                    model.add_bool_or(
                        *(~known for known in before[place]),
                        *(~known for known in after[place]),
                        *duties[place],
                        wait,
                    )
    return cp_model.LinearExpr.sum(waits)


def _so_far(
    model: cp_model.CpModel, duties: Sequence[Sequence[cp_model.IntVar]]
) -> list[list[cp_model.IntVar]]:
    """Return, for each place in a row, whether there was a meeting before it.

    Each entry holds one variable, or none where nothing could have been.
    """
    reached: list[list[cp_model.IntVar]] = [[]]
    for here in duties[:-1]:
        known = [*reached[-1], *here]
        if known:
            so_far = model.new_bool_var("met before")
            for variable in known:
                model.add_implication(variable, so_far)
            known = [so_far]
        reached.append(known)
    return reached


def waiting_periods(
    model: cp_model.CpModel, facts: Facts, x: Variables
) -> cp_model.LinearExprT:
    """Count the waiting periods of all parties."""
    return cp_model.LinearExpr.sum(
        list(count_waiting_periods(model, facts, x).values())
    )


def table_changes(
    model: cp_model.CpModel, facts: Facts, x: Variables
) -> cp_model.LinearExprT:
    """Count how often people change table between their meetings of a block.

    The only goal that must know the table of every meeting, so the only one with
    a variable for each pair, slot and table; see `can_model_tables`.
    """
    number = {table.id: at for at, table in enumerate(facts.problem.tables)}
    where = {
        (person.id, slot): model.new_int_var(0, len(number), f"{person.id} sits")
        for person in facts.problem.people
        for slot in facts.block_of
    }
    for pair, slot in x.places():
        for side in PairEnd:
            for who, goes in x.send(pair, slot, side).items():
                for table, sits in x.seats(pair, slot).items():
                    here = model.add(where[who, slot] == number[table])
                    here.only_enforce_if(sits, goes)
    send_by_meeting(model, facts, x)
    _sit_apart(model, facts, x)
    changes = []
    for person in facts.problem.people:
        for block in facts.problem.blocks:
            for before, now in pairwise(block):
                moves = model.new_bool_var(f"{person.id} moves@{now}")
                stays = model.add(where[person.id, now] == where[person.id, before])
                stays.only_enforce_if(~moves)
                # Without a meeting one stays where one sat last.
                model.add_bool_or(*x.busy(person.id, now), ~moves)
                changes.append(moves)
    return cp_model.LinearExpr.sum(changes)


def _sit_apart(model: cp_model.CpModel, facts: Facts, x: Variables) -> None:
    """Seat each meeting at one table, and one meeting at a table nobody owns."""
    taken: dict[tuple[str, int], list[cp_model.IntVar]] = {}
    for pair, slot in x.places():
        seats = x.seats(pair, slot)
        model.add(cp_model.LinearExpr.sum(list(seats.values())) == x.meets(pair, slot))
        for table, variable in seats.items():
            if facts.table[table].owner is None:
                taken.setdefault((table, slot), []).append(variable)
    for variables in taken.values():
        model.add_at_most_one(variables)


def can_model_tables(facts: Facts) -> bool:
    """Tell whether a variable for each pair, slot and table is still affordable."""
    return len(facts.problem.tables) * sum(map(len, facts.slots.values())) <= MOST_SEATS


def _level(goal: Goal, build: Build, *, part: int = 0) -> Level:
    return Level(goal=goal, part=part, is_maximised=goal is Goal.VALUE, build=build)


LEVELS: Mapping[Goal, tuple[Level, ...]] = {
    Goal.GUARANTEE: (
        _level(Goal.GUARANTEE, parties_with_nothing),
        _level(Goal.GUARANTEE, meetings_short, part=1),
    ),
    Goal.VALUE: (_level(Goal.VALUE, value),),
    Goal.IF_NEEDED: (_level(Goal.IF_NEEDED, if_needed),),
    Goal.WAITING_SLOTS: (_level(Goal.WAITING_SLOTS, waiting_slots),),
    Goal.WAITING_PERIODS: (_level(Goal.WAITING_PERIODS, waiting_periods),),
    Goal.TABLE_CHANGES: (_level(Goal.TABLE_CHANGES, table_changes),),
}
"""The levels of every goal this engine optimises; the floor is not among them."""
