"""Finding the events that everybody may see."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from web.persistence.database import db
from web.persistence.rows import BlockRow, EventRow
from web.refusals import NotFound


def get_event_by_slug(slug: str) -> EventRow:
    """Get an event with its blocks and slots by its name in addresses.

    Raises:
        NotFound: There is none with this name.
    """
    row = db.session.scalar(
        select(EventRow)
        .where(EventRow.slug == slug)
        .options(selectinload(EventRow.blocks).selectinload(BlockRow.slots))
    )
    if row is None:
        raise NotFound("event", slug)
    return row


def find_withheld_languages(slug: str) -> list[str]:
    """List the languages an event is not offered in; none where there is no event."""
    return (
        db.session.scalar(
            select(EventRow.withheld_languages).where(EventRow.slug == slug)
        )
        or []
    )


def list_public_events() -> tuple[EventRow, ...]:
    """List the events that are no drafts: the open ones first, then the newest."""
    return tuple(
        db.session.scalars(
            select(EventRow)
            .where(EventRow.state != "draft")
            .order_by(EventRow.state.desc(), EventRow.id.desc())
            .options(selectinload(EventRow.blocks).selectinload(BlockRow.slots))
        )
    )
