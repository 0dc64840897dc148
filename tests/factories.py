# ruff: noqa: PLR0913 -- a factory mirrors the columns of its row
"""Factories of rows: plain defaults, added to the session, flushed, not committed.

Call them inside ``transaction()``::

    with app.app_context(), transaction():
        event = an_event_row(blocks=2)
        participant = a_participant_row(event)
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_DNS, uuid5

from web.persistence.database import db
from web.persistence.rows import (
    AskRow,
    AvailabilityRow,
    BlockRow,
    DelegateRow,
    EventOrganiserRow,
    EventRow,
    InterpreterRow,
    MeetingRow,
    OfferRow,
    OrganiserRow,
    ParticipantRow,
    ProgrammeRow,
    SlotRow,
    TableRow,
)

NOW = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
"""When every row was made; `tests.clocks.FixedClock` starts at the same moment."""
THURSDAY_EVENING = datetime(2026, 10, 22, 16, 45, tzinfo=UTC)
"""18.45 in Amsterdam: the first slot of the first block."""
SLOT = timedelta(minutes=20)
CHANGE_OVER = timedelta(minutes=5)


def an_event_row(
    slug: str = "netwerkbeurs",
    *,
    name: str = "Netwerkbeurs Waterlede",
    state: str = "open",
    blocks: int = 1,
    slots: int = 3,
    tables: int = 2,
    rules: Mapping[str, object] | None = None,
) -> EventRow:
    """Make an event: blocks A, B ... with slots A1, A2 ... and tables A-1, A-2 ..."""
    event = EventRow(
        uid=str(uuid5(NAMESPACE_DNS, slug)),
        slug=slug,
        name=name,
        state=state,
        help_name="Samira",
        help_phone="06-00000000",
        help_email="hulp@voorbeeld.nl",
        rules=dict(rules or {}),
        created_at=NOW,
    )
    db.session.add(event)
    db.session.flush()
    for position in range(blocks):
        _add_block(event, position, slots=slots, tables=tables)
    db.session.flush()
    return event


def _add_block(event: EventRow, position: int, *, slots: int, tables: int) -> None:
    code = "ABCDEFGH"[position]
    start = THURSDAY_EVENING + timedelta(days=7 * position)
    block = BlockRow(
        event_id=event.id,
        code=code,
        name=f"blok {code}",
        place="Stadhuis, raadzaal",
        position=position,
    )
    event.blocks.append(block)
    db.session.flush()
    for number in range(slots):
        begin = start + number * (SLOT + CHANGE_OVER)
        block.slots.append(
            SlotRow(
                event_id=event.id,
                code=f"{code}{number + 1}",
                starts_at=begin,
                ends_at=begin + SLOT,
            )
        )
    for number in range(tables):
        block.tables.append(
            TableRow(
                event_id=event.id,
                code=f"{code}-{number + 1}",
                name=str(number + 1),
                position=number,
            )
        )


def a_participant_row(
    event: EventRow,
    code: str = "W001",
    *,
    name: str = "Koffie & Verhalen",
    kind: str = "informal",
    state: str = "registered",
    offers: Iterable[tuple[str, str]] = (("menskracht", "zes vrijwilligers"),),
    asks: Iterable[tuple[str, str]] = (("ruimte", "een zaaltje op dinsdag"),),
    themes: Iterable[str] = ("ontmoeting",),
    target_groups: Iterable[str] = ("ouderen",),
    delegates: Iterable[str] = ("Fatma Yilmaz",),
    contact: str | None = "fatma@voorbeeld.nl",
    channels: Iterable[str] = ("email",),
    wishes: str = "",
    slots: Iterable[str] | None = None,
) -> ParticipantRow:
    """Make a participant who can come in the slots named (default: all)."""
    participant = ParticipantRow(
        event_id=event.id,
        code=code,
        state=state,
        name=name,
        kind=kind,
        description="Wij ontmoeten elkaar elke week.",
        area="Oost",
        themes=list(themes),
        target_groups=list(target_groups),
        languages=[{"code": "nl", "level": ""}],
        channels=list(channels),
        wishes=wishes,
        created_at=NOW,
        updated_at=NOW,
        registered_at=NOW if state == "registered" else None,
        offers=[
            OfferRow(position=n, kind=kind, text=text)
            for n, (kind, text) in enumerate(offers)
        ],
        asks=[
            AskRow(position=n, kind=kind, text=text)
            for n, (kind, text) in enumerate(asks)
        ],
        delegates=[
            DelegateRow(
                code=f"{code}.{n + 1}",
                position=n,
                name=person,
                contact=contact if n == 0 else None,
            )
            for n, person in enumerate(delegates)
        ],
    )
    wanted = None if slots is None else set(slots)
    participant.availability = [
        AvailabilityRow(slot_id=slot.id, answer="yes")
        for block in event.blocks
        for slot in block.slots
        if wanted is None or slot.code in wanted
    ]
    db.session.add(participant)
    db.session.flush()
    return participant


def an_organiser_row(
    email: str = "samira@voorbeeld.nl",
    *,
    name: str = "Samira",
    of: Iterable[EventRow] = (),
) -> OrganiserRow:
    """Make an organiser of the events given."""
    organiser = OrganiserRow(email=email, name=name, created_at=NOW)
    db.session.add(organiser)
    db.session.flush()
    for event in of:
        db.session.add(EventOrganiserRow(event_id=event.id, organiser_id=organiser.id))
    db.session.flush()
    return organiser


def an_interpreter_row(
    event: EventRow, code: str = "T1", *, languages: Iterable[str] = ("ti",)
) -> InterpreterRow:
    """Make an interpreter who is there in every slot."""
    interpreter = InterpreterRow(
        event_id=event.id,
        code=code,
        name="Selam",
        languages=list(languages),
        slots=[slot.code for block in event.blocks for slot in block.slots],
    )
    db.session.add(interpreter)
    db.session.flush()
    return interpreter


def a_programme_row(
    event: EventRow,
    pairs: Iterable[tuple[str, str]] = (("W001", "W002"),),
    *,
    version: int = 1,
    state: str = "draft",
) -> ProgrammeRow:
    """Make a programme: the pairs meet one after the other at the first table."""
    programme = ProgrammeRow(
        event_id=event.id,
        version=version,
        state=state,
        created_at=NOW,
        released_at=NOW if state == "released" else None,
        released_by="samira@voorbeeld.nl" if state == "released" else None,
    )
    block = event.blocks[0]
    for slot, (a, b) in zip(block.slots, pairs, strict=False):
        programme.meetings.append(
            MeetingRow(
                code="+".join(sorted((a, b))),
                a=a,
                b=b,
                slot=slot.code,
                table=block.tables[0].code,
                delegate_a=f"{a}.1",
                delegate_b=f"{b}.1",
                value=100,
                reasons=[
                    {
                        "kind": "offer_answers_ask",
                        "weight": 100,
                        "giver": a,
                        "receiver": b,
                        "offer": "zes vrijwilligers",
                        "ask": "hulp op dinsdag",
                        "wish": "",
                        "codes": ["menskracht"],
                    }
                ],
            )
        )
    db.session.add(programme)
    db.session.flush()
    return programme
