"""Counting what is scarce, against a matching of meetings and what serves them."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from solver import FixedMeeting, Interpreter, Pair, Problem
from solver.facts import find_facts
from solver.kernel.resources import Resources, find_resources
from tests.solver.builders import event, party, person, table
from tests.solver.kernel.events import repeatable

FEATURES = ("large", "quiet", "step_free")
LANGUAGES = ("ar", "fa", "ti", "uk")
PAIRS = 12


def some(random: Random, names: Sequence[str], share: float = 0.4) -> frozenset[str]:
    return frozenset(name for name in names if random.random() < share)


def a_hall(random: Random) -> Problem:
    """Make one slot with tables and interpreters of many kinds."""
    spoken = LANGUAGES[: random.choice([2, 4])]
    tables = tuple(
        table(number, [0, 1], features=some(random, FEATURES, 0.6))
        for number in range(random.randint(1, 6))
    )
    pairs = tuple(
        Pair(
            id=f"e{number}",
            a=f"W{2 * number}",
            b=f"W{2 * number + 1}",
            value=1,
            features=some(random, FEATURES),
            interpreter=random.choice([None, *spoken]),
        )
        for number in range(PAIRS)
    )
    return replace(
        event(slots=2),
        people=tuple(person(number, 2) for number in range(2 * PAIRS)),
        parties=tuple(party(number) for number in range(2 * PAIRS)),
        tables=tables,
        interpreters=tuple(
            Interpreter(
                id=f"i{number}",
                languages=some(random, spoken) | {random.choice(spoken)},
                slots=frozenset({0, 1}),
            )
            for number in range(random.randint(1, 5))
        ),
        pairs=pairs,
        fixed=tuple(
            FixedMeeting(pair=pair.id, slot=0, table=random.choice(tables).id)
            for pair in random.sample(pairs, 2)
        ),
    )


def can_be_served(choices: Sequence[frozenset[str]]) -> bool:
    """Tell whether everybody can have one of its choices (augmenting paths)."""
    taken: dict[str, int] = {}

    def serve(demand: int, seen: set[str]) -> bool:
        for supplier in sorted(choices[demand] - seen):
            seen.add(supplier)
            if supplier not in taken or serve(taken[supplier], seen):
                taken[supplier] = demand
                return True
        return False

    return all(serve(demand, set()) for demand in range(len(choices)))


def is_within_supply(resources: Resources, pairs: Sequence[int]) -> bool:
    used = np.zeros(len(resources.supply), np.int64)
    for pair in pairs:
        first, last = resources.scarce_from[resources.of_pair[pair] :][:2]
        used[resources.scarce[first:last]] += 1
    return bool((used <= resources.supply[:, 0]).all())


@pytest.mark.parametrize("seed", range(40))
def test_counts_allow_exactly_what_can_be_served(seed: int) -> None:
    random = repeatable(seed)
    problem = a_hall(random)
    facts = find_facts(problem)
    resources = find_resources(facts)
    assert resources is not None

    for _ in range(40):
        chosen = random.sample(range(PAIRS), random.randint(1, 6))
        pairs = [problem.pairs[at] for at in chosen]
        tables = [frozenset(t.id for t in facts.tables_for(p, 0)) for p in pairs]
        speakers = [
            frozenset(i.id for i in facts.interpreters_for(p, 0))
            for p in pairs
            if p.interpreter is not None
        ]

        allowed = is_within_supply(resources, chosen)

        assert allowed == (can_be_served(tables) and can_be_served(speakers))


@pytest.mark.parametrize(
    ("languages", "counts"), [("abcdefghij", True), ("abcdefghijk", False)]
)
def test_kinds_that_hang_together_are_counted_up_to_ten(
    languages: str, *, counts: bool
) -> None:
    polyglot = Interpreter(id="i", languages=frozenset(languages), slots=frozenset({0}))
    usual = event(parties=6, interpreters=(polyglot,))
    asked = zip(usual.pairs, languages, strict=False)
    problem = replace(
        usual, pairs=tuple(replace(pair, interpreter=word) for pair, word in asked)
    )

    assert (find_resources(find_facts(problem)) is not None) == counts
