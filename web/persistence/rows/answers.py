"""What people answered to the invitations they were sent."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from web.persistence.model import Model


class MeetingAnswerRow(Model):
    """What one person answered to one state of one calendar entry.

    It belongs to the invitation and so to its SEQUENCE: when the meeting moves
    there is a new invitation, which nobody has answered yet (RFC 5546 3.2.2.1).
    No row means no answer.
    """

    __tablename__ = "meeting_answer"

    invitation_id: Mapped[int] = mapped_column(
        ForeignKey("invitation.id", ondelete="CASCADE"), primary_key=True
    )
    state: Mapped[str]
    """``accepted``, ``declined``, ``tentative`` or ``other_time``."""
    way: Mapped[str]
    """``link``, ``mail`` or ``organiser``."""
    answered_at: Mapped[datetime]
    """To the second, as DTSTAMP is: the later of two answers stands."""
    proposed_slot: Mapped[str | None]
    """Code of a slot they can come in instead."""
    proposed_start: Mapped[datetime | None]
    """A time of their own, such as a COUNTER names; it need be no slot."""
    proposed_end: Mapped[datetime | None]
    verdict: Mapped[str] = mapped_column(default="")
    """What became of it: empty (nothing yet), ``granted`` or ``kept``."""
