"""The best sum of one party by the exact model, where rules clash.

The event is cut down to the party, those it could meet and its pairs; none of them
must be held. What was fixed can then only be where it was fixed.
"""

from dataclasses import replace

from solver.facts import Facts, find_facts
from solver.fairness.offers import LoneOffers
from solver.limits import Limits
from solver.pace import Pace
from solver.problem import Goal, Goals, Pair, Problem, Table

_MOVES = 20_000_000
"""Far more than was ever needed; what is not proven then stays an upper bound."""

_TABLE_OF = "table of "


def plan_alone(facts: Facts, lone: LoneOffers) -> int:
    """Return the best sum that a party could reach; in doubt, no less than it."""
    from solver.exact import ExactModel  # noqa: PLC0415 -- takes a third of a second
    from solver.goals import LEVELS  # noqa: PLC0415 -- as above

    model = ExactModel(find_facts(_cut_down(facts, lone)))
    model.aim(LEVELS[Goal.VALUE][0])
    pace = Pace(Limits(moves=_MOVES, workers=1), None, None)
    found = model.search(None, pace, pace.remaining, "floor")
    most = sum(pair.value for pair in lone.pairs)
    return most if found.bound is None else min(found.bound, most)


def _cut_down(facts: Facts, lone: LoneOffers) -> Problem:
    """Return the event in which the party meets alone."""
    problem = facts.problem
    here = {name for pair in lone.pairs for name in (pair.a, pair.b)} | {lone.party.id}
    parties = tuple(party for party in problem.parties if party.id in here)
    people = {person for party in parties for person in party.people}
    return replace(
        problem,
        people=tuple(person for person in problem.people if person.id in people),
        parties=parties,
        tables=tuple(
            _marked(facts, table)
            for table in problem.tables
            if table.owner is None or table.owner in here
        ),
        pairs=tuple(_freed(facts, pair) for pair in lone.pairs),
        fixed=(),
        goals=Goals(order=(Goal.VALUE,)),
    )


def _freed(facts: Facts, pair: Pair) -> Pair:
    """Return a pair that need not be held, and only where it could be."""
    pin = facts.pinned.get(pair.id)
    features = pair.features
    if pin is not None and pin.table is not None and not facts.has_stand(pair):
        features |= {_TABLE_OF + pair.id}
    return replace(
        pair,
        slots=frozenset(facts.slots[pair.id]),
        features=features,
        required=False,
        after=(),
    )


def _marked(facts: Facts, table: Table) -> Table:
    """Return a table with a feature for each pair that is fixed at it."""
    marks = {
        _TABLE_OF + pair for pair, pin in facts.pinned.items() if pin.table == table.id
    }
    return replace(table, features=table.features | marks) if marks else table
