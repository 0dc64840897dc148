import random

import pytest

from matcher.affinity import DEFAULT_WEIGHTS, Affinity, score_pairs
from matcher.event import Rules
from matcher.participants import Participant
from matcher.reasons import Reason, ReasonKind
from tests.builders import a_participant

NETWORK = {"kind": "informal"}
BANK = {"kind": "formal"}
ONE_SIDED = (
    round(1000 * 0.5 ** (DEFAULT_WEIGHTS.contrast / DEFAULT_WEIGHTS.mutuality)) + 1
)
"""The value of a pair of which only one side gains, as much as it can."""


def _score(*participants: Participant, **rules) -> dict[str, Affinity]:
    return {f"{p.a}+{p.b}": p for p in score_pairs(participants, Rules(**rules))}


def _pair(one: dict, other: dict, **rules) -> Affinity:
    (affinity,) = _score(
        a_participant("A", **(NETWORK | one)),
        a_participant("B", **(BANK | other)),
        **rules,
    ).values()
    return affinity


def _kinds(affinity: Affinity) -> list[str]:
    return [reason.kind.value for reason in affinity.reasons]


def test_offer_answers_ask_as_written() -> None:
    affinity = _pair(
        {"asks": ["training: Uitleg over schulden"]},
        {"offers": ["training: Uitleg over schulden herkennen"]},
    )

    (reason,) = affinity.reasons
    assert reason == Reason(
        kind=ReasonKind.OFFER_ANSWERS_ASK,
        weight=reason.weight,
        giver="B",
        receiver="A",
        offer="Uitleg over schulden herkennen",
        ask="Uitleg over schulden",
        codes=("training",),
    )
    assert reason.weight > 40


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (
            {"offers": ["ruimte: Zaal voor 40 mensen"]},
            {"offers": ["kennis: Advies over zaaien"]},
        ),
        ({"themes": "taal"}, {"themes": "sport"}),
        ({"target_groups": "gezinnen"}, {"target_groups": "doof"}),
        ({"wishes": "Habesha Brug"}, {"wishes": "Vaders van Nu"}),
        ({"speaks": "nl"}, {"speaks": "pl"}),
        ({"kind": "formal"}, {"kind": "informal"}),
        (
            {"name": "Gemeente Waterlede", "kind": "government"},
            {"name": "Fonds Diepland", "kind": "fund"},
        ),
    ],
    ids=["ask", "theme", "people", "wish", "language", "side", "addressed"],
)
def test_each_kind_of_evidence_raises_the_value(better, worse) -> None:
    group = {
        "name": "Habesha Brug",
        "asks": [
            "ruimte: Vaste zaal voor 40 mensen",
            "netwerk: Contact bij de gemeente",
        ],
        "offers": ["bereik: 70 gezinnen"],
        "themes": "taal",
        "target_groups": "gezinnen",
    }
    base = {"asks": ["bereik: Gezinnen die wij niet kennen"], "name": "Stroming"}

    assert _pair(group, base | better).value > _pair(group, base | worse).value


def test_offer_meant_for_a_type_raises_the_value() -> None:
    bank = {"name": "Voedselbank", "asks": ["bereik: Gezinnen"]}

    meant = _pair({"offers": ["materialen: Groente voor de voedselbank"]}, bank)
    other = _pair({"offers": ["materialen: Groente voor de buren"]}, bank)

    assert meant.value > other.value


@pytest.mark.parametrize(
    "one",
    [
        {"wishes": "Kredietbank Diepland"},
        {"asks": ["training: Geldproblemen herkennen"]},
        {
            "wishes": "Kredietbank Diepland",
            "asks": ["training: Geldproblemen herkennen", "kennis: Geldproblemen"],
        },
    ],
    ids=["wish", "ask", "both"],
)
def test_one_side_alone_cannot_carry_a_pair(one) -> None:
    affinity = _pair(
        one,
        {
            "name": "Kredietbank Diepland",
            "offers": ["training: Geldproblemen herkennen"],
        },
    )

    assert affinity.value <= ONE_SIDED < 260


def test_both_sides_together_can() -> None:
    affinity = _pair(
        {"name": "Habesha Brug", "wishes": "Kredietbank Diepland"},
        {"name": "Kredietbank Diepland", "wishes": "Habesha Brug"},
    )

    assert _kinds(affinity) == ["named", "named"]
    assert affinity.value > 3 * ONE_SIDED


