"""What somebody hears about an answer that changed nothing."""

from matcher.invitations import mail_address
from web.mail import compose, outbox
from web.mail.compose import Reader
from web.mail.outbox import EMAIL, Addressee, other_channel
from web.persistence.queries.participants import (
    find_released_programme,
    get_event,
    list_by_code,
)
from web.persistence.rows import MeetingRow
from web.services import personal_links
from web.services.meeting_answers import MeetingAnswer
from web.services.release_news import appointment_of
from web.wording import in_language


def queue_time_stays(event_id: int, answer: MeetingAnswer) -> None:
    """Tell somebody who asked for another time that there is none.

    Called inside the transaction of the decision.
    """
    event = get_event(event_id)
    meeting = _find_meeting(event_id, answer.meeting_code)
    at = appointment_of(meeting, event) if meeting else None
    if meeting is None or at is None:
        return
    codes = frozenset({meeting.a, meeting.b})
    rows = {row.code: row for row in list_by_code(event_id, codes)}
    participant = rows.get(answer.participant_code)
    people = participant.delegates if participant else ()
    person = next((d for d in people if d.code == answer.delegate_code), None)
    if participant is None or person is None:
        return
    other = rows.get(meeting.b if meeting.a == participant.code else meeting.a)
    address = mail_address(person.contact)
    with in_language(participant.language):
        letter = compose.time_stays(
            outbox.writer_of(event),
            Reader(name=person.name, url=personal_links.personal_url(participant)),
            other=other.name if other else "",
            at=at,
        )
    message = outbox.new_message(
        letter,
        Addressee(
            channel=EMAIL if address else other_channel(participant),
            name=person.name,
            address=address or person.contact or "",
            participant=participant.code,
        ),
        kind="time_stays",
        message_id=outbox.message_id_of(
            "time-stays", f"{answer.uid}:{answer.sequence}:{answer.answered_at}"
        ),
    )
    message.event_id = event.id
    outbox.queue(message)


def _find_meeting(event_id: int, code: str) -> MeetingRow | None:
    programme = find_released_programme(event_id)
    meetings = programme.meetings if programme else ()
    return next((meeting for meeting in meetings if meeting.code == code), None)
