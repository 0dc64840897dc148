"""Answering who delegates a meeting in a calendar: that is not done by mail."""

from zoneinfo import ZoneInfo

from matcher.invitations import Invitation, Mailbox, from_ical
from web.mail.compose import Appointment, Reader
from web.mail.notices import somebody_else
from web.mail.outbox import (
    EMAIL,
    Addressee,
    message_id_of,
    new_message,
    queue,
    writer_of,
)
from web.persistence.rows import EventRow, InvitationRow, ParticipantRow
from web.services import personal_links
from web.wording import in_language


def tell_how(
    event: EventRow, participant: ParticipantRow, invitation: InvitationRow
) -> None:
    """Mail how somebody else is sent: once for each state of an entry.

    Called inside the caller's transaction.
    """
    told = from_ical(invitation.content)
    attendee = told.attendee
    if attendee is None:
        raise ValueError("only who was invited by mail can delegate by mail")
    with in_language(participant.language):
        letter = somebody_else(
            writer_of(event),
            Reader(name=attendee.name, url=personal_links.personal_url(participant)),
            at=_appointment(told, ZoneInfo(event.timezone)),
        )
    message = new_message(
        letter,
        _addressee(attendee, participant),
        kind="delegation",
        message_id=message_id_of("delegation", f"{told.uid}.{told.sequence}"),
    )
    message.event_id = event.id
    queue(message)


def _appointment(told: Invitation, zone: ZoneInfo) -> Appointment:
    """Say when and where, in the words of the invitation."""
    return Appointment(
        start=told.start.astimezone(zone),
        end=told.end.astimezone(zone),
        place=told.location,
        table="",
    )


def _addressee(attendee: Mailbox, participant: ParticipantRow) -> Addressee:
    return Addressee(
        channel=EMAIL,
        name=attendee.name,
        address=attendee.address,
        participant=participant.code,
    )
