"""What people type finds what others offer, misspelt or in another language."""

import pytest

from matcher.searching import SearchIndex

OWNERS = {
    "sewing": ["materiaal om te lenen", "vijf naaimachines die nog werken"],
    "room": ["een zaal op dinsdag, met beamer"],
    "debts": ["hulp bij schulden en moeilijke brieven"],
    "bikes": ["een bakfiets voor het weekend"],
}
INDEX = SearchIndex(list(OWNERS.values()))


def _found(query: str) -> list[str]:
    fit = INDEX.find(query)
    return [list(OWNERS)[n] for n in sorted(fit, key=lambda n: -fit[n])]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("naaimachine", ["sewing"]),
        ("naaimasjine", ["sewing"]),
        ("NAAIMACHIENES", ["sewing"]),
        ("\u0622\u0644\u0629 \u062e\u064a\u0627\u0637\u0629", ["sewing"]),
        (
            "\u0448\u0432\u0435\u0439\u043d\u0430 \u043c\u0430\u0448\u0438\u043d\u0430",
            ["sewing"],
        ),
        ("zalen", ["room"]),
        ("schuldhulp", ["debts"]),
        ("fiets", ["bikes"]),
        ("helikopter", []),
        ("", []),
    ],
)
def test_query_finds_who_means_the_same(query: str, expected: list[str]) -> None:
    assert _found(query) == expected


def test_who_has_all_words_stands_before_who_has_one() -> None:
    index = SearchIndex([["een zaal"], ["een zaal op dinsdag"]])

    fit = index.find("zaal dinsdag")

    assert fit[1] > fit[0]
