"""Random events, larger than `strategies.problems` and with every feature at once."""

from random import Random

from solver import (
    FixedMeeting,
    Goal,
    Goals,
    Interpreter,
    Pair,
    Party,
    Person,
    Problem,
    Table,
    check,
)

_FEATURES = ("quiet", "step_free", "large")
_LANGUAGES = ("ar", "ti", "fa")


def repeatable(seed: int) -> Random:
    """Return random numbers, the same for the same seed."""
    return Random(seed)  # noqa: S311 -- nothing here is secret


def random_event(seed: int, *, slots: int | None = None, musts: bool = True) -> Problem:
    """Make an event of 2 to 14 parties; the same for the same seed."""
    random = repeatable(seed)
    slots = slots or random.choice([1, 3, 5, 8, 12, 70, 130])
    people = _people(random, slots)
    parties = _parties(random, people)
    pairs = _pairs(random, slots, parties, musts=musts)
    tables = _tables(random, slots, parties)
    return check(
        Problem(
            slots=slots,
            blocks=_blocks(random, slots),
            people=people,
            parties=parties,
            tables=tables,
            interpreters=_interpreters(random, slots),
            pairs=pairs,
            fixed=_fixed(random, slots, pairs, tables) if musts else (),
            goals=Goals(
                order=random.choice(
                    [
                        (Goal.GUARANTEE, Goal.VALUE),
                        (Goal.GUARANTEE, Goal.VALUE, Goal.WAITING_SLOTS),
                        (Goal.VALUE, Goal.WAITING_PERIODS),
                        (Goal.GUARANTEE,),
                    ]
                ),
                bonus=random.choice([(), (30, 12), (1, 20, 3, 3, 3, 3)]),
            ),
        )
    )


def _when(random: Random, slots: int, share: float) -> frozenset[int]:
    return frozenset(slot for slot in range(slots) if random.random() < share)


def _blocks(random: Random, slots: int) -> tuple[tuple[int, ...], ...]:
    """Cut the slots into blocks, and leave some in none."""
    blocks, first = [], 0
    while first < slots:
        end = first + random.choice([1, 2, 4, 9, 130])
        blocks.append(tuple(range(first, min(end, slots))))
        first = end + random.choice([0, 0, 1])
    return tuple(blocks)


def _people(random: Random, slots: int) -> tuple[Person, ...]:
    share = random.choice([0.5, 0.8, 1.0])
    runs = random.choice([(None,), (None, 1, 2), (1, 2, 3), (2, None, 15), (3, 110)])
    return tuple(
        Person(
            id=f"p{number}",
            slots=_when(random, slots, share),
            max_run=random.choice(runs),
        )
        for number in range(random.randint(3, 24))
    )


def _parties(random: Random, people: tuple[Person, ...]) -> tuple[Party, ...]:
    """Give each party people of its own, and now and then one of another's."""
    names = [person.id for person in people]
    groups: list[list[str]] = []
    rest = list(names)
    most = random.choice([1, 2, 5])
    sharing = random.choice([0.1, 0.3, 0.9])
    while rest:
        size = random.randint(1, most)
        groups.append(rest[:size])
        rest = rest[size:]
    if len(groups) < 2:
        groups.append(names[:1])
    for group in groups:
        if random.random() < sharing:
            group.append(random.choice(names))
    return tuple(
        Party(
            id=f"W{number}",
            people=tuple(dict.fromkeys(group)),
            min=random.choice([0, 1, 2]),
            max=random.choice([None, None, 2, 3]),
        )
        for number, group in enumerate(groups)
    )


def _tables(
    random: Random, slots: int, parties: tuple[Party, ...]
) -> tuple[Table, ...]:
    owners = [None, None, None, random.choice(parties).id]
    return tuple(
        Table(
            id=f"t{number}",
            slots=_when(random, slots, 0.8),
            features=_when_named(random, _FEATURES),
            owner=random.choice(owners),
        )
        for number in range(random.randint(1, 6))
    )


def _when_named(random: Random, names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name for name in names if random.random() < 0.5)


def _interpreters(random: Random, slots: int) -> tuple[Interpreter, ...]:
    return tuple(
        Interpreter(
            id=f"i{number}",
            languages=_when_named(random, _LANGUAGES) | {random.choice(_LANGUAGES)},
            slots=_when(random, slots, 0.8),
        )
        for number in range(random.randint(0, 4))
    )


def _named(random: Random, party: Party) -> tuple[str, ...] | None:
    if random.random() < 0.7:
        return None
    return tuple(random.sample(party.people, random.randint(1, len(party.people))))


def _pairs(
    random: Random, slots: int, parties: tuple[Party, ...], *, musts: bool
) -> tuple[Pair, ...]:
    couples = [(a, b) for b in range(len(parties)) for a in range(b)]
    random.shuffle(couples)
    chosen = couples[: random.choice([4, 20, 60])]
    ordered = random.choice([0.0, 0.3])
    return tuple(
        Pair(
            id=f"e{a}_{b}",
            a=f"W{a}",
            b=f"W{b}",
            value=random.randint(1, 100),
            slots=random.choice([None, None, _when(random, slots, 0.7)]),
            people_a=_named(random, parties[a]),
            people_b=_named(random, parties[b]),
            interpreter=random.choice([None, None, None, *_LANGUAGES]),
            features=random.choice([frozenset(), _when_named(random, _FEATURES)]),
            required=musts and random.random() < 0.1,
            after=tuple(
                f"e{c}_{d}"
                for c, d in random.sample(chosen[:number], min(number, 2))
                if random.random() < ordered
            ),
        )
        for number, (a, b) in enumerate(chosen)
    )


def _fixed(
    random: Random, slots: int, pairs: tuple[Pair, ...], tables: tuple[Table, ...]
) -> tuple[FixedMeeting, ...]:
    return tuple(
        FixedMeeting(
            pair=pair.id,
            slot=random.randrange(slots),
            table=random.choice([None, random.choice(tables).id]),
        )
        for pair in random.sample(pairs, min(len(pairs), random.randint(0, 3)))
    )
