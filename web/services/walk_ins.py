"""Walking in: who comes by on the day takes part at once, by three questions."""

import hashlib
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from matcher.concepts import concepts_of
from matcher.offers import Ask, Offer
from matcher.participants import Answer, LanguageSkill
from web import current
from web.persistence.database import db
from web.persistence.queries import participants
from web.persistence.rows import EventRow, ParticipantRow, SubmissionRow
from web.persistence.transaction import transaction
from web.services import rates, step_answers
from web.services.answers import (
    AboutAnswers,
    AskAnswers,
    DelegateAnswers,
    OfferAnswers,
    PeopleAnswers,
    SlotAnswer,
    TimeAnswers,
)
from web.services.event_days import SlotTime, list_blocks
from web.services.rates import Rate
from web.services.registration import (
    AnswersClosed,
    Started,
    TriedTooOften,
    add_draft,
    links_of,
)

SOURCE = "walk_in"
USUAL_KIND = "netwerk"
"""Of what somebody seeks or offers, where the text names no kind: they came to meet."""
_PER_IP = Rate(name="walk-in-ip", tries=120, minutes=60)
"""More than for registering: at the door all use one phone or one network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkIn:
    """What somebody at the door says."""

    name: str
    kind: str
    seeks: str
    offers: str
    from_slot: str
    """The code of the first slot in which they can come."""


def list_slots_left(event: EventRow) -> tuple[SlotTime, ...]:
    """List today's slots that have not begun; none when it is not the day."""
    if event.state == "draft":
        return ()
    now = current.clock().now()
    today = now.astimezone(ZoneInfo(event.timezone)).date()
    return tuple(
        slot
        for block in list_blocks(event)
        for slot in block.slots
        if slot.start.date() == today and slot.start > now
    )


def register_walk_in(
    event_id: int, walk_in: WalkIn, *, key: str, language: str, ip: str
) -> Started | AnswersClosed | TriedTooOften:
    """Let somebody take part from now on; the same form again changes nothing.

    Args:
        event_id: The event that is going on.
        walk_in: What they say.
        key: The random key of the form that was sent.
        language: What they read Trefpunt in, which they can speak too.
        ip: Where the form came from, to slow down a machine.
    """
    submission_key = hashlib.sha256(f"walk-in:{event_id}:{key}".encode()).hexdigest()
    with transaction():
        event = participants.get_event(event_id)
        earlier = participants.find_submission(submission_key)
        if earlier is not None:
            return links_of(participants.get_participant(int(earlier.outcome)))
        left = list_slots_left(event)
        codes = [slot.code for slot in left]
        if walk_in.from_slot not in codes:
            return AnswersClosed()
        if not rates.allows(_PER_IP, ip):
            return TriedTooOften()
        about = AboutAnswers(name=walk_in.name, kind=walk_in.kind)
        row = add_draft(event, about, language)
        _answer(row, walk_in, left[codes.index(walk_in.from_slot) :], language)
        db.session.add(
            SubmissionRow(
                key=submission_key, outcome=str(row.id), created_at=row.created_at
            )
        )
        return links_of(row)


def _answer(
    row: ParticipantRow, walk_in: WalkIn, slots: tuple[SlotTime, ...], language: str
) -> None:
    """Fill in what the other steps would ask, as far as three questions tell it."""
    offers = [Offer(kind=_kind(walk_in.offers), text=walk_in.offers)]
    asks = [Ask(kind=_kind(walk_in.seeks), text=walk_in.seeks)]
    for answers in (
        OfferAnswers(offers=tuple(offer for offer in offers if offer.text)),
        AskAnswers(asks=tuple(ask for ask in asks if ask.text)),
        TimeAnswers(
            slots=tuple(SlotAnswer(slot_id=s.id, answer=Answer.YES) for s in slots)
        ),
        PeopleAnswers(
            delegates=(DelegateAnswers(name=walk_in.name),),
            languages=(LanguageSkill(code=language, level=""),),
        ),
    ):
        step_answers.write(row, answers)
    row.source = SOURCE
    row.state = "registered"
    row.registered_at = row.created_at
    row.revision += 1


def _kind(text: str) -> str:
    """Give the kind of need that a text names."""
    named = sorted(c.code for c in concepts_of(text) if c.scheme == "need_kind")
    return named[0] if named else USUAL_KIND
