"""Work that outlives a request."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from web.persistence.model import Model


class JobRow(Model):
    """One piece of work, claimed with a lease and finished behind a fence."""

    __tablename__ = "job"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    """``plan``."""
    event_id: Mapped[int | None] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), index=True
    )
    arguments: Mapped[dict[str, object]] = mapped_column(default=dict)
    state: Mapped[str] = mapped_column(default="queued", index=True)
    """``queued``, ``running``, ``done``, ``failed`` or ``cancelled``."""
    attempts: Mapped[int] = mapped_column(default=0)
    fence: Mapped[int] = mapped_column(default=0)
    """Rises with each claim; only its holder may report and finish."""
    owner: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    run_after: Mapped[datetime]
    progress: Mapped[dict[str, object]] = mapped_column(default=dict)
    cancel: Mapped[str] = mapped_column(default="")
    """Empty, ``keep`` (stop and keep the best so far) or ``discard``."""
    result: Mapped[dict[str, object]] = mapped_column(default=dict)
    error: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class WorkerRow(Model):
    """A worker process and its last sign of life."""

    __tablename__ = "worker"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    """The machine and process, with a random part: a number can come back."""
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)
