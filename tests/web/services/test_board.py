"""Tests of the board and of the programme of one participant."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.factories import (
    a_participant_row,
    a_programme_row,
    an_event_row,
    an_interpreter_row,
)
from web.persistence.queries import setup
from web.persistence.transaction import transaction
from web.refusals import NotFound
from web.services import board, programmes
from web.services.board import Board

PAIRS = (("W002", "W001"), ("W001", "W003"))


@pytest.fixture
def event_id(app: Flask) -> Iterator[int]:
    """An event with two blocks, three participants and a programme of two meetings."""
    with app.app_context():
        with transaction():
            event = an_event_row(blocks=2)
            a_participant_row(event, "W001", name="Vrouwenkring Nour")
            a_participant_row(event, "W002", name="ROC Diepland", kind="education")
            a_participant_row(event, "W003", name="Fonds Diepland", kind="fund")
            a_programme_row(event, PAIRS)
            found = event.id
        yield found


def read(event_id: int, **wanted: str) -> Board:
    found = board.read_board(setup.get_event(event_id), **wanted)  # type: ignore[arg-type]  # -- only texts are passed
    assert found is not None
    return found


def names(shown: Board) -> list[list[tuple[str, str]]]:
    return [
        [
            (c.first.short, c.second.short) if c.first and c.second else ("", "")
            for c in row.cells
        ]
        for row in shown.rows
    ]


def test_tables_are_rows_and_times_columns_with_the_group_first(event_id: int) -> None:
    shown = read(event_id)

    assert [row.table for row in shown.rows] == ["1", "2"]
    assert names(shown) == [
        [
            ("Vrouwenkring Nour", "ROC Diepland"),
            ("Vrouwenkring Nour", "Fonds Diepland"),
            ("", ""),
        ],
        [("", ""), ("", ""), ("", "")],
    ]
    assert [column.used for column in shown.columns] == [1, 1, 0]
    assert [f"{c.start:%H:%M}" for c in shown.columns] == ["18:45", "19:10", "19:35"]


def test_days_tell_how_full_they_are(event_id: int) -> None:
    shown = read(event_id, day="B")

    assert [(d.code, d.meetings, d.free, d.is_current) for d in shown.days] == [
        ("A", 2, 4, False),
        ("B", 0, 6, True),
    ]


def test_a_chosen_meeting_is_told_in_full_on_its_own_day(event_id: int) -> None:
    shown = read(event_id, day="B", chosen="W001+W003")

    assert shown.chosen is not None
    assert (shown.chosen.table, shown.chosen.a.name, shown.chosen.b.name) == (
        "1",
        "Vrouwenkring Nour",
        "Fonds Diepland",
    )
    assert shown.chosen.person_a.name == "Fatma Yilmaz"
    assert len(shown.chosen.reasons) == 1
    assert shown.days[0].is_current
    assert shown.shown_column == 2
    assert shown.rows[0].cells[1].is_chosen


def test_a_meeting_with_an_interpreter_is_marked(event_id: int) -> None:
    with transaction():
        event = setup.get_event(event_id)
        an_interpreter_row(event)
        row = programmes.find_version(event_id, 1)
        assert row is not None
        row.meetings[0].interpreter = "T1"

    shown = read(event_id, chosen="W001+W002")

    assert shown.rows[0].cells[0].has_interpreter
    assert shown.chosen is not None
    assert shown.chosen.interpreter == "Selam"


def test_a_meeting_whose_time_was_taken_away_is_counted(event_id: int) -> None:
    with transaction():
        block = setup.get_event(event_id).blocks[0]
        block.slots.remove(block.slots[0])

    shown = read(event_id, chosen="W001+W002")

    assert shown.lost == 1
    assert shown.chosen is None


def test_a_table_and_a_participant_that_are_gone_keep_their_codes(
    event_id: int,
) -> None:
    with transaction():
        row = programmes.find_version(event_id, 1)
        assert row is not None
        row.meetings[0].table, row.meetings[0].a = "X-9", "W999"

    shown = read(event_id, chosen="W001+W002")

    assert shown.chosen is not None
    assert (shown.chosen.table, shown.chosen.a.name) == (
        "X-9",
        "Vervallen: W999 is gewist",
    )


def test_the_newest_version_is_shown_unless_another_is_asked(event_id: int) -> None:
    with transaction():
        a_programme_row(setup.get_event(event_id), version=2)
    event = setup.get_event(event_id)

    newest = board.read_board(event)
    first = board.read_board(event, version=1)

    assert newest is not None
    assert first is not None
    assert (newest.version, first.version) == (2, 1)
    assert [(v.version, v.meetings) for v in newest.versions] == [(2, 1), (1, 2)]


def test_an_unknown_version_is_not_found(event_id: int) -> None:
    with pytest.raises(NotFound):
        board.read_board(setup.get_event(event_id), version=9)


def test_there_is_no_board_without_a_programme(app: Flask) -> None:
    with app.app_context():
        with transaction():
            event = an_event_row()

        assert board.read_board(setup.get_event(event.id)) is None
        assert programmes.read_person(event, "W001") is None


def test_a_person_sees_both_meetings_in_order(event_id: int) -> None:
    found = programmes.read_person(setup.get_event(event_id), "W001")

    assert found is not None
    assert [
        (f"{m.start:%H:%M}", m.other("W001").name, m.other_person("W001").name)
        for m in found.meetings
    ] == [
        ("18:45", "ROC Diepland", "Fatma Yilmaz"),
        ("19:10", "Fonds Diepland", "Fatma Yilmaz"),
    ]
