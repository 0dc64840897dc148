"""How equally a version treats both sides, and who is asked too often."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from matcher.balance import Balance, PersonLoad, measure
from matcher.earlier import count_load
from matcher.event import Rules
from web.persistence import loading
from web.persistence.queries import roster, versions
from web.persistence.queries.decisions import list_decisions
from web.persistence.rows import EventRow, ParticipantRow, ProgrammeRow
from web.services.earlier_events import read_earlier
from web.services.programmes import NamedParticipant, Naming, read_naming

MOST_PEOPLE = 5
"""People named on the page: those with the most meetings."""
_OFTEN = 4
_VERY_OFTEN = 10


class Burden(StrEnum):
    """How much was asked of somebody at earlier events.

    An organiser sees no number: it would read as a score of a person.
    """

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedPerson:
    """Somebody with many meetings."""

    name: str
    comes_for: tuple[NamedParticipant, ...]
    meetings: int
    burden: Burden


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedTaker:
    """An organisation that asks groups several times and gives nothing back."""

    participant: NamedParticipant
    one_way: int
    has_offers: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Equality:
    """What an organiser reads about equality before a release."""

    balance: Balance
    rules: Rules
    takers: tuple[NamedTaker, ...]
    people: tuple[LoadedPerson, ...] = ()
    """Those with the most meetings, at most `MOST_PEOPLE`."""

    @property
    def has_many_one_way(self) -> bool:
        """Whether more meetings are one-way than the rules allow."""
        return self.balance.one_way_share > self.rules.one_way_share

    @property
    def has_overloaded(self) -> bool:
        """Whether somebody has more meetings than the rules allow."""
        limit = self.rules.most_of_person
        return limit is not None and self.balance.most_of_person > limit


def read_newest(event: EventRow) -> Equality | None:
    """Report on the newest version; None if there is none yet."""
    programme = versions.find_newest(event.id)
    if programme is None:
        return None
    return report_on(
        event, programme, roster.list_participants(event.id), read_naming(event)
    )


def report_on(
    event: EventRow,
    programme: ProgrammeRow,
    rows: Sequence[ParticipantRow],
    naming: Naming,
) -> Equality:
    """Report on a version whose participants and names are read already."""
    slots = loading.slot_codes(event)
    present = loading.with_decisions(
        [
            loading.participant_value(row, slots)
            for row in rows
            if row.state == "registered"
        ],
        list_decisions(event.id),
    )
    balance = measure(
        present,
        loading.programme_value(programme).meetings,
        earlier=count_load(present, read_earlier(event.id)),
    )
    return Equality(
        balance=balance,
        rules=loading.rules_value(event.rules),
        people=tuple(_person(load, naming) for load in balance.loads[:MOST_PEOPLE]),
        takers=tuple(
            NamedTaker(
                participant=naming.participant(taker.participant),
                one_way=taker.one_way,
                has_offers=bool(taker.offers),
            )
            for taker in balance.takers
        ),
    )


def _person(load: PersonLoad, naming: Naming) -> LoadedPerson:
    return LoadedPerson(
        name=load.name,
        comes_for=tuple(naming.participant(code) for code in load.comes_for),
        meetings=load.meetings,
        burden=_burden(load.earlier),
    )


def _burden(earlier: int) -> Burden:
    if earlier >= _VERY_OFTEN:
        return Burden.HIGH
    return Burden.MIDDLE if earlier >= _OFTEN else Burden.LOW
