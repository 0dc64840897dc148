"""Reading what people answered to their invitations."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select

from web.persistence.database import db
from web.persistence.rows import (
    InvitationRow,
    MeetingAnswerRow,
    MeetingRow,
    ProgrammeRow,
)


def find_newest_of_entry(uid: str) -> InvitationRow | None:
    """Find the newest state of one calendar entry."""
    return db.session.scalar(
        select(InvitationRow)
        .where(InvitationRow.uid == uid)
        .order_by(InvitationRow.sequence.desc())
        .limit(1)
    )


def find_answer_to(invitation_id: int) -> MeetingAnswerRow | None:
    """Find what was answered to an invitation."""
    return db.session.get(MeetingAnswerRow, invitation_id)


def list_answers_to(
    invitation_ids: Collection[int],
) -> tuple[MeetingAnswerRow, ...]:
    """List what was answered to these invitations."""
    return tuple(
        db.session.scalars(
            select(MeetingAnswerRow).where(
                MeetingAnswerRow.invitation_id.in_(invitation_ids)
            )
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldState:
    """One state of a calendar entry as a participant was told it."""

    uid: str
    method: str
    meeting_code: str
    version: int
    """The version of the programme that told it."""
    starts_at: datetime
    ends_at: datetime
    table: str
    """Code of the table; empty in a cancellation."""


def list_told(event_id: int, participant_code: str) -> tuple[ToldState, ...]:
    """List all that a participant was told of its meetings, oldest first."""
    seated = and_(
        MeetingRow.programme_id == InvitationRow.programme_id,
        MeetingRow.code == InvitationRow.meeting_code,
    )
    rows = db.session.execute(
        select(
            InvitationRow.uid,
            InvitationRow.method,
            InvitationRow.meeting_code,
            ProgrammeRow.version,
            InvitationRow.starts_at,
            InvitationRow.ends_at,
            func.coalesce(MeetingRow.table, ""),
        )
        .join(ProgrammeRow, ProgrammeRow.id == InvitationRow.programme_id)
        .outerjoin(MeetingRow, seated)
        .where(
            InvitationRow.event_id == event_id,
            InvitationRow.participant_code == participant_code,
        )
        .order_by(ProgrammeRow.version, InvitationRow.id)
    )
    return tuple(
        ToldState(
            uid=uid,
            method=method,
            meeting_code=code,
            version=version,
            starts_at=starts_at,
            ends_at=ends_at,
            table=table,
        )
        for uid, method, code, version, starts_at, ends_at, table in rows
    )
