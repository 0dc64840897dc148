"""Files that are made to do harm are refused, and the machine goes on."""

import io
import struct
import zipfile

import pytest

from matcher import spreadsheet
from matcher.refusals import FileTooLarge, NotASpreadsheet, PasswordProtected
from tests.matcher.sheets import as_ods, as_xlsx
from web.services.sheet_files import bytes_of, read_sent_sheet, sheet_of

ROWS = [["id", "organisation"], ["W1", "مرحبا"]]
FAR_AWAY = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>'
    '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
)


def with_part(data: bytes, name: str, text: str) -> bytes:
    """Put another text in the place of one part of a workbook."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            new.writestr(
                entry.filename, text if entry.filename == name else old.read(entry)
            )
    return out.getvalue()


@pytest.mark.parametrize("write", [as_xlsx, as_ods])
def test_a_workbook_is_read_in_a_process_of_its_own(write) -> None:
    sheet = read_sent_sheet(write(ROWS), "naam die niet telt.pdf")

    assert [dict(row.cells) for row in sheet.rows] == [
        {"id": "W1", "organisation": "مرحبا"}
    ]
    assert sheet_of(bytes_of(sheet)) == sheet


def test_a_cell_far_away_does_not_take_all_memory() -> None:
    data = with_part(
        as_xlsx(ROWS),
        "xl/worksheets/sheet1.xml",
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{FAR_AWAY}</sheetData></worksheet>",
    )

    with pytest.raises(NotASpreadsheet):
        read_sent_sheet(data, "bom.xlsx")


def test_what_an_archive_says_of_its_size_is_not_believed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_UNPACKED_BYTES", 1_000_000)
    text = "0" * 3_000_000
    data = bytearray(with_part(as_xlsx(ROWS), "xl/styles.xml", text))
    honest = struct.pack("<I", len(text))
    while (place := data.find(honest)) >= 0:
        data[place : place + 4] = struct.pack("<I", 10)

    with pytest.raises(FileTooLarge) as refusal:
        spreadsheet.read_sheet(bytes(data), "bom.xlsx")

    assert refusal.value.size > 1_000_000


def test_an_archive_packed_in_another_way_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("content.xml", "x" * 1000)

    with pytest.raises(NotASpreadsheet):
        spreadsheet.read_sheet(out.getvalue(), "x.ods")


def test_a_damaged_archive_is_refused() -> None:
    data = bytearray(as_xlsx(ROWS))
    data[60:90] = bytes(30)

    with pytest.raises(NotASpreadsheet):
        read_sent_sheet(bytes(data), "stuk.xlsx")


def test_a_refusal_comes_back_with_its_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.services.sheet_files.MOST_BYTES", 100)
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode(
        "utf-16-le"
    )

    with pytest.raises(FileTooLarge) as too_large:
        read_sent_sheet(as_xlsx(ROWS), "groot.xlsx")
    with pytest.raises(PasswordProtected) as refusal:
        read_sent_sheet(locked, "slot.xlsx")

    assert (too_large.value.limit, refusal.value.filename) == (100, "slot.xlsx")
