"""Files that wait for the organiser's word."""

from datetime import datetime

from sqlalchemy import delete, select

from web.persistence.database import db
from web.persistence.rows import UploadRow
from web.refusals import NotFound


def get_upload(event_id: int, upload_id: int) -> UploadRow:
    """Get a file of an event.

    Raises:
        NotFound: The event has no such file, or no longer.
    """
    row = db.session.scalar(
        select(UploadRow).where(
            UploadRow.event_id == event_id, UploadRow.id == upload_id
        )
    )
    if row is None:
        raise NotFound("upload", upload_id)
    return row


def delete_uploads_before(moment: datetime) -> None:
    """Delete every file that was sent before a moment, of any event."""
    db.session.execute(delete(UploadRow).where(UploadRow.created_at < moment))
