"""Bringing participants in from a spreadsheet, again and again without loss.

The id of a row names the participant: a row that was read before changes that
participant, who keeps the personal link, the people's codes and everything that
was planned. Nothing is merged by itself and nobody is removed; what an organiser merged
stays merged: both rows together are what the one registration says.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from matcher.duplicates import LikelyDuplicate, likely_duplicates
from matcher.event import SlotId
from matcher.merging import merge
from matcher.participants import Participant, ParticipantId
from matcher.refusals import MissingColumns, UnreadableFile
from matcher.registrations import ReadParticipants, read_participants
from matcher.row_problems import RowProblem
from matcher.slot_sheet import read_blocks
from matcher.spreadsheet import Sheet, SheetRow, read_sheet
from web import current
from web.persistence.database import db
from web.persistence.loading import participant_value, with_decisions
from web.persistence.queries import decisions, roster, setup
from web.persistence.rows import ParticipantRow
from web.persistence.transaction import transaction
from web.services import audit, blocks, personal_links
from web.services.blocks import IsReleased, LosesAnswers, LostAnswers
from web.services.outcomes import Saved
from web.services.personal_links import LinkPurpose
from web.services.value_answers import from_sheet, store_value

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusableFile:
    """Nothing was read: the file is no sheet, or not one with our columns."""

    why: UnreadableFile | MissingColumns


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDone:
    """What an import did, row by row where something is to be said."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: int
    stay_withdrawn: tuple[str, ...]
    merged: Mapping[str, str]
    """Rows of a registration that was merged before, and which one has its answers."""
    problems: tuple[RowProblem, ...]
    duplicates: tuple[LikelyDuplicate, ...]
    names: Mapping[str, str]
    """What the codes above are called."""

    @property
    def refused_rows(self) -> int:
        """How many rows could not be used at all."""
        return len({p.row for p in self.problems if p.code.refuses_row and p.row > 1})


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocksImported:
    """The event now has the blocks of a sheet."""

    blocks: int
    slots: int
    problems: tuple[RowProblem, ...]


def import_participants(
    event_id: int, *, data: bytes, filename: str, by: str
) -> ImportDone | UnusableFile:
    """Add or update a participant for each usable row of a sheet."""
    try:
        sheet = _unescape(read_sheet(data, filename))
        slots = [SlotId(slot.code) for slot in roster.list_slots(event_id)]
        read = read_participants(sheet, slots=slots)
    except (UnreadableFile, MissingColumns) as error:
        return UnusableFile(why=error)
    with transaction():
        setup.get_event(event_id)
        known = {row.code: row for row in roster.list_participants(event_id)}
        keys = {slot.code: slot.id for slot in roster.list_slots(event_id)}
        added, updated, withdrawn, merged = [], [], [], []
        for participant in read.participants:
            row = known.get(participant.id)
            if row is None:
                store_value(_new_row(event_id, participant), participant, keys)
                added.append(participant.id)
            elif row.state == "merged":
                said = from_sheet(row, participant, keys, told=read.told)
                store_value(row, said, keys)
                merged.append(participant.id)
        for kept in _kept(read.participants, known):
            row = known[kept]
            if store_value(row, _whole(row, read, known, keys), keys):
                updated.append(kept)
            if row.state == "withdrawn":
                withdrawn.append(kept)
        audit.record(
            "participants.import",
            by=by,
            event_id=event_id,
            detail={"added": len(added), "updated": len(updated)},
        )
    return ImportDone(
        added=tuple(added),
        updated=tuple(updated),
        unchanged=sum(
            p.id not in {*added, *updated, *merged} for p in read.participants
        ),
        stay_withdrawn=tuple(withdrawn),
        merged={code: str(known[code].merged_into) for code in merged},
        problems=read.problems,
        duplicates=_undecided(event_id, read.participants),
        names={p.id: p.name for p in read.participants},
    )


def import_blocks(
    event_id: int,
    *,
    data: bytes,
    filename: str,
    by: str,
    lost: LostAnswers = LostAnswers.ASK,
) -> BlocksImported | UnusableFile | LosesAnswers | IsReleased:
    """Give an event the blocks, rounds and tables of a sheet."""
    try:
        read = read_blocks(read_sheet(data, filename))
    except (UnreadableFile, MissingColumns) as error:
        return UnusableFile(why=error)
    outcome = blocks.replace_blocks(
        event_id, read.blocks, by=by, timezone=read.timezone, lost=lost
    )
    if not isinstance(outcome, Saved):
        return outcome
    return BlocksImported(
        blocks=len(read.blocks),
        slots=sum(len(block.slots) for block in read.blocks),
        problems=read.problems,
    )


def _unescape(sheet: Sheet) -> Sheet:
    """Take away the quote that our own export sets before a formula sign."""
    return replace(
        sheet,
        rows=tuple(
            SheetRow(
                number=row.number,
                cells={
                    name: text[1:]
                    if text[:1] == "'" and text[1:].startswith(_FORMULA_SIGNS)
                    else text
                    for name, text in row.cells.items()
                },
            )
            for row in sheet.rows
        ),
    )


def _new_row(event_id: int, participant: Participant) -> ParticipantRow:
    """Add a registered participant and its links."""
    now = current.clock().now()
    row = ParticipantRow(
        event_id=event_id,
        code=participant.id,
        state="registered",
        source="import",
        name=participant.name,
        created_at=now,
        updated_at=now,
        registered_at=now,
        shows_wishes=False,
        shows_target_groups=False,
        other_moment=False,
    )
    db.session.add(row)
    db.session.flush()
    for purpose in LinkPurpose:
        personal_links.issue(row, purpose)
    return row


def _kept(
    read: Iterable[Participant], known: Mapping[str, ParticipantRow]
) -> tuple[str, ...]:
    """Give the known registrations that rows speak of, themselves or by one merged."""
    rows = (known[p.id] for p in read if p.id in known)
    return tuple(dict.fromkeys(row.merged_into or row.code for row in rows))


def _whole(
    row: ParticipantRow,
    read: ReadParticipants,
    known: Mapping[str, ParticipantRow],
    keys: Mapping[str, int],
) -> Participant:
    """Give what a sheet says of a registration, with all that was merged into it.

    What was agreed after the merging stands: of what was merged, only a no that the
    sheet says itself counts.
    """
    said = {p.id: p for p in read.participants}
    slots = {key: SlotId(code) for code, key in keys.items()}

    def value(found: ParticipantRow) -> Participant:
        code = ParticipantId(found.code)
        if code in said:
            return from_sheet(found, said[code], keys, told=read.told)
        return participant_value(found, slots)

    absorbed = sorted(
        (other for other in known.values() if other.merged_into == row.code), key=_code
    )
    own = value(row)
    refused = {
        consent
        for other in absorbed
        if other.code in said
        for consent in read.told - said[ParticipantId(other.code)].consents
    }
    whole = reduce(merge, map(value, absorbed), own)
    return replace(whole, consents=own.consents - refused)


def _code(row: ParticipantRow) -> str:
    return row.code


def _undecided(
    event_id: int, read: Sequence[Participant]
) -> tuple[LikelyDuplicate, ...]:
    """List who look alike in a sheet and about whom nothing was decided yet."""
    decided = decisions.list_decisions(event_id)
    merged = {(d.a, d.b) for d in decided if d.about == "group" and d.verdict == "same"}
    return tuple(
        pair
        for pair in likely_duplicates(with_decisions(read, decided))
        if tuple(sorted((pair.a, pair.b))) not in merged
    )
