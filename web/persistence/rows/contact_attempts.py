"""How it went to pass a message on by hand."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from web.persistence.model import Model


class ContactAttemptRow(Model):
    """One time that an organiser tried to reach somebody with a message."""

    __tablename__ = "contact_attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(
        ForeignKey("message.id", ondelete="CASCADE"), index=True
    )
    channel: Mapped[str]
    """A ``contact_channel`` code."""
    outcome: Mapped[str]
    """``done``, ``no_answer``, ``call_back``, ``failed`` or ``to_do`` (taken back)."""
    tried_by: Mapped[str]
    """The organiser's address."""
    tried_at: Mapped[datetime]
