"""The cross-language set is whole, and ranks are counted as they should be."""

import numpy as np
import pytest

from bench import matching_languages as bench


@pytest.fixture(scope="module")
def data() -> bench.LanguageSet:
    return bench.read_sets()[0]


def test_sets_have_enough_asks_and_every_answer_exists() -> None:
    plain, told = bench.read_sets()

    offers = {str(offer.id) for offer in plain.offers}
    asks = (*plain.asks, *told.asks)
    assert len(plain.asks) >= 40
    assert len(offers) >= 60
    assert [ask for ask in asks if not ask.answers <= offers] == []
    assert {ask.language for ask in asks} == {"ar", "en", "pl", "ti", "tr", "uk"}


def test_offers_of_equal_value_share_their_places(data: bench.LanguageSet) -> None:
    alike = np.zeros((len(data.asks), len(data.offers)), dtype=np.float32)

    found = bench.ranks(alike, data)

    one_answer = [len(ask.answers) == 1 for ask in data.asks]
    assert set(found[one_answer]) == {1 + (len(data.offers) - 1) / 2}


def test_best_answer_comes_first(data: bench.LanguageSet) -> None:
    right = np.array(
        [[str(o.id) in ask.answers for o in data.offers] for ask in data.asks],
        dtype=np.float32,
    )

    assert set(bench.ranks(right, data)) == {1}


def test_one_offer_is_found_from_three_languages(data: bench.LanguageSet) -> None:
    shown = bench.example(data)

    offers = {line for line in shown if line.startswith("    nl")}
    assert [line[:2] for line in shown if line[0] != " "] == ["ar", "tr", "uk"]
    assert len(offers) == 1
