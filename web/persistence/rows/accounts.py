"""Who may organise, how they sign in, and what was done."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from web.persistence.model import Model


class OrganiserRow(Model):
    """A person who organises events."""

    __tablename__ = "organiser"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    """Lower case, as it is looked up."""
    name: Mapped[str]
    language: Mapped[str] = mapped_column(default="nl")
    created_at: Mapped[datetime]


class SignInTokenRow(Model):
    """A link that signs an organiser in once, by POST."""

    __tablename__ = "sign_in_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    organiser_id: Mapped[int] = mapped_column(
        ForeignKey("organiser.id", ondelete="CASCADE"), index=True
    )
    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    organiser: Mapped[OrganiserRow] = relationship()


class OrganiserSessionRow(Model):
    """A signed-in browser; ending it here ends it everywhere."""

    __tablename__ = "organiser_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    organiser_id: Mapped[int] = mapped_column(
        ForeignKey("organiser.id", ondelete="CASCADE"), index=True
    )
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    organiser: Mapped[OrganiserRow] = relationship()


class RateRow(Model):
    """How often something was tried in a window, over all processes."""

    __tablename__ = "rate"
    __table_args__ = (UniqueConstraint("bucket", "window_start"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bucket: Mapped[str]
    window_start: Mapped[datetime]
    count: Mapped[int] = mapped_column(default=0)


class AuditRow(Model):
    """One change an organiser made: who, when, what. Never updated."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int | None] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), index=True
    )
    actor: Mapped[str]
    action: Mapped[str]
    detail: Mapped[dict[str, object]] = mapped_column(default=dict)
    at: Mapped[datetime]
