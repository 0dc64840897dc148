"""Programme versions and their meetings."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from web.persistence.model import Model


class ProgrammeRow(Model):
    """A version of the programme; once released it never changes."""

    __tablename__ = "programme"
    __table_args__ = (UniqueConstraint("event_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    version: Mapped[int]
    state: Mapped[str] = mapped_column(default="draft")
    """``draft`` or ``released``."""
    summary: Mapped[dict[str, object]] = mapped_column(default=dict)
    """How good it is: goals with bounds, effort, meetings per side."""
    unmet: Mapped[list[dict[str, object]]] = mapped_column(default=list)
    """Wished meetings that are missing: a, b, value, reason, would_help."""
    created_at: Mapped[datetime]
    released_at: Mapped[datetime | None]
    released_by: Mapped[str | None]

    meetings: Mapped[list["MeetingRow"]] = relationship(
        cascade="all, delete-orphan", order_by="MeetingRow.id"
    )


class MeetingRow(Model):
    """One meeting of a version, by the codes of the matcher.

    Codes and not keys: a released version stays what it was when a participant
    is erased or a table is taken away.
    """

    __tablename__ = "meeting"
    __table_args__ = (UniqueConstraint("programme_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(
        ForeignKey("programme.id", ondelete="CASCADE"), index=True
    )
    code: Mapped[str]
    """``W001+W073``: the `MeetingId` of the matcher."""
    a: Mapped[str]
    b: Mapped[str]
    slot: Mapped[str]
    table: Mapped[str]
    delegate_a: Mapped[str]
    delegate_b: Mapped[str]
    interpreter: Mapped[str | None]
    value: Mapped[int]
    reasons: Mapped[list[dict[str, object]]] = mapped_column(default=list)
