"""Rules of equality in the planning, with whatever a solver answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.affinity import Affinity
from matcher.balance import measure
from matcher.earlier import EarlierEvent
from matcher.event import Rules
from matcher.participants import ParticipantId, Side
from matcher.planning import Limits, plan_event
from matcher.planning.equality import person_caps, share_out, weigh_equality
from solver import Pair, Party
from tests.builders import (
    a_delegate,
    a_meeting,
    a_participant,
    a_reason,
    an_event,
)

SAME_EVERYWHERE = Limits(seconds=60, moves=3000, workers=1)


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 6)), min_size=1, max_size=4),
    st.integers(4, 12),
)
def test_meetings_of_a_person_are_divided_over_all_groups(groups, most) -> None:
    parties = [
        Party(id=f"P{n}", people=("p",), min=least, max=8)
        for n, (least, _) in enumerate(groups)
    ]
    pairs = [
        Pair(id=f"{n}-{k}", a=f"P{n}", b=f"X{n}{k}", value=1)
        for n, (_, wanted) in enumerate(groups)
        for k in range(wanted)
    ]

    shared = share_out(parties, pairs, {"p": most})

    limits = [party.max for party in shared]
    assert sum(limits) == max(
        sum(party.min for party in parties), min(most, 8 * len(parties))
    )
    assert all(party.min <= party.max <= 8 for party in shared)
    left = [n for n, party in enumerate(shared) if party.max > groups[n][1]]
    if left and most > sum(party.min for party in parties):
        starved = [
            n
            for n, party in enumerate(shared)
            if party.max < groups[n][1] and parties[n].min <= groups[n][1]
        ]
        assert not starved or all(parties[n].min == shared[n].max for n in left)


def test_party_with_more_people_keeps_its_own_maximum() -> None:
    party = Party(id="P1", people=("p", "q"), max=8)

    assert share_out([party], [], {"p": 2}) == (party,)


def _tini(code: str, kind: str = "informal"):
    person = a_delegate(f"{code}.1", "Tini", contact="0612345678")
    return a_participant(code, kind=kind, delegates=[person])


def test_earlier_meetings_lower_the_limit_of_who_comes_for_a_group() -> None:
    caps = person_caps(
        [_tini("P1"), a_participant("P3", kind="fund")],
        Rules(most_of_person=8, earlier_counts=0.5),
        {"P1.1": 5, "P3.1": 5},
    )

    assert caps == {"P1.1": 6, "P3.1": 8}


def test_limit_is_never_below_what_all_groups_of_a_person_are_guaranteed() -> None:
    rules = Rules(most_of_person=3, guaranteed=2, earlier_counts=1)

    assert person_caps([_tini("P1"), _tini("P2")], rules, {"P1.1": 99}) == {"P1.1": 4}


def test_people_have_no_limit_where_the_organiser_sets_none() -> None:
    assert person_caps([_tini("P1")], Rules(most_of_person=None), {}) == {}


def _affinity(a: str, b: str, *reasons, value: int = 200) -> Affinity:
    return Affinity(
        a=ParticipantId(a), b=ParticipantId(b), value=value, reasons=reasons
    )


ASKER = {"kind": "fund", "asks": ["bereik: Mensen"]}


def test_meeting_in_which_a_group_only_gives_is_worth_less() -> None:
    people = [
        a_participant("P1", offers=["bereik: Mensen"]),
        a_participant("P2", **ASKER),
    ]
    given_back = a_reason(giver="P2", receiver="P1")

    (taken,) = weigh_equality(people, [_affinity("P1", "P2")], Rules())
    (shared,) = weigh_equality(people, [_affinity("P1", "P2", given_back)], Rules())

    assert (taken.value, shared.value) == (170, 200)


def test_larger_side_is_made_up_to_about_as_many_meetings_on_average(
    demo_participants, demo_blocks
) -> None:
    groups = [p for p in demo_participants if p.side is Side.INFORMAL][:20]
    some = [*groups, *(p for p in demo_participants if p.side is Side.OTHER)]

    def difference(*, even: bool) -> float:
        event = an_event(blocks=demo_blocks, rules=Rules(even_sides=even))
        planned = plan_event(event, some, limits=SAME_EVERYWHERE)
        return planned.balance.difference

    assert difference(even=False) > 0.3
    assert difference(even=True) < 0.15


@pytest.fixture(scope="module")
def demo_plan(demo_participants, demo_blocks):
    """Plan the demo event by strict rules, the same on every machine."""
    rules = Rules(one_way_share=0.10, most_of_person=5)
    event = an_event(blocks=demo_blocks, rules=rules)
    return plan_event(event, demo_participants, limits=SAME_EVERYWHERE)


def test_demo_event_keeps_a_strict_share_of_one_way_meetings(demo_plan) -> None:
    assert demo_plan.balance.one_way_share <= 0.10
    assert demo_plan.balance.meetings > 200


def test_nobody_of_the_demo_event_passes_the_limit_of_a_person(demo_plan) -> None:
    assert demo_plan.balance.loads[0].meetings <= 5


def test_both_sides_of_the_demo_event_get_as_many_meetings(demo_plan) -> None:
    assert demo_plan.balance.is_even


def test_who_was_asked_often_before_gets_what_is_guaranteed_and_little_more(
    demo_participants, demo_blocks
) -> None:
    """Half of all groups were asked eight times; they give their places to others."""
    often = [p for p in demo_participants if p.side is Side.INFORMAL][::2]
    names = {p.id for p in often}
    before = EarlierEvent(
        participants=tuple(demo_participants),
        meetings=tuple(
            a_meeting(p.id, "W090", delegate_a=p.delegates[0].id)
            for p in often
            for _ in range(16)
            if p.delegates
        ),
    )
    some = [p for p in demo_participants if p.id in names or p.side is Side.OTHER]
    event = an_event(blocks=demo_blocks, rules=Rules(earlier_counts=0.5))

    planned = plan_event(event, some, limits=SAME_EVERYWHERE, earlier=[before])

    loads = planned.balance.loads
    limited = [x for x in loads if x.earlier >= 16 and set(x.comes_for) <= names]
    assert limited
    assert all(x.meetings <= max(2, len(x.comes_for)) for x in limited)


def test_balance_of_a_plan_is_that_of_its_programme(
    demo_plan, demo_participants
) -> None:
    again = measure(demo_participants, demo_plan.programme.meetings)

    assert demo_plan.balance == again
