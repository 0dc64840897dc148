"""What a sheet with participants will do, row by row; nothing is written here.

The page that shows it and the transaction that carries it out make the same plan from
the same sheet; its fingerprint tells whether they are still the same.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, reduce

from matcher.duplicates import LikelyDuplicate, likely_duplicates
from matcher.event import SlotId
from matcher.merging import merge
from matcher.participants import Consent, Participant, ParticipantId
from matcher.registration_cells import (
    cells_of,
    changed_columns,
    take_over,
)
from matcher.registrations import CONSENT_COLUMNS, ReadParticipants
from matcher.row_problems import RowProblem
from web.persistence.loading import participant_value, with_decisions
from web.persistence.queries.last_words import LastWords
from web.persistence.rows import DecisionRow, ParticipantRow
from web.services.consents import own_refusals
from web.services.look_alikes import MERGED
from web.services.outcomes import mark_of
from web.services.value_answers import from_sheet


class RowFate(StrEnum):
    """What happens to a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One column that changes."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """What one row of the sheet does."""

    number: int
    """As a spreadsheet program shows it."""
    code: str
    name: str
    fate: RowFate
    changes: tuple[FieldChange, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    stays_no: tuple[str, ...] = ()
    """Columns in which the sheet says yes and the participant said no themselves."""
    is_withdrawn: bool = False
    """Whether they have withdrawn, and stay so."""
    merged_into: str = ""
    """The code of the registration that has its answers now."""

    @property
    def can_be_left_out(self) -> bool:
        """Whether this row alone can be skipped: others do not build on it."""
        return self.fate in {RowFate.NEW, RowFate.CHANGED} and not self.merged_into


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedWrite:
    """One registration as it will be stored."""

    code: str
    value: Participant


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """All that a sheet will do."""

    rows: tuple[PlannedRow, ...]
    writes: tuple[PlannedWrite, ...]
    problems: tuple[RowProblem, ...]
    """All of them, also those of the sheet as a whole."""
    duplicates: tuple[LikelyDuplicate, ...]
    names: Mapping[str, str]
    """What everybody in the duplicates is called, by code."""

    @property
    def fingerprint(self) -> str:
        """Tells this plan from any other."""
        return mark_of((self.rows, self.writes, self.problems))

    def of_fate(self, fate: RowFate) -> tuple[PlannedRow, ...]:
        """Give the rows with one fate."""
        return tuple(row for row in self.rows if row.fate is fate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What is known of an event when a sheet comes in."""

    rows: Mapping[str, ParticipantRow]
    slots: Mapping[str, int]
    """The keys of its slots by code, in order of time."""
    words: Mapping[str, LastWords]
    decided: Sequence[DecisionRow]

    def value_of(self, code: str) -> Participant:
        """Read a registration as it is stored."""
        slots = {key: SlotId(slot) for slot, key in self.slots.items()}
        return participant_value(self.rows[code], slots)

    def order(self) -> tuple[SlotId, ...]:
        """List the slots in order of time."""
        return tuple(map(SlotId, self.slots))


def plan_import(
    read: ReadParticipants,
    stored: Stored,
    *,
    refused: Sequence[PlannedRow] = (),
    left_out: Collection[str] = (),
) -> ImportPlan:
    """Work out what a sheet will do.

    Args:
        read: The usable rows.
        stored: What is there.
        refused: The rows that cannot be used.
        left_out: Codes of rows that the organiser skips.
    """
    taken = tuple(p for p in read.participants if p.id not in left_out)
    sheet = _SheetSays(
        said={p.id: p for p in taken},
        told=read.told,
        columns=read.columns,
        stored=stored,
    )
    problems: dict[int, list[RowProblem]] = {}
    for problem in read.problems:
        problems.setdefault(problem.row, []).append(problem)
    rows = [
        replace(
            sheet.planned_row(participant, read.rows[participant.id]),
            problems=tuple(problems.get(read.rows[participant.id], ())),
        )
        for participant in taken
    ]
    return ImportPlan(
        rows=tuple(sorted([*rows, *refused], key=lambda row: row.number)),
        writes=sheet.writes(),
        problems=read.problems,
        duplicates=sheet.duplicates(),
        names={code: row.name for code, row in stored.rows.items()}
        | {p.id: p.name for p in taken},
    )


