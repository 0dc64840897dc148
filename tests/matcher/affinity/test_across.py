# ruff: noqa: RUF001 -- people write in every script
import numpy as np
import pytest

from matcher.affinity import AffinityModel
from matcher.affinity.across import (
    MEANING,
    NAMED,
    NO_MEANINGS,
    THE_SAME,
    Meanings,
    rarity_of_subjects,
    with_languages,
)
from matcher.affinity.comparison import compare_texts
from matcher.affinity.texts import Matrix, likeness, vectors
from matcher.event import Rules
from tests.builders import a_participant

OFFERS = ("Fietsles op zaterdag", "Taalles op zondag", "Zaal met keuken")


def _rarity(ask: str) -> Matrix:
    return rarity_of_subjects([ask, *OFFERS])


def _like(ask: str, meanings: Meanings = NO_MEANINGS) -> list[float]:
    rows = vectors([ask, *OFFERS])
    words = likeness(rows[:1], rows[1:])
    return with_languages(words, [ask], OFFERS, meanings, _rarity(ask))[0].tolist()


@pytest.mark.parametrize(
    "ask",
    [
        "نبحث عن مدرسة لتعلم ركوب الدراجة",
        "Kadınlarımız için bisiklet dersi",
        "Навчитися їздити на велосипеді",
        "Lekcje jazdy na rowerze",
        "ትምህርቲ ብሽክለታ",
        "Cycling lessons for women",
    ],
    ids=["ar", "tr", "uk", "pl", "ti", "en"],
)
def test_dutch_offer_is_most_like_the_ask_in_another_language(ask) -> None:
    like = _like(ask)

    assert like[0] > max(like[1:])


def test_texts_that_name_the_same_are_as_alike_as_names_can_tell() -> None:
    unlike = np.zeros((1, len(OFFERS)), dtype=np.float32)

    like = with_languages(
        unlike, ["Кухня. Зал."], OFFERS, NO_MEANINGS, _rarity("Кухня. Зал.")
    )

    assert like[0].tolist() == [0, 0, pytest.approx(NAMED)]


def test_texts_in_one_language_keep_the_likeness_of_their_words() -> None:
    words = np.array([[0.25, 0.5, 0.0]], dtype=np.float32)
    known = Meanings(
        asks={"Fietsles": np.ones(1, np.float32)},
        offers={text: np.ones(1, np.float32) for text in OFFERS},
    )

    assert (
        with_languages(words, ["Fietsles"], OFFERS, known, _rarity("Fietsles")) is words
    )


def test_meaning_helps_where_nothing_is_named_in_common() -> None:
    ask = "Наші бабусі хочуть рухатися"
    meaning = np.array([1, 0], dtype=np.float32)
    other = np.array([0, 1], dtype=np.float32)
    known = Meanings(
        asks={ask: meaning},
        offers={OFFERS[0]: meaning * THE_SAME, OFFERS[1]: other},
    )

    assert _like(ask) == [0, 0, 0]
    assert _like(ask, known) == [pytest.approx(MEANING), 0, 0]


def _participants():
    return [
        a_participant("W001", asks=["training: درس دراجة"]),
        a_participant("W002", offers=["training: Fietsles"]),
        a_participant("W003", offers=["ruimte: Зал для танців"]),
        a_participant("W004", asks=["ruimte: Dansles in een zaal"]),
    ]


def test_comparison_that_starts_from_an_earlier_one_is_the_same() -> None:
    people = _participants()
    changed = a_participant("W001", asks=["ruimte: قاعة للرقص"])

    model = AffinityModel.of(people, Rules()).replacing(changed)
    anew = AffinityModel.of([changed, *people[1:]], Rules())

    assert model.affinities == anew.affinities
    assert model.ratings.texts.like.tolist() == anew.ratings.texts.like.tolist()


def test_meanings_reach_the_comparison() -> None:
    people = _participants()
    meaning = np.ones(1, dtype=np.float32)
    known = Meanings(asks={"درس دراجة": meaning}, offers={"Зал для танців": meaning})

    without, with_them = compare_texts(people), compare_texts(people, meanings=known)

    assert (without.like[0, 1], with_them.like[0, 1]) == (0, MEANING)
