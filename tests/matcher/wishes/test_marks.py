"""Marks are wishes without words."""

from dataclasses import replace

from matcher.affinity import Exclusion, exclude_pairs, score_pairs
from matcher.event import Rules
from matcher.participants import Consent
from matcher.reasons import ReasonKind
from matcher.wishes import WishForce, WishPage, read_wishes
from tests.builders import a_participant

OTHER = a_participant("B", name="Bibliotheek", kind="formal")


def _wishes(**marks: frozenset[str]) -> list[tuple[str | None, WishForce]]:
    read = read_wishes([replace(a_participant("A"), **marks), OTHER])
    return [(wish.target, wish.force) for wish in read]


def test_marked_participant_is_as_one_that_is_named() -> None:
    assert _wishes(chosen=frozenset({"B"})) == [("B", WishForce.NAMED)]


def test_mark_about_nobody_who_takes_part_says_nothing() -> None:
    assert _wishes(chosen=frozenset({"Z", "A"})) == []


def test_rather_not_is_a_refusal_and_beats_the_words() -> None:
    people = [
        replace(a_participant("A", wishes="Bibliotheek"), avoided=frozenset({"B"})),
        OTHER,
    ]

    found = exclude_pairs(people, [WishPage.of(read_wishes(people))], Rules())

    assert found == {frozenset({"A", "B"}): Exclusion.REFUSED}


def test_mark_is_told_only_where_the_words_would_be() -> None:
    hidden = {}
    for consents in (frozenset(), frozenset({Consent.WISHES})):
        marking = replace(
            a_participant("A", kind="informal"),
            chosen=frozenset({"B"}),
            consents=consents,
        )
        (pair,) = score_pairs([marking, OTHER], Rules())
        named = [r for r in pair.reasons if r.kind is ReasonKind.NAMED]
        hidden[bool(consents)] = [reason.hidden_from for reason in named]

    assert hidden == {False: [("B",)], True: [()]}
