"""Reading versions of the programme to show them to an organiser."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from web.persistence.database import db
from web.persistence.rows import (
    DelegateRow,
    MeetingRow,
    ParticipantRow,
    ProgrammeRow,
)
from web.refusals import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """A version in a list."""

    version: int
    state: str
    meetings: int
    created_at: datetime
    released_at: datetime | None


def list_versions(event_id: int) -> tuple[VersionLine, ...]:
    """List the versions of an event's programme, newest first."""
    counted = (
        select(MeetingRow.programme_id, func.count().label("meetings"))
        .group_by(MeetingRow.programme_id)
        .subquery()
    )
    rows = db.session.execute(
        select(
            ProgrammeRow.version,
            ProgrammeRow.state,
            func.coalesce(counted.c.meetings, 0),
            ProgrammeRow.created_at,
            ProgrammeRow.released_at,
        )
        .outerjoin(counted, counted.c.programme_id == ProgrammeRow.id)
        .where(ProgrammeRow.event_id == event_id)
        .order_by(ProgrammeRow.version.desc())
    )
    return tuple(
        VersionLine(
            version=version,
            state=state,
            meetings=meetings,
            created_at=created_at,
            released_at=released_at,
        )
        for version, state, meetings, created_at, released_at in rows
    )


def list_released(event_id: int) -> tuple[ProgrammeRow, ...]:
    """List the versions that were released, the first one first."""
    return tuple(
        db.session.scalars(
            select(ProgrammeRow)
            .where(ProgrammeRow.event_id == event_id, ProgrammeRow.state == "released")
            .order_by(ProgrammeRow.version)
        )
    )


def find_newest(event_id: int) -> ProgrammeRow | None:
    """Find the newest version with its meetings."""
    return db.session.scalar(
        select(ProgrammeRow)
        .where(ProgrammeRow.event_id == event_id)
        .order_by(ProgrammeRow.version.desc())
        .limit(1)
        .options(selectinload(ProgrammeRow.meetings))
    )


def get_version(event_id: int, version: int) -> ProgrammeRow:
    """Get one version with its meetings.

    Raises:
        NotFound: The event has no such version.
    """
    row = db.session.scalar(
        select(ProgrammeRow)
        .where(ProgrammeRow.event_id == event_id, ProgrammeRow.version == version)
        .options(selectinload(ProgrammeRow.meetings))
    )
    if row is None:
        raise NotFound("programme", version)
    return row


def list_named(event_id: int) -> tuple[ParticipantRow, ...]:
    """List the participants of an event with their people and nothing more."""
    return tuple(
        db.session.scalars(
            select(ParticipantRow)
            .where(ParticipantRow.event_id == event_id)
            .options(
                selectinload(ParticipantRow.delegates).load_only(
                    DelegateRow.participant_id,
                    DelegateRow.code,
                    DelegateRow.name,
                    DelegateRow.role,
                )
            )
        )
    )
