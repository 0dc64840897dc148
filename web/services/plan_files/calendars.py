"""The calendar files of a planned event: one per person and meeting, and feeds.

Titles, places and texts are neutral: a calendar that others see must not tell with
whom somebody talks. For a person without e-mail the attendee is an address that
reaches nobody (`matcher.invitations.stand_in_address`).
"""

import re
from collections.abc import Iterator

from matcher.invitations import (
    FeedHead,
    Invitation,
    Mailbox,
    Method,
    feed,
    invitation_uid,
    mail_address,
    stand_in_address,
    to_ical,
)
from matcher.participants import Delegate, ParticipantId
from matcher.programme import Meeting
from web.services.plan_files.contents import PlanContents
from web.wording.calendars import entry_description, entry_place, entry_title
from web.wording.reasons import exchange

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def invitation_files(contents: PlanContents) -> Iterator[tuple[str, bytes]]:
    """Give the name and the bytes of an invitation for each person and meeting."""
    for meeting in contents.meetings:
        for own, delegate, other in _seats(contents, meeting):
            name = _file_name(meeting.slot, delegate.id, f"{own}+{other}")
            yield name, to_ical(_invitation(contents, meeting, own, delegate))


def feed_files(contents: PlanContents) -> Iterator[tuple[str, bytes]]:
    """Give the name and the bytes of a calendar for each participant."""
    entries: dict[ParticipantId, list[bytes]] = {
        participant.id: [] for participant in contents.participants
    }
    for meeting in contents.meetings:
        for own, delegate, _other in _seats(contents, meeting):
            entries[own].append(to_ical(_invitation(contents, meeting, own, delegate)))
    head = FeedHead(
        name=contents.event.name, timezone=contents.event.timezone, source_url=""
    )
    for participant, files in entries.items():
        yield _file_name(participant), feed(files, head)


def _seats(
    contents: PlanContents, meeting: Meeting
) -> Iterator[tuple[ParticipantId, Delegate, ParticipantId]]:
    """Give both people of a meeting, with their own and the other participant."""
    delegates = contents.index.delegates
    yield meeting.a, delegates[meeting.delegate_a], meeting.b
    yield meeting.b, delegates[meeting.delegate_b], meeting.a


def _invitation(
    contents: PlanContents, meeting: Meeting, own: ParticipantId, delegate: Delegate
) -> Invitation:
    index = contents.index
    slot, table = index.slots[meeting.slot], index.tables[meeting.table]
    address = mail_address(delegate.contact) or stand_in_address(delegate.id)
    return Invitation(
        uid=invitation_uid(contents.event.uid, meeting.id, delegate.id),
        sequence=0,
        method=Method.REQUEST,
        stamped_at=contents.made_at,
        start=slot.start,
        end=slot.end,
        summary=entry_title(table.name),
        location=entry_place(index.blocks[slot.id].place, table.name),
        description=entry_description(
            slot.start, slot.end, gifts=exchange(meeting.reasons, own), url=""
        ),
        organizer=Mailbox(name=contents.event.name, address=contents.organiser_address),
        attendee=Mailbox(name=delegate.name, address=address),
    )


def _file_name(*parts: str) -> str:
    """Make a file name of ids that somebody typed; what is unsafe becomes a dash."""
    safe = (_UNSAFE.sub("-", part).strip(".-") or "x" for part in parts)
    return f"{'_'.join(safe)}.ics"
