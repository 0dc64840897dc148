"""The meetings of one participant in the released programme, ready to be shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from matcher.participants import ParticipantId
from web.mail.compose import Appointment
from web.persistence import loading
from web.persistence.queries import participants, roster
from web.persistence.rows import EventRow, MeetingRow, ParticipantRow, ProgrammeRow
from web.services.conversation_cards import ConversationCard, make_card
from web.services.event_days import BlockTime, SlotTime, list_blocks
from web.services.meeting_answers import AnswerState, MeetingAnswer, list_answers_of
from web.services.my_changes import (
    LapsedMeeting,
    MeetingNews,
    MyChanges,
    find_changes,
)
from web.services.own_page import OwnPage
from web.services.release_news import appointment_of
from web.wording import dates, gettext
from web.wording.labels import label
from web.wording.quoting import one_line
from web.wording.reasons import exchange, reason_sentences

NO_COMMON_SLOT = "no_common_slot"
"""The reason of a missing meeting for which there is no time at all."""
MOST_WAITING = 3
"""Wished meetings without a common time that a page names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MyMeeting:
    """One meeting as one of the two sees it; of the other: first name and role."""

    code: str
    anchor: str
    """Its place on the page, safe in an address."""
    start: datetime
    end: datetime
    table: str
    other: str
    person: str
    role: str
    companion: str
    """Who of one's own comes, where more than one could."""
    interpreter: str
    languages: tuple[str, ...]
    """What the other side speaks, and how well where that is little."""
    they_offer: tuple[str, ...]
    you_offer: tuple[str, ...]
    reasons: tuple[str, ...]
    answer: MeetingAnswer | None
    """None if nobody was told of this meeting yet."""
    news: MeetingNews | None
    """How it differs from what was seen; None once it is answered or seen."""
    card: ConversationCard | None
    """None where the other is there no more."""

    @property
    def starts(self) -> str:
        """When it begins, in words."""
        return dates.time_of_day(self.start)

    @property
    def ends(self) -> str:
        """When it ends, in words."""
        return dates.time_of_day(self.end)

    @property
    def starts_iso(self) -> str:
        """When it begins, for machines."""
        return self.start.isoformat()

    @property
    def ends_iso(self) -> str:
        """When it ends, for machines."""
        return self.end.isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class MyDay:
    """The meetings of one participant in one block."""

    block: BlockTime
    meetings: tuple[MyMeeting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingMeeting:
    """A meeting that fits and has no common time yet."""

    other: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneMeeting:
    """A meeting that does not take place, of which its reader may not know yet."""

    other: str
    before: Appointment


@dataclass(frozen=True, slots=True, kw_only=True)
class MyProgramme:
    """What a participant sees of the released programme."""

    version: int
    released_at: datetime
    days: tuple[MyDay, ...]
    gone: tuple[GoneMeeting, ...]
    waiting: tuple[WaitingMeeting, ...]

    @property
    def meetings(self) -> tuple[MyMeeting, ...]:
        """All meetings, in order of time."""
        return tuple(meeting for day in self.days for meeting in day.meetings)

    @property
    def has_news(self) -> bool:
        """Whether anything is marked as changed."""
        return bool(self.gone) or any(meeting.news for meeting in self.meetings)

    @property
    def count(self) -> int:
        """The number of meetings."""
        return sum(len(day.meetings) for day in self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cast:
    """What is needed to name things, read once for a page."""

    viewer: ParticipantRow
    others: Mapping[str, ParticipantRow]
    slots: Mapping[str, SlotTime]
    tables: Mapping[str, str]
    interpreters: Mapping[str, str]
    answers: Mapping[str, MeetingAnswer]
    changes: MyChanges


def find_my_programme(page: OwnPage) -> MyProgramme | None:
    """Find what was released for a participant; None before the first release."""
    programme = participants.find_released_programme(page.event.id)
    if programme is None or programme.released_at is None:
        return None
    code = page.participant.code
    rows = participants.list_meetings_of(programme.id, code)
    waiting = _list_waiting(programme, code)
    partners = {_partner(row.a, row.b, code) for row in rows}
    partners |= {_partner(str(u["a"]), str(u["b"]), code) for u in waiting}
    blocks = list_blocks(page.event)
    changes = find_changes(page)
    partners |= {_other_of(gone.meeting_code, code) for gone in changes.lapsed}
    cast = _cast(page, blocks, frozenset(partners), changes)
    erased = [m for m in rows if _partner(m.a, m.b, code) not in cast.others]
    return MyProgramme(
        version=programme.version,
        released_at=programme.released_at.astimezone(ZoneInfo(page.event.timezone)),
        days=_days(blocks, [row for row in rows if row not in erased], cast),
        gone=(
            *(_gone_meeting(found, cast) for found in changes.lapsed),
            *_meetings_with_erased(erased, page.event),
        ),
        waiting=tuple(
            _waiting_meeting(entry, cast)
            for entry in waiting
            if _partner(str(entry["a"]), str(entry["b"]), code) in cast.others
        ),
    )


def _cast(
    page: OwnPage,
    blocks: tuple[BlockTime, ...],
    partners: frozenset[str],
    changes: MyChanges,
) -> _Cast:
    event: EventRow = page.event
    found = roster.list_with_things(event.id, partners)
    told = list_answers_of(event.id, page.participant.code)
    return _Cast(
        viewer=page.participant,
        others={row.code: row for row in found},
        slots={slot.code: slot for block in blocks for slot in block.slots},
        tables={t.code: t.name for block in event.blocks for t in block.tables},
        interpreters={i.code: i.name for i in event.interpreters},
        answers={answer.meeting_code: answer for answer in told},
        changes=changes,
    )


def _days(
    blocks: tuple[BlockTime, ...], rows: Sequence[MeetingRow], cast: _Cast
) -> tuple[MyDay, ...]:
    """Sort the meetings into the blocks; a slot that was taken away shows nothing."""
    by_slot = {row.slot: row for row in rows}
    days = (
        MyDay(
            block=block,
            meetings=tuple(
                _meeting(by_slot[slot.code], slot, cast)
                for slot in block.slots
                if slot.code in by_slot
            ),
        )
        for block in blocks
    )
    return tuple(day for day in days if day.meetings)


def _meeting(row: MeetingRow, slot: SlotTime, cast: _Cast) -> MyMeeting:
    is_a = row.a == cast.viewer.code
    other = cast.others.get(row.b if is_a else row.a)
    person, role = _person(other, row.delegate_b if is_a else row.delegate_a)
    own, _own_role = _person(cast.viewer, row.delegate_a if is_a else row.delegate_b)
    viewer = ParticipantId(cast.viewer.code)
    reasons = tuple(loading.reason_value(entry) for entry in row.reasons)
    gifts = exchange(reasons, viewer)
    answer = cast.answers.get(row.code)
    is_answered = answer is not None and answer.state is not AnswerState.NONE
    return MyMeeting(
        code=row.code,
        anchor=row.code.replace("+", "-"),
        start=slot.start,
        end=slot.end,
        table=cast.tables.get(row.table, row.table),
        other=one_line(other.name) if other else "",
        person=person,
        role=role,
        companion=own if len(cast.viewer.delegates) > 1 else "",
        interpreter=cast.interpreters.get(row.interpreter or "", ""),
        languages=tuple(_language(skill) for skill in other.languages) if other else (),
        they_offer=gifts.they_offer,
        you_offer=gifts.you_offer,
        reasons=reason_sentences(reasons, viewer),
        answer=answer,
        news=None if is_answered else cast.changes.meetings.get(row.code),
        card=make_card(row, cast.viewer, other) if other else None,
    )


def _language(skill: Mapping[str, str]) -> str:
    """Name a language, with the level in words where somebody gave one."""
    name = label("language", skill["code"])
    level = skill.get("level", "")
    return f"{name} ({label('language_level', level).lower()})" if level else name


def _gone_meeting(found: LapsedMeeting, cast: _Cast) -> GoneMeeting:
    other = cast.others.get(_other_of(found.meeting_code, cast.viewer.code))
    return GoneMeeting(other=one_line(other.name) if other else "", before=found.before)


def _meetings_with_erased(
    erased: Sequence[MeetingRow], event: EventRow
) -> Iterator[GoneMeeting]:
    """Tell of meetings with somebody who was erased, and has no name any more."""
    for row in erased:
        if (at := appointment_of(row, event)) is not None:
            yield GoneMeeting(other=gettext("de andere groep"), before=at)


def _other_of(meeting_code: str, code: str) -> str:
    """Give the other of the two that a meeting is named after."""
    a, _plus, b = meeting_code.partition("+")
    return _partner(a, b, code)


def _person(row: ParticipantRow | None, code: str) -> tuple[str, str]:
    """Give the first name and the role of a delegate; nothing if they left."""
    for delegate in row.delegates if row else ():
        if delegate.code == code:
            return first_name(delegate.name), one_line(delegate.role)
    return "", ""


def first_name(name: str) -> str:
    """Give the first word of a name: all that another participant sees."""
    return one_line(name).partition(" ")[0]


def _list_waiting(programme: ProgrammeRow, code: str) -> list[dict[str, object]]:
    """List the strongest meetings of a participant that lack a common time."""
    found = [
        entry
        for entry in programme.unmet
        if code in {entry["a"], entry["b"]} and entry["reason"] == NO_COMMON_SLOT
    ]
    found.sort(key=lambda entry: -int(str(entry["value"])))
    return found[:MOST_WAITING]


def _waiting_meeting(entry: dict[str, object], cast: _Cast) -> WaitingMeeting:
    viewer = ParticipantId(cast.viewer.code)
    other = cast.others[_partner(str(entry["a"]), str(entry["b"]), viewer)]
    stored = entry.get("reasons")
    reasons = [
        loading.reason_value(reason)
        for reason in (stored if isinstance(stored, list) else [])
    ]
    return WaitingMeeting(
        other=one_line(other.name),
        reasons=reason_sentences(reasons, viewer),
    )


def _partner(a: str, b: str, code: str) -> str:
    return b if a == code else a
