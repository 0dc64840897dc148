"""Bringing participants in from a spreadsheet, again and again without loss.

The id of a row names the participant: a row that was read before changes that
participant, who keeps the personal link, the people's codes and everything that
was planned. Nothing is merged and nobody is removed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from matcher.duplicates import LikelyDuplicate, likely_duplicates
from matcher.event import SlotId
from matcher.participants import Answer, Participant
from matcher.refusals import MissingColumns, UnreadableFile
from matcher.registrations import read_participants
from matcher.row_problems import RowProblem
from matcher.slot_sheet import read_blocks
from matcher.spreadsheet import Sheet, SheetRow, read_sheet
from web import current
from web.persistence.database import db
from web.persistence.queries import roster, setup
from web.persistence.rows import ParticipantRow
from web.persistence.transaction import transaction
from web.services import audit, blocks, personal_links
from web.services.answers import (
    AboutAnswers,
    AskAnswers,
    DelegateAnswers,
    OfferAnswers,
    PeopleAnswers,
    SlotAnswer,
    StepAnswers,
    TimeAnswers,
)
from web.services.blocks import IsReleased, LosesAnswers, LostAnswers
from web.services.outcomes import Saved
from web.services.personal_links import LinkPurpose
from web.services.step_answers import read_like, write

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
        added, updated, withdrawn = [], [], []
        for participant in read.participants:
            row = known.get(participant.id)
            if row is None:
                _store(_new_row(event_id, participant), participant, keys)
                added.append(participant.id)
            elif _store(row, participant, keys):
                updated.append(participant.id)
            if row is not None and row.state == "withdrawn":
                withdrawn.append(participant.id)
        audit.record(
            "participants.import",
            by=by,
            event_id=event_id,
            detail={"added": len(added), "updated": len(updated)},
        )
    return ImportDone(
        added=tuple(added),
        updated=tuple(updated),
        unchanged=len(read.participants) - len(added) - len(updated),
        stay_withdrawn=tuple(withdrawn),
        problems=read.problems,
        duplicates=likely_duplicates(read.participants),
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


def _store(
    row: ParticipantRow, participant: Participant, keys: Mapping[str, int]
) -> bool:
    """Write what differs; say whether anything did."""
    changed = [
        answers
        for answers in _answers_of(row, participant, keys)
        if read_like(row, answers) != answers
    ]
    for answers in changed:
        write(row, answers)
    if changed:
        row.revision += 1
        row.updated_at = current.clock().now()
        db.session.flush()
    return bool(changed)


def _answers_of(
    row: ParticipantRow, participant: Participant, keys: Mapping[str, int]
) -> tuple[StepAnswers, ...]:
    """Give the answers of all steps as the sheet has them."""
    codes = {delegate.name.casefold(): delegate.code for delegate in row.delegates}
    # A sheet says only "can come"; an "if need be" that was given stays.
    given = {known.slot_id: Answer(known.answer) for known in row.availability}
    slots = (
        SlotAnswer(slot_id=keys[slot], answer=given.get(keys[slot], answer))
        for slot, answer in participant.availability.items()
    )
    return (
        AboutAnswers(
            name=participant.name,
            kind=participant.kind,
            area=participant.area,
            description=participant.description,
            target_groups=tuple(sorted(participant.target_groups)),
            # A sheet says nothing about consent: what was given or not stays.
            shows_target_groups=row.shows_target_groups,
        ),
        OfferAnswers(offers=participant.offers),
        AskAnswers(
            asks=participant.asks,
            themes=tuple(sorted(participant.themes)),
            wishes=participant.wishes,
            shows_wishes=row.shows_wishes,
        ),
        TimeAnswers(
            slots=tuple(sorted(slots, key=lambda given: given.slot_id)),
            other_moment=row.other_moment,
        ),
        PeopleAnswers(
            delegates=tuple(
                DelegateAnswers(
                    name=delegate.name,
                    role=delegate.role,
                    contact=delegate.contact,
                    code=codes.get(delegate.name.casefold(), ""),
                )
                for delegate in participant.delegates
            ),
            languages=participant.languages,
            channels=participant.channels,
            accessibility=tuple(sorted(participant.accessibility)),
        ),
    )
