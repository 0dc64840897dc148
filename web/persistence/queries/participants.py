"""Finding participants, their links and what was planned for them."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from web.persistence.database import db
from web.persistence.rows import (
    AuditRow,
    EventRow,
    InvitationRow,
    MeetingRow,
    ParticipantRow,
    PersonalLinkRow,
    ProgrammeRow,
    SubmissionRow,
)
from web.refusals import NotFound


def get_participant(participant_id: int) -> ParticipantRow:
    """Get a participant with all its answers.

    Raises:
        NotFound: There is none with this key.
    """
    row = db.session.scalar(
        select(ParticipantRow)
        .where(ParticipantRow.id == participant_id)
        .options(
            selectinload(ParticipantRow.offers),
            selectinload(ParticipantRow.asks),
            selectinload(ParticipantRow.delegates),
            selectinload(ParticipantRow.availability),
        )
    )
    if row is None:
        raise NotFound("participant", participant_id)
    return row


def get_event(event_id: int) -> EventRow:
    """Get the event with this key.

    Raises:
        NotFound: There is none with this key.
    """
    row = db.session.get(EventRow, event_id)
    if row is None:
        raise NotFound("event", event_id)
    return row


def get_event_of(participant: ParticipantRow) -> EventRow:
    """Get the event a participant takes part in."""
    return db.session.get_one(EventRow, participant.event_id)


def list_codes(event_id: int) -> frozenset[str]:
    """List the codes that participants of an event have."""
    return frozenset(
        db.session.scalars(
            select(ParticipantRow.code).where(ParticipantRow.event_id == event_id)
        )
    )


def list_names(event_id: int) -> dict[str, str]:
    """List what the participants of an event are called, by code."""
    named = select(ParticipantRow.code, ParticipantRow.name).where(
        ParticipantRow.event_id == event_id
    )
    return {row.code: row.name for row in db.session.execute(named)}


def list_taken_codes(event_id: int) -> frozenset[str]:
    """List the codes that stand for somebody, or did: none is ever given twice.

    Meetings and the record of changes go on naming somebody who was erased.
    """
    of_event = select(ProgrammeRow.id).where(ProgrammeRow.event_id == event_id)
    seated = [
        db.session.scalars(
            select(side).where(MeetingRow.programme_id.in_(of_event)).distinct()
        )
        for side in (MeetingRow.a, MeetingRow.b)
    ]
    erased = db.session.scalars(
        select(AuditRow.detail).where(
            AuditRow.event_id == event_id, AuditRow.action == "participant.erase"
        )
    )
    return list_codes(event_id).union(
        *seated, (str(detail.get("code")) for detail in erased)
    )


def list_by_code(event_id: int, codes: frozenset[str]) -> tuple[ParticipantRow, ...]:
    """List the participants of an event with one of these codes, with their people."""
    return tuple(
        db.session.scalars(
            select(ParticipantRow)
            .where(ParticipantRow.event_id == event_id, ParticipantRow.code.in_(codes))
            .options(selectinload(ParticipantRow.delegates))
        )
    )


def list_used_delegate_codes(event_id: int, code: str) -> frozenset[str]:
    """List the codes of a participant's people that meetings or invitations name.

    A code names one person for ever, also after that person has left.
    """
    invited = db.session.scalars(
        select(InvitationRow.delegate_code)
        .where(
            InvitationRow.event_id == event_id, InvitationRow.participant_code == code
        )
        .distinct()
    )
    of_event = select(ProgrammeRow.id).where(ProgrammeRow.event_id == event_id)
    seated = [
        db.session.scalars(
            select(delegate)
            .where(MeetingRow.programme_id.in_(of_event), side == code)
            .distinct()
        )
        for side, delegate in (
            (MeetingRow.a, MeetingRow.delegate_a),
            (MeetingRow.b, MeetingRow.delegate_b),
        )
    ]
    return frozenset(invited).union(*seated)


def find_link(token_hash: str, purpose: str) -> PersonalLinkRow | None:
    """Find a link by the hash of its token, revoked or not, with its participant."""
    return db.session.scalar(
        select(PersonalLinkRow)
        .where(
            PersonalLinkRow.token_hash == token_hash,
            PersonalLinkRow.purpose == purpose,
        )
        .options(joinedload(PersonalLinkRow.participant))
    )


def find_current_link(participant_id: int, purpose: str) -> PersonalLinkRow | None:
    """Find the newest link of a participant that still works."""
    return db.session.scalar(
        select(PersonalLinkRow)
        .where(
            PersonalLinkRow.participant_id == participant_id,
            PersonalLinkRow.purpose == purpose,
            PersonalLinkRow.revoked_at.is_(None),
        )
        .order_by(PersonalLinkRow.id.desc())
        .limit(1)
    )


def list_current_links(participant_id: int) -> tuple[PersonalLinkRow, ...]:
    """List the links of a participant that still work."""
    return tuple(
        db.session.scalars(
            select(PersonalLinkRow).where(
                PersonalLinkRow.participant_id == participant_id,
                PersonalLinkRow.revoked_at.is_(None),
            )
        )
    )


def list_readers_of(
    event_id: int, languages: Collection[str]
) -> tuple[ParticipantRow, ...]:
    """List the participants of an event who read Trefpunt in one of these languages."""
    return tuple(
        db.session.scalars(
            select(ParticipantRow).where(
                ParticipantRow.event_id == event_id,
                ParticipantRow.language.in_(languages),
            )
        )
    )


def find_submission(key: str) -> SubmissionRow | None:
    """Find what an earlier sending of the same form led to."""
    return db.session.get(SubmissionRow, key)


def find_released_programme(event_id: int) -> ProgrammeRow | None:
    """Find the newest released version of an event's programme."""
    return db.session.scalar(
        select(ProgrammeRow)
        .where(ProgrammeRow.event_id == event_id, ProgrammeRow.state == "released")
        .order_by(ProgrammeRow.version.desc())
        .limit(1)
    )


def list_meetings_of(programme_id: int, code: str) -> tuple[MeetingRow, ...]:
    """List the meetings of one participant in one version."""
    return tuple(
        db.session.scalars(
            select(MeetingRow).where(
                MeetingRow.programme_id == programme_id,
                (MeetingRow.a == code) | (MeetingRow.b == code),
            )
        )
    )


def list_current_links_of_event(
    event_id: int, purpose: str
) -> tuple[PersonalLinkRow, ...]:
    """List the links of an event that work, of everybody, the oldest first."""
    return tuple(
        db.session.scalars(
            select(PersonalLinkRow)
            .join(ParticipantRow, ParticipantRow.id == PersonalLinkRow.participant_id)
            .where(
                ParticipantRow.event_id == event_id,
                PersonalLinkRow.purpose == purpose,
                PersonalLinkRow.revoked_at.is_(None),
            )
            .order_by(PersonalLinkRow.id)
        )
    )
