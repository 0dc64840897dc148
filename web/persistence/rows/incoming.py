"""Mail that came in, and how far the mailbox has been read."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from web.persistence.model import Model


class ReceivedMailRow(Model):
    """One mail that came in, and what it came to.

    Kept so that a mail that arrives twice counts once, and so that what a machine
    cannot read is read by a person.
    """

    __tablename__ = "received_mail"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int | None] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), index=True
    )
    """None where nobody can tell which event it is about."""
    participant_id: Mapped[int | None] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    key: Mapped[str] = mapped_column(unique=True)
    """A hash of its sender and Message-ID; of all of it where it has none."""
    sender: Mapped[str]
    subject: Mapped[str]
    words: Mapped[str]
    """What somebody wrote; empty where the machine has done what was asked."""
    outcome: Mapped[str]
    """``answered``, ``delegated``, ``bounced``, or why it changed nothing
    (`matcher.invitations.Unread`)."""
    is_open: Mapped[bool]
    """Whether a person still has to read it."""
    received_at: Mapped[datetime]


class MailboxRow(Model):
    """How far a mailbox has been read, for all workers together (RFC 3501 2.3.1.1)."""

    __tablename__ = "mailbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    """Host, user and folder."""
    uid_validity: Mapped[int]
    last_uid: Mapped[int]
    """The last mail that is done with; what has a higher number is new."""
    tried_uid: Mapped[int]
    tries: Mapped[int]
    """How often the mail after the last was begun: one that fails is set aside."""
    next_look_at: Mapped[datetime]
    failures: Mapped[int]
    """In a row; the pause grows with them."""
    error: Mapped[str]
    looked_at: Mapped[datetime | None]
