"""Filling in for a group that calls or comes by: only with its consent, written down."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from web import current
from web.persistence.database import db
from web.persistence.queries import consents, participants, roster
from web.persistence.rows import BehalfConsentRow, ParticipantRow, SubmissionRow
from web.persistence.transaction import transaction
from web.services import audit
from web.services.answers import AboutAnswers
from web.services.registration import (
    AnswersClosed,
    RegistrationState,
    add_draft,
    registration_state,
)


class ConsentWay(StrEnum):
    """How a group said yes."""

    PHONE = "phone"
    IN_PERSON = "in_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenConsent:
    """A yes, as the organiser heard it."""

    given_by: str
    way: ConsentWay
    read_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftBegun:
    """A draft stands; the organiser goes on with its first step."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupToBegin:
    """A group that is not registered yet."""

    name: str
    language: str
    """What it reads."""
    key: str
    """The random key of the form that was sent."""


def begin(
    event_id: int, group: GroupToBegin, consent: GivenConsent, *, by: str
) -> DraftBegun | AnswersClosed:
    """Make a draft for a group that said yes; the same form again, the same draft."""
    digest = hashlib.sha256(f"behalf:{event_id}:{group.key}".encode()).hexdigest()
    with transaction():
        event = participants.get_event(event_id)
        if registration_state(event) is not RegistrationState.OPEN:
            return AnswersClosed()
        earlier = participants.find_submission(digest)
        if earlier is not None:
            row = participants.get_participant(int(earlier.outcome))
            return DraftBegun(code=row.code)
        row = add_draft(event, AboutAnswers(name=group.name, kind=""), group.language)
        row.source = "behalf"
        db.session.add(
            SubmissionRow(key=digest, outcome=str(row.id), created_at=row.created_at)
        )
        _write(row, consent, by)
        return DraftBegun(code=row.code)


def record_consent(event_id: int, code: str, consent: GivenConsent, *, by: str) -> None:
    """Write down that a group lets an organiser fill in from now on.

    Raises:
        NotFound: The event has no such participant.
    """
    with transaction():
        _write(roster.get_by_code(event_id, code), consent, by)


def find_consent(participant: ParticipantRow) -> BehalfConsentRow | None:
    """Find the newest consent of a group; None if it never gave one."""
    return consents.find_consent(participant.id)


def _write(row: ParticipantRow, consent: GivenConsent, by: str) -> None:
    db.session.add(
        BehalfConsentRow(
            participant_id=row.id,
            given_by=consent.given_by,
            way=consent.way.value,
            read_out=consent.read_out,
            organiser=by,
            given_at=current.clock().now(),
        )
    )
    audit.record(
        "behalf.consent",
        by=by,
        event_id=row.event_id,
        detail={"code": row.code, "way": consent.way.value},
    )
