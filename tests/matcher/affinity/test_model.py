"""A model that was changed says what a model made anew says."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.affinity import Acquaintance, Affinity, AffinityModel, score_pairs
from matcher.event import Rules
from matcher.participants import Participant
from tests.builders import a_participant

RULES = Rules()


def _said(model: AffinityModel) -> tuple[Affinity, ...]:
    return model.affinities


@pytest.fixture(scope="module")
def some(demo_participants) -> tuple[Participant, ...]:
    """Take some of the demo event from both sides."""
    return tuple(demo_participants[::4])


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_model_that_is_changed_again_and_again_is_as_one_made_anew(
    data, some, demo_participants
) -> None:
    everybody = st.sampled_from(demo_participants)
    model = AffinityModel.of(some, RULES)
    for _ in range(data.draw(st.integers(1, 3))):
        changed = data.draw(st.sampled_from(model.participants))
        other = data.draw(everybody)
        wishes, name = data.draw(everybody).wishes, data.draw(everybody).name
        kind = data.draw(
            st.sampled_from(["profile", "wishes", "name", "marks", "gone", "new"])
        )
        match kind:
            case "profile":
                model = model.replacing(
                    replace(other, id=changed.id, delegates=changed.delegates)
                )
            case "wishes":
                model = model.replacing(replace(changed, wishes=wishes))
            case "name":
                model = model.replacing(replace(changed, name=name))
            case "marks":
                marked = [
                    frozenset({data.draw(st.sampled_from(demo_participants)).id})
                    for _ in range(2)
                ]
                chosen, avoided = marked
                model = model.replacing(
                    replace(changed, chosen=chosen, avoided=avoided - chosen)
                )
            case "gone":
                model = model.without(changed.id)
            case _:
                model = model.replacing(other)
        if data.draw(st.booleans()):
            _said(model)

    anew = AffinityModel.of(model.participants, RULES)
    assert _said(model) == _said(anew)
    assert np.array_equal(model.ratings.values, anew.ratings.values)
    for ours, theirs in (
        (model.ratings.texts.like, anew.ratings.texts.like),
        (model.ratings.texts.covered, anew.ratings.texts.covered),
        (model.ratings.exchange.alike, anew.ratings.exchange.alike),
        (model.ratings.exchange.strength, anew.ratings.exchange.strength),
        (model.ratings.shares.shares, anew.ratings.shares.shares),
    ):
        assert ours.tobytes() == theirs.tobytes()


def test_model_without_a_change_says_the_same(some) -> None:
    model = AffinityModel.of(some, RULES)

    again = model.replacing(some[0])

    assert _said(again) == _said(model)


def test_pair_that_is_not_kept_can_be_asked_for(some) -> None:
    model = AffinityModel.of(some, RULES)
    kept = {frozenset((pair.a, pair.b)) for pair in model.affinities}
    one, other = next(
        (a.id, b.id)
        for a in some
        for b in some
        if a.id != b.id and frozenset((a.id, b.id)) not in kept
    )

    assert model.affinity(one, other) == model.affinity(other, one)


@pytest.fixture
def two() -> tuple[Participant, Participant]:
    return (
        a_participant("A", kind="informal", asks=["training: Uitleg over schulden"]),
        a_participant("B", kind="formal", offers=["training: Uitleg over schulden"]),
    )


def _value(two, **known) -> int:
    (pair,) = score_pairs(two, RULES, acquaintance=Acquaintance(**known))
    return pair.value


def test_meeting_again_is_worth_less_each_time(two) -> None:
    pair = frozenset({"A", "B"})

    values = [_value(two, met={pair: times}) for times in (0, 1, 2)]

    assert values == sorted(values, reverse=True)
    assert len(set(values)) == len(values)


def test_meeting_a_first_timer_is_worth_more(two) -> None:
    assert _value(two, first_timers=frozenset({"B"})) > _value(two)


def test_who_met_somebody_that_is_not_there_changes_nothing(two) -> None:
    assert _value(two, met={frozenset({"A", "Z"}): 3}) == _value(two)
