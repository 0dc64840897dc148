"""Looking through what others offer, and marking whom to meet."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.factories import a_participant_row
from tests.web.participant.conftest import Visit, get_event
from tests.web.query_count import counted_queries
from web.persistence.database import db
from web.persistence.loading import participant_value, slot_codes
from web.persistence.queries import roster
from web.persistence.rows import MarkRow, ParticipantRow
from web.persistence.transaction import transaction


@pytest.fixture
def change(app: Flask, registered: Visit) -> Callable[..., None]:
    """Change fields of participants as their own pages would; two others are there."""
    del registered
    with app.app_context(), transaction():
        event = get_event("netwerkbeurs")
        for code, name, offers in (
            (
                "W002",
                "Naaiatelier",
                [("materialen", "vijf naaimachines, bel 06-12345678")],
            ),
            ("W003", "Bibliotheek", [("ruimte", "een zaaltje op dinsdag")]),
        ):
            row = a_participant_row(
                event,
                code,
                name=name,
                kind="formal",
                offers=offers,
                asks=(),
                delegates=(name,),
                contact=None,
            )
            row.in_marketplace = True

    def change(code: str, **fields: object) -> None:
        with app.app_context(), transaction():
            row = roster.get_by_code(get_event("netwerkbeurs").id, code)
            for field, value in fields.items():
                setattr(row, field, value)
            row.revision += 1

    return change


def _marks(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        rows = db.session.query(MarkRow).order_by(MarkRow.target)
        return [(row.target, row.verdict) for row in rows]


@pytest.mark.usefixtures("change")
def test_misspelt_word_finds_an_offer_without_its_telephone_number(
    registered: Visit,
) -> None:
    page = registered.client.get(registered.base + "ontmoeten?zoek=naaimasjine").text

    assert ("Naaiatelier" in page, "Bibliotheek" in page) == (True, False)
    assert "12345678" not in page


def test_who_takes_it_back_is_gone_at_once(
    registered: Visit, change: Callable[..., None]
) -> None:
    before = registered.client.get(registered.base + "ontmoeten").text

    change("W003", in_marketplace=False)
    after = registered.client.get(registered.base + "ontmoeten").text

    assert ("Bibliotheek" in before, "Bibliotheek" in after) == (True, False)


def test_private_theme_is_no_filter_without_consent(
    registered: Visit, change: Callable[..., None]
) -> None:
    change("W003", themes=["geloof"])

    page = registered.client.get(registered.base + "ontmoeten?onderwerp=geloof").text

    assert ('value="geloof"' in page, "Bibliotheek" in page) == (False, False)


@pytest.mark.usefixtures("change")
def test_mark_is_kept_and_taken_back(app: Flask, registered: Visit) -> None:
    send = registered.client.submit
    send(registered.base + "ontmoeten/W002", {"keuze": "meet"})
    send(registered.base + "ontmoeten/W003", {"keuze": "avoid"})
    marked = _marks(app)
    page = registered.client.get(registered.base + "ontmoeten/keuzes").text
    send(registered.base + "ontmoeten/W003", {"keuze": "none"})

    assert marked == [("W002", "meet"), ("W003", "avoid")]
    assert ("Naaiatelier" in page, "Bibliotheek" in page) == (True, True)
    assert _marks(app) == [("W002", "meet")]


@pytest.mark.usefixtures("change")
def test_mark_reaches_the_matcher(app: Flask, registered: Visit) -> None:
    registered.client.submit(registered.base + "ontmoeten/W002", {"keuze": "meet"})
    registered.client.submit(registered.base + "ontmoeten/W003", {"keuze": "avoid"})

    with app.app_context():
        event = get_event("netwerkbeurs")
        row = roster.get_by_code(event.id, "W001")
        value = participant_value(row, slot_codes(event))

    assert (value.chosen, value.avoided) == (frozenset({"W002"}), frozenset({"W003"}))


@pytest.mark.parametrize("code", ["W001", "W404"])
@pytest.mark.usefixtures("change")
def test_nobody_marks_oneself_or_who_is_not_there(
    app: Flask, registered: Visit, code: str
) -> None:
    answer = registered.client.submit(
        registered.base + f"ontmoeten/{code}", {"keuze": "meet"}
    )

    assert (answer.status_code, _marks(app)) == (404, [])


@pytest.mark.usefixtures("change")
def test_suggestion_tells_why_and_does_not_change_by_a_refusal_of_the_other(
    app: Flask, registered: Visit
) -> None:
    before = registered.client.get(registered.base + "ontmoeten/past").text
    with app.app_context(), transaction():
        other = roster.get_by_code(get_event("netwerkbeurs").id, "W003")
        other.marks = [
            MarkRow(target="W001", verdict="avoid", marked_at=other.created_at)
        ]
        other.revision += 1
    after = registered.client.get(registered.base + "ontmoeten/past").text

    told = "een zaaltje op dinsdag"
    assert ("Bibliotheek" in before, told in before) == (True, True)
    assert ("Bibliotheek" in after, told in after) == (True, True)


@pytest.mark.usefixtures("change")
def test_who_marked_somebody_is_no_longer_suggested_it(registered: Visit) -> None:
    registered.client.submit(registered.base + "ontmoeten/W003", {"keuze": "avoid"})

    page = registered.client.get(registered.base + "ontmoeten/past").text

    assert "Bibliotheek" not in page


def test_showing_oneself_is_off_until_said_and_can_be_taken_back(
    registered: Visit, stored: Callable[[], ParticipantRow]
) -> None:
    shown = [stored().in_marketplace]
    for answer in ("ja", "nee"):
        registered.client.submit(registered.base + "ontmoeten/tonen", {"tonen": answer})
        shown.append(stored().in_marketplace)

    assert shown == [False, True, False]


def test_there_is_no_marketplace_where_the_organiser_closed_it(
    registered: Visit, change_event: Callable[..., None]
) -> None:
    change_event(marketplace=False)

    answers = [
        registered.client.get(registered.base + path).status_code
        for path in ("ontmoeten", "ontmoeten/past")
    ]

    assert answers == [404, 404]
    assert "Maak kennis" not in registered.client.get(registered.base).text


def test_page_that_was_looked_at_before_reads_nobody_again(
    app: Flask, registered: Visit, change: Callable[..., None]
) -> None:
    path = registered.base + "ontmoeten"
    registered.client.get(path)
    with counted_queries(app) as few:
        registered.client.get(path)
    change("W003", name="Bibliotheek Oost")
    with counted_queries(app) as more:
        page = registered.client.get(path).text

    assert "Bibliotheek Oost" in page
    assert not any("FROM offer" in query for query in few[len(more) :])
    assert len(few) < len(more)
