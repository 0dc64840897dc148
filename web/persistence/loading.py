"""Rows into the values of the matcher, and its answers back into rows.

No query is hidden here: what a function needs is loaded by its caller or comes
with the relationships of the row it gets.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import cast
from zoneinfo import ZoneInfo

from matcher.emphasis import Emphasis
from matcher.event import (
    Block,
    BlockId,
    Event,
    EventInterpreter,
    InterpreterId,
    MeetingTable,
    MoneySetting,
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
from matcher.people import DelegatePair, PeopleDecisions, decide_people
from matcher.programme import Meeting, Programme
from matcher.reasons import Reason, ReasonKind
from matcher.weights import WEIGHTS
from web.persistence.database import db
from web.persistence.rows import (
    BlockRow,
    DecisionRow,
    DelegateRow,
    EventRow,
    MeetingRow,
    ParticipantRow,
    ProgrammeRow,
)


def event_value(row: EventRow) -> Event:
    """Read an event with its blocks, slots, tables, interpreters and rules."""
    zone = ZoneInfo(row.timezone)
    return Event(
        uid=row.uid,
        name=row.name,
        timezone=row.timezone,
        blocks=tuple(_block_value(block, zone) for block in row.blocks),
        interpreters=tuple(
            EventInterpreter(
                id=InterpreterId(found.code),
                name=found.name,
                languages=frozenset(found.languages),
                slots=frozenset(SlotId(code) for code in found.slots),
            )
            for found in row.interpreters
        ),
        rules=rules_value(row.rules),
    )


def _block_value(row: BlockRow, zone: ZoneInfo) -> Block:
    return Block(
        id=BlockId(row.code),
        name=row.name,
        place=row.place,
        slots=tuple(
            TimeSlot(
                id=SlotId(slot.code),
                start=slot.starts_at.astimezone(zone),
                end=slot.ends_at.astimezone(zone),
            )
            for slot in row.slots
        ),
        tables=tuple(
            MeetingTable(
                id=TableId(table.code),
                name=table.name,
                features=frozenset(table.features),
                owner=table.owner_code,
            )
            for table in row.tables
        ),
    )


def rules_value(stored: Mapping[str, object]) -> Rules:
    """Read rules of which only the differences from the default are stored."""
    given = dict(stored)
    if "bonus" in given:
        given["bonus"] = tuple(cast(list[int], given["bonus"]))
    if "money" in given:
        given["money"] = MoneySetting(str(given["money"]))
    # A slider or weight that a later version took away must not lock an event.
    if "emphasis" in given:
        steps = cast(dict[str, int], given["emphasis"])
        given["emphasis"] = {e: steps[e] for e in Emphasis if e in steps}
    if "own_weights" in given:
        own = cast(dict[str, float], given["own_weights"])
        given["own_weights"] = {name: own[name] for name in WEIGHTS if name in own}
    # The keys are the names of the fields: `rules_fields` wrote them.
    return Rules(**given)  # type: ignore[arg-type]  # -- JSON knows no field types


def rules_fields(rules: Rules) -> dict[str, object]:
    """Write the fields of rules that differ from their default."""
    default = Rules()
    differing = {
        field.name: getattr(rules, field.name)
        for field in fields(Rules)
        if getattr(rules, field.name) != getattr(default, field.name)
    }
    if "bonus" in differing:
        differing["bonus"] = list(rules.bonus)
    for name in ("emphasis", "own_weights"):
        if name in differing:
            differing[name] = {str(k): v for k, v in getattr(rules, name).items()}
    return differing


def slot_codes(event: EventRow) -> dict[int, SlotId]:
    """Map the keys of an event's slots to their codes."""
    return {
        slot.id: SlotId(slot.code) for block in event.blocks for slot in block.slots
    }


def participant_value(row: ParticipantRow, slots: Mapping[int, SlotId]) -> Participant:
    """Read a participant; *slots* comes from `slot_codes` of its event."""
    return Participant(
        id=ParticipantId(row.code),
        name=row.name,
        kind=row.kind,
        description=row.description,
        offers=tuple(Offer(kind=offer.kind, text=offer.text) for offer in row.offers),
        asks=tuple(Ask(kind=ask.kind, text=ask.text) for ask in row.asks),
        themes=frozenset(row.themes),
        target_groups=frozenset(row.target_groups),
        languages=tuple(
            LanguageSkill(code=skill["code"], level=skill.get("level") or None)
            for skill in row.languages
        ),
        area=row.area,
        delegates=tuple(_delegate_value(person) for person in row.delegates),
        availability={
            slots[given.slot_id]: Answer(given.answer) for given in row.availability
        },
        other_moment=row.other_moment,
        accessibility=frozenset(row.accessibility),
        chosen=_marked(row, "meet"),
        avoided=_marked(row, "avoid"),
        consents=consents_of(row),
        channels=tuple(row.channels),
        wishes=row.wishes,
        interpreter=row.interpreter,
        speaks_for=row.speaks_for,
        calling=row.calling,
        go_between=row.go_between,
        missing_group=row.missing_group,
    )


