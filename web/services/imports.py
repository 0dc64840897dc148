"""Bringing participants in from a spreadsheet, again and again without loss.

A sheet is kept until the organiser has read what it will do and says yes; what is then
written is exactly that, or nothing and the new state of things is shown. The id of a
row names the participant, who keeps the personal link, the people's codes and
everything that was planned. Nothing is merged by itself and nobody is removed; what an
organiser merged stays merged: both rows together are what the one registration says.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from matcher.event import SlotId
from matcher.participants import Participant
from matcher.refusals import MissingColumns, UnreadableFile
from matcher.registrations import ReadParticipants, read_participants
from matcher.row_problems import RowProblem
from matcher.slot_sheet import read_blocks
from matcher.spreadsheet import Sheet, clean_line
from web import current
from web.persistence.database import db
from web.persistence.loading import consents_of
from web.persistence.queries import decisions, last_words, roster, setup, uploads
from web.persistence.rows import ParticipantRow, UploadRow
from web.persistence.transaction import transaction
from web.services import audit, blocks, personal_links
from web.services.blocks import IsReleased, LosesAnswers, LostAnswers
from web.services.consents import note_sheet
from web.services.import_plan import (
    ImportPlan,
    PlannedRow,
    RowFate,
    Stored,
    plan_import,
)
from web.services.outcomes import Saved
from web.services.personal_links import LinkPurpose
from web.services.sheet_files import bytes_of, read_sent_sheet, sheet_of
from web.services.value_answers import store_value

KEPT = timedelta(days=1)
"""How long a file waits for the organiser's word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusableFile:
    """Nothing was read: the file is no sheet, or not one with our columns."""

    why: UnreadableFile | MissingColumns


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """A file that waits, and what it will do."""

    id: int
    name: str
    sent_at: datetime
    plan: ImportPlan
    left_out: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDone:
    """What an import did."""

    plan: ImportPlan

    @property
    def added(self) -> tuple[str, ...]:
        """The codes of who is new."""
        return tuple(row.code for row in self.plan.of_fate(RowFate.NEW))

    @property
    def updated(self) -> tuple[str, ...]:
        """The codes of who changed."""
        changed = self.plan.of_fate(RowFate.CHANGED)
        return tuple(dict.fromkeys(row.merged_into or row.code for row in changed))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedMeanwhile:
    """Nothing was written: a participant changed since the organiser looked."""

    preview: ImportPreview


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocksImported:
    """The event now has the blocks of a sheet."""

    blocks: int
    slots: int
    problems: tuple[RowProblem, ...]


def preview_import(
    event_id: int, *, data: bytes, filename: str
) -> ImportPlan | UnusableFile:
    """Say what a sheet would do, without keeping it."""
    try:
        return _plan(event_id, read_sent_sheet(data, filename))
    except (UnreadableFile, MissingColumns) as error:
        return UnusableFile(why=error)


def keep_upload(
    event_id: int, *, data: bytes, filename: str, by: str
) -> ImportPreview | UnusableFile:
    """Keep a sheet until the organiser has read what it will do."""
    try:
        sheet = read_sent_sheet(data, filename)
        plan = _plan(event_id, sheet)
    except (UnreadableFile, MissingColumns) as error:
        return UnusableFile(why=error)
    now = current.clock().now()
    with transaction():
        uploads.delete_uploads_before(now - KEPT)
        row = UploadRow(
            event_id=setup.get_event(event_id).id,
            sent_by=by,
            name=clean_line(filename)[-120:],
            content=bytes_of(sheet),
            left_out=[],
            created_at=now,
        )
        db.session.add(row)
        db.session.flush()
        return _preview(row, plan)


def read_upload(event_id: int, upload_id: int) -> ImportPreview:
    """Say what a kept sheet will do, as things are now.

    Raises:
        NotFound: It was confirmed, thrown away or too old.
    """
    row = uploads.get_upload(event_id, upload_id)
    return _preview(row, _plan(event_id, sheet_of(row.content)))


