from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from matcher.refusals import MissingColumns
from matcher.row_problems import ProblemCode
from matcher.slot_sheet import ReadBlocks, read_blocks
from matcher.spreadsheet import read_sheet
from tests.matcher.sheets import as_csv

COLUMNS = (
    "slot",
    "start_local",
    "end_local",
    "tzid",
    "utc_offset",
    "block_nl",
    "place",
    "tables",
)
GOOD = (
    "A1",
    "2026-10-22T18:45",
    "2026-10-22T19:05",
    "Europe/Amsterdam",
    "+0200",
    "avond",
    "Stadhuis",
    "2",
)

LATER = {
    "slot": "A2",
    "start_local": "2026-10-22T19:10",
    "end_local": "2026-10-22T19:30",
}


def _read(*rows: tuple[str, ...], columns: tuple[str, ...] = COLUMNS) -> ReadBlocks:
    return read_blocks(read_sheet(as_csv([columns, *rows]), "slots.csv"))


def _with(**changes: str) -> tuple[str, ...]:
    return tuple(changes.get(c, v) for c, v in zip(COLUMNS, GOOD, strict=True))


def test_demo_has_three_blocks_around_the_clock_change(demo_blocks) -> None:
    shape = [(b.id, b.name, len(b.slots), len(b.tables)) for b in demo_blocks]
    offsets = [str(b.slots[0].start.utcoffset()) for b in demo_blocks]

    assert shape == [
        ("A", "donderdagavond", 6, 24),
        ("B", "zaterdagmiddag", 6, 14),
        ("C", "dinsdagochtend (na wintertijd)", 6, 20),
    ]
    assert offsets == ["2:00:00", "2:00:00", "1:00:00"]
    assert [t.id for t in demo_blocks[1].tables][:2] == ["B-1", "B-2"]
    assert [t.name for t in demo_blocks[1].tables][:2] == ["1", "2"]


def test_slots_stand_in_order_of_time() -> None:
    later = _with(
        slot="A2", start_local="2026-10-22T19:10", end_local="2026-10-22T19:30"
    )

    read = _read(later, GOOD)

    assert [slot.id for slot in read.blocks[0].slots] == ["A1", "A2"]
    assert read.problems == ()


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        ({"slot": ""}, "slot", ProblemCode.NO_ID),
        ({"start_local": ""}, "start_local", ProblemCode.NO_TIME),
        ({"end_local": "half acht"}, "end_local", ProblemCode.BAD_TIME),
        ({"end_local": "2026-10-22T19:10"}, "end_local", ProblemCode.END_BEFORE_START),
        ({"tzid": "Europe/Waterlede"}, "tzid", ProblemCode.UNKNOWN_TIMEZONE),
        ({"tzid": "../etc"}, "tzid", ProblemCode.UNKNOWN_TIMEZONE),
        (
            {"start_local": "2026-10-22T19:00"},
            "start_local",
            ProblemCode.OVERLAPPING_SLOT,
        ),
        ({}, "slot", ProblemCode.DUPLICATE_ID),
    ],
)
def test_unusable_row_is_refused_and_the_others_go_on(changes, column, code) -> None:
    later = LATER if changes else {}

    read = _read(GOOD, _with(**(later | changes)))

    assert [(p.row, p.column, p.code) for p in read.problems] == [(3, column, code)]
    assert code.refuses_row
    assert [slot.id for block in read.blocks for slot in block.slots] == ["A1"]


@pytest.mark.parametrize(
    ("changes", "code", "tables"),
    [
        ({"tables": "veel"}, ProblemCode.BAD_TABLES, 0),
        ({"tables": "9999"}, ProblemCode.BAD_TABLES, 0),
        ({"utc_offset": "+0500"}, ProblemCode.WRONG_OFFSET, 2),
    ],
)
def test_odd_cell_is_reported_and_the_row_is_used(changes, code, tables) -> None:
    read = _read(_with(**changes))

    assert [problem.code for problem in read.problems] == [code]
    assert [len(block.tables) for block in read.blocks] == [tables]


def test_block_has_the_tables_it_always_has() -> None:
    later = _with(
        slot="A2",
        start_local="2026-10-22T19:10",
        end_local="2026-10-22T19:30",
        tables="1",
    )

    read = _read(GOOD, later)

    assert [(p.row, p.code, p.found) for p in read.problems] == [
        (3, ProblemCode.TABLES_DIFFER, "1")
    ]
    assert len(read.blocks[0].tables) == 1


@pytest.mark.parametrize(
    ("offset", "fold"), [("+0200", 0), ("+0100", 1), ("100", 1), ("", 0)]
)
def test_offset_tells_which_of_two_equal_hours_is_meant(offset, fold) -> None:
    read = _read(
        _with(
            start_local="2026-10-25T02:30",
            end_local="2026-10-25T02:50",
            utc_offset=offset,
        )
    )

    assert read.blocks[0].slots[0].start.fold == fold
    assert read.problems == ()


def test_negative_offset_is_understood() -> None:
    read = _read(_with(tzid="America/Curacao", utc_offset="-04:00"))

    assert (read.timezone, read.problems) == ("America/Curacao", ())


def test_time_with_an_offset_of_its_own_is_moved_to_the_zone() -> None:
    read = _read(
        _with(
            start_local="2026-10-22T16:45:00+00:00",
            end_local="2026-10-22T17:05:00+00:00",
        )
    )

    assert read.blocks[0].slots[0].start == datetime(
        2026, 10, 22, 18, 45, tzinfo=ZoneInfo("Europe/Amsterdam")
    )


def test_sheet_without_a_zone_is_dutch() -> None:
    read = _read(("1", *GOOD[1:3]), columns=COLUMNS[:3])

    assert read.timezone == "Europe/Amsterdam"
    assert [(b.id, b.name, b.place) for b in read.blocks] == [("A", "A", "")]


def test_slots_without_letters_are_blocks_by_name() -> None:
    read = _read(_with(slot="eerste"))

    assert [(b.id, b.name) for b in read.blocks] == [("avond", "avond")]


def test_sheet_without_times_is_refused_whole() -> None:
    with pytest.raises(MissingColumns) as refusal:
        _read(("A1",), columns=("slot",))

    assert refusal.value.missing == ("start_local", "end_local")
