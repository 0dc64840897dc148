# ruff: noqa: RUF001 -- people write in every script
from pathlib import Path

import pytest

from matcher.registrations import read_participants
from matcher.spreadsheet import read_sheet
from matcher.suggestions import MOST_SUGGESTIONS, Suggestions, suggest

DEMO = Path(__file__).parents[2] / "demo" / "organisations.csv"


@pytest.mark.parametrize(
    "text",
    [
        "Hulp bij schulden voor ouders",
        "Help with debts for parents",
        "مساعدة في الديون للأمهات",
        "Anneler için borç danışmanlığı",
        "Допомога з боргами для батьків",
        "Pomoc z długami dla rodziców",
        "ሓገዝ ዕዳ ንወለዲ",
    ],
)
def test_debts_of_parents_suggest_poverty_and_parents_in_every_language(text) -> None:
    suggested = suggest([text])

    assert "armoede" in suggested.themes
    assert "ouders" in suggested.target_groups


def test_nothing_is_suggested_for_nothing() -> None:
    assert suggest([]) == suggest(["", "xyzzy"]) == Suggestions()


def test_what_several_texts_name_comes_first() -> None:
    suggested = suggest(["Muziek maken", "Een tuin", "Groente uit de moestuin"])

    assert suggested.themes[0] == "groen"


def test_named_group_comes_before_an_implied_one() -> None:
    assert suggest(["Naailes voor mannen"]).target_groups == ("mannen", "vrouwen")


def test_there_are_few_suggestions() -> None:
    text = "Geld, taal, werk, sport, muziek, tuin, koken, kerk, school en buurt"

    assert len(suggest([text]).themes) == MOST_SUGGESTIONS


def test_suggestions_agree_with_what_organisations_ticked_themselves() -> None:
    sheet = read_sheet(DEMO.read_bytes(), DEMO.name)
    participants = read_participants(sheet, slots=[]).participants
    right = suggested = ticked = 0
    for p in participants:
        texts = [p.description, *(thing.text for thing in (*p.offers, *p.asks))]
        themes = set(suggest(texts).themes)
        right += len(themes & p.themes)
        suggested += len(themes)
        ticked += len(p.themes)

    assert right / suggested > 0.4
    assert right / ticked > 0.6
