# ruff: noqa: PLR0913 -- a builder mirrors the fields of its value
"""Builders of matcher values: every field has a plain default, tests name the rest.

Import them as ``from tests.builders import a_participant``. Nothing here is
random and nothing depends on another call.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from matcher.event import (
    Block,
    BlockId,
    Event,
    EventInterpreter,
    InterpreterId,
    MeetingTable,
    Rules,
    SlotId,
    TableId,
    TimeSlot,
)
from matcher.offers import Ask, Offer
from matcher.participants import (
    Answer,
    Consent,
    Delegate,
    DelegateId,
    LanguageSkill,
    Participant,
    ParticipantId,
)
from matcher.programme import Meeting, Programme
from matcher.reasons import Reason, ReasonKind

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
THURSDAY_EVENING = datetime(2026, 10, 22, 18, 45, tzinfo=AMSTERDAM)
"""The first slot of the demo event; the clock changes three days later."""
SLOT = timedelta(minutes=20)
CHANGE_OVER = timedelta(minutes=5)


def a_slot(code: str = "A1", *, start: datetime = THURSDAY_EVENING) -> TimeSlot:
    """Build a slot of twenty minutes."""
    return TimeSlot(id=SlotId(code), start=start, end=start + SLOT)


def a_block(
    code: str = "A",
    *,
    name: str = "donderdagavond",
    place: str = "Stadhuis, raadzaal",
    start: datetime = THURSDAY_EVENING,
    slots: int = 3,
    tables: int = 2,
) -> Block:
    """Build a block with slots ``A1``, ``A2`` ... and tables ``A-1``, ``A-2`` ..."""
    return Block(
        id=BlockId(code),
        name=name,
        place=place,
        slots=tuple(
            a_slot(f"{code}{n + 1}", start=start + n * (SLOT + CHANGE_OVER))
            for n in range(slots)
        ),
        tables=tuple(a_table(f"{code}-{n + 1}") for n in range(tables)),
    )


def a_table(
    code: str = "A-1", *, features: Iterable[str] = (), owner: str | None = None
) -> MeetingTable:
    """Build a table whose name is the last part of its code."""
    return MeetingTable(
        id=TableId(code),
        name=code.rpartition("-")[2],
        features=frozenset(features),
        owner=owner,
    )


def an_interpreter(
    code: str = "T1", *, languages: Iterable[str] = ("ti",), slots: str = "A1 A2 A3"
) -> EventInterpreter:
    """Build an interpreter, available in the slots named."""
    return EventInterpreter(
        id=InterpreterId(code),
        name=f"Tolk {code}",
        languages=frozenset(languages),
        slots=frozenset(SlotId(slot) for slot in slots.split()),
    )


def an_event(
    *,
    blocks: Sequence[Block] | None = None,
    rules: Rules | None = None,
    interpreters: Sequence[EventInterpreter] = (),
    uid: str = "event-1",
    name: str = "Netwerkbeurs Waterlede",
) -> Event:
    """Build an event: one evening of three slots and two tables by default."""
    return Event(
        uid=uid,
        name=name,
        timezone=AMSTERDAM.key,
        blocks=tuple(blocks) if blocks is not None else (a_block(),),
        interpreters=tuple(interpreters),
        rules=rules if rules is not None else Rules(),
    )


def a_delegate(
    code: str = "P1.1",
    name: str = "Mehari",
    *,
    role: str = "",
    contact: str | None = None,
) -> Delegate:
    """Build a delegate."""
    return Delegate(id=DelegateId(code), name=name, role=role, contact=contact)


def languages(text: str) -> tuple[LanguageSkill, ...]:
    """Build language skills from ``"ti nl:A2"``."""
    parts = (item.partition(":") for item in text.split())
    return tuple(LanguageSkill(code=c, level=level or None) for c, _, level in parts)


def available(text: str) -> Mapping[SlotId, Answer]:
    """Build availability from ``"A1 A2?"``; a question mark is *if needed*."""
    return {
        SlotId(slot.rstrip("?")): Answer.IF_NEEDED if "?" in slot else Answer.YES
        for slot in text.split()
    }


def a_participant(
    code: str = "P1",
    *,
    name: str | None = None,
    kind: str = "informal",
    description: str = "",
    offers: Sequence[str] = (),
    asks: Sequence[str] = (),
    themes: str = "",
    target_groups: str = "",
    speaks: str = "nl",
    area: str = "",
    delegates: Sequence[Delegate] | None = None,
    slots: str = "A1 A2 A3",
    accessibility: str = "",
    channels: str = "email",
    wishes: str = "",
    consents: str = "",
) -> Participant:
    """Build a participant; offers and asks are written as ``"ruimte: Zaal"``."""
    return Participant(
        id=ParticipantId(code),
        name=name if name is not None else f"Deelnemer {code}",
        kind=kind,
        description=description,
        offers=tuple(Offer(kind=k, text=t) for k, t in map(_kind_and_text, offers)),
        asks=tuple(Ask(kind=k, text=t) for k, t in map(_kind_and_text, asks)),
        themes=frozenset(themes.split()),
        target_groups=frozenset(target_groups.split()),
        languages=languages(speaks),
        area=area,
        delegates=tuple(delegates)
        if delegates is not None
        else (a_delegate(f"{code}.1", f"Persoon {code}"),),
        availability=available(slots),
        accessibility=frozenset(accessibility.split()),
        channels=tuple(channels.split()),
        wishes=wishes,
        consents=frozenset(Consent(code) for code in consents.split()),
    )


def a_reason(
    kind: ReasonKind = ReasonKind.OFFER_ANSWERS_ASK,
    *,
    giver: str | None = "P2",
    receiver: str | None = "P1",
    offer: str = "Zaal voor 35 mensen",
    ask: str = "Vaste plek op zaterdag",
    codes: Sequence[str] = ("ruimte",),
    weight: int = 80,
) -> Reason:
    """Build a reason: by default P2 offers a room that P1 asks for."""
    return Reason(
        kind=kind,
        weight=weight,
        giver=ParticipantId(giver) if giver else None,
        receiver=ParticipantId(receiver) if receiver else None,
        offer=offer,
        ask=ask,
        codes=tuple(codes),
    )


def a_meeting(
    a: str = "P1",
    b: str = "P2",
    *,
    slot: str = "A1",
    table: str = "A-1",
    delegate_a: str | None = None,
    delegate_b: str | None = None,
    interpreter: str | None = None,
    value: int = 500,
    reasons: Sequence[Reason] = (),
) -> Meeting:
    """Build a meeting of the first delegates of two participants."""
    return Meeting(
        a=ParticipantId(a),
        b=ParticipantId(b),
        slot=SlotId(slot),
        table=TableId(table),
        delegate_a=DelegateId(delegate_a or f"{a}.1"),
        delegate_b=DelegateId(delegate_b or f"{b}.1"),
        interpreter=InterpreterId(interpreter) if interpreter else None,
        value=value,
        reasons=tuple(reasons),
    )


def a_programme(*meetings: Meeting, version: int = 1) -> Programme:
    """Build a version of the programme with these meetings."""
    return Programme(version=version, meetings=meetings)


def _kind_and_text(item: str) -> tuple[str, str]:
    kind, _, text = item.partition(": ")
    return kind, text
