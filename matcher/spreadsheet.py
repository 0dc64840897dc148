"""Spreadsheets as text: .csv in any usual dialect, .xlsx and .ods, by content.

Every cell becomes clean text (`clean_line`, `clean_text`); what the columns mean
is the work of `matcher.registrations` and `matcher.slot_sheet`.
"""

import csv
import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from matcher.formula_guard import restore
from matcher.refusals import (
    EmptyFile,
    FileTooLarge,
    NotASpreadsheet,
    PasswordProtected,
    TooManyRows,
)

MOST_BYTES = 10_000_000
MOST_UNPACKED_BYTES = 200_000_000
"""A .xlsx or .ods is a zip file; this stops one that unpacks without end."""
MOST_ROWS = 20_000
DELIMITERS = ",;\t"

_PIECE = 1_000_000
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_SPACES = re.compile(r"[\u00a0\u2007\u202f]")
_INVISIBLE = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Direction marks and zero-width spaces; the joiners of emoji and Persian stay."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

Cell = str | float | bool | datetime | date | time | timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row, with the number that a spreadsheet program shows beside it."""

    number: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """Give the text of a cell; an absent column reads as empty."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The first table of a file: its column names and its rows that hold text."""

    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def clean_text(text: str) -> str:
    """Normalise text to NFC, with plain spaces and without invisible marks."""
    text = _INVISIBLE.sub("", _SPACES.sub(" ", unicodedata.normalize("NFC", text)))
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def clean_line(text: str) -> str:
    """Clean text that belongs on one line."""
    return " ".join(clean_text(text).split())


def read_sheet(data: bytes, filename: str) -> Sheet:
    """Read the first sheet of a file.

    Args:
        data: The bytes of the file; its kind is seen from these alone.
        filename: Its name, for the refusals.

    Raises:
        UnreadableFile: One of its subclasses says why.
    """
    if len(data) > MOST_BYTES:
        raise FileTooLarge(filename, size=len(data), limit=MOST_BYTES)
    if not data.strip():
        raise EmptyFile(filename)
    if data.startswith((_ZIP, _OLE)):
        records = _read_workbook(data, filename)
    else:
        records = _read_csv(data, filename)
    return _to_sheet(records, filename)


def _to_sheet(records: Sequence[Sequence[str]], filename: str) -> Sheet:
    if len(records) > MOST_ROWS + 1:
        raise TooManyRows(filename, rows=len(records) - 1, limit=MOST_ROWS)
    filled = [(n, r) for n, r in enumerate(records, start=1) if any(map(str.strip, r))]
    if len(filled) < 2:  # noqa: PLR2004 -- a header and at least one row
        raise EmptyFile(filename)
    (_, header), *body = filled
    columns = tuple(clean_line(name).casefold() for name in header)
    return Sheet(
        columns=tuple(name for name in columns if name),
        rows=tuple(
            SheetRow(number=n, cells=_named_cells(columns, cells)) for n, cells in body
        ),
    )


def _named_cells(columns: Sequence[str], cells: Sequence[str]) -> Mapping[str, str]:
    return {
        name: restore(clean_text(cell)).strip()
        for name, cell in zip(columns, cells, strict=False)
        if name
    }


def _read_csv(data: bytes, filename: str) -> Sequence[Sequence[str]]:
    text = _decode(data, filename)
    delimiter = max(DELIMITERS, key=lambda sign: len(_first_record(text, sign)))
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise NotASpreadsheet(filename) from error


def _first_record(text: str, delimiter: str) -> Sequence[str]:
    for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        if any(map(str.strip, record)):
            return record
    return ()


def _decode(data: bytes, filename: str) -> str:
    encodings = ["utf-8-sig", "cp1252"]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise NotASpreadsheet(filename)


def _read_workbook(data: bytes, filename: str) -> Sequence[Sequence[str]]:
    refuse_unsafe_archive(data, filename)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows: Iterable[Sequence[Cell]] = workbook.get_sheet_by_index(0).to_python(
            skip_empty_area=False
        )
    except PasswordError as error:
        raise PasswordProtected(filename) from error
    except (CalamineError, OSError, ValueError) as error:
        raise NotASpreadsheet(filename) from error
    return [[_cell_text(cell) for cell in row] for row in rows]


def refuse_unsafe_archive(data: bytes, filename: str) -> None:
    """Refuse what calamine would not survive or could not name.

    An encrypted .xlsx is an OLE container with a stream ``EncryptedPackage``
    ([MS-OFFCRYPTO] 2.3); an encrypted .ods says so in its manifest (ODF 1.3
    part 2, 4.8).
    """
    if data.startswith(_OLE):
        if _ENCRYPTED_STREAM in data:
            raise PasswordProtected(filename)
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = _unpacked_size(data, archive)
            if unpacked > MOST_UNPACKED_BYTES:
                raise FileTooLarge(filename, size=unpacked, limit=MOST_UNPACKED_BYTES)
            names = archive.namelist()
            manifest = "META-INF/manifest.xml"
            if manifest in names and b"encryption-data" in archive.read(manifest):
                raise PasswordProtected(filename)
    except (zipfile.BadZipFile, zlib.error, struct.error) as error:
        raise NotASpreadsheet(filename) from error


def _unpacked_size(data: bytes, archive: zipfile.ZipFile) -> int:
    """Count the bytes of an archive by unpacking it, up to just over the limit.

    What the archive says of its own sizes is not believed: whoever makes a file
    that unpacks without end can write any number there.
    """
    total = 0
    for entry in archive.infolist():
        # The local header has lengths of its own (APPNOTE.TXT 4.3.7).
        name, extra = struct.unpack_from("<HH", data, entry.header_offset + 26)
        start = entry.header_offset + 30 + name + extra
        packed = memoryview(data)[start : start + entry.compress_size]
        if entry.compress_type == zipfile.ZIP_STORED:
            total += len(packed)
        elif entry.compress_type == zipfile.ZIP_DEFLATED:
            total += _inflated_size(packed, MOST_UNPACKED_BYTES - total)
        else:
            raise zipfile.BadZipFile(f"compressed by method {entry.compress_type}")
        if total > MOST_UNPACKED_BYTES:
            break
    return total


def _inflated_size(packed: memoryview, most: int) -> int:
    """Count what a deflated entry holds; stops just over *most* bytes."""
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    size = 0
    rest: bytes | memoryview = packed
    while size <= most and not inflating.eof:
        size += len(piece := inflating.decompress(rest, _PIECE))
        rest = inflating.unconsumed_tail
        if not piece and not rest:
            break
    return size


def _cell_text(cell: Cell) -> str:
    """Write a typed cell as a person would have typed it."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (datetime, date, time)):
        return cell.isoformat()
    return str(cell)
