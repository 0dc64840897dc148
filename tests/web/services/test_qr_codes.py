"""Codes on paper: every dark square is drawn, with white around them."""

import re

import segno

from web.services.qr_codes import QUIET_ZONE, qr_code

ADDRESS = "https://trefpunt.voorbeeld.nl/mijn/" + "a" * 32 + "/"


def test_a_code_is_drawn_square_by_square() -> None:
    drawn = qr_code(ADDRESS)
    dark = {
        (int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawn.path)
    }

    code = segno.make_qr(ADDRESS, error="q", boost_error=False)
    expected = {
        (x + QUIET_ZONE, y + QUIET_ZONE)
        for y, row in enumerate(code.matrix)
        for x, is_dark in enumerate(row)
        if is_dark
    }
    assert dark == expected
    assert drawn.size == len(code.matrix) + 2 * QUIET_ZONE