def test_wish_is_a_reason_with_its_direction() -> None:
    (reason,) = _pair({"wishes": "een notaris"}, {"name": "Notaris X"}).reasons

    assert (reason.kind, reason.giver, reason.receiver, reason.wish) == (
        ReasonKind.DESCRIBED,
        "B",
        "A",
        "een notaris",
    )


def test_ignored_wishes_are_no_evidence_and_refusals_still_hold() -> None:
    wish, refusal = {"wishes": "Notaris X"}, {"wishes": "Geen notaris"}

    assert _kinds(_pair(wish, {"name": "Notaris X"}, use_wishes=False)) == []
    assert (
        _score(
            a_participant("A", **refusal),
            a_participant("B", name="Notaris X", kind="company"),
            use_wishes=False,
        )
        == {}
    )


def test_best_fit_of_a_described_wish_counts_most() -> None:
    group = a_participant("A", wishes="een school", themes="sport")
    near = a_participant(
        "B", name="Basisschool Noord", kind="education", themes="sport"
    )
    far = a_participant("C", name="Basisschool Zuid", kind="education", themes="taal")

    scored = _score(group, near, far)
    weights = {
        name: [r.weight for r in pair.reasons if r.kind is ReasonKind.DESCRIBED]
        for name, pair in scored.items()
        if "A" in name
    }

    assert weights["A+B"] > weights["A+C"]


def test_who_cannot_come_takes_no_place_among_the_described() -> None:
    group = a_participant("A", wishes="een school", themes="sport", slots="A1")
    away = a_participant(
        "B", name="Basisschool Noord", kind="education", themes="sport", slots="A2"
    )
    there = a_participant("C", name="Basisschool Zuid", kind="education", slots="A1")

    (reason,) = _score(group, away, there)["A+C"].reasons

    assert reason.weight == round(100 * DEFAULT_WEIGHTS.described * 0.5)


def test_shared_codes_and_languages_are_reasons() -> None:
    affinity = _pair(
        {"themes": "taal werk", "target_groups": "ouders", "speaks": "ti nl"},
        {"themes": "taal", "target_groups": "ouders gezinnen", "speaks": "nl ti"},
    )

    assert [(r.kind.value, r.codes) for r in affinity.reasons] == [
        ("shared_theme", ("taal",)),
        ("shared_target_group", ("ouders",)),
        ("shared_language", ("ti",)),
    ]


def test_lack_of_a_language_is_a_reason_and_lowers_the_value() -> None:
    talk = {"themes": "taal", "speaks": "nl"}
    none = _pair({"themes": "taal", "speaks": "ti nl:A1"}, talk)

    assert (none.reasons[-1].kind, none.reasons[-1].codes) == (
        ReasonKind.INTERPRETER_NEEDED,
        ("ti",),
    )
    assert none.value < _pair(talk, talk).value


def test_unlike_texts_are_not_given_as_an_answer() -> None:
    affinity = _pair({"asks": ["ruimte: Boksring"]}, {"offers": ["ruimte: Prikbord"]})

    assert _kinds(affinity) == []


def test_informal_side_is_named_first() -> None:
    (affinity,) = _score(a_participant("A", kind="fund"), a_participant("B")).values()

    assert (affinity.a, affinity.b) == ("B", "A")


def test_order_of_participants_does_not_matter(demo_participants) -> None:
    some = list(demo_participants[40:80])
    first = score_pairs(some, Rules())
    random.Random(7).shuffle(some)  # noqa: S311 -- no secret, a repeatable order

    assert score_pairs(some, Rules()) == first


def test_nobody_scores_nothing() -> None:
    assert score_pairs([], Rules()) == ()
    assert score_pairs([a_participant("A")], Rules()) == ()


def test_demo_gives_pairs_to_choose_from(demo_participants) -> None:
    scored = score_pairs(demo_participants, Rules())

    assert all(1 <= pair.value <= 1000 for pair in scored)
    assert 1000 <= len(scored) <= 2200
    assert list(scored) == sorted(scored, key=lambda p: (-p.value, p.a, p.b))
