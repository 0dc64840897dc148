"""What a calendar shows of a meeting: neutral, for others may look along.

Not even the event is named: a shared calendar would tell to which community
somebody belongs. Names stand there only where the organisers chose so.
"""

from collections.abc import Iterator
from datetime import datetime

from web.wording.dates import when
from web.wording.quoting import one_line
from web.wording.reasons import GiveAndTake
from web.wording.translation import gettext

MOST_GIFTS = 2
"""Offers of each side that an entry tells; the page tells them all."""


def entry_title(table: str, other: str = "") -> str:
    """Title an entry: where to sit; with whom only where a name is given."""
    if other:
        return gettext(
            "Gesprek met %(name)s, tafel %(table)s",
            name=one_line(other),
            table=one_line(table),
        )
    return gettext("Gesprek netwerkbijeenkomst, tafel %(table)s", table=one_line(table))


def entry_place(place: str, table: str) -> str:
    """Say where the meeting is, on one line."""
    if not place:
        return gettext("Tafel %(table)s", table=one_line(table))
    return gettext(
        "%(place)s, tafel %(table)s", place=one_line(place), table=one_line(table)
    )


def entry_description(
    start: datetime, end: datetime, *, gifts: GiveAndTake, url: str
) -> str:
    """Say when it is in words, why, and where to read more and to answer.

    Why is told by what each gives, in its own words and without a name.

    Args:
        start: When it begins.
        end: When it ends.
        gifts: What each side gives.
        url: The reader's own pages; empty where there is no website.
    """
    return "\n".join(_lines(start, end, gifts=gifts, url=url))


def _lines(
    start: datetime, end: datetime, *, gifts: GiveAndTake, url: str
) -> Iterator[str]:
    yield gettext("U heeft een gesprek op %(when)s.", when=when(start, end))
    for gift in gifts.they_offer[:MOST_GIFTS]:
        yield gettext("Zij bieden u: %(offer)s", offer=one_line(gift))
    for gift in gifts.you_offer[:MOST_GIFTS]:
        yield gettext("U biedt hun: %(offer)s", offer=one_line(gift))
    if not url:
        yield gettext(
            "Met wie u praat en waarom, staat in uw eigen programma. "
            "Kunt u niet? Laat het de organisatie weten."
        )
        return
    yield gettext("Met wie u praat, en uw gesprekskaart: %(url)s", url=url)
    yield gettext("Komt u, of kunt u niet? Zeg het hier: %(url)s", url=url)
