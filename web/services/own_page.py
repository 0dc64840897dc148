"""What a participant's own pages start from: who, which event, what is allowed."""

from dataclasses import dataclass

from web.persistence.queries import participants
from web.persistence.rows import EventRow, ParticipantRow
from web.services.registration import (
    RegistrationState,
    may_answer,
    registration_state,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """A participant with its event, read for one request."""

    participant: ParticipantRow
    event: EventRow
    registration: RegistrationState
    may_answer: bool
    """Whether answers can be changed now."""
    has_programme: bool
    """Whether a programme was released."""


def get_event(event_id: int) -> EventRow:
    """Get the event of a page that is of no participant, such as a helper's."""
    return participants.get_event(event_id)


def get_own_page(participant_id: int) -> OwnPage:
    """Read a participant with its event."""
    row = participants.get_participant(participant_id)
    event = participants.get_event_of(row)
    return OwnPage(
        participant=row,
        event=event,
        registration=registration_state(event),
        may_answer=may_answer(event, row),
        has_programme=participants.find_released_programme(event.id) is not None,
    )
