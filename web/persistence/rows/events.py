"""Events: what the organiser sets up before anybody registers."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from web.persistence.model import Model
from web.persistence.rows.accounts import OrganiserRow


class EventRow(Model):
    """A networking event."""

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    """A random UUID: the namespace of the event's calendar identities."""
    slug: Mapped[str] = mapped_column(unique=True)
    """Its name in addresses, such as ``netwerkbeurs-waterlede``."""
    name: Mapped[str]
    intro: Mapped[str] = mapped_column(default="")
    timezone: Mapped[str] = mapped_column(default="Europe/Amsterdam")
    state: Mapped[str] = mapped_column(default="draft")
    """``draft``, ``open`` (registration is open) or ``closed``."""
    answers_until: Mapped[date | None]
    """Until this day participants can register and change their answers."""
    help_name: Mapped[str] = mapped_column(default="")
    help_phone: Mapped[str] = mapped_column(default="")
    help_email: Mapped[str] = mapped_column(default="")
    help_visit: Mapped[str] = mapped_column(default="")
    rules: Mapped[dict[str, object]] = mapped_column(default=dict)
    """The fields of `matcher.event.Rules` that differ from their default."""
    on_decline: Mapped[str] = mapped_column(default="organiser")
    """Who takes a declined meeting away: ``organiser``, or ``direct``."""
    on_other_time: Mapped[str] = mapped_column(default="organiser")
    """Who moves a meeting to a time that somebody chose: the same two."""
    marketplace: Mapped[bool] = mapped_column(default=True)
    """Whether participants can look through what others offer and ask."""
    withheld_languages: Mapped[list[str]] = mapped_column(default=list)
    """Codes of languages in which participants do not get its pages."""
    keep_days: Mapped[int] = mapped_column(default=90)
    """Days after the last slot until all about participants is erased."""
    warned_at: Mapped[datetime | None]
    """When its organisers were told that this is near."""
    erased_at: Mapped[datetime | None]
    """When it was done; no participant of it is known any more."""
    counts: Mapped[dict[str, object]] = mapped_column(default=dict)
    """What stays then: numbers by name."""
    calendar_names: Mapped[bool] = mapped_column(default=False)
    """Whether calendars show with whom; by default they show the table only."""
    calendar_alarm: Mapped[int] = mapped_column(default=15)
    """Minutes before a meeting at which calendars ring; 0 for not at all."""
    reminders: Mapped[list[str]] = mapped_column(default=list)
    """The moments at which people are reminded (`matcher.reminders`)."""
    revision: Mapped[int] = mapped_column(default=1)
    """Rises with each change, so that two tabs cannot overwrite each other."""
    created_at: Mapped[datetime]

    blocks: Mapped[list["BlockRow"]] = relationship(
        back_populates="event",
        order_by="BlockRow.position",
        cascade="all, delete-orphan",
    )
    interpreters: Mapped[list["InterpreterRow"]] = relationship(
        cascade="all, delete-orphan", order_by="InterpreterRow.id"
    )


class EventOrganiserRow(Model):
    """Who organises which event, with equal rights."""

    __tablename__ = "event_organiser"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    organiser_id: Mapped[int] = mapped_column(
        ForeignKey("organiser.id", ondelete="CASCADE"), primary_key=True
    )
    feed_nonce: Mapped[str | None]
    """What the token of their calendar feed is made from; None before there is one."""
    feed_hash: Mapped[str | None] = mapped_column(unique=True)

    organiser: Mapped[OrganiserRow] = relationship()


class BlockRow(Model):
    """A run of slots in one place."""

    __tablename__ = "block"
    __table_args__ = (UniqueConstraint("event_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    code: Mapped[str]
    """``A``, ``B``, ...; slots and tables are named after it."""
    name: Mapped[str]
    place: Mapped[str]
    position: Mapped[int]

    event: Mapped[EventRow] = relationship(back_populates="blocks")
    slots: Mapped[list["SlotRow"]] = relationship(
        back_populates="block",
        order_by="SlotRow.starts_at",
        cascade="all, delete-orphan",
    )
    tables: Mapped[list["TableRow"]] = relationship(
        back_populates="block",
        order_by="TableRow.position",
        cascade="all, delete-orphan",
    )


class SlotRow(Model):
    """One round of a block."""

    __tablename__ = "slot"
    __table_args__ = (UniqueConstraint("event_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    block_id: Mapped[int] = mapped_column(
        ForeignKey("block.id", ondelete="CASCADE"), index=True
    )
    code: Mapped[str]
    """``A1``: the `SlotId` of the matcher."""
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]

    block: Mapped[BlockRow] = relationship(back_populates="slots")


class TableRow(Model):
    """A table of a block; a stand if it has an owner."""

    __tablename__ = "meeting_table"
    __table_args__ = (UniqueConstraint("event_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    block_id: Mapped[int] = mapped_column(
        ForeignKey("block.id", ondelete="CASCADE"), index=True
    )
    code: Mapped[str]
    """``A-7``: the `TableId` of the matcher."""
    name: Mapped[str]
    position: Mapped[int]
    features: Mapped[list[str]] = mapped_column(default=list)
    owner_code: Mapped[str | None]
    """The code of the participant whose stand it is."""

    block: Mapped[BlockRow] = relationship(back_populates="tables")


class InterpreterRow(Model):
    """An interpreter of the event."""

    __tablename__ = "interpreter"
    __table_args__ = (UniqueConstraint("event_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    code: Mapped[str]
    name: Mapped[str]
    languages: Mapped[list[str]] = mapped_column(default=list)
    slots: Mapped[list[str]] = mapped_column(default=list)
    """Codes of the slots in which this interpreter is there."""
