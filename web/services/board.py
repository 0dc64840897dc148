"""The board: one day as a grid of tables and times."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from web.persistence.queries.versions import VersionLine
from web.persistence.rows import (
    BlockRow,
    EventRow,
    MeetingRow,
    ProgrammeRow,
    SlotRow,
)
from web.services.programmes import (
    NamedParticipant,
    Naming,
    ShownMeeting,
    find_version,
    list_versions,
    read_naming,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardCell:
    """A table at a time: two short names, or free."""

    code: str = ""
    first: NamedParticipant | None = None
    second: NamedParticipant | None = None
    has_interpreter: bool = False
    is_chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """A table with all its times."""

    table: str
    note: tuple[str, ...]
    cells: tuple[BoardCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardColumn:
    """A time with how many tables it uses."""

    start: datetime
    used: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardDay:
    """A block in the row of days."""

    code: str
    start: datetime
    meetings: int
    free: int
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """One day of a version, ready to be shown."""

    version: int
    state: str
    versions: tuple[VersionLine, ...]
    days: tuple[BoardDay, ...]
    columns: tuple[BoardColumn, ...]
    rows: tuple[BoardRow, ...]
    tables: int
    shown_column: int
    """The time that a phone shows first, counted from 1."""
    chosen: ShownMeeting | None
    lost: int
    """Meetings whose time was taken away after this version was made."""


def read_board(
    event: EventRow, *, day: str = "", version: int | None = None, chosen: str = ""
) -> Board | None:
    """Give the board of a day; None if there is no programme or no time yet.

    Args:
        event: Its blocks, rounds and tables are loaded.
        day: Code of a block; an unknown one asks for the first.
        version: None asks for the newest.
        chosen: Code of the meeting that is looked at; its day wins.

    Raises:
        NotFound: The event has no version with this number.
    """
    programme = find_version(event.id, version)
    blocks = sorted(
        (block for block in event.blocks if block.slots),
        key=lambda block: block.slots[0].starts_at,
    )
    if programme is None or not blocks:
        return None
    naming = read_naming(event)
    picked = next((m for m in programme.meetings if m.code == chosen), None)
    block = _choose_block(blocks, day, picked)
    cells = {(m.table, m.slot): m for m in programme.meetings}
    slots = sorted(block.slots, key=lambda slot: slot.starts_at)
    return Board(
        version=programme.version,
        state=programme.state,
        versions=list_versions(event.id),
        days=_days(event, blocks, programme, block),
        columns=_columns(event, slots, programme),
        rows=tuple(
            BoardRow(
                table=table.name,
                note=tuple(table.features),
                cells=tuple(
                    _cell(cells.get((table.code, slot.code)), naming, chosen)
                    for slot in slots
                ),
            )
            for table in block.tables
        ),
        tables=len(block.tables),
        shown_column=_shown_column(slots, picked, programme),
        chosen=None if picked is None else naming.show(picked),
        lost=sum(m.slot not in naming.slots for m in programme.meetings),
    )


def _choose_block(
    blocks: Sequence[BlockRow], day: str, picked: MeetingRow | None
) -> BlockRow:
    """Give the block of the chosen meeting, else that of the day, else the first."""
    for block in blocks:
        if picked is not None and picked.slot in {slot.code for slot in block.slots}:
            return block
    return next((block for block in blocks if block.code == day), blocks[0])


def _days(
    event: EventRow,
    blocks: Sequence[BlockRow],
    programme: ProgrammeRow,
    current: BlockRow,
) -> tuple[BoardDay, ...]:
    zone = ZoneInfo(event.timezone)
    held = Counter(meeting.slot for meeting in programme.meetings)
    days = []
    for block in blocks:
        meetings = sum(held[slot.code] for slot in block.slots)
        days.append(
            BoardDay(
                code=block.code,
                start=min(slot.starts_at for slot in block.slots).astimezone(zone),
                meetings=meetings,
                free=len(block.slots) * len(block.tables) - meetings,
                is_current=block is current,
            )
        )
    return tuple(days)


def _columns(
    event: EventRow, slots: Sequence[SlotRow], programme: ProgrammeRow
) -> tuple[BoardColumn, ...]:
    zone = ZoneInfo(event.timezone)
    held = Counter(meeting.slot for meeting in programme.meetings)
    return tuple(
        BoardColumn(start=slot.starts_at.astimezone(zone), used=held[slot.code])
        for slot in slots
    )


def _cell(meeting: MeetingRow | None, naming: Naming, chosen: str) -> BoardCell:
    """Name the two at a table, the group first where the sides differ."""
    if meeting is None:
        return BoardCell()
    pair = (naming.participant(meeting.a), naming.participant(meeting.b))
    first, second = sorted(pair, key=lambda found: not found.is_informal)
    return BoardCell(
        code=meeting.code,
        first=first,
        second=second,
        has_interpreter=meeting.interpreter is not None,
        is_chosen=meeting.code == chosen,
    )


def _shown_column(
    slots: Sequence[SlotRow], picked: MeetingRow | None, programme: ProgrammeRow
) -> int:
    """Give the time a phone begins with: of the chosen meeting, or the first in use."""
    codes = [slot.code for slot in slots]
    if picked is not None and picked.slot in codes:
        return codes.index(picked.slot) + 1
    held = {meeting.slot for meeting in programme.meetings}
    return next((n for n, code in enumerate(codes, start=1) if code in held), 1)
