"""What participants agree that others are told, who said so, and when.

The columns of the participant say what holds now; each yes or no is also kept as it
was said. A no that a participant said is not turned by a sheet: who made the sheet
may not have known of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from matcher.participants import Consent
from web import current
from web.persistence.database import db
from web.persistence.loading import consents_of
from web.persistence.queries import last_words, participants, roster
from web.persistence.queries.last_words import LastWords
from web.persistence.rows import ConsentRow, ParticipantRow
from web.persistence.transaction import transaction
from web.services import audit

_ASKED_AT_REGISTERING = frozenset({Consent.WISHES, Consent.TARGET_GROUPS})


class SaidBy(StrEnum):
    """Who said yes or no."""

    PARTICIPANT = "participant"
    ORGANISER = "organiser"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class LastWord:
    """The last that was said about one matter."""

    is_given: bool
    said_by: SaidBy
    how: str
    said_at: datetime


def note(
    row: ParticipantRow,
    about: Consent,
    *,
    is_given: bool,
    said_by: SaidBy,
    how: str = "",
) -> None:
    """Keep what was said, inside a transaction; the same again by the same is known."""
    last = last_words.find_last_word(row.id, about)
    if last and (last.is_given, last.said_by) == (is_given, said_by):
        return
    db.session.add(
        ConsentRow(
            participant_id=row.id,
            about=about.value,
            is_given=is_given,
            said_by=said_by.value,
            how=how,
            said_at=current.clock().now(),
        )
    )
    db.session.flush()


def note_answered(row: ParticipantRow, *abouts: Consent) -> None:
    """Keep what a step that was just saved says, by whoever filled it in."""
    is_organiser = not current.is_personal_page() and current.organiser() is not None
    given = consents_of(row)
    for about in abouts:
        note(
            row,
            about,
            is_given=about in given,
            said_by=SaidBy.ORGANISER if is_organiser else SaidBy.PARTICIPANT,
        )


def note_sheet(row: ParticipantRow, before: frozenset[Consent]) -> None:
    """Keep what a sheet changed."""
    now = consents_of(row)
    for about in Consent:
        if (about in now) != (about in before):
            note(
                row,
                about,
                is_given=about in now,
                said_by=SaidBy.SHEET,
            )


def own_refusals(row: ParticipantRow, words: LastWords) -> frozenset[Consent]:
    """List what a participant said no to, and has not agreed to since.

    Who registered on a page left the box empty, which is a no of their own.
    """
    given = consents_of(row)
    asked = _ASKED_AT_REGISTERING if row.source == "web" else frozenset[Consent]()
    return frozenset(
        about
        for about in Consent
        if about not in given and _is_own_no(words, about, was_asked=about in asked)
    )


def _is_own_no(words: LastWords, about: Consent, *, was_asked: bool) -> bool:
    last = words.get(about)
    if last is None:
        return was_asked
    return not last.is_given and last.said_by == SaidBy.PARTICIPANT


def list_words(event_id: int) -> Mapping[str, LastWords]:
    """List the last words of all participants of an event, by code."""
    return last_words.list_last_words(event_id)


def find_directory_word(row: ParticipantRow) -> LastWord | None:
    """Find what was last said about the directory; None if nobody asked."""
    last = last_words.find_last_word(row.id, Consent.DIRECTORY)
    if last is None:
        return None
    return LastWord(
        is_given=last.is_given,
        said_by=SaidBy(last.said_by),
        how=last.how,
        said_at=last.said_at,
    )


def answer_directory(participant_id: int, *, is_given: bool) -> None:
    """Store what a participant says about being in the directory."""
    with transaction():
        row = participants.get_participant(participant_id)
        _set_directory(row, is_given=is_given)
        note(
            row,
            Consent.DIRECTORY,
            is_given=is_given,
            said_by=SaidBy.PARTICIPANT,
        )


def record_directory(
    event_id: int, code: str, *, is_given: bool, how: str, by: str
) -> None:
    """Store what a participant told the organiser about being in the directory."""
    with transaction():
        row = roster.get_by_code(event_id, code)
        _set_directory(row, is_given=is_given)
        note(
            row,
            Consent.DIRECTORY,
            is_given=is_given,
            said_by=SaidBy.ORGANISER,
            how=how,
        )
        audit.record(
            "participant.directory",
            by=by,
            event_id=event_id,
            detail={"code": code, "is_given": is_given},
        )


def _set_directory(row: ParticipantRow, *, is_given: bool) -> None:
    if row.in_directory != is_given:
        row.in_directory = is_given
        row.revision += 1
        row.updated_at = current.clock().now()
