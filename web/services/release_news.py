"""What a release tells to whom: the version against what every calendar was told.

Reads only. `web.services.releases` shows it to the organiser and then carries it
out, so that what was shown is what happens.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from matcher.invitations import (
    Method,
    NextState,
    SentState,
    fingerprint,
    from_ical,
    invitation_uid,
    mail_address,
    next_states,
)
from matcher.participants import DelegateId
from matcher.programme import MeetingId
from web.mail.compose import Appointment
from web.mail.outbox import EMAIL, Addressee, other_channel
from web.persistence.database import db
from web.persistence.queries import messages, setup, versions
from web.persistence.queries.participants import list_by_code, list_codes
from web.persistence.rows import (
    DelegateRow,
    EventRow,
    InvitationRow,
    MeetingRow,
    ParticipantRow,
    ProgrammeRow,
    TableRow,
)


class NewsKind(StrEnum):
    """What happens to somebody's meeting."""

    ADDED = "added"
    MOVED = "moved"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One person's place in a meeting of the new version."""

    uid: str
    meeting: MeetingRow
    participant: ParticipantRow
    delegate: DelegateRow
    other: str
    """The code of the participant at the other side of the table."""
    at: Appointment
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that one person is told."""

    state: NextState
    kind: NewsKind
    meeting_code: str
    participant: ParticipantRow | None
    """None when it was erased meanwhile."""
    participant_code: str
    delegate_code: str
    to: Addressee
    other: str
    """The code of whom they meet."""
    before: Appointment | None
    after: Appointment | None
    seat: Seat | None
    """Where they sit now; None when the meeting is cancelled."""
    previous: InvitationRow | None
    """What they were told last."""
    is_unmoved: bool = False
    """Whether the entry stands as it was and is only told to another address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that a release looks at, read once."""

    event: EventRow
    programme: ProgrammeRow
    participants: Mapping[str, ParticipantRow]
    newest: Mapping[str, InvitationRow]
    """By UID: the last that somebody was told."""

    @property
    def names(self) -> dict[str, str]:
        """What each participant is called, by code."""
        return {code: row.name for code, row in self.participants.items()}


def read_material(event_id: int, version: int) -> Material:
    """Read what a release of a version needs.

    Raises:
        NotFound: There is no such event or version.
    """
    event = setup.get_event(event_id)
    everybody = list_by_code(event_id, list_codes(event_id))
    newest = messages.list_newest_invitations(event_id)
    return Material(
        event=event,
        programme=versions.get_version(event_id, version),
        participants={row.code: row for row in everybody},
        newest={row.uid: row for row in newest},
    )


def list_seats(material: Material) -> tuple[Seat, ...]:
    """List both places of every meeting of which the people are known."""
    return tuple(
        seat
        for meeting in material.programme.meetings
        for seat in _seats_of(meeting, material)
    )


def list_news(material: Material) -> tuple[News, ...]:
    """List what must be told, cancellations first."""
    seats = {seat.uid: seat for seat in list_seats(material)}
    told = [
        SentState(
            uid=row.uid,
            sequence=row.sequence,
            method=Method(row.method),
            fingerprint=row.fingerprint,
        )
        for row in material.newest.values()
    ]
    wanted = {uid: seat.fingerprint for uid, seat in seats.items()}
    return tuple(
        _cancelled(state, material.newest[state.uid], material)
        if state.method is Method.CANCEL
        else _requested(state, seats[state.uid], material)
        for state in next_states(told, wanted)
    )


def list_lapsed(material: Material) -> tuple[News, ...]:
    """List what must be told because the other of a meeting is not there any more."""
    return tuple(
        news
        for news in list_news(material)
        if news.kind is NewsKind.REMOVED
        and news.participant is not None
        and news.other not in material.participants
    )


def _seats_of(meeting: MeetingRow, material: Material) -> Iterator[Seat]:
    at = appointment_of(meeting, material.event)
    sides = (
        (meeting.a, meeting.delegate_a, meeting.b),
        (meeting.b, meeting.delegate_b, meeting.a),
    )
    for code, delegate_code, other in sides:
        participant = material.participants.get(code)
        delegate = participant and _find_delegate(participant, delegate_code)
        if participant and delegate and at and other in material.participants:
            yield Seat(
                uid=invitation_uid(
                    material.event.uid,
                    MeetingId(meeting.code),
                    DelegateId(delegate_code),
                ),
                meeting=meeting,
                participant=participant,
                delegate=delegate,
                other=other,
                at=at,
                fingerprint=fingerprint(
                    start=at.start,
                    end=at.end,
                    where=f"{at.place}\x1f{at.table}",
                    address=mail_address(delegate.contact) or "",
                ),
            )


def appointment_of(meeting: MeetingRow, event: EventRow) -> Appointment | None:
    """Say when and where a meeting is; None if its slot is no longer there."""
    zone = ZoneInfo(event.timezone)
    table = find_table(event, meeting.table)
    for block in event.blocks:
        for slot in block.slots:
            if slot.code == meeting.slot:
                return Appointment(
                    start=slot.starts_at.astimezone(zone),
                    end=slot.ends_at.astimezone(zone),
                    place=table.block.place if table else block.place,
                    table=table.name if table else meeting.table,
                )
    return None


def find_table(event: EventRow, code: str) -> TableRow | None:
    """Find a table of an event by its code, in whichever block it stands."""
    tables = (table for block in event.blocks for table in block.tables)
    return next((table for table in tables if table.code == code), None)


def _find_delegate(participant: ParticipantRow, code: str) -> DelegateRow | None:
    people = (person for person in participant.delegates if person.code == code)
    return next(people, None)


def _requested(state: NextState, seat: Seat, material: Material) -> News:
    previous = material.newest.get(seat.uid)
    before = None
    if previous is not None and not state.is_new:
        before = _told(previous, material.event)
    # Somebody whose address was mended has not heard of it there.
    is_known = before is not None and before != seat.at
    return News(
        state=state,
        kind=NewsKind.MOVED if is_known else NewsKind.ADDED,
        meeting_code=seat.meeting.code,
        participant=seat.participant,
        participant_code=seat.participant.code,
        delegate_code=seat.delegate.code,
        to=addressee(seat.participant, seat.delegate),
        other=seat.other,
        before=before if is_known else None,
        after=seat.at,
        seat=seat,
        previous=previous,
        is_unmoved=before == seat.at,
    )


def _cancelled(state: NextState, previous: InvitationRow, material: Material) -> News:
    code = previous.participant_code
    participant = material.participants.get(code)
    first, _, second = previous.meeting_code.partition("+")
    return News(
        state=state,
        kind=NewsKind.REMOVED,
        meeting_code=previous.meeting_code,
        participant=participant,
        participant_code=code,
        delegate_code=previous.delegate_code,
        to=_last_addressee(previous, participant),
        other=second if first == code else first,
        before=_told(previous, material.event),
        after=None,
        seat=None,
        previous=previous,
    )


def _told(previous: InvitationRow, event: EventRow) -> Appointment:
    """Say what somebody was told: the times as stored, the place of that version."""
    zone = ZoneInfo(event.timezone)
    programme = db.session.get_one(ProgrammeRow, previous.programme_id)
    meetings = (m for m in programme.meetings if m.code == previous.meeting_code)
    meeting = next(meetings, None)
    table = find_table(event, meeting.table) if meeting else None
    return Appointment(
        start=previous.starts_at.astimezone(zone),
        end=previous.ends_at.astimezone(zone),
        place=table.block.place if table else "",
        table=table.name if table else "",
    )


def addressee(participant: ParticipantRow, delegate: DelegateRow) -> Addressee:
    """Say how a person is reached: by mail, or by the channel they like best."""
    address = mail_address(delegate.contact)
    return Addressee(
        channel=EMAIL if address else other_channel(participant),
        name=delegate.name,
        address=address or delegate.contact or "",
        participant=participant.code,
    )


def _last_addressee(
    previous: InvitationRow, participant: ParticipantRow | None
) -> Addressee:
    """Address a cancellation to whoever has the entry, also if they have left."""
    attendee = from_ical(previous.content).attendee
    delegate = participant and _find_delegate(participant, previous.delegate_code)
    if attendee is not None:
        name = delegate.name if delegate else attendee.name
        return Addressee(
            channel=EMAIL,
            name=name,
            address=attendee.address,
            participant=previous.participant_code,
        )
    return Addressee(
        channel=other_channel(participant) if participant else "telefoon",
        name=delegate.name if delegate else participant.name if participant else "",
        address=(delegate and delegate.contact) or "",
        participant=previous.participant_code,
    )
