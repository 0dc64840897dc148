"""Fitting the rows of a block to what is wanted, keeping every row that can stay."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import count
from string import ascii_uppercase
from typing import Self

from web.persistence.database import db
from web.persistence.queries import setup
from web.persistence.rows import BlockRow, EventRow, SlotRow, TableRow
from web.services.timetable import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedSlot:
    """A round that a block must have; without a code it is given a free one."""

    span: Span
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedTable:
    """A table that a block must have."""

    code: str
    name: str
    features: frozenset[str] = frozenset()
    owner_code: str | None = None

    @classmethod
    def numbered(cls, block: BlockRow, number: int) -> Self:
        """Name a table by its number."""
        return cls(code=f"{block.code}-{number}", name=str(number))

    @classmethod
    def of(cls, table: TableRow) -> Self:
        """Want a table as it is."""
        return cls(
            code=table.code,
            name=table.name,
            features=frozenset(table.features),
            owner_code=table.owner_code,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """The rows that a change takes away."""

    slots: tuple[SlotRow, ...] = ()
    tables: tuple[TableRow, ...] = ()

    def __add__(self, other: "Loss") -> "Loss":
        """Join two losses."""
        return Loss(slots=self.slots + other.slots, tables=self.tables + other.tables)


def new_block(
    event: EventRow, *, name: str, place: str, code: str | None = None
) -> BlockRow:
    """Add an empty block, under the first free letter unless a code is given."""
    taken = {block.code for block in event.blocks}
    block = BlockRow(
        event_id=event.id,
        code=code or next(letters for letters in _letters() if letters not in taken),
        name=name,
        place=place,
        position=1 + max((block.position for block in event.blocks), default=-1),
    )
    event.blocks.append(block)
    db.session.flush()
    return block


def find_loss(
    block: BlockRow, slots: Sequence[WantedSlot], tables: Sequence[WantedTable]
) -> Loss:
    """Say which rows of a block have no place in what is wanted."""
    spans = {wanted.span for wanted in slots}
    codes = {wanted.code for wanted in tables}
    return Loss(
        slots=tuple(slot for slot in block.slots if _span(slot) not in spans),
        tables=tuple(table for table in block.tables if table.code not in codes),
    )


def fit_slots(event: EventRow, block: BlockRow, wanted: Sequence[WantedSlot]) -> None:
    """Give a block exactly these rounds; one at the same time stays what it was.

    A new round takes no code that any version of the programme uses: the code
    would come to mean another time there.
    """
    loss = find_loss(block, wanted, ()).slots
    forget_slots(event, {slot.code for slot in loss})
    for gone in loss:
        block.slots.remove(gone)
    db.session.flush()
    kept = {_span(slot) for slot in block.slots}
    taken = setup.list_slot_codes(event.id) | setup.list_planned_slots(event.id)
    for slot in wanted:
        if slot.span in kept:
            continue
        code = slot.code if slot.code and slot.code not in taken else None
        code = code or next(
            free for n in count(1) if (free := f"{block.code}{n}") not in taken
        )
        taken |= {code}
        block.slots.append(
            SlotRow(
                event_id=event.id,
                code=code,
                starts_at=slot.span.start,
                ends_at=slot.span.end,
            )
        )
    db.session.flush()


def fit_tables(block: BlockRow, wanted: Sequence[WantedTable]) -> None:
    """Give a block exactly these tables; one with the same code is changed."""
    for gone in find_loss(block, (), wanted).tables:
        block.tables.remove(gone)
    db.session.flush()
    rows = {table.code: table for table in block.tables}
    for position, table in enumerate(wanted):
        row = rows.get(table.code)
        if row is None:
            row = TableRow(event_id=block.event_id, code=table.code)
            block.tables.append(row)
        row.name, row.position = table.name, position
        row.features = sorted(table.features)
        row.owner_code = table.owner_code
    db.session.flush()


def forget_slots(event: EventRow, codes: AbstractSet[str]) -> None:
    """Take rounds that go out of the hours of the interpreters."""
    for interpreter in event.interpreters:
        if codes & set(interpreter.slots):
            interpreter.slots = [
                code for code in interpreter.slots if code not in codes
            ]


def _letters() -> Iterator[str]:
    """Give A to Z, then AA to ZZ and so on."""
    for length in count(1):
        yield from (letter * length for letter in ascii_uppercase)


def _span(slot: SlotRow) -> Span:
    """Give the time of a round."""
    return Span(start=slot.starts_at, end=slot.ends_at)
