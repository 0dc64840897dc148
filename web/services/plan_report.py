"""How a version turned out: is it fair, who has no meeting and why, what is missing."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from matcher.participants import Side
from web.persistence.queries import roster, versions
from web.persistence.rows import EventRow, ParticipantRow
from web.services.equality_report import Equality, report_on
from web.services.programmes import NamedParticipant, Naming, read_naming
from web.services.roster import side_of
from web.wording import dates
from web.wording import gettext as _
from web.wording.unmet import unmet_help, unmet_reason

MOST_SHOWN = 25
"""Missing meetings named on the page; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideFairness:
    """What one side got."""

    side: Side
    participants: int
    average: float
    """Meetings per participant."""
    without: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A participant without a meeting, why, and what to do."""

    participant: NamedParticipant
    why: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingMeeting:
    """Two who fit well and do not meet, why not, and what would help."""

    a: NamedParticipant
    b: NamedParticipant
    why: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReport:
    """Everything that is told about a version beside its meetings."""

    version: int
    state: str
    meetings: int
    fairness: tuple[SideFairness, ...]
    equality: Equality
    left_out: tuple[LeftOut, ...]
    missing: tuple[MissingMeeting, ...]
    """Those that fit best first, at most `MOST_SHOWN`."""
    missing_in_all: int


def read_report(event: EventRow) -> PlanReport | None:
    """Report on the newest version; None if there is none yet."""
    programme = versions.find_newest(event.id)
    if programme is None:
        return None
    everybody = roster.list_participants(event.id)
    rows = [row for row in everybody if row.state == "registered"]
    naming = read_naming(event)
    held = Counter(code for m in programme.meetings for code in (m.a, m.b))
    words = _Words(naming=naming)
    unmet = sorted(programme.unmet, key=_value, reverse=True)
    return PlanReport(
        version=programme.version,
        state=programme.state,
        meetings=len(programme.meetings),
        fairness=tuple(_fairness(side, rows, held) for side in Side),
        equality=report_on(event, programme, rows, naming),
        left_out=tuple(
            _left_out(naming.participant(row.code), row, unmet, words)
            for row in rows
            if not held[row.code]
        ),
        missing=tuple(
            MissingMeeting(
                a=naming.participant(str(found["a"])),
                b=naming.participant(str(found["b"])),
                why=unmet_reason(str(found["reason"])),
                advice=words.advice(found),
            )
            for found in unmet[:MOST_SHOWN]
        ),
        missing_in_all=len(unmet),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """Turns what stands in the way of a meeting into names."""

    naming: Naming

    def advice(self, found: Mapping[str, object]) -> str:
        """Say what would make a missing meeting possible."""
        given = found.get("would_help")
        codes = given if isinstance(given, list) else []
        names = [name for code in codes if (name := self._name(str(code)))]
        return unmet_help(str(found["reason"]), list(dict.fromkeys(names)))

    def _name(self, code: str) -> str:
        if code in self.naming.people:
            return self.naming.people[code].name
        if code in self.naming.participants:
            return self.naming.participants[code].name
        slot = self.naming.slots.get(code)
        if slot is None:
            return ""
        zone = ZoneInfo(self.naming.event.timezone)
        # The part of the day says enough, and a list of every round says too much.
        return dates.day_with_part(slot.starts_at.astimezone(zone))


def _value(found: Mapping[str, object]) -> int:
    """Give how well a missing meeting fits."""
    return int(str(found["value"]))


def _fairness(
    side: Side, rows: Iterable[ParticipantRow], held: Mapping[str, int]
) -> SideFairness:
    mine = [held[row.code] for row in rows if side_of(row) is side]
    return SideFairness(
        side=side,
        participants=len(mine),
        average=sum(mine) / len(mine) if mine else 0.0,
        without=sum(not number for number in mine),
    )


def _left_out(
    participant: NamedParticipant,
    row: ParticipantRow,
    unmet: Sequence[Mapping[str, object]],
    words: _Words,
) -> LeftOut:
    """Say why somebody has no meeting: the best one that is missing tells."""
    best = next((u for u in unmet if row.code in {u["a"], u["b"]}), None)
    if not row.availability:
        return LeftOut(
            participant=participant,
            why=_("Zij gaven geen tijden."),
            advice=_("Vraag wanneer zij kunnen."),
        )
    if best is None:
        return LeftOut(
            participant=participant,
            why=_("Wij vonden niemand die past bij wat zij bieden en zoeken."),
            advice=_("Vraag of zij meer kunnen vertellen over wat zij zoeken."),
        )
    return LeftOut(
        participant=participant,
        why=unmet_reason(str(best["reason"])),
        advice=words.advice(best),
    )
