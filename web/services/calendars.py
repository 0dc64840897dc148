"""Calendar files of a participant: one invitation, or the feed of all."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from matcher.invitations import FeedHead, Method, feed
from web import current
from web.persistence.queries import messages
from web.persistence.queries.participants import get_event_of, get_participant
from web.persistence.rows import InvitationRow
from web.refusals import NotFound
from web.services import personal_links
from web.wording import gettext as _
from web.wording import in_language

CANCELLED_STAYS = timedelta(days=30)
"""How long a feed goes on showing a cancelled meeting, so that all have seen it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFile:
    """A feed with what a browser needs to ask whether it changed."""

    content: bytes
    etag: str
    last_modified: datetime


def invitation_file(participant_id: int, meeting_code: str) -> bytes:
    """Give the invitation of one meeting, byte for byte as it was sent.

    Raises:
        NotFound: The participant has no such meeting, or no longer.
    """
    participant = get_participant(participant_id)
    rows = messages.list_newest_invitations_of(participant.event_id, participant.code)
    found = [
        row
        for row in rows
        if row.meeting_code == meeting_code and row.method == Method.REQUEST
    ]
    if not found:
        raise NotFound("invitation", meeting_code)
    return found[0].content


def feed_file(participant_id: int) -> CalendarFile:
    """Give all meetings of a participant as one calendar to subscribe to."""
    participant = get_participant(participant_id)
    event = get_event_of(participant)
    rows = messages.list_newest_invitations_of(event.id, participant.code)
    shown = [row for row in rows if _is_shown(row)]
    with in_language(participant.language):
        head = FeedHead(
            name=_("Mijn gesprekken"),
            timezone=event.timezone,
            source_url=personal_links.find_feed_url(participant) or "",
        )
    content = feed([row.content for row in shown], head)
    return CalendarFile(
        content=content,
        etag=sha256(content).hexdigest()[:32],
        last_modified=max((row.stamped_at for row in rows), default=event.created_at),
    )


def _is_shown(row: InvitationRow) -> bool:
    is_recent = current.clock().now() - row.stamped_at < CANCELLED_STAYS
    return row.method == Method.REQUEST or is_recent
