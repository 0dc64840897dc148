"""Messages and invitations: the outbox, and what every calendar was last told."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import defer, joinedload

from web.persistence.database import db
from web.persistence.rows import InvitationRow, MailPaceRow, MailPauseRow, MessageRow
from web.refusals import NotFound


def list_messages(event_id: int) -> tuple[MessageRow, ...]:
    """List the messages of an event, newest first, without what is attached."""
    return tuple(
        db.session.scalars(
            select(MessageRow)
            .where(MessageRow.event_id == event_id)
            .order_by(MessageRow.created_at.desc(), MessageRow.id.desc())
            .options(defer(MessageRow.body), defer(MessageRow.html))
        )
    )


def get_message(event_id: int, message_id: int) -> MessageRow:
    """Get one message of an event.

    Raises:
        NotFound: The event has no such message.
    """
    row = db.session.scalar(
        select(MessageRow).where(
            MessageRow.event_id == event_id, MessageRow.id == message_id
        )
    )
    if row is None:
        raise NotFound("message", message_id)
    return row


def find_by_message_id(message_id: str) -> MessageRow | None:
    """Find a message by its name on the wire."""
    return db.session.scalar(
        select(MessageRow).where(MessageRow.message_id == message_id)
    )


def find_due(now: datetime) -> MessageRow | None:
    """Find the e-mail that has waited longest: due, or left by a sender that died."""
    return db.session.scalar(
        select(MessageRow)
        .where(MessageRow.channel == "email", _is_due(now), ~_is_paused())
        .order_by(MessageRow.next_attempt_at, MessageRow.id)
        .limit(1)
        .options(joinedload(MessageRow.invitation))
    )


def find_claimed(message_id: int, fence: int) -> MessageRow | None:
    """Find a message that is still ours to finish."""
    return db.session.scalar(
        select(MessageRow).where(
            MessageRow.id == message_id,
            MessageRow.fence == fence,
            MessageRow.state == "sending",
        )
    )


def count_under_way(now: datetime) -> int:
    """Count the messages that living senders have in hand."""
    counted = select(func.count()).where(
        MessageRow.state == "sending", MessageRow.lease_until > now
    )
    return db.session.scalar(counted) or 0


def find_pause(event_id: int | None) -> MailPauseRow | None:
    """Find whether sending is paused for an event, or for all."""
    is_it = (
        MailPauseRow.event_id.is_(None)
        if event_id is None
        else MailPauseRow.event_id == event_id
    )
    return db.session.scalar(select(MailPauseRow).where(is_it))


def find_pace(server: str) -> MailPaceRow | None:
    """Find how far the turns to send to a mail server have been given out."""
    return db.session.get(MailPaceRow, server)


def count_by_state(event_id: int | None = None) -> dict[str, int]:
    """Count the messages in each state, of one event or of all."""
    counted = select(MessageRow.state, func.count()).group_by(MessageRow.state)
    if event_id is not None:
        counted = counted.where(MessageRow.event_id == event_id)
    return {str(state): int(count) for state, count in db.session.execute(counted)}


def list_newest_invitations(event_id: int) -> tuple[InvitationRow, ...]:
    """List the newest state of every calendar entry of an event."""
    return _newest(InvitationRow.event_id == event_id)


def list_newest_invitations_of(
    event_id: int, participant_code: str
) -> tuple[InvitationRow, ...]:
    """List the newest state of every calendar entry of a participant, by time."""
    return _newest(
        and_(
            InvitationRow.event_id == event_id,
            InvitationRow.participant_code == participant_code,
        )
    )


def _newest(wanted: ColumnElement[bool]) -> tuple[InvitationRow, ...]:
    newest = (
        select(InvitationRow.uid, func.max(InvitationRow.sequence).label("sequence"))
        .where(wanted)
        .group_by(InvitationRow.uid)
        .subquery()
    )
    return tuple(
        db.session.scalars(
            select(InvitationRow)
            .join(
                newest,
                and_(
                    InvitationRow.uid == newest.c.uid,
                    InvitationRow.sequence == newest.c.sequence,
                ),
            )
            .order_by(InvitationRow.starts_at, InvitationRow.uid)
        )
    )


def list_messages_of_invitations(
    invitation_ids: Collection[int],
) -> tuple[MessageRow, ...]:
    """List the messages that carried these invitations."""
    return tuple(
        db.session.scalars(
            select(MessageRow).where(MessageRow.invitation_id.in_(invitation_ids))
        )
    )


def _is_paused() -> ColumnElement[bool]:
    return exists().where(
        or_(
            MailPauseRow.event_id.is_(None),
            MailPauseRow.event_id == MessageRow.event_id,
        )
    )


def _is_due(now: datetime) -> ColumnElement[bool]:
    return or_(
        and_(MessageRow.state == "queued", MessageRow.next_attempt_at <= now),
        and_(MessageRow.state == "sending", MessageRow.lease_until <= now),
    )
