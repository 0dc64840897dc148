"""Erasing a participant: gone from every table, and the others told.

What stays is that there were meetings, by a code that leads to nobody.
"""

from dataclasses import dataclass

from web.persistence.queries import erasing, participants, roster
from web.persistence.queries.stored_data import find_whom
from web.persistence.transaction import after_commit, transaction
from web.persistence.wiping import wipe_deleted
from web.services import audit, meanings
from web.services.erased_words import ErasedWords
from web.services.lapses import tell_of_lapses


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """A participant is gone."""

    code: str
    told: int
    """How many people hear that a meeting lapses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureOutlook:
    """What erasing a participant would do."""

    meetings: int
    """Meetings that others were told of and that would lapse."""


def look_ahead(event_id: int, code: str) -> ErasureOutlook:
    """Say what erasing a participant would do."""
    released = participants.find_released_programme(event_id)
    if released is None:
        return ErasureOutlook(meetings=0)
    held = participants.list_meetings_of(released.id, code)
    return ErasureOutlook(meetings=len(held))


def erase_participant(event_id: int, code: str, *, by: str) -> Erased:
    """Erase a participant, with what was merged into it, for good.

    Args:
        event_id: The event.
        code: Its code; that of a registration that was merged erases the whole group.
        by: The organiser's e-mail address, ``participant`` or ``command line``.

    Raises:
        NotFound: The event has no such participant.
    """
    with transaction():
        row = roster.get_by_code(event_id, code)
        who = find_whom(event_id, row.merged_into or code)
        words = erasing.list_words(who)
        erasing.clean_mentions(who)
        meanings.forget(words)
        erasing.remove_participants(who)
        erased = ErasedWords(words)
        for message in erasing.list_readable_messages(event_id):
            erased.clean(message)
        told = tell_of_lapses(event_id)
        audit.record(
            "participant.erase", by=by, event_id=event_id, detail={"code": code}
        )
        after_commit(_wipe)
    return Erased(code=code, told=told)


def _wipe() -> None:
    """Empty the files; a reader in the way leaves it to the worker's next round."""
    wipe_deleted()
