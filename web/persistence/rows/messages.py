"""Invitations as they were made, and the outbox that carries them."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from web.persistence.model import Model


class InvitationRow(Model):
    """One state of one person's calendar entry for one meeting.

    Stored as sent: DTSTAMP and the bytes must be the same at every retry, and a
    feed joins the stored bytes.
    """

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("uid", "sequence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), index=True
    )
    programme_id: Mapped[int] = mapped_column(
        ForeignKey("programme.id", ondelete="CASCADE"), index=True
    )
    uid: Mapped[str]
    sequence: Mapped[int]
    method: Mapped[str]
    """``REQUEST`` or ``CANCEL``."""
    meeting_code: Mapped[str]
    participant_code: Mapped[str] = mapped_column(index=True)
    delegate_code: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    fingerprint: Mapped[str]
    """Of all that a calendar shows; equal means there is nothing to send."""
    stamped_at: Mapped[datetime]
    """DTSTAMP."""
    content: Mapped[bytes] = mapped_column(LargeBinary)
    """The VCALENDAR, byte for byte."""


class MailPauseRow(Model):
    """Sending is paused, for one event or for all; the row is there as long as it is."""

    __tablename__ = "mail_pause"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int | None] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), unique=True
    )
    """None for everything that the installation sends."""
    paused_at: Mapped[datetime]


class MailPaceRow(Model):
    """How far the turns to send to a mail server have been given out."""

    __tablename__ = "mail_pace"

    server: Mapped[str] = mapped_column(primary_key=True)
    mark: Mapped[datetime]
    """Moves on with each turn; how far it may be ahead of the clock is the pace."""


class MessageRow(Model):
    """One message to one person: the outbox.

    Written in the transaction of its cause and sent after it. Messages for
    people without e-mail stand here too, for the organiser to pass on.
    """

    __tablename__ = "message"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int | None] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), index=True
    )
    invitation_id: Mapped[int | None] = mapped_column(
        ForeignKey("invitation.id", ondelete="CASCADE"), index=True
    )
    participant_code: Mapped[str | None] = mapped_column(index=True)
    """Of whom the recipient is one; None for a message to an organiser."""
    kind: Mapped[str]
    """``invitation``, ``change``, ``cancellation``, ``time_stays``, ``programme`` (all
    news of one person, to be passed on by hand), ``personal_link``, ``code``,
    ``delegation`` (the answer to one), ``reminder``, ``question`` (do you come?) or
    ``sign_in``."""
    channel: Mapped[str]
    """A ``contact_channel`` code; only ``email`` is sent by the machine."""
    recipient_name: Mapped[str]
    recipient_address: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    """Plain text, complete."""
    html: Mapped[str] = mapped_column(default="")
    message_id: Mapped[str] = mapped_column(unique=True)
    """Made from what the message is about, so a retry carries the same."""
    in_reply_to: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="queued", index=True)
    """``queued``, ``sending``, ``sent``, ``failed``, ``bounced`` (it came back) or
    ``by_hand``."""
    attempts: Mapped[int] = mapped_column(default=0)
    fence: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    next_attempt_at: Mapped[datetime]
    error: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]

    invitation: Mapped[InvitationRow | None] = relationship()
