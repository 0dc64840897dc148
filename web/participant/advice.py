"""What we read in the texts of a participant: to tick, to add to, or to leave.

Nothing of it is stored and nothing of it leaves the server: a step that is only looked
at comes back as it was sent, with what we read in it.
"""

from collections.abc import Sequence

from flask import request

from matcher.suggestions import suggest
from web.persistence.rows import ParticipantRow
from web.services.answers import read_asks, read_offers
from web.services.open_events import rules_of
from web.services.own_page import OwnPage
from web.wording import gettext
from web.wording.dates import listed
from web.wording.hints import ask_hint
from web.wording.labels import label


def is_only_looking() -> bool:
    """Tell whether a step was sent to see what fits, not to be saved."""
    return "kijk" in request.form


def suggest_groups(description: str, row: ParticipantRow | None) -> tuple[str, ...]:
    """Suggest target groups by a description, and by what was saved already."""
    saved = (*_offered(row), *_asked(row)) if row else ()
    return suggest([description, *saved]).target_groups


def suggest_themes(asks: Sequence[str], row: ParticipantRow) -> tuple[str, ...]:
    """Suggest themes by the texts of asks, and by what was saved already."""
    return suggest([row.description, *_offered(row), *asks]).themes


def _offered(row: ParticipantRow) -> tuple[str, ...]:
    return tuple(offer.text for offer in read_offers(row).offers)


def _asked(row: ParticipantRow) -> tuple[str, ...]:
    return tuple(ask.text for ask in read_asks(row).asks)


def advise(page: OwnPage) -> dict[str, tuple[str, ...]]:
    """Give sentences for the last step: what could still be told or ticked.

    Themes and target groups are named only where nothing was ticked, so that nobody is
    asked twice. By the place of a step in addresses.
    """
    row = page.participant
    groups = () if row.target_groups else suggest_groups(row.description, row)
    themes = () if row.themes else suggest_themes(_asked(row), row)
    return {
        "wie": _ticks("target_group", groups),
        "zoekt": (*_hints(page), *_ticks("theme", themes)),
    }


def _hints(page: OwnPage) -> tuple[str, ...]:
    money = rules_of(page.event).money
    hints = (ask_hint(ask, money) for ask in read_asks(page.participant).asks)
    return tuple(
        gettext("Vraag %(number)d: %(hint)s", number=number, hint=hint)
        for number, hint in enumerate(hints, start=1)
        if hint
    )


def _ticks(scheme: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    if not codes:
        return ()
    words = listed([label(scheme, code) for code in codes])
    return (
        gettext("Past dit bij u? %(words)s. Druk op Verander en kies.", words=words),
    )
