"""Hypothesis strategies for small problems that use every rule of the format."""

from hypothesis import strategies as st

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

FEATURES = ("quiet", "step_free")
LANGUAGES = ("ar", "ti")
ORDERS = (
    (Goal.GUARANTEE, Goal.VALUE),
    (Goal.GUARANTEE, Goal.VALUE, Goal.WAITING_SLOTS, Goal.TABLE_CHANGES),
    (Goal.VALUE, Goal.WAITING_PERIODS),
    (Goal.WAITING_SLOTS, Goal.GUARANTEE, Goal.VALUE),
    tuple(Goal),
)


def _some(draw, items):
    return draw(st.lists(st.sampled_from(items), unique=True, max_size=len(items)))


@st.composite
def problems(draw, *, most_parties: int = 5, most_slots: int = 4, musts: bool = False):
    count = draw(st.integers(2, most_parties))
    slots = draw(st.integers(1, most_slots))
    cut = draw(st.integers(0, slots - 1))
    blocks = [tuple(range(cut)), tuple(range(cut, slots))]
    when = st.frozensets(st.integers(0, slots - 1))
    people = [
        Person(
            id=f"p{n}",
            slots=draw(when) | draw(when),
            max_run=draw(st.sampled_from([None, None, 1, 2])),
        )
        for n in range(count + 1)
    ]
    parties = [
        Party(
            id=f"W{n}",
            group=draw(st.sampled_from(["", "informal"])),
            people=tuple(
                dict.fromkeys([f"p{n}", *_some(draw, [p.id for p in people])[:1]])
            ),
            min=draw(st.integers(0, 1)),
            max=draw(st.sampled_from([None, 1, 2])),
            if_needed=draw(st.one_of(st.just(frozenset[int]()), when)),
        )
        for n in range(count)
    ]
    tables = [
        Table(
            id=f"t{n}",
            slots=draw(when) | draw(when),
            features=frozenset(_some(draw, FEATURES)),
            owner=draw(st.sampled_from([None, None, None, "W0"])),
        )
        for n in range(draw(st.integers(1, 2)))
    ]
    interpreters = [
        Interpreter(id="i0", languages=frozenset(LANGUAGES), slots=draw(when)),
        Interpreter(id="i1", languages=frozenset({"ti"}), slots=draw(when)),
    ]
    couples = [(a, b) for b in range(count) for a in range(b)]
    chosen = sorted(_some(draw, couples)[: most_parties + 1])
    pairs = [
        Pair(
            id=f"e{a}{b}",
            a=f"W{a}",
            b=f"W{b}",
            value=draw(st.integers(1, 60)),
            slots=draw(st.one_of(st.none(), st.none(), when)),
            people_a=draw(st.one_of(st.none(), st.just(tuple(parties[a].people[:1])))),
            people_b=draw(st.one_of(st.none(), st.just(tuple(parties[b].people[-1:])))),
            interpreter=draw(st.sampled_from([None, None, *LANGUAGES])),
            features=frozenset(draw(st.sampled_from([(), (), ("quiet",), FEATURES]))),
            required=musts and draw(st.booleans()),
            after=tuple(
                f"e{c}{d}" for c, d in chosen[:number] if draw(st.integers(0, 5)) == 0
            ),
        )
        for number, (a, b) in enumerate(chosen)
    ]
    fixed = []
    if musts and pairs and draw(st.booleans()):
        table = draw(st.sampled_from([None, "t0"]))
        slot = draw(st.integers(0, slots - 1))
        fixed = [FixedMeeting(pair=pairs[0].id, slot=slot, table=table)]
    goals = Goals(
        order=draw(st.sampled_from(ORDERS)),
        bonus=draw(st.sampled_from([(), (30, 12), (1, 20)])),
        floor_share=draw(st.sampled_from([0.75, 0.5])),
        max_waiting_spread=draw(st.sampled_from([None, None, 0, 1])),
    )
    return check(
        Problem(
            name=draw(st.sampled_from(["", "feest"])),
            slots=slots,
            blocks=tuple(block for block in blocks if block),
            people=tuple(people),
            parties=tuple(parties),
            tables=tuple(tables),
            interpreters=tuple(interpreters),
            pairs=tuple(pairs),
            fixed=tuple(fixed),
            goals=goals,
        )
    )
