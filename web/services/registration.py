"""Registering: a draft from the first answer on, step by step, until it is sent.

Every step is saved on its own. A form carries the fingerprint of the answers it was
filled from; if those were changed meanwhile, the new ones are kept on the page and
the reader chooses. What a participant may change, and until when, is decided here.
"""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from matcher.participants import Consent
from web import current
from web.persistence.database import db
from web.persistence.queries import participants
from web.persistence.rows import (
    EventRow,
    ParticipantRow,
    SubmissionRow,
)
from web.persistence.transaction import transaction
from web.services import consents, rates, step_answers
from web.services.answers import (
    AboutAnswers,
    AskAnswers,
    NeedsAnswers,
    OfferAnswers,
    PeopleAnswers,
    StepAnswers,
    TimeAnswers,
    fingerprint,
)
from web.services.link_mail import queue_link
from web.services.outcomes import Overtaken, Saved
from web.services.personal_links import LinkPurpose, issue
from web.services.rates import Rate

INFORMAL = "informal"
_CODE = re.compile(r"P(\d+)")
_PER_IP = Rate(name="registration-ip", tries=60, minutes=60)
"""Registrations from one IP number; a library shares one among many people."""


class RegistrationState(StrEnum):
    """Whether an event takes answers."""

    NOT_YET = "not_yet"
    OPEN = "open"
    ENDED = "ended"


