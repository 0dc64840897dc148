# ruff: noqa: RUF001 -- people write an en dash between a name and what follows
import io
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook
from python_calamine import PasswordError

from matcher import spreadsheet
from matcher.refusals import (
    EmptyFile,
    FileTooLarge,
    NotASpreadsheet,
    PasswordProtected,
    TooManyRows,
)
from matcher.spreadsheet import clean_line, clean_text, read_sheet
from tests.matcher.sheets import as_csv, as_ods, as_xlsx

HARD_ROWS = [
    ["id", "organisation", "description"],
    ["W1", "  Stichting Vaders van Nu ", "eerste regel\ntweede regel"],
    [
        "W2",
        "Turkse Vrouwenvereniging Gu\u0308l",
        'met "aanhalingstekens"; en puntkomma',
    ],
    ["W3", "Koks – مطبخ الياسمين\u200f", "harde\u00a0spatie, komma"],
    ["W4", '=Stichting "Alles Kan"', "🏳️‍🌈 en <b>vet</b>"],
]


def _cells(sheet: spreadsheet.Sheet) -> list[list[str]]:
    return [[row.get(name) for name in sheet.columns] for row in sheet.rows]


@pytest.mark.parametrize(
    "data",
    [
        as_csv(HARD_ROWS),
        as_csv(HARD_ROWS, delimiter=";"),
        as_csv(HARD_ROWS, delimiter="\t"),
        as_csv(HARD_ROWS, encoding="utf-8-sig"),
        as_csv(HARD_ROWS, encoding="utf-16"),
        as_xlsx(HARD_ROWS),
        as_ods(HARD_ROWS),
    ],
    ids=["comma", "semicolon", "tab", "utf-8-sig", "utf-16", "xlsx", "ods"],
)
def test_every_format_reads_the_same(data) -> None:
    sheet = read_sheet(data, "deelnemers")

    assert sheet.columns == ("id", "organisation", "description")
    assert _cells(sheet) == [
        ["W1", "Stichting Vaders van Nu", "eerste regel\ntweede regel"],
        [
            "W2",
            "Turkse Vrouwenvereniging G\u00fcl",
            'met "aanhalingstekens"; en puntkomma',
        ],
        ["W3", "Koks – مطبخ الياسمين", "harde spatie, komma"],
        ["W4", '=Stichting "Alles Kan"', "🏳️‍🌈 en <b>vet</b>"],
    ]
    assert [row.number for row in sheet.rows] == [2, 3, 4, 5]


def test_csv_of_an_old_office_program_is_read() -> None:
    data = as_csv([["id"], ["Café – één"]], encoding="cp1252")

    assert _cells(read_sheet(data, "oud.csv")) == [["Café – één"]]


def test_row_number_counts_empty_rows_and_not_lines() -> None:
    data = b'id,description\n,\nW1,"twee\nregels"\nW2,een\n'

    assert [row.number for row in read_sheet(data, "a.csv").rows] == [3, 4]


def test_header_may_stand_below_empty_rows_and_in_any_case() -> None:
    sheet = read_sheet(b",\n ID ,Organisation,\nW1,Groep,extra\n", "a.csv")

    assert sheet.columns == ("id", "organisation")
    assert dict(sheet.rows[0].cells) == {"id": "W1", "organisation": "Groep"}


def test_absent_cell_reads_as_empty() -> None:
    row = read_sheet(b"id,organisation\nW1\n", "a.csv").rows[0]

    assert row.get("organisation") == ""
    assert row.get("nergens") == ""


def test_typed_cells_read_as_they_would_be_typed() -> None:
    book = Workbook()
    book.active.append(["tables", "share", "start", "yes", "no", "nothing"])
    book.active.append([24, 0.5, datetime(2026, 10, 22, 18, 45), True, False, None])  # noqa: DTZ001 -- a spreadsheet has local times
    out = io.BytesIO()
    book.save(out)

    row = read_sheet(out.getvalue(), "a.xlsx").rows[0]

    assert [
        row.get(c) for c in ("tables", "share", "start", "yes", "no", "nothing")
    ] == [
        "24",
        "0.5",
        "2026-10-22T18:45:00",
        "1",
        "0",
        "",
    ]


@pytest.mark.parametrize("data", [b"", b" \n \n", b"id,organisation\n", b"\n,\n"])
def test_file_without_a_row_is_refused(data) -> None:
    with pytest.raises(EmptyFile) as refusal:
        read_sheet(data, "leeg.csv")

    assert refusal.value.filename == "leeg.csv"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"PK\x03\x04 this is no zip file",
        b"\x81\x8d\x8f",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 damaged",
        b"id\n" + b"x" * 200_000,
    ],
    ids=["picture", "damaged zip", "no encoding", "damaged xls", "endless cell"],
)
def test_something_else_is_refused(data) -> None:
    with pytest.raises(NotASpreadsheet):
        read_sheet(data, "iets")


def test_zip_that_is_no_spreadsheet_is_refused() -> None:
    with pytest.raises(NotASpreadsheet):
        read_sheet(_zip_with("readme.txt", b"hallo"), "a.zip")


def test_file_with_too_many_bytes_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_BYTES", 10)

    with pytest.raises(FileTooLarge) as refusal:
        read_sheet(b"id\n123456789", "groot.csv")

    assert (refusal.value.size, refusal.value.limit) == (12, 10)


def test_zip_that_unpacks_to_too_much_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_UNPACKED_BYTES", 100)

    with pytest.raises(FileTooLarge):
        read_sheet(_zip_with("xl/workbook.xml", b"a" * 101), "bom.xlsx")


def test_sheet_with_too_many_rows_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 2)

    with pytest.raises(TooManyRows) as refusal:
        read_sheet(b"id\n1\n2\n3\n", "lang.csv")

    assert (refusal.value.rows, refusal.value.limit) == (3, 2)


@pytest.mark.parametrize("make", ["xlsx", "ods"])
def test_file_with_a_password_is_refused(make) -> None:
    stream = "EncryptedPackage".encode("utf-16-le")
    locked = {
        "xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + stream,
        "ods": _zip_with("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
    }

    with pytest.raises(PasswordProtected):
        read_sheet(locked[make], f"dicht.{make}")


def test_old_workbook_with_a_password_is_refused(monkeypatch) -> None:
    # No library here writes an encrypted .xls, so calamine's answer is given.
    def refuse(_: object) -> None:
        raise PasswordError

    monkeypatch.setattr(spreadsheet.CalamineWorkbook, "from_filelike", refuse)

    with pytest.raises(PasswordProtected):
        read_sheet(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "dicht.xls")


def _zip_with(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()


def test_clean_text_keeps_lines_and_the_joiners_of_emoji() -> None:
    assert clean_text(" a\r\nb\u200f\x07\tc 🏳️‍🌈 ") == "a\nb\tc 🏳️‍🌈"


def test_clean_line_puts_everything_on_one_line() -> None:
    assert clean_line(" Kerkwijk\u00a0aan\n 't  Diep ") == "Kerkwijk aan 't Diep"
