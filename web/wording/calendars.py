"""What a calendar shows of a meeting: neutral, for others may look along.

Not even the event is named: a shared calendar would tell to which community
somebody belongs.
"""

from datetime import datetime

from web.wording.dates import when
from web.wording.quoting import one_line
from web.wording.translation import gettext


def entry_title(table: str) -> str:
    """Title an entry: where to sit, not with whom."""
    return gettext("Gesprek netwerkbijeenkomst, tafel %(table)s", table=one_line(table))


def entry_place(place: str, table: str) -> str:
    """Say where the meeting is, on one line."""
    if not place:
        return gettext("Tafel %(table)s", table=one_line(table))
    return gettext(
        "%(place)s, tafel %(table)s", place=one_line(place), table=one_line(table)
    )


def entry_description(start: datetime, end: datetime) -> str:
    """Say when it is in words, and where to read with whom and why."""
    return gettext(
        "U heeft een gesprek op %(when)s. Met wie u praat en waarom, staat in uw eigen "
        "programma. Kunt u niet? Laat het de organisatie weten.",
        when=when(start, end),
    )
