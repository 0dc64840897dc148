"""What was agreed, by whom and how: codes to be sure who asks."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from web.persistence.model import Model


class ConfirmationCodeRow(Model):
    """A code of ten minutes: whoever types it has more than the personal link."""

    __tablename__ = "confirmation_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    code_hash: Mapped[str]
    """HMAC(secret key, participant and code): a code alone could be guessed."""
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]