class Missing(StrEnum):
    """What is still needed before a registration can be sent."""

    ABOUT = "about"
    TIMES = "times"
    PEOPLE = "people"
    OFFERS = "offers"
    """An organisation that offers nothing is asked once whether that is right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A draft stands; this is the token of its personal link."""

    participant_id: int
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersClosed:
    """The event takes no answers, or this participant has withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedTooOften:
    """Too many registrations came from one place in a short time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """The participant takes part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """The registration cannot be sent yet."""

    missing: tuple[Missing, ...]


def registration_state(event: EventRow) -> RegistrationState:
    """Tell whether an event takes answers now, by the calendar of its own place."""
    today = current.clock().now().astimezone(ZoneInfo(event.timezone)).date()
    if event.state == "draft":
        return RegistrationState.NOT_YET
    if event.state != "open":
        return RegistrationState.ENDED
    if event.answers_until is not None and today > event.answers_until:
        return RegistrationState.ENDED
    return RegistrationState.OPEN


def may_answer(event: EventRow, participant: ParticipantRow) -> bool:
    """Tell whether a participant can change its answers now."""
    is_open = registration_state(event) is RegistrationState.OPEN
    return is_open and participant.state not in {"withdrawn", "merged"}


def start_registration(
    event_id: int, about: AboutAnswers, *, key: str, language: str, ip: str
) -> Started | AnswersClosed | TriedTooOften:
    """Make a draft with a personal link; the same form again leads to the same draft.

    Args:
        event_id: The event to take part in.
        about: The first answers.
        key: The random key of the form that was sent.
        language: What the reader reads Trefpunt in.
        ip: Where the form came from, to slow down a machine.
    """
    submission_key = hashlib.sha256(f"registration:{event_id}:{key}".encode())
    with transaction():
        event = participants.get_event(event_id)
        if registration_state(event) is not RegistrationState.OPEN:
            return AnswersClosed()
        earlier = participants.find_submission(submission_key.hexdigest())
        if earlier is not None:
            row = participants.get_participant(int(earlier.outcome))
            if row.merged_into is not None:
                return AnswersClosed()
            _store(row, about)
            return links_of(row)
        if not rates.allows(_PER_IP, ip):
            return TriedTooOften()
        row = add_draft(event, about, language)
        db.session.add(
            SubmissionRow(
                key=submission_key.hexdigest(),
                outcome=str(row.id),
                created_at=row.created_at,
            )
        )
        return links_of(row)


def save_profile(
    participant_id: int, answers: AboutAnswers, *, seen: str
) -> Saved | Overtaken | AnswersClosed:
    """Save who a participant is."""
    return _save(participant_id, answers, seen=seen)


def save_offers(
    participant_id: int, answers: OfferAnswers, *, seen: str
) -> Saved | Overtaken | AnswersClosed:
    """Save what a participant offers."""
    return _save(participant_id, answers, seen=seen)


def save_asks(
    participant_id: int, answers: AskAnswers, *, seen: str
) -> Saved | Overtaken | AnswersClosed:
    """Save what a participant asks, about what, and whom it wants to meet."""
    return _save(participant_id, answers, seen=seen)


def save_availability(
    participant_id: int, answers: TimeAnswers, *, seen: str
) -> Saved | Overtaken | AnswersClosed:
    """Save when a participant can come."""
    return _save(participant_id, answers, seen=seen)


def save_delegates(
    participant_id: int, answers: PeopleAnswers, *, seen: str
) -> Saved | Overtaken | AnswersClosed:
    """Save who comes, and mail the personal link to a new e-mail address."""
    return _save(participant_id, answers, seen=seen)


def save_needs(
    participant_id: int, answers: NeedsAnswers, *, seen: str, finishes: bool = False
) -> Saved | Overtaken | AnswersClosed | Registered | Unfinished:
    """Save what a participant needs; the last step, so it can send everything.

    Args:
        participant_id: Who takes part.
        answers: What they need.
        seen: The fingerprint of the answers that the form was filled from.
        finishes: Whether the registration is sent too.
    """
    outcome = _save(participant_id, answers, seen=seen)
    if isinstance(outcome, Saved) and finishes:
        return finish_registration(participant_id)
    return outcome


def list_missing(participant: ParticipantRow) -> tuple[Missing, ...]:
    """List what a participant has not answered yet and is needed to plan."""
    has_times = bool(participant.availability) or participant.other_moment
    found = {
        Missing.ABOUT: not (participant.name and participant.kind),
        Missing.TIMES: not has_times,
        Missing.PEOPLE: not participant.delegates,
        Missing.OFFERS: participant.kind != INFORMAL and not participant.offers,
    }
    return tuple(missing for missing, is_missing in found.items() if is_missing)


def finish_registration(
    participant_id: int, *, accepted: frozenset[Missing] = frozenset()
) -> Registered | Unfinished | AnswersClosed:
    """Send a registration; sending it again changes nothing.

    Args:
        participant_id: Who takes part.
        accepted: What may stay open; only offers may.
    """
    with transaction():
        row = participants.get_participant(participant_id)
        if not may_answer(participants.get_event_of(row), row):
            return AnswersClosed()
        missing = list_missing(row)
        may_stay_open = accepted & {Missing.OFFERS}
        if set(missing) - may_stay_open:
            return Unfinished(missing=missing)
        if row.state == "draft":
            now = current.clock().now()
            row.state = "registered"
            row.registered_at = now
            row.updated_at = now
            row.revision += 1
        queue_link(row)
        return Registered()


def change_language(participant_id: int, language: str) -> None:
    """Keep the language in which a participant reads Trefpunt."""
    with transaction():
        participants.get_participant(participant_id).language = language


def _save(
    participant_id: int, answers: StepAnswers, *, seen: str
) -> Saved | Overtaken | AnswersClosed:
    """Save one step, unless its answers were changed since the form was filled.

    The same answers again are no conflict: that is a second press on the button.
    """
    with transaction():
        row = participants.get_participant(participant_id)
        if not may_answer(participants.get_event_of(row), row):
            return AnswersClosed()
        stored = step_answers.read_like(row, answers)
        answers = step_answers.recognise(stored, answers)
        if fingerprint(stored) != seen and stored != answers:
            return Overtaken(revision=row.revision)
        _store(row, answers)
        _note_consent(row, answers)
        return Saved(revision=row.revision)


def _store(row: ParticipantRow, answers: StepAnswers) -> None:
    """Write one step, and what follows from it."""
    if step_answers.read_like(row, answers) == answers:
        return
    step_answers.write(row, answers)
    row.revision += 1
    row.updated_at = current.clock().now()
    if isinstance(answers, PeopleAnswers) and row.state == "draft":
        queue_link(row, only_by_mail=True)


def _note_consent(row: ParticipantRow, answers: StepAnswers) -> None:
    """Keep what was agreed to in a step, also where it was agreed to before."""
    if isinstance(answers, AboutAnswers):
        consents.note_answered(row, Consent.TARGET_GROUPS)
    elif isinstance(answers, AskAnswers):
        consents.note_answered(row, Consent.WISHES)


def links_of(row: ParticipantRow) -> Started:
    """Give the links of a draft; the feed's too, for pages that only read need it."""
    issue(row, LinkPurpose.FEED)
    return Started(participant_id=row.id, token=issue(row, LinkPurpose.PERSONAL))


def add_draft(event: EventRow, about: AboutAnswers, language: str) -> ParticipantRow:
    """Add a participant with the next free code of the event."""
    now = current.clock().now()
    codes = participants.list_taken_codes(event.id)
    numbers = (_CODE.fullmatch(code) for code in codes)
    highest = max((int(found[1]) for found in numbers if found), default=0)
    row = ParticipantRow(
        event_id=event.id,
        code=f"P{highest + 1:03}",
        name=about.name,
        language=language,
        created_at=now,
        updated_at=now,
    )
    db.session.add(row)
    db.session.flush()
    step_answers.write(row, about)
    _note_consent(row, about)
    return row
