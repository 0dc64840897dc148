"""When somebody can come: a whole block, single times, or no time at all."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.pages import read_page
from tests.web.participant.conftest import Visit
from web.persistence.database import db
from web.persistence.rows import BlockRow, ParticipantRow, SlotRow
from web.persistence.transaction import transaction

Stored = Callable[[], ParticipantRow]


@pytest.fixture
def times(app: Any, stored: Stored) -> Callable[[], dict[str, str]]:
    """Read the answers by slot."""

    def read() -> dict[str, str]:
        row = stored()
        with app.app_context():
            codes = {slot.id: slot.code for slot in db.session.query(SlotRow)}
        return {codes[given.slot_id]: given.answer for given in row.availability}

    return read


def test_page_says_days_and_times_in_words(visit: Visit) -> None:
    page = visit.open("tijden")

    assert "Donderdagavond 22 oktober" in page.text
    assert "van 18.45 tot 19.55 uur" in page.text
    assert "Ja, de hele avond" in page.text
    assert "op zondag 25 oktober gaat de klok één uur terug" in page.text
    assert "Elk gesprek duurt 20 minuten." in page.text
    assert not [name for name in page.fields if name.startswith(("blok", "tijd"))]


def test_whole_block_counts_for_every_slot_whatever_single_times_say(
    visit: Visit, times: Callable[[], dict[str, str]]
) -> None:
    response = visit.send(
        "tijden",
        {"blok-A-answer": "ja", "tijd-A2-answer": "nee", "tijd-B1-answer": "ja"},
    )

    assert response.headers["Location"] == f"{visit.base}personen"
    assert times() == {"A1": "yes", "A2": "yes", "A3": "yes"}


def test_single_times_are_kept_and_shown_again(
    visit: Visit, times: Callable[[], dict[str, str]]
) -> None:
    visit.send("tijden", {"blok-A-answer": "ja"})
    visit.send(
        "tijden",
        {
            "blok-A-answer": "deels",
            "tijd-A1-answer": "ja",
            "tijd-A2-answer": "misschien",
            "blok-B-answer": "nee",
        },
    )

    assert times() == {"A1": "yes", "A2": "if_needed"}
    page = visit.open("tijden")
    assert {
        name: value
        for name, (value, *_) in page.fields.items()
        if name.startswith(("blok", "tijd"))
    } == {
        "blok-A-answer": "deels",
        "tijd-A1-answer": "ja",
        "tijd-A2-answer": "misschien",
        "tijd-A3-answer": "nee",
        "blok-B-answer": "nee",
    }


def test_no_time_at_all_is_an_answer(visit: Visit, stored: Stored) -> None:
    visit.send("tijden", {"other_moment": "1"})

    row = stored()
    assert (row.other_moment, row.availability) == (True, [])
    assert visit.open("tijden").one("other_moment") == "1"


def test_no_answer_is_refused_with_a_way_out(visit: Visit) -> None:
    response = visit.send("tijden", {"blok-A-answer": "nee", "blok-B-answer": "nee"})

    page = read_page(response)
    assert response.status_code == 422
    assert page.errors == [
        (
            "Kies minstens één tijd. Zonder tijd kunnen wij geen gesprek plannen. "
            "Kunt u geen enkele keer? Kies dan “Ik wil een afspraak op een ander moment”."
        )
    ]
    assert page.one("blok-A-answer") == "nee"


def test_only_these_times_needs_a_time(visit: Visit) -> None:
    response = visit.send("tijden", {"blok-A-answer": "deels", "blok-B-answer": "ja"})

    page = read_page(response)
    assert page.errors == ["Kies minstens één tijd, of kies Nee."]
    assert "#blok-A-answer-0" in page.links
    assert "blok-A-answer-0" in page.ids


def test_times_together_with_no_time_are_refused(visit: Visit, stored: Stored) -> None:
    response = visit.send("tijden", {"blok-A-answer": "ja", "other_moment": "1"})

    assert read_page(response).errors == [
        "U koos tijden, en ook “Geen enkele keer”. Haal een van de twee weg."
    ]
    assert stored().availability == []


def test_event_without_days_says_so_and_lets_go_on(app: Any, visit: Visit) -> None:

    with app.app_context(), transaction():
        for block in db.session.query(BlockRow).all():
            db.session.delete(block)

    page = visit.open("tijden")
    refused = read_page(visit.send("tijden", {}))

    assert "De organisatie heeft nog geen dagen gekozen" in page.text
    assert f"{visit.base}personen" in page.links
    assert "#other_moment" in refused.links
