"""A bound on the value that costs nothing: every party with its best partners."""

from solver.facts import Facts


def value_ceiling(facts: Facts) -> int:
    """Return a value that no plan exceeds, whatever guarantee it keeps.

    A party has at most its maximum of meetings and at most one for each slot of
    each of its people. The values of a meeting are shared by its two parties, so
    the best sums of all parties come to at least twice what any plan holds.
    """
    bonus = facts.problem.goals.bonus
    doubled = rewards = 0
    for party in facts.problem.parties:
        present = (facts.possible.present[person] for person in party.people)
        seats = sum(slots.bit_count() for slots in present)
        most = seats if party.max is None else min(seats, party.max)
        own = facts.pairs_of.get(party.id, ())
        values = sorted(
            (facts.pair[e].value for e in own if facts.slots[e]), reverse=True
        )
        best = values[:most]
        doubled += sum(best)
        rewards += sum(bonus[: len(best)])
    return doubled // 2 + rewards
