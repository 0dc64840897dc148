"""Registrations and people that look alike, as an organiser sees them to decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from matcher.duplicates import DuplicateSign, likely_duplicates
from matcher.merging import merge
from matcher.participants import Participant
from matcher.people import PersonSign, likely_people
from web.persistence.loading import (
    participant_value,
    people_decisions,
    slot_codes,
    with_decisions,
)
from web.persistence.queries import decisions, roster
from web.persistence.queries.participants import (
    find_released_programme,
    list_meetings_of,
)
from web.persistence.rows import DecisionRow, EventRow, ParticipantRow
from web.refusals import NotFound

MERGED = "merged"


class About(StrEnum):
    """What a decision is about."""

    GROUP = "group"
    PERSON = "person"


class Judgement(StrEnum):
    """What the organiser says."""

    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupQuestion:
    """Two registrations that look like one group."""

    a: Participant
    b: Participant
    why: tuple[DuplicateSign, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """A delegate, and for whom."""

    code: str
    name: str
    contact: str
    participant: str
    """Its code."""
    participant_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonQuestion:
    """Two delegates who are, or may be, one person."""

    a: KnownPerson
    b: KnownPerson
    sign: PersonSign

    @property
    def is_taken_for_one(self) -> bool:
        """Whether they are planned as one person until somebody says otherwise."""
        return self.sign is PersonSign.CONTACT_AND_NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One answer that was given."""

    about: About
    a: str
    b: str
    names: tuple[str, str]
    verdict: Judgement

    @property
    def is_final(self) -> bool:
        """Whether it cannot be asked again: what is merged stays so."""
        return self.about is About.GROUP and self.verdict is Judgement.SAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """What there is to decide, and what was decided."""

    groups: tuple[GroupQuestion, ...]
    people: tuple[PersonQuestion, ...]
    decided: tuple[Decided, ...]
    names: Mapping[str, str]
    """Every participant that could be chosen, by code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairToDecide:
    """Two registrations side by side, and what merging them would give."""

    kept: Participant
    absorbed: Participant
    merged: Participant
    why: tuple[DuplicateSign, ...]
    both_released: bool


def read_questions(event: EventRow) -> Questions:
    """List what an organiser has to decide, and what was decided before."""
    rows = roster.list_participants(event.id)
    decided = decisions.list_decisions(event.id)
    values = values_of(event, [row for row in rows if row.state == "registered"])
    values = with_decisions(values, decided)
    known = {value.id: value for value in values}
    people = known_people(rows)
    asked = people_decisions(decided).pairs
    return Questions(
        groups=tuple(
            GroupQuestion(a=known[pair.a], b=known[pair.b], why=pair.why)
            for pair in likely_duplicates(values)
        ),
        people=tuple(
            PersonQuestion(a=people[found.a], b=people[found.b], sign=found.sign)
            for found in likely_people(values, decided=asked)
        ),
        decided=tuple(_decided(row, rows, people) for row in decided),
        names={row.code: row.name for row in rows if row.state != MERGED},
    )


def read_pair(event: EventRow, code: str, other: str) -> PairToDecide:
    """Give two registrations to compare.

    Raises:
        NotFound: One is not there, or was merged already.
    """
    kept, absorbed = get_pair(event.id, code, other)
    one, two = values_of(event, [kept, absorbed])
    found = likely_duplicates([one, two])
    return PairToDecide(
        kept=one,
        absorbed=two,
        merged=merge(one, two),
        why=found[0].why if found else (),
        both_released=are_both_released(event.id, kept, absorbed),
    )


def list_merged_into(event_id: int, code: str) -> tuple[ParticipantRow, ...]:
    """List the registrations that were merged into one."""
    return decisions.list_merged_into(event_id, code)


def values_of(
    event: EventRow, rows: Sequence[ParticipantRow]
) -> tuple[Participant, ...]:
    """Read registrations as the matcher knows them."""
    slots = slot_codes(event)
    return tuple(participant_value(row, slots) for row in rows)


def get_pair(
    event_id: int, code: str, other: str
) -> tuple[ParticipantRow, ParticipantRow]:
    """Get two registrations, the one to keep first.

    That is the one people were told of, that takes part, that says most; else the
    one with the first code.
    """
    if code == other:
        raise NotFound("participant", other)
    rows = [roster.get_by_code(event_id, found) for found in (code, other)]
    for row in rows:
        if row.state == MERGED:
            raise NotFound("participant", row.code)

    def rank(row: ParticipantRow) -> tuple[bool, bool, int, str]:
        told = len(row.offers) + len(row.asks) + len(row.availability)
        is_released = _is_released(event_id, row)
        return (not is_released, row.state != "registered", -told, row.code)

    first, second = sorted(rows, key=rank)
    return first, second


def _is_released(event_id: int, row: ParticipantRow) -> bool:
    programme = find_released_programme(event_id)
    return programme is not None and bool(list_meetings_of(programme.id, row.code))


def are_both_released(event_id: int, *rows: ParticipantRow) -> bool:
    """Tell whether people were told of meetings of all of these."""
    return all(_is_released(event_id, row) for row in rows)


def known_people(rows: Sequence[ParticipantRow]) -> Mapping[str, KnownPerson]:
    """Give everybody who comes for somebody, by code."""
    return {
        person.code: KnownPerson(
            code=person.code,
            name=person.name,
            contact=person.contact or "",
            participant=row.code,
            participant_name=row.name,
        )
        for row in rows
        if row.state != MERGED
        for person in row.delegates
    }


def _decided(
    row: DecisionRow,
    rows: Sequence[ParticipantRow],
    people: Mapping[str, KnownPerson],
) -> Decided:
    """Name the two that an answer is about; who is gone has only a code left."""
    names = {found.code: found.name for found in rows}
    names |= {
        code: f"{person.name} ({person.participant_name})"
        for code, person in people.items()
    }
    return Decided(
        about=About(row.about),
        a=row.a,
        b=row.b,
        names=(names.get(row.a, row.a), names.get(row.b, row.b)),
        verdict=Judgement(row.verdict),
    )
