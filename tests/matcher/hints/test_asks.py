# ruff: noqa: RUF001 -- people write in every script
import csv
from importlib import resources
from pathlib import Path

import pytest

from matcher.concepts.lexicon import LANGUAGES
from matcher.event import MoneySetting
from matcher.hints import AskHint, AskPart, hint_for
from matcher.offers import Ask
from matcher.registrations import read_participants
from matcher.spreadsheet import read_sheet

WHAT, WHO, HOW_MANY, WHEN = AskPart
DEMO = Path(__file__).parents[3] / "demo" / "organisations.csv"


def _missing(kind: str, text: str) -> tuple[AskPart, ...]:
    hint = hint_for(Ask(kind=kind, text=text), MoneySetting.INFORMATION)
    return hint.missing if hint else ()


@pytest.mark.parametrize(
    "text",
    [
        "Hulp gezocht",
        "Help wanted",
        "نحتاج مساعدة",
        "Yardım arıyoruz",
        "Шукаємо допомогу",
        "Szukamy pomocy",
        "ሓገዝ ንደሊ",
    ],
)
def test_help_wanted_lacks_everything_in_every_language(text) -> None:
    assert _missing("menskracht", text) == (WHAT, WHO, HOW_MANY, WHEN)


@pytest.mark.parametrize(
    ("kind", "text", "missing"),
    [
        ("materialen", "naaimachines", (HOW_MANY,)),
        ("materialen", "3 naaimachines die nog werken", ()),
        ("materialen", "Drie naaimachines", ()),
        ("ruimte", "een zaal", (HOW_MANY, WHEN)),
        ("ruimte", "zaal voor 40 personen", ()),
        ("ruimte", "zaal op zaterdag", ()),
        ("menskracht", "vrijwilligers", (WHAT, HOW_MANY, WHEN)),
        ("menskracht", "Twee taalvrijwilligers op dinsdag", ()),
        ("training", "EHBO", (WHO,)),
        ("training", "EHBO voor ouders", ()),
        ("kennis", "advies", (WHAT, WHO)),
        ("kennis", "Uitleg over toeslagen", ()),
        ("netwerk", "Een vaste contactpersoon bij de gemeente", ()),
        ("bereik", "Mensen die te laat komen of niet komen", ()),
        ("kennis", "   ", ()),
    ],
)
def test_hint_names_what_is_missing(kind, text, missing) -> None:
    assert _missing(kind, text) == missing


@pytest.mark.parametrize(
    ("text", "money", "hinted"),
    [
        ("€ 25.000 voor een bus", MoneySetting.OFF, True),
        ("€ 25.000 voor een bus", MoneySetting.INFORMATION, True),
        ("€ 25.000 voor een bus", MoneySetting.ON, False),
        ("Info over fondsen voor een nieuwe cv-ketel", MoneySetting.INFORMATION, False),
        ("Hulp bij de aanvraag van subsidie", MoneySetting.OFF, False),
    ],
)
def test_ask_for_money_is_hinted_where_the_event_is_not_about_money(
    text, money, hinted
) -> None:
    hint = hint_for(Ask(kind="financiering", text=text), money)

    assert hint == (AskHint(wants_money=True) if hinted else None)


def test_w060_that_asks_only_for_money_gets_the_hint() -> None:
    sheet = read_sheet(DEMO.read_bytes(), DEMO.name)
    participants = {
        str(p.id): p for p in read_participants(sheet, slots=[]).participants
    }

    hints = [hint_for(a, MoneySetting.INFORMATION) for a in participants["W060"].asks]

    assert hints == [AskHint(wants_money=True)]


def test_few_asks_of_people_who_thought_about_them_get_a_hint() -> None:
    sheet = read_sheet(DEMO.read_bytes(), DEMO.name)
    asks = [a for p in read_participants(sheet, slots=[]).participants for a in p.asks]

    hinted = [ask for ask in asks if hint_for(ask, MoneySetting.INFORMATION)]

    assert len(asks) > 300
    assert len(hinted) / len(asks) < 0.08


def test_every_language_has_words_for_every_part() -> None:
    file = resources.files("matcher.hints").joinpath("parts.csv")
    rows = list(csv.DictReader(file.read_text("utf-8").splitlines()))

    parts = {part.value for part in AskPart if part is not WHAT}
    wanted = {(n, p) for n in LANGUAGES for p in {*parts, "vague", "about-money"}}
    assert {(row["language"], row["part"]) for row in rows} == wanted
    assert [row for row in rows if not row["words"]] == []
