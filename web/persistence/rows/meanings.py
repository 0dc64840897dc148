"""What texts mean, kept so that each is read once."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from web.persistence.model import Model


class MeaningRow(Model):
    """The vector of one text; the text itself is not kept here, only its hash."""

    __tablename__ = "meaning"

    digest: Mapped[str] = mapped_column(primary_key=True)
    """Of the model, of whether the text asks or offers, and of the text."""
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    """32-bit floats, little-endian."""
    used_at: Mapped[datetime] = mapped_column(index=True)
