"""Spreadsheets that somebody sent: read with limits, and kept as what was read."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

from matcher import refusals
from matcher.refusals import FileTooLarge, NotASpreadsheet, UnreadableFile
from matcher.spreadsheet import MOST_BYTES, Sheet, SheetRow, read_sheet

_CHILD: Final = Path(__file__).with_name("sheet_child.py")
_MOST_SECONDS: Final = 60
"""Of waiting, on a machine that has other work too."""
_PACKED: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How a workbook begins; text cannot grow while it is read."""


def read_sent_sheet(data: bytes, filename: str) -> Sheet:
    """Read the first sheet of a file that somebody sent, or an HSDS package.

    Raises:
        UnreadableFile: It is no spreadsheet, too large, locked or empty.
    """
    if not data.startswith(_PACKED):
        return read_sheet(data, filename)
    if len(data) > MOST_BYTES:
        raise FileTooLarge(filename, size=len(data), limit=MOST_BYTES)
    try:
        # S603: the command is our own module; the file comes in as bytes.
        child = subprocess.run(  # noqa: S603 -- see above
            (sys.executable, "-P", str(_CHILD)),
            input=data,
            capture_output=True,
            timeout=_MOST_SECONDS,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise NotASpreadsheet(filename) from error
    answer = json.loads(child.stdout)
    if "refusal" in answer:
        raise _refusal(answer["refusal"], filename, answer["facts"])
    return sheet_of(child.stdout)


def sheet_of(stored: bytes) -> Sheet:
    """Read a sheet as `bytes_of` wrote it."""
    found = json.loads(stored)
    return Sheet(
        columns=tuple(found["columns"]),
        rows=tuple(SheetRow(number=n, cells=cells) for n, cells in found["rows"]),
    )


def bytes_of(sheet: Sheet) -> bytes:
    """Write a sheet to be kept."""
    rows = [[row.number, dict(row.cells)] for row in sheet.rows]
    return json.dumps({"columns": sheet.columns, "rows": rows}).encode()


def _refusal(name: str, filename: str, facts: dict[str, int]) -> UnreadableFile:
    """Make the refusal again that the child ended with."""
    kind = getattr(refusals, name)
    refusal = kind(filename, **facts)
    assert isinstance(refusal, UnreadableFile)  # noqa: S101 -- the child caught it
    return refusal
