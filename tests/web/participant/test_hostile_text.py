"""Whatever somebody types is kept as it was and never becomes part of the page."""

from collections.abc import Callable

import pytest

from tests.web.participant.conftest import PEOPLE, Visit
from web.persistence.rows import ParticipantRow

HOSTILE = {
    "script": '<script>alert(1)</script>"><img src=x onerror=alert(1)>',
    "template": "{{ 7*7 }} {% raise %}",
    "formula": '=1+1;@SUM(A1)|cmd"',
    "override": "abc\u202eexe.doc\u202c",
    "emoji": "👩🏾‍🌾 ሓበሻ ድልድል عربي",
    "textarea": "</textarea></form><form action=https://kwaad.nl>",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_kept_and_shown_as_text(
    visit: Visit, stored: Callable[[], ParticipantRow], text: str
) -> None:
    visit.send("wie", {"name": text, "kind": "informal", "description": text})
    visit.send("aanbod", {"aanbod-1-text": text, "aanbod-1-kind": "kennis"})
    visit.send("personen", {**PEOPLE, "persoon-1-name": text, "persoon-1-role": text})

    row = stored()
    assert (row.name, row.description) == (text, text)
    assert row.offers[0].text == text
    assert row.delegates[0].name == text
    about, offers = visit.open("wie"), visit.open("aanbod")
    assert about.one("name") == text
    assert about.one("description") == text
    assert offers.one("aanbod-1-text") == text
    assert visit.open("personen").one("persoon-1-role") == text
    for path in ("", "controle", "wie", "aanbod"):
        page = visit.open(path)
        assert page.links.count("https://kwaad.nl") == 0
        html = visit.client.get(visit.base + path).text
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "49" not in page.title


def test_control_characters_that_no_text_holds_are_dropped(
    visit: Visit, stored: Callable[[], ParticipantRow]
) -> None:
    visit.send(
        "wie",
        {
            "name": "Koffie\x00\r\nSet-Cookie: a\x07",
            "kind": "informal",
            "description": "een\x00\r\ntwee\tdrie",
        },
    )

    row = stored()
    assert row.name == "Koffie Set-Cookie: a"
    assert row.description == "een\ntwee\tdrie"


def test_ten_thousand_characters_are_refused_and_stay_on_the_page(
    visit: Visit, stored: Callable[[], ParticipantRow]
) -> None:
    long = "lang " * 2000

    response = visit.send("aanbod", {"aanbod-1-text": long, "aanbod-1-kind": "kennis"})

    assert response.status_code == 422
    assert long.strip() in response.text
    assert stored().offers == []


def test_unknown_fields_change_nothing(
    visit: Visit, stored: Callable[[], ParticipantRow]
) -> None:
    visit.send(
        "wie",
        {
            "name": "Koffie",
            "kind": "informal",
            "state": "registered",
            "code": "W001",
            "event_id": "9",
        },
    )

    row = stored()
    assert (row.state, row.code) == ("draft", "P001")
