"""Two tabs that edit the same thing: nothing is overwritten, nothing is lost."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.pages import read_page
from tests.web.participant.conftest import PEOPLE, TIMES, Visit
from web.persistence.rows import ParticipantRow

Stored = Callable[[], ParticipantRow]

CASES: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "wie": (
        {"name": "Eerste", "kind": "informal"},
        {"name": "Tweede", "kind": "informal"},
        "Eerste",
    ),
    "aanbod": (
        {"aanbod-1-text": "koken", "aanbod-1-kind": "kennis"},
        {"aanbod-1-text": "lezen", "aanbod-1-kind": "kennis"},
        "koken (Kennis en advies)",
    ),
    "zoekt": (
        {"vraag-1-text": "zaal", "vraag-1-kind": "ruimte"},
        {"vraag-1-text": "tuin", "vraag-1-kind": "ruimte"},
        "zaal (Een plek of zaal)",
    ),
    "tijden": (
        TIMES,
        {"blok-A-answer": "deels", "tijd-A1-answer": "ja"},
        "Alle tijden, van 18.45 tot 19.55 uur",
    ),
    "personen": (
        PEOPLE,
        {**PEOPLE, "persoon-1-name": "Selam"},
        "Mehari, voorzitter, mehari@voorbeeld.nl",
    ),
}


@pytest.mark.parametrize("step", CASES)
def test_second_tab_sees_both_versions_and_may_choose_its_own(
    visit: Visit, stored: Stored, step: str
) -> None:
    first, second, shown = CASES[step]
    version = visit.open(step).one("versie")
    visit.client.submit(visit.base + step, {**first, "versie": version})
    revision = stored().revision

    response = visit.client.submit(visit.base + step, {**second, "versie": version})

    page = read_page(response)
    assert response.status_code == 409
    assert "Iemand heeft dit ook veranderd" in page.text
    assert shown in page.text
    assert {name: page.fields[name][0] for name in second} == {
        name: value[0] if isinstance(value, list) else value
        for name, value in second.items()
    }
    assert stored().revision == revision
    own = {**second, "versie": page.one("versie")}
    assert visit.client.submit(visit.base + step, own).status_code == 303
    assert stored().revision == revision + 1


@pytest.mark.parametrize("step", CASES)
def test_second_press_on_the_same_button_is_no_conflict(
    visit: Visit, stored: Stored, step: str
) -> None:
    first, _second, _shown = CASES[step]
    sent = {**first, "versie": visit.open(step).one("versie")}
    visit.client.submit(visit.base + step, sent)
    revision = stored().revision

    again = visit.client.submit(visit.base + step, sent)

    assert again.status_code == 303
    assert stored().revision == revision


def test_tabs_on_different_steps_do_not_hinder_each_other(visit: Visit) -> None:
    offers = visit.open("aanbod").one("versie")
    times = visit.open("tijden").one("versie")

    first = visit.client.submit(
        f"{visit.base}aanbod", {**CASES["aanbod"][0], "versie": offers}
    )
    second = visit.client.submit(f"{visit.base}tijden", {**TIMES, "versie": times})

    assert (first.status_code, second.status_code) == (303, 303)


def test_refused_form_keeps_the_version_it_was_filled_from(visit: Visit) -> None:
    version = visit.open("aanbod").one("versie")
    visit.client.submit(
        f"{visit.base}aanbod", {**CASES["aanbod"][0], "versie": version}
    )

    refused = visit.client.submit(
        f"{visit.base}aanbod", {"aanbod-1-text": "geen soort", "versie": version}
    )

    assert refused.status_code == 422
    assert read_page(refused).one("versie") == version
