"""How large a problem is, which decides who works on it."""

from solver.facts import Facts

_FEW_PLACES = 600
"""With so many (pair, slot) CP-SAT solves the whole problem in no time."""
MOST_PROVED = 3_000
"""With so many (pair, slot) the whole problem is a programme that can be solved."""
MOST_POLISHED = 12_000
"""With so many, exact search in a few slots finds what annealing misses."""


def is_small(facts: Facts) -> bool:
    """Tell whether the exact model needs no help."""
    return places(facts) <= _FEW_PLACES


def places(facts: Facts) -> int:
    """Return how many (pair, slot) are possible: the size of the exact model."""
    return sum(map(len, facts.slots.values()))
