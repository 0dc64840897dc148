"""Waiting periods of parties in the exact model, for a rule and for a goal."""

from collections.abc import Mapping
from itertools import pairwise

from ortools.sat.python import cp_model

from solver.facts import Facts
from solver.variables import Variables


def waiting_periods(
    model: cp_model.CpModel, facts: Facts, x: Variables
) -> Mapping[str, cp_model.IntVar]:
    """Count each party's successive meetings that are not in following slots.

    The runs of directly following slots with a meeting, less one. Blocks do not
    matter here: the whole event is one row of slots.
    """
    periods = {}
    for party in facts.problem.parties:
        busy = [_is_busy(model, x, party.id, s) for s in range(facts.problem.slots)]
        starts = [busy[0]]
        for before, now in pairwise(busy):
            begins = model.new_bool_var("run begins")
            model.add_bool_and(now, ~before).only_enforce_if(begins)
            model.add_bool_or(begins, ~now, before)
            starts.append(begins)
        meets = model.new_bool_var(f"{party.id} meets")
        model.add_max_equality(meets, busy)
        count = model.new_int_var(0, facts.problem.slots, f"{party.id} waits")
        model.add(count + meets == cp_model.LinearExpr.sum(starts))
        periods[party.id] = count
    return periods


def _is_busy(
    model: cp_model.CpModel, x: Variables, party: str, slot: int
) -> cp_model.IntVar:
    """Return whether a party has any meeting in a slot."""
    meetings = x.of_party(party, slot)
    busy = model.new_bool_var(f"{party}@{slot}")
    if meetings:
        model.add_max_equality(busy, meetings)
    else:
        model.add(busy == 0)
    return busy
