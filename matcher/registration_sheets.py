"""Rows of text as the bytes of a spreadsheet, safe to open in any program."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from matcher.formula_guard import neutralise

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""Tells spreadsheet programs that the text is UTF-8."""
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What a workbook reads as a character by its number (ECMA-376 part 1, 22.9.2.19)."""


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows as CSV (RFC 4180), in UTF-8 with a mark."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([neutralise(c.strip()) for c in row] for row in rows)
    return BYTE_ORDER_MARK + text.getvalue().encode()


def as_xlsx(rows: Iterable[Sequence[str]], *, title: str) -> bytes:
    """Write rows as an Excel workbook in which every cell is text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in rows:
        cells = [WriteOnlyCell(sheet, value=_workbook_text(c)) for c in row]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _workbook_text(cell: str) -> str:
    return _LOOKS_ESCAPED.sub("_x005F_", neutralise(cell.strip()))
