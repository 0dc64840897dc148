"""Participants: what they told about themselves, and how they come back."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from web.persistence.model import Model


class ParticipantRow(Model):
    """A group or organisation; a draft from its first answer on."""

    __tablename__ = "participant"
    __table_args__ = (UniqueConstraint("event_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    code: Mapped[str]
    """``W001``: the `ParticipantId` of the matcher."""
    state: Mapped[str] = mapped_column(default="draft")
    """``draft``, ``registered``, ``withdrawn`` or ``merged``."""
    merged_into: Mapped[str | None]
    """The code of the registration that holds its answers now, once it is merged."""
    source: Mapped[str] = mapped_column(default="web")
    """``web``, ``import``, ``behalf`` (the organiser filled it in) or ``walk_in``."""
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    area: Mapped[str] = mapped_column(default="")
    themes: Mapped[list[str]] = mapped_column(default=list)
    target_groups: Mapped[list[str]] = mapped_column(default=list)
    languages: Mapped[list[dict[str, str]]] = mapped_column(default=list)
    """``{"code": "nl", "level": "A2"}``; an empty level means fluent."""
    accessibility: Mapped[list[str]] = mapped_column(default=list)
    channels: Mapped[list[str]] = mapped_column(default=list)
    wishes: Mapped[str] = mapped_column(default="")
    shows_wishes: Mapped[bool] = mapped_column(default=False)
    """Whether those it wished for may be told so."""
    shows_target_groups: Mapped[bool] = mapped_column(default=False)
    """Whether those it meets may be told for whom it is there, private or not."""
    in_directory: Mapped[bool] = mapped_column(default=False)
    """Whether everybody may read in the local directory what it is and offers."""
    interpreter: Mapped[str] = mapped_column(default="")
    """The language code in which it wants an interpreter."""
    speaks_for: Mapped[str] = mapped_column(default="")
    """For whom it speaks, and for whom not."""
    calling: Mapped[str] = mapped_column(default="")
    """Who may be called, and when."""
    go_between: Mapped[str] = mapped_column(default="")
    """Who passes things on to it, with how to reach them."""
    missing_group: Mapped[str] = mapped_column(default="")
    """Which other group it thinks should be there; never how to reach one."""
    in_marketplace: Mapped[bool] = mapped_column(default=False)
    """Whether everybody who takes part may look through its offers and asks."""
    other_moment: Mapped[bool] = mapped_column(default=False)
    """"I cannot come at any of these times": an answer, not an omission."""
    language: Mapped[str] = mapped_column(default="nl")
    """The language they read Trefpunt in."""
    seen_version: Mapped[int] = mapped_column(default=0)
    """The released version whose changes they said they have seen."""
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    registered_at: Mapped[datetime | None]

    offers: Mapped[list["OfferRow"]] = relationship(
        order_by="OfferRow.position", cascade="all, delete-orphan"
    )
    asks: Mapped[list["AskRow"]] = relationship(
        order_by="AskRow.position", cascade="all, delete-orphan"
    )
    delegates: Mapped[list["DelegateRow"]] = relationship(
        back_populates="participant",
        order_by="DelegateRow.position",
        cascade="all, delete-orphan",
    )
    availability: Mapped[list["AvailabilityRow"]] = relationship(
        cascade="all, delete-orphan"
    )
    marks: Mapped[list["MarkRow"]] = relationship(
        order_by="MarkRow.target", cascade="all, delete-orphan", lazy="selectin"
    )


class OfferRow(Model):
    """One thing a participant offers."""

    __tablename__ = "offer"

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    kind: Mapped[str]
    text: Mapped[str]


class AskRow(Model):
    """One thing a participant seeks."""

    __tablename__ = "ask"

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    kind: Mapped[str]
    text: Mapped[str]


class DelegateRow(Model):
    """A person who comes for a participant."""

    __tablename__ = "delegate"
    __table_args__ = (UniqueConstraint("participant_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    code: Mapped[str]
    """``W001.1``: the `DelegateId` of the matcher; kept when others leave."""
    position: Mapped[int]
    name: Mapped[str]
    role: Mapped[str] = mapped_column(default="")
    contact: Mapped[str | None]

    participant: Mapped[ParticipantRow] = relationship(back_populates="delegates")


class AvailabilityRow(Model):
    """A slot in which a participant can come; no row means no."""

    __tablename__ = "availability"

    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True
    )
    slot_id: Mapped[int] = mapped_column(
        ForeignKey("slot.id", ondelete="CASCADE"), primary_key=True
    )
    answer: Mapped[str]
    """``yes`` or ``if_needed``."""


class MarkRow(Model):
    """Whom a participant wants to meet, or would rather not, as it marked them."""

    __tablename__ = "mark"

    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True
    )
    target: Mapped[str] = mapped_column(primary_key=True)
    """The code of the other; never told who marked it so."""
    verdict: Mapped[str]
    """``meet`` or ``avoid``."""
    marked_at: Mapped[datetime]


class PersonalLinkRow(Model):
    """A link that opens a participant's own pages, or its calendar feed.

    The token is HMAC(secret key, purpose and nonce), so that a mail can carry it
    again while the table alone opens nothing.
    """

    __tablename__ = "personal_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    purpose: Mapped[str]
    """``personal`` or ``feed``."""
    nonce: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    participant: Mapped[ParticipantRow] = relationship()


class ConsentRow(Model):
    """One yes or no to what others may be told, and who said it; never changed."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    about: Mapped[str]
    """``wishes``, ``target_groups`` or ``directory``: the `Consent` of the matcher."""
    is_given: Mapped[bool]
    said_by: Mapped[str]
    """``participant``, ``organiser`` or ``sheet``."""
    how: Mapped[str] = mapped_column(default="")
    """How the organiser heard it: "aan de telefoon"."""
    said_at: Mapped[datetime]


class DecisionRow(Model):
    """What an organiser said once about two that look like one."""

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("event_id", "about", "a", "b"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    about: Mapped[str]
    """``group`` (codes of participants) or ``person`` (codes of delegates)."""
    a: Mapped[str]
    b: Mapped[str]
    """The other code, later in the alphabet."""
    verdict: Mapped[str]
    """``same`` or ``different``."""
    decided_at: Mapped[datetime]


class SubmissionRow(Model):
    """A form that was sent: the same key again gives the same answer."""

    __tablename__ = "submission"

    key: Mapped[str] = mapped_column(primary_key=True)
    outcome: Mapped[str]
    """What the first sending led to, such as a participant's id."""
    created_at: Mapped[datetime]
