"""Telephone numbers as people write them, as machines dial them (ITU-T E.164)."""

import re

NETHERLANDS = "31"
_MARKS = re.compile(r"[\s().\u2010-\u2015\u00a0/-]")
_TRUNK_ZERO = re.compile(r"(\d)\s*\(0\)")
_MOBILE = re.compile(r"\+316\d{8}")
_DUTCH = re.compile(r"0[1-9]\d{8}")
_FOREIGN = re.compile(r"[1-9]\d{7,14}")


def as_e164(written: str) -> str | None:
    """Give a number as ``+31612345678``; None where it cannot be dialled as it is.

    A number without a country is taken for a Dutch one.
    """
    # The zero that people write in the middle is for who calls from nearby.
    digits = _MARKS.sub("", _TRUNK_ZERO.sub(r"\1", written.strip()))
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    if digits.startswith("+"):
        return _with_country(digits[1:])
    return f"+{NETHERLANDS}{digits[1:]}" if _DUTCH.fullmatch(digits) else None


def is_mobile(number: str) -> bool:
    """Tell whether a text message can reach a number; abroad nobody knows."""
    return not number.startswith(f"+{NETHERLANDS}") or bool(_MOBILE.fullmatch(number))


def _with_country(digits: str) -> str | None:
    if not _FOREIGN.fullmatch(digits):
        return None
    if digits.startswith(NETHERLANDS):
        national = digits[len(NETHERLANDS) :].removeprefix("0")
        if not _DUTCH.fullmatch(f"0{national}"):
            return None
        return f"+{NETHERLANDS}{national}"
    return f"+{digits}"
