"""Letting the other side know how to reach you: only when both say yes.

The question comes once a meeting has begun. A no and silence look the same to the
other, and a yes can be taken back.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from web import current
from web.persistence.database import db
from web.persistence.queries import consents, participants
from web.persistence.rows import ContactConsentRow, MeetingRow, ParticipantRow
from web.persistence.transaction import transaction
from web.refusals import NotFound
from web.services.event_days import list_blocks
from web.services.own_page import OwnPage, get_own_page


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachablePerson:
    """Somebody who sat at the table, and how to reach them."""

    name: str
    contact: str
    """Empty where they gave none: the organisers know the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactQuestion:
    """One that was met, and what was said about keeping in touch."""

    code: str
    name: str
    gives: ReachablePerson
    """What the other would see of the reader."""
    answer: bool | None
    """None as long as the reader said nothing."""
    person: ReachablePerson | None
    """Whom to reach; only when both said yes."""


def list_questions(page: OwnPage) -> tuple[ContactQuestion, ...]:
    """List the participants that one has met, with what both agreed to show."""
    me = page.participant
    met = _meetings_begun(page)
    others = participants.list_by_code(page.event.id, frozenset(met))
    said = {
        (row.participant_id, row.other_id): row.agrees
        for row in consents.list_contact_consents(me.id)
    }
    return tuple(
        _question(me, other, met[other.code], said)
        for other in sorted(others, key=lambda row: row.name.casefold())
    )


def answer_question(participant_id: int, code: str, *, agrees: bool) -> None:
    """Keep whether one that was met may know how to reach them.

    Raises:
        NotFound: They have not met.
    """
    with transaction():
        page = get_own_page(participant_id)
        others = participants.list_by_code(page.event.id, frozenset({code}))
        if not others or code not in _meetings_begun(page):
            raise NotFound("meeting", code)
        row = consents.find_contact_consent(participant_id, others[0].id)
        if row is None:
            row = ContactConsentRow(
                participant_id=participant_id, other_id=others[0].id
            )
            db.session.add(row)
        row.agrees = agrees
        row.decided_at = current.clock().now()


def _meetings_begun(page: OwnPage) -> Mapping[str, MeetingRow]:
    """Give the meetings of the released programme that have begun, by the other."""
    programme = participants.find_released_programme(page.event.id)
    if programme is None:
        return {}
    now = current.clock().now()
    begun = {
        slot.code
        for block in list_blocks(page.event)
        for slot in block.slots
        if slot.start <= now
    }
    code = page.participant.code
    return {
        row.b if row.a == code else row.a: row
        for row in participants.list_meetings_of(programme.id, code)
        if row.slot in begun
    }


def _question(
    me: ParticipantRow,
    other: ParticipantRow,
    meeting: MeetingRow,
    said: Mapping[tuple[int, int], bool],
) -> ContactQuestion:
    is_a = meeting.a == me.code
    mine, theirs = said.get((me.id, other.id)), said.get((other.id, me.id))
    own_person = meeting.delegate_a if is_a else meeting.delegate_b
    their_person = meeting.delegate_b if is_a else meeting.delegate_a
    return ContactQuestion(
        code=other.code,
        name=other.name,
        gives=_person(me, own_person),
        answer=mine,
        person=_person(other, their_person) if mine and theirs else None,
    )


def _person(row: ParticipantRow, code: str) -> ReachablePerson:
    """Give who sat there; where they have left, the group itself."""
    for delegate in row.delegates:
        if delegate.code == code:
            return ReachablePerson(name=delegate.name, contact=delegate.contact or "")
    return ReachablePerson(name=row.name, contact="")
