"""Participants as a spreadsheet: the columns that an import reads.

A cell that begins like a formula gets a quote in front, so that no spreadsheet
program runs what a participant typed (OWASP, CSV injection); an import of the
same file takes it away again.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from matcher.registrations import COLUMNS, CONSENT_COLUMNS, NO, NO_CONTACT, YES
from web.persistence.loading import consents_of
from web.persistence.queries import roster
from web.persistence.rows import DelegateRow, ParticipantRow, SlotRow

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def export_participants(event_id: int) -> bytes:
    """Write the registered participants of an event as CSV, in UTF-8 with a mark.

    The mark (BOM) tells spreadsheet programs which character set it is.
    """
    slots = roster.list_slots(event_id)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow((*COLUMNS, *CONSENT_COLUMNS))
    for row in roster.list_participants(event_id):
        if row.state == "registered":
            writer.writerow(neutralise(cell) for cell in _cells(row, slots))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def neutralise(cell: str) -> str:
    """Keep a spreadsheet program from reading text as a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA_SIGNS) else cell


def _cells(row: ParticipantRow, slots: Sequence[SlotRow]) -> tuple[str, ...]:
    """Give the cells of a participant in the order of the columns."""
    given = consents_of(row)
    return (
        row.code,
        row.name,
        row.kind,
        row.description,
        _join(f"{ask.kind}: {_whole(ask.text)}" for ask in row.asks),
        _join(f"{offer.kind}: {_whole(offer.text)}" for offer in row.offers),
        ";".join(row.themes),
        ";".join(row.target_groups),
        ";".join(
            f"{skill['code']}:{skill['level']}" if skill["level"] else skill["code"]
            for skill in row.languages
        ),
        row.area,
        _join(_delegate(delegate) for delegate in row.delegates),
        ";".join(_slots(row, slots)),
        ";".join(row.accessibility),
        ";".join(row.channels),
        row.wishes,
        *(YES if consent in given else NO for consent in CONSENT_COLUMNS.values()),
    )


def _join(items: Iterable[str]) -> str:
    """Join the items of a list as the sheet separates them."""
    return "; ".join(items)


def _whole(text: str) -> str:
    """Keep an item whole: a semicolon would part it in two."""
    return text.replace(";", ",")


def _delegate(delegate: DelegateRow) -> str:
    """Write a person as ``Name - role <contact>``, with an en dash."""
    role = f" \u2013 {_whole(delegate.role)}" if delegate.role else ""
    return f"{_whole(delegate.name)}{role} <{delegate.contact or NO_CONTACT}>"


def _slots(row: ParticipantRow, slots: Sequence[SlotRow]) -> Iterable[str]:
    """Give the codes of the slots in which a participant can come."""
    given = {answer.slot_id for answer in row.availability}
    return (slot.code for slot in slots if slot.id in given)
