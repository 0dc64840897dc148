"""Files that an organiser sent and has not confirmed yet."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from web.persistence.model import Model


class UploadRow(Model):
    """A sheet with participants that waits for the organiser's word.

    Gone once it is confirmed or thrown away, and after a day at the latest.
    """

    __tablename__ = "upload"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), index=True
    )
    sent_by: Mapped[str]
    """The organiser's address."""
    name: Mapped[str]
    """Of the file, to be shown."""
    content: Mapped[bytes] = mapped_column(LargeBinary)
    """The sheet as it was read (`web.services.sheet_files`)."""
    left_out: Mapped[list[str]] = mapped_column(default=list)
    """Codes of the rows that the organiser leaves out."""
    created_at: Mapped[datetime]
