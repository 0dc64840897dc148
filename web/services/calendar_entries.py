"""One person's calendar entry for one meeting, as a release tells it."""

from dataclasses import replace
from datetime import datetime, timedelta

from matcher.invitations import Invitation, Mailbox, Method, from_ical
from matcher.participants import ParticipantId
from web import current
from web.mail.outbox import EMAIL
from web.persistence import loading
from web.services import personal_links
from web.services.release_news import Material, News
from web.wording import in_language
from web.wording.calendars import entry_description, entry_place, entry_title
from web.wording.reasons import exchange


def invitation_of(news: News, material: Material, now: datetime) -> Invitation:
    """Make the next state of an entry, stamped now or, if that is later, as before.

    Called inside a transaction: it makes the personal link that the entry shows.
    """
    stamp = now.replace(microsecond=0)
    if news.previous is not None:
        stamp = max(stamp, news.previous.stamped_at)
    if news.seat is None:
        return _cancelled(news, stamp)
    seat, participant, event = news.seat, news.seat.participant, material.event
    url = personal_links.personal_url(participant)
    other = material.names.get(seat.other, "") if event.calendar_names else ""
    gifts = exchange(
        loading.meeting_value(seat.meeting).reasons, ParticipantId(participant.code)
    )
    with in_language(participant.language):
        return Invitation(
            uid=seat.uid,
            sequence=news.state.sequence,
            method=Method.REQUEST,
            stamped_at=stamp,
            start=seat.at.start,
            end=seat.at.end,
            summary=entry_title(seat.at.table, other),
            location=entry_place(seat.at.place, seat.at.table),
            description=entry_description(
                seat.at.start,
                seat.at.end,
                gifts=gifts,
                url=url,
            ),
            organizer=Mailbox(name=event.name, address=current.settings().mail_from),
            attendee=Mailbox(name=news.to.name, address=news.to.address)
            if news.to.channel == EMAIL
            else None,
            url=url,
            alarm=timedelta(minutes=event.calendar_alarm) or None,
        )


def _cancelled(news: News, stamp: datetime) -> Invitation:
    """Make a CANCEL of what was sent: to the same address, of the same entry."""
    assert news.previous is not None  # noqa: S101 -- a cancellation has one
    return replace(
        from_ical(news.previous.content),
        method=Method.CANCEL,
        sequence=news.state.sequence,
        stamped_at=stamp,
        alarm=None,
    )