def known_participant(row: ParticipantRow) -> Participant:
    """Read what recognises a participant of an event that is over."""
    return Participant(
        id=ParticipantId(row.code),
        name=row.name,
        kind=row.kind,
        delegates=tuple(_delegate_value(person) for person in row.delegates),
    )


def _delegate_value(row: DelegateRow) -> Delegate:
    return Delegate(
        id=DelegateId(row.code), name=row.name, role=row.role, contact=row.contact
    )


def programme_value(row: ProgrammeRow) -> Programme:
    """Read a version of the programme."""
    return Programme(
        version=row.version,
        meetings=tuple(meeting_value(meeting) for meeting in row.meetings),
    )


def meeting_value(row: MeetingRow) -> Meeting:
    """Read one meeting."""
    return Meeting(
        a=ParticipantId(row.a),
        b=ParticipantId(row.b),
        slot=SlotId(row.slot),
        table=TableId(row.table),
        delegate_a=DelegateId(row.delegate_a),
        delegate_b=DelegateId(row.delegate_b),
        interpreter=None if row.interpreter is None else InterpreterId(row.interpreter),
        value=row.value,
        reasons=tuple(reason_value(reason) for reason in row.reasons),
    )


def with_decisions(
    participants: Sequence[Participant], decided: Iterable[DecisionRow]
) -> tuple[Participant, ...]:
    """Let what organisers said about people and groups hold for these."""
    known = tuple(decided)
    apart: dict[str, set[ParticipantId]] = {}
    for row in known:
        if row.about == "group" and row.verdict == "different":
            apart.setdefault(row.a, set()).add(ParticipantId(row.b))
            apart.setdefault(row.b, set()).add(ParticipantId(row.a))
    told_apart = [
        replace(p, distinct_from=frozenset(apart.get(p.id, ()))) for p in participants
    ]
    return decide_people(told_apart, people_decisions(known))


def people_decisions(decided: Iterable[DecisionRow]) -> PeopleDecisions:
    """Read what organisers said about people."""
    pairs: dict[str, set[DelegatePair]] = {"same": set(), "different": set()}
    for row in decided:
        if row.about == "person":
            pair = frozenset({DelegateId(row.a), DelegateId(row.b)})
            pairs[row.verdict].add(pair)
    return PeopleDecisions(
        same=frozenset(pairs["same"]), different=frozenset(pairs["different"])
    )


def _marked(row: ParticipantRow, verdict: str) -> frozenset[ParticipantId]:
    return frozenset(
        ParticipantId(mark.target) for mark in row.marks if mark.verdict == verdict
    )


def consents_of(row: ParticipantRow) -> frozenset[Consent]:
    """Read what a participant agreed that others are told."""
    given = {
        Consent.WISHES: row.shows_wishes,
        Consent.TARGET_GROUPS: row.shows_target_groups,
        Consent.DIRECTORY: row.in_directory,
        Consent.MARKETPLACE: row.in_marketplace,
    }
    return frozenset(consent for consent, is_given in given.items() if is_given)


def store_meetings(row: ProgrammeRow, meetings: Iterable[Meeting]) -> None:
    """Write the meetings of a version into its row, replacing what was there."""
    row.meetings.clear()
    # SQLAlchemy inserts before it deletes, and a code is unique in its version.
    db.session.flush()
    row.meetings = [
        MeetingRow(
            code=meeting.id,
            a=meeting.a,
            b=meeting.b,
            slot=meeting.slot,
            table=meeting.table,
            delegate_a=meeting.delegate_a,
            delegate_b=meeting.delegate_b,
            interpreter=meeting.interpreter,
            value=meeting.value,
            reasons=[reason_fields(reason) for reason in meeting.reasons],
        )
        for meeting in meetings
    ]


def reason_value(stored: Mapping[str, object]) -> Reason:
    """Read one piece of evidence."""
    giver, receiver = stored["giver"], stored["receiver"]
    return Reason(
        kind=ReasonKind(str(stored["kind"])),
        weight=int(str(stored["weight"])),
        giver=None if giver is None else ParticipantId(str(giver)),
        receiver=None if receiver is None else ParticipantId(str(receiver)),
        offer=str(stored["offer"]),
        ask=str(stored["ask"]),
        wish=str(stored["wish"]),
        codes=tuple(cast(list[str], stored["codes"])),
        hidden_from=_hidden_from(stored),
    )


def _hidden_from(stored: Mapping[str, object]) -> tuple[ParticipantId, ...]:
    """Read who may not be told; of a wish stored before this was known, its target."""
    if "hidden_from" in stored:
        return tuple(map(ParticipantId, cast(list[str], stored["hidden_from"])))
    is_wish = stored["kind"] in {ReasonKind.NAMED, ReasonKind.DESCRIBED}
    return (ParticipantId(str(stored["giver"])),) if is_wish else ()


def reason_fields(reason: Reason) -> dict[str, object]:
    """Write one piece of evidence."""
    return {
        "kind": reason.kind.value,
        "weight": reason.weight,
        "giver": reason.giver,
        "receiver": reason.receiver,
        "offer": reason.offer,
        "ask": reason.ask,
        "wish": reason.wish,
        "codes": list(reason.codes),
        "hidden_from": list(reason.hidden_from),
    }
