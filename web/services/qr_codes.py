"""Addresses as codes that a telephone reads (ISO/IEC 18004)."""

from dataclasses import dataclass

import segno

QUIET_ZONE = 4
"""Modules of white around a code, as the standard asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QrCode:
    """A code as a drawing: one path on a square of *size* units."""

    size: int
    path: str


def qr_code(text: str) -> QrCode:
    """Draw a text; a quarter of the code may be lost in folds and stains."""
    code = segno.make_qr(text, error="q", boost_error=False)
    rows = list(code.matrix_iter(border=QUIET_ZONE))
    return QrCode(
        size=len(rows),
        path="".join(
            f"M{x} {y}h1v1h-1z"
            for y, row in enumerate(rows)
            for x, is_dark in enumerate(row)
            if is_dark
        ),
    )
