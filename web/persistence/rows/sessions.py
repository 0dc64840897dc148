"""Sessions of one offer for several groups, and who is invited to them."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from web.persistence.model import Model


class GroupSessionRow(Model):
    """One offer that is given to several groups together.

    The text is kept as it was when the organiser invited: what people were asked to
    come to stays what it was when the giver changes the offer.
    """

    __tablename__ = "group_session"
    __table_args__ = (UniqueConstraint("event_id", "giver", "offer"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    giver: Mapped[str]
    """The code of who gives it."""
    offer: Mapped[str]
    """Its text as others may read it."""
    seats: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
    """When and where, in the organiser's words; empty while that is not known."""
    created_at: Mapped[datetime]

    invited: Mapped[list["SessionPlaceRow"]] = relationship(
        cascade="all, delete-orphan", order_by="SessionPlaceRow.participant"
    )


class SessionPlaceRow(Model):
    """A group that is invited to a session, and what it answered."""

    __tablename__ = "session_place"

    session_id: Mapped[int] = mapped_column(
        ForeignKey("group_session.id", ondelete="CASCADE"), primary_key=True
    )
    participant: Mapped[str] = mapped_column(primary_key=True)
    """The code of who is invited."""
    ask: Mapped[str]
    """What they ask that the session is about."""
    answer: Mapped[str] = mapped_column(default="invited")
    """``invited``, ``yes`` or ``no``."""
