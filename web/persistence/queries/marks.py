"""Marks of participants about each other, and what changed since somebody looked."""

from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import selectinload

from web.persistence.database import db
from web.persistence.rows import MarkRow, ParticipantRow

Edition = tuple[object, ...]
"""What tells one state of a participant's answers and marks from another."""


def list_editions(event_id: int) -> Mapping[int, Edition]:
    """Tell for each registered participant of an event which state it is in, by key."""
    marked = (
        select(
            MarkRow.participant_id,
            func.count().label("count"),
            func.max(MarkRow.marked_at).label("latest"),
        )
        .group_by(MarkRow.participant_id)
        .subquery()
    )
    rows = db.session.execute(
        select(
            ParticipantRow.id,
            ParticipantRow.revision,
            ParticipantRow.updated_at,
            ParticipantRow.in_marketplace,
            marked.c.count,
            marked.c.latest,
        )
        .outerjoin(marked, marked.c.participant_id == ParticipantRow.id)
        .where(
            ParticipantRow.event_id == event_id, ParticipantRow.state == "registered"
        )
    )
    return {key: tuple(rest) for key, *rest in rows}


def list_by_key(keys: Collection[int]) -> tuple[ParticipantRow, ...]:
    """List participants by their keys, with everything they told."""
    return tuple(
        db.session.scalars(
            select(ParticipantRow)
            .where(ParticipantRow.id.in_(keys))
            .options(
                selectinload(ParticipantRow.offers),
                selectinload(ParticipantRow.asks),
                selectinload(ParticipantRow.delegates),
                selectinload(ParticipantRow.availability),
            )
        )
    )


def remove_about(event_id: int, codes: Collection[str]) -> None:
    """Remove all marks about participants of an event."""
    db.session.execute(delete(MarkRow).where(_about(event_id, codes)))


def redirect(event_id: int, old: str, new: ParticipantRow) -> None:
    """Let marks about somebody be about the one it was merged into.

    Of two marks of one participant the careful one stays.
    """
    for mark in db.session.scalars(select(MarkRow).where(_about(event_id, {old}))):
        known = db.session.get(MarkRow, (mark.participant_id, new.code))
        if known is None and mark.participant_id != new.id:
            db.session.add(
                MarkRow(
                    participant_id=mark.participant_id,
                    target=new.code,
                    verdict=mark.verdict,
                    marked_at=mark.marked_at,
                )
            )
        elif known is not None and mark.verdict == "avoid":
            known.verdict = mark.verdict
        db.session.delete(mark)
    db.session.flush()


def _about(event_id: int, codes: Collection[str]) -> ColumnElement[bool]:
    of_event = select(ParticipantRow.id).where(ParticipantRow.event_id == event_id)
    return MarkRow.target.in_(codes) & MarkRow.participant_id.in_(of_event)
