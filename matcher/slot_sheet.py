"""Blocks, slots and tables from a spreadsheet.

Columns: ``slot, start_local, end_local, tzid, utc_offset, block_nl, place,
tables``, one row per slot. Slots whose ids share their letters (``A1``, ``A2``)
are one block.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from matcher.event import Block, BlockId, MeetingTable, SlotId, TableId, TimeSlot
from matcher.refusals import MissingColumns
from matcher.row_problems import ProblemCode, RowProblem
from matcher.spreadsheet import Sheet, SheetRow, clean_line

NEEDED_COLUMNS = ("slot", "start_local", "end_local")
DEFAULT_TIMEZONE = "Europe/Amsterdam"
"""Used where the sheet names no zone; the product is made for the Netherlands."""
MOST_TABLES = 500
"""More tables in one room than this is a typing error."""

_LETTERS = re.compile(r"(.*?)[\s._-]*\d+")
_OFFSET = re.compile(r"(?:UTC)?(?P<sign>[+-]?)(?P<hours>\d{1,2}):?(?P<minutes>\d{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBlocks:
    """What a sheet of slots holds, and everything that is wrong in it."""

    blocks: tuple[Block, ...]
    timezone: str
    problems: tuple[RowProblem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _SlotRow:
    """A usable row."""

    number: int
    slot: TimeSlot
    block: str
    name: str
    place: str
    tables: int


def read_blocks(sheet: Sheet) -> ReadBlocks:
    """Read the blocks with their slots in order of time and their tables.

    Tables of block A are numbered ``A-1``, ``A-2`` ... and read as ``1``, ``2`` ...

    Raises:
        MissingColumns: The sheet lacks the slot, its start or its end.
    """
    needed = tuple(name for name in NEEDED_COLUMNS if name not in sheet.columns)
    if needed:
        raise MissingColumns(needed, present=sheet.columns)
    reader = _SlotReader(timezone=_timezone(sheet))
    usable = reader.read(sheet.rows)
    grouped: dict[str, list[_SlotRow]] = {}
    for row in usable:
        grouped.setdefault(row.block, []).append(row)
    blocks = [_block(code, rows, reader.problems) for code, rows in grouped.items()]
    return ReadBlocks(
        blocks=tuple(sorted(blocks, key=lambda block: block.slots[0].start)),
        timezone=reader.timezone,
        problems=tuple(reader.problems),
    )


def _timezone(sheet: Sheet) -> str:
    """Give the first zone of the sheet that exists."""
    named = [clean_line(row.get("tzid")) for row in sheet.rows]
    known = [zone for zone in named if zone and _zone(zone) is not None]
    return known[0] if known else DEFAULT_TIMEZONE


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # ZoneInfo answers a directory ("Europe") with OSError, "../x" with ValueError.
        return None


@dataclass(slots=True, kw_only=True)
class _SlotReader:
    """Reads rows into slots and collects what is wrong."""

    timezone: str
    problems: list[RowProblem] = field(default_factory=list)

    def read(self, rows: Iterable[SheetRow]) -> Sequence[_SlotRow]:
        usable: list[_SlotRow] = []
        for row in rows:
            read = self._row(row, {other.slot.id for other in usable})
            if read is None:
                continue
            if any(_overlap(read.slot, other.slot) for other in usable):
                self._note(row, "start_local", ProblemCode.OVERLAPPING_SLOT)
                continue
            usable.append(read)
        return sorted(usable, key=lambda item: item.slot.start)

    def _note(self, row: SheetRow, column: str, code: ProblemCode) -> None:
        self.problems.append(
            RowProblem(row=row.number, column=column, code=code, found=row.get(column))
        )

    def _row(self, row: SheetRow, seen: set[SlotId]) -> _SlotRow | None:
        code = SlotId(clean_line(row.get("slot")))
        zone = clean_line(row.get("tzid")) or self.timezone
        start, end = self._time(row, "start_local"), self._time(row, "end_local")
        if not code:
            self._note(row, "slot", ProblemCode.NO_ID)
        elif code in seen:
            self._note(row, "slot", ProblemCode.DUPLICATE_ID)
        elif zone != self.timezone:
            self._note(row, "tzid", ProblemCode.UNKNOWN_TIMEZONE)
        elif start is not None and end is not None and end <= start:
            self._note(row, "end_local", ProblemCode.END_BEFORE_START)
        elif start is not None and end is not None:
            return self._usable(row, TimeSlot(id=code, start=start, end=end))
        return None

    def _usable(self, row: SheetRow, slot: TimeSlot) -> _SlotRow:
        letters = _LETTERS.fullmatch(slot.id)
        name = clean_line(row.get("block_nl"))
        return _SlotRow(
            number=row.number,
            slot=slot,
            block=(letters[1] if letters else "") or name or "A",
            name=name,
            place=clean_line(row.get("place")),
            tables=self._tables(row),
        )

    def _time(self, row: SheetRow, column: str) -> datetime | None:
        text = clean_line(row.get(column))
        if not text:
            self._note(row, column, ProblemCode.NO_TIME)
            return None
        try:
            local = datetime.fromisoformat(text)
        except ValueError:
            self._note(row, column, ProblemCode.BAD_TIME)
            return None
        if local.tzinfo is not None:
            return local.astimezone(ZoneInfo(self.timezone))
        return self._placed(row, column, local)

    def _placed(self, row: SheetRow, column: str, local: datetime) -> datetime:
        """Place a local time in the zone; the offset tells which of two 02.30s."""
        moments = [
            local.replace(tzinfo=ZoneInfo(self.timezone), fold=fold) for fold in (0, 1)
        ]
        offset = _OFFSET.fullmatch(clean_line(row.get("utc_offset")))
        if offset is None:
            return moments[0]
        wanted = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"]))
        wanted = -wanted if offset["sign"] == "-" else wanted
        for moment in moments:
            if moment.utcoffset() == wanted:
                return moment
        if column == "start_local":
            self._note(row, "utc_offset", ProblemCode.WRONG_OFFSET)
        return moments[0]

    def _tables(self, row: SheetRow) -> int:
        text = clean_line(row.get("tables"))
        if text.isdecimal() and int(text) <= MOST_TABLES:
            return int(text)
        self._note(row, "tables", ProblemCode.BAD_TABLES)
        return 0


def _overlap(one: TimeSlot, other: TimeSlot) -> bool:
    return one.start < other.end and other.start < one.end


def _block(code: str, rows: Sequence[_SlotRow], problems: list[RowProblem]) -> Block:
    """Make a block; where rows name different numbers of tables, the least counts."""
    counts = [row.tables for row in rows]
    if min(counts) != max(counts):
        odd = next(row for row in rows if row.tables != counts[0])
        problems.append(
            RowProblem(
                row=odd.number,
                column="tables",
                code=ProblemCode.TABLES_DIFFER,
                found=str(odd.tables),
            )
        )
    return Block(
        id=BlockId(code),
        name=rows[0].name or code,
        place=rows[0].place,
        slots=tuple(row.slot for row in rows),
        tables=tuple(
            MeetingTable(id=TableId(f"{code}-{number}"), name=str(number))
            for number in range(1, min(counts) + 1)
        ),
    )
