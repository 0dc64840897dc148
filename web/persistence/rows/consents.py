"""What was agreed, by whom and how: acting for a group, and being sure who asks."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from web.persistence.model import Model
from web.persistence.rows.participants import ParticipantRow


class ConfirmationCodeRow(Model):
    """A code of ten minutes: whoever types it has more than the personal link."""

    __tablename__ = "confirmation_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    code_hash: Mapped[str]
    """HMAC(secret key, participant and code): a code alone could be guessed."""
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]


class BehalfConsentRow(Model):
    """That somebody let an organiser fill in for their group, and how they said so."""

    __tablename__ = "behalf_consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    given_by: Mapped[str]
    """The name of who said yes."""
    way: Mapped[str]
    """``phone`` or ``in_person``."""
    read_out: Mapped[str]
    """What was read aloud, word for word."""
    organiser: Mapped[str]
    """The e-mail address of who read it."""
    given_at: Mapped[datetime]


class HelperRow(Model):
    """A go-between: somebody who opens the pages of groups that agreed to it.

    Its link is made as a personal link is: the table alone opens nothing.
    """

    __tablename__ = "helper"
    __table_args__ = (UniqueConstraint("event_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    code: Mapped[str]
    """``H1``: how the record of changes names them."""
    name: Mapped[str]
    contact: Mapped[str] = mapped_column(default="")
    nonce: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class HelpedGroupRow(Model):
    """A group and a helper: asked, agreed, or ended."""

    __tablename__ = "helped_group"

    helper_id: Mapped[int] = mapped_column(
        ForeignKey("helper.id", ondelete="CASCADE"), primary_key=True
    )
    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True
    )
    state: Mapped[str]
    """``asked``, ``agreed`` or ``ended``."""
    way: Mapped[str]
    """How they agreed: ``phone``, ``in_person``, or ``own_page``."""
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]
    """``participant``, or the e-mail address of an organiser."""

    helper: Mapped[HelperRow] = relationship()
    participant: Mapped[ParticipantRow] = relationship()


class ContactConsentRow(Model):
    """Whether a participant lets one it met know how to reach it.

    Only when both said yes does either see anything.
    """

    __tablename__ = "contact_consent"

    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True
    )
    other_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True
    )
    agrees: Mapped[bool]
    decided_at: Mapped[datetime]
