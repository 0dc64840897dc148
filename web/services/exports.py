"""Participants as a spreadsheet: the columns that an import reads.

What is written is read back exactly, into this event or another (`matcher.registration_cells`).
"""

from collections.abc import Iterator, Sequence

from matcher.event import SlotId
from matcher.registration_cells import ALL_COLUMNS, cells_of
from matcher.registration_sheets import as_csv, as_xlsx
from web.persistence.loading import participant_value
from web.persistence.queries import roster
from web.wording import gettext as _


def export_participants(event_id: int) -> bytes:
    """Write the registered participants of an event as CSV, in UTF-8 with a mark."""
    return as_csv(_rows(event_id))


def export_workbook(event_id: int) -> bytes:
    """Write the registered participants of an event as an Excel workbook."""
    return as_xlsx(_rows(event_id), title=_("Deelnemers"))


def _rows(event_id: int) -> Iterator[Sequence[str]]:
    """Give the names of the columns, and a row for each registered participant."""
    slots = {slot.id: SlotId(slot.code) for slot in roster.list_slots(event_id)}
    order = tuple(slots.values())
    yield ALL_COLUMNS
    for row in roster.list_participants(event_id):
        if row.state == "registered":
            cells = cells_of(participant_value(row, slots), order)
            yield [cells[column] for column in ALL_COLUMNS]
