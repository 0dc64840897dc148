"""Numbers with their meaning: percentages, durations, averages."""

from babel.numbers import format_decimal

from web.wording.translation import gettext, language_in_force, ngettext

_MINUTE = 60
_HOUR = 3600


def decimal(number: float, digits: int = 1) -> str:
    """Write a number with so many decimals: "3,4" in Dutch, "3.4" in English."""
    pattern = "0." + "0" * digits if digits else "0"
    return format_decimal(number, format=pattern, locale=language_in_force())


def plain(number: float) -> str:
    """Write a number with the decimals it has, at most four: "0,85", "1"."""
    return format_decimal(number, format="0.####", locale=language_in_force())


def whole(number: int) -> str:
    """Write a whole number with separated thousands: "1.149"."""
    return format_decimal(number, locale=language_in_force())


def percentage(share: float) -> str:
    """Write a share of one as a percentage: "0,2 %"; whole from ten per cent on."""
    percent = share * 100
    digits = 0 if abs(percent) >= 10 or percent == 0 else 1  # noqa: PLR2004 -- ten per cent
    return gettext("%(number)s%%", number=decimal(percent, digits))


def duration(seconds: float) -> str:
    """Say how long something takes: "45 seconden", "2 minuten", "1 uur"."""
    rounded = round(seconds)
    if rounded < _MINUTE:
        return ngettext("%(num)d seconde", "%(num)d seconden", rounded)
    if rounded < _HOUR:
        return ngettext("%(num)d minuut", "%(num)d minuten", round(rounded / _MINUTE))
    return ngettext("%(num)d uur", "%(num)d uur", round(rounded / _HOUR))