@dataclass(frozen=True, kw_only=True)
class _SheetSays:
    """A sheet beside what is stored; what several rows ask is worked out once."""

    said: Mapping[ParticipantId, Participant]
    told: frozenset[Consent]
    columns: frozenset[str]
    stored: Stored

    def planned_row(self, participant: Participant, number: int) -> PlannedRow:
        """Say what one usable row does."""
        row = self.stored.rows.get(participant.id)
        plain = PlannedRow(
            number=number,
            code=participant.id,
            name=participant.name,
            fate=RowFate.NEW,
        )
        if row is None:
            return plain
        kept = row.merged_into or row.code
        changes = self.changes(kept)
        return replace(
            plain,
            fate=RowFate.CHANGED if changes else RowFate.SAME,
            changes=changes,
            stays_no=self.stays_no(participant, kept),
            is_withdrawn=self.stored.rows[kept].state == "withdrawn",
            merged_into=row.merged_into or "",
        )

    def writes(self) -> tuple[PlannedWrite, ...]:
        """List what is to be stored: new ones, what merged rows say, what changes."""
        known = self.stored.rows
        found = [
            PlannedWrite(code=code, value=participant)
            for code, participant in self.said.items()
            if code not in known
        ]
        merged = [code for code in self.said if code in known]
        found += [
            PlannedWrite(code=code, value=self.alone(code))
            for code in merged
            if known[code].state == MERGED
        ]
        kept = dict.fromkeys(known[code].merged_into or code for code in merged)
        found += [
            PlannedWrite(code=code, value=self.whole(code))
            for code in kept
            if self.changes(code)
        ]
        return tuple(found)

    def changes(self, code: str) -> tuple[FieldChange, ...]:
        """List what changes in a registration that is there."""
        before, after = self.stored.value_of(code), self.whole(code)
        order = self.stored.order()
        one, two = cells_of(before, order), cells_of(after, order)
        return tuple(
            FieldChange(column=name, before=one[name], after=two[name])
            for name in changed_columns(before, after, order)
        )

    def whole(self, code: str) -> Participant:
        """Give a registration as it will be stored: only what differs is new."""
        if code not in self._wholes:
            before, after = self.stored.value_of(code), self.said_of(code)
            columns = changed_columns(before, after, self.stored.order())
            self._wholes[code] = take_over(before, after, columns)
        return self._wholes[code]

    @cached_property
    def _wholes(self) -> dict[str, Participant]:
        return {}

    @cached_property
    def _absorbed(self) -> Mapping[str, Sequence[str]]:
        """List which registrations were merged into each, by its code."""
        found: dict[str, list[str]] = {}
        for code, row in sorted(self.stored.rows.items()):
            if row.merged_into:
                found.setdefault(row.merged_into, []).append(code)
        return found

    def said_of(self, code: str) -> Participant:
        """Give what a sheet says of a registration, with all that was merged into it.

        What was agreed after the merging stands: of what was merged, only a no that
        the sheet says itself counts.
        """
        own = self.alone(code)
        absorbed = self._absorbed.get(code, ())
        refused = {
            consent
            for other in absorbed
            if ParticipantId(other) in self.said
            for consent in self.told - self.said[ParticipantId(other)].consents
        }
        whole = reduce(merge, map(self.alone, absorbed), own)
        return replace(
            whole,
            consents=own.consents - refused,
            chosen=own.chosen,
            avoided=own.avoided,
        )

    def alone(self, code: str) -> Participant:
        """Give what one registration says now, by the sheet or as it is stored."""
        said = self.said.get(ParticipantId(code))
        if said is None:
            return self.stored.value_of(code)
        value = from_sheet(
            self.stored.rows[code],
            said,
            self.stored.slots,
            told=self.told,
            refused=self.refusals(code),
        )
        return take_over(self.stored.value_of(code), value, self.columns)

    def refusals(self, code: str) -> frozenset[Consent]:
        """List what a group said no to, in any of its registrations.

        An old sheet must not show somebody in the marketplace who took that back.
        """
        kept = self.stored.rows[code].merged_into or code
        hidden = () if self.stored.rows[kept].in_marketplace else (Consent.MARKETPLACE,)
        return frozenset(hidden).union(
            consent
            for each in (kept, *self._absorbed.get(kept, ()))
            for consent in own_refusals(
                self.stored.rows[each], self.stored.words.get(each, {})
            )
        )

    def stays_no(self, participant: Participant, code: str) -> tuple[str, ...]:
        """List the columns whose yes does not count."""
        kept = participant.consents & self.told & self.refusals(code)
        return tuple(name for name, about in CONSENT_COLUMNS.items() if about in kept)

    def duplicates(self) -> tuple[LikelyDuplicate, ...]:
        """List who look alike, one of them in the sheet, and nothing was decided."""
        decided = self.stored.decided
        merged = {
            (d.a, d.b) for d in decided if d.about == "group" and d.verdict == "same"
        }
        others = (
            self.stored.value_of(code)
            for code, row in self.stored.rows.items()
            if row.state == "registered" and ParticipantId(code) not in self.said
        )
        everybody = with_decisions((*self.said.values(), *others), decided)
        return tuple(
            pair
            for pair in likely_duplicates(everybody)
            if (pair.a in self.said or pair.b in self.said)
            and tuple(sorted((pair.a, pair.b))) not in merged
        )