def confirm_upload(
    event_id: int,
    upload_id: int,
    *,
    seen: str,
    left_out: Collection[str],
    by: str,
) -> ImportDone | ChangedMeanwhile:
    """Write what was shown, and nothing else.

    Args:
        event_id: The event.
        upload_id: The sheet that waits.
        seen: The fingerprint of the plan that the organiser read.
        left_out: Codes of the rows that the organiser skips.
        by: The organiser's address.

    Raises:
        NotFound: It was confirmed before, thrown away or too old.
    """
    with transaction():
        row = uploads.get_upload(event_id, upload_id)
        sheet = sheet_of(row.content)
        shown = _plan(event_id, sheet)
        skipped = {r.code for r in shown.rows if r.can_be_left_out} & set(left_out)
        row.left_out = sorted(skipped)
        if shown.fingerprint != seen:
            return ChangedMeanwhile(preview=_preview(row, shown))
        done = _carry_out(event_id, _plan(event_id, sheet, left_out=skipped), by=by)
        db.session.delete(row)
        return done


def forget_old_uploads() -> None:
    """Delete the sheets that nobody confirmed in time."""
    with transaction():
        uploads.delete_uploads_before(current.clock().now() - KEPT)


def discard_upload(event_id: int, upload_id: int) -> None:
    """Throw a kept sheet away; nothing of it was written."""
    with transaction():
        db.session.delete(uploads.get_upload(event_id, upload_id))


def import_participants(
    event_id: int, *, data: bytes, filename: str, by: str
) -> ImportDone | UnusableFile:
    """Add or update a participant for each usable row of a sheet, at once."""
    try:
        sheet = read_sent_sheet(data, filename)
        with transaction():
            return _carry_out(event_id, _plan(event_id, sheet), by=by)
    except (UnreadableFile, MissingColumns) as error:
        return UnusableFile(why=error)


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
        read = read_blocks(read_sent_sheet(data, filename))
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


def _preview(row: UploadRow, plan: ImportPlan) -> ImportPreview:
    return ImportPreview(
        id=row.id,
        name=row.name,
        sent_at=row.created_at,
        plan=plan,
        left_out=frozenset(row.left_out),
    )


def _plan(event_id: int, sheet: Sheet, *, left_out: Collection[str] = ()) -> ImportPlan:
    """Work out what a sheet does to the event as it is now."""
    setup.get_event(event_id)
    slots = {slot.code: slot.id for slot in roster.list_slots(event_id)}
    read = read_participants(sheet, slots=[SlotId(code) for code in slots])
    stored = Stored(
        rows={row.code: row for row in roster.list_participants(event_id)},
        slots=slots,
        words=last_words.list_last_words(event_id),
        decided=decisions.list_decisions(event_id),
    )
    return plan_import(
        read, stored, refused=_refused_rows(sheet, read), left_out=left_out
    )


def _refused_rows(sheet: Sheet, read: ReadParticipants) -> tuple[PlannedRow, ...]:
    """List the rows that cannot be used, with why."""
    used = set(read.rows.values())
    return tuple(
        PlannedRow(
            number=row.number,
            code=clean_line(row.get("id")),
            name=clean_line(row.get("organisation")),
            fate=RowFate.REFUSED,
            problems=tuple(p for p in read.problems if p.row == row.number),
        )
        for row in sheet.rows
        if row.number not in used
    )


def _carry_out(event_id: int, plan: ImportPlan, *, by: str) -> ImportDone:
    """Write a plan, inside a transaction."""
    known = {row.code: row for row in roster.list_participants(event_id)}
    keys = {slot.code: slot.id for slot in roster.list_slots(event_id)}
    for write in plan.writes:
        row = known.get(write.code) or _new_row(event_id, write.value)
        before = consents_of(row)
        store_value(row, write.value, keys)
        note_sheet(row, before)
    done = ImportDone(plan=plan)
    audit.record(
        "participants.import",
        by=by,
        event_id=event_id,
        detail={"added": len(done.added), "updated": len(done.updated)},
    )
    return done


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
        in_directory=False,
        in_marketplace=False,
        other_moment=False,
    )
    db.session.add(row)
    db.session.flush()
    for purpose in LinkPurpose:
        personal_links.issue(row, purpose)
    return row
