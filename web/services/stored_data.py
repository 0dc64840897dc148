"""Everything that is stored about one participant, to be read and taken away."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from matcher.formula_guard import neutralise
from web.persistence.queries import participants, stored_data

Cell = str | int | float | bool | None | list[object] | dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTable:
    """The rows of one table that are about a participant."""

    name: str
    rows: tuple[Mapping[str, Cell], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredData:
    """All of it, table by table; a table without rows about them is left out."""

    event: str
    code: str
    tables: tuple[StoredTable, ...]

    @property
    def count(self) -> int:
        """The number of rows."""
        return sum(len(table.rows) for table in self.tables)


def read_stored(participant_id: int, *, drafts: bool = False) -> StoredData:
    """Read everything that is stored about a participant.

    Left out are secrets that open a door, and what would tell of others: their
    offers and wishes, and who organises. With *drafts* the meetings of versions that
    nobody was told of are read too, for who runs the installation.

    Raises:
        NotFound: There is no such participant.
    """
    row = participants.get_participant(participant_id)
    event = participants.get_event_of(row)
    who = stored_data.find_whom(event.id, row.code)
    found = {
        **stored_data.list_own(who),
        **stored_data.list_mentions(who, drafts=drafts),
    }
    return StoredData(
        event=event.name,
        code=row.code,
        tables=tuple(
            StoredTable(name=name, rows=tuple(map(_plain_row, rows)))
            for name, rows in found.items()
            if rows
        ),
    )


def as_json(stored: StoredData) -> bytes:
    """Write everything as one JSON document, in UTF-8."""
    document = {
        "event": stored.event,
        "participant": stored.code,
        "stored": {table.name: list(table.rows) for table in stored.tables},
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def as_csv(stored: StoredData) -> bytes:
    """Write everything as a spreadsheet of four columns, one value a row.

    The mark (BOM) tells spreadsheet programs which character set it is.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("table", "row", "column", "value"))
    for line in _lines(stored):
        writer.writerow(map(neutralise, line))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _lines(stored: StoredData) -> Iterator[tuple[str, str, str, str]]:
    for table in stored.tables:
        for number, row in enumerate(table.rows, start=1):
            for column, value in row.items():
                yield table.name, str(number), column, in_words(value)


def in_words(value: Cell) -> str:
    """Write one value as people read it."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)


def _plain_row(row: Mapping[str, object]) -> Mapping[str, Cell]:
    return {column: _plain(value) for column, value in row.items()}


def _plain(value: object) -> Cell:
    """Turn a stored value into one that JSON knows."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    if isinstance(value, str | int | float | bool | list | dict) or value is None:
        return value
    raise TypeError(type(value).__name__)
