"""Marking whom to meet and whom rather not, and agreeing to be looked through."""

from dataclasses import replace
from enum import StrEnum

from web import current
from web.persistence.database import db
from web.persistence.queries import participants, roster
from web.persistence.rows import ParticipantRow
from web.persistence.transaction import transaction
from web.refusals import NotFound
from web.services.answers import MarketAnswers, read_market
from web.services.outcomes import Saved
from web.services.registration import AnswersClosed, may_answer
from web.services.step_answers import write


class MarkVerdict(StrEnum):
    """What a participant says about another; nobody else is told."""

    MEET = "meet"
    AVOID = "avoid"
    NONE = "none"
    """The mark is taken back."""


def mark(participant_id: int, code: str, verdict: MarkVerdict) -> Saved | AnswersClosed:
    """Mark somebody, or take a mark back; the same again changes nothing.

    Raises:
        NotFound: There is nobody of this code to be marked, or it is oneself.
    """
    with transaction():
        row = participants.get_participant(participant_id)
        known = read_market(row)
        _refuse_unknown(row, code, known)
        if not may_answer(participants.get_event_of(row), row):
            return AnswersClosed()
        chosen, avoided = {*known.chosen} - {code}, {*known.avoided} - {code}
        if verdict is MarkVerdict.MEET:
            chosen.add(code)
        elif verdict is MarkVerdict.AVOID:
            avoided.add(code)
        answers = replace(
            known, chosen=tuple(sorted(chosen)), avoided=tuple(sorted(avoided))
        )
        return _store(row, answers)


def show_in_marketplace(participant_id: int, *, shows: bool) -> Saved | AnswersClosed:
    """Let everybody look through one's offers and asks, or no longer.

    Taking it back is possible at all times and works at once.
    """
    with transaction():
        row = participants.get_participant(participant_id)
        if shows and not may_answer(participants.get_event_of(row), row):
            return AnswersClosed()
        return _store(row, replace(read_market(row), in_marketplace=shows))


def _refuse_unknown(row: ParticipantRow, code: str, known: MarketAnswers) -> None:
    """Refuse a code that the marketplace did not show; a mark can always go."""
    if code in {*known.chosen, *known.avoided}:
        return
    other = roster.get_by_code(row.event_id, code)
    is_open = participants.get_event_of(row).marketplace
    is_there = other.state == "registered" and other.in_marketplace and is_open
    if code == row.code or not is_there:
        raise NotFound("participant", code)


def _store(row: ParticipantRow, answers: MarketAnswers) -> Saved:
    if read_market(row) != answers:
        write(row, answers)
        row.revision += 1
        row.updated_at = current.clock().now()
        db.session.flush()
    return Saved(revision=row.revision)
