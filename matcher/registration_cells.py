"""A participant as the cells of its row: what `matcher.registrations` reads back.

Reading cleans text (`matcher.spreadsheet.clean_text`). What people typed elsewhere is
kept as they wrote it, so two registrations are compared by their cells once both are
clean, and only the columns that differ are taken over.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from matcher.event import SlotId
from matcher.offers import Ask, Offer
from matcher.participants import Answer, Delegate, Participant
from matcher.registrations import (
    COLUMNS,
    CONSENT_COLUMNS,
    IF_NEEDED_SIGN,
    MARK_COLUMNS,
    NO,
    NO_CONTACT,
    OTHER_MOMENT,
    TEXT_COLUMNS,
    YES,
)
from matcher.sheet_items import as_name, as_part, joined
from matcher.spreadsheet import clean_line, clean_text

ALL_COLUMNS = (*COLUMNS, *CONSENT_COLUMNS, *TEXT_COLUMNS, *MARK_COLUMNS)
"""The columns of an export, in order."""
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "organisation": ("name",),
    "kind": ("kind",),
    "description": ("description",),
    "asks": ("asks",),
    "offers": ("offers",),
    "themes": ("themes",),
    "target_groups": ("target_groups",),
    "languages": ("languages",),
    "neighbourhood_city": ("area",),
    "delegates": ("delegates",),
    "availability": ("availability", "other_moment"),
    "accessibility": ("accessibility",),
    "contact_channel": ("channels",),
    "wants_to_meet": ("wishes",),
    **{column: (field,) for column, field in TEXT_COLUMNS.items()},
    MARK_COLUMNS[0]: ("chosen",),
    MARK_COLUMNS[1]: ("avoided",),
}
"""The fields of a participant that each column speaks of."""
_Thing = TypeVar("_Thing", bound=Offer | Ask)


def cells_of(participant: Participant, slots: Sequence[SlotId]) -> Mapping[str, str]:
    """Write a participant into cells, by column.

    Args:
        participant: Who.
        slots: All slots of the event in order of time.
    """
    return {
        "id": participant.id,
        "organisation": participant.name,
        "kind": participant.kind,
        "description": participant.description,
        "asks": _things(participant.asks),
        "offers": _things(participant.offers),
        "themes": _codes(participant.themes),
        "target_groups": _codes(participant.target_groups),
        "languages": ";".join(
            f"{skill.code}:{skill.level}" if skill.level else skill.code
            for skill in participant.languages
        ),
        "neighbourhood_city": participant.area,
        "delegates": joined(map(_delegate, participant.delegates)),
        "availability": ";".join(_times(participant, slots)),
        "accessibility": _codes(participant.accessibility),
        "contact_channel": ";".join(participant.channels),
        "wants_to_meet": participant.wishes,
        **{
            column: YES if consent in participant.consents else NO
            for column, consent in CONSENT_COLUMNS.items()
        },
        **{column: getattr(participant, name) for column, name in TEXT_COLUMNS.items()},
        MARK_COLUMNS[0]: _codes(participant.chosen),
        MARK_COLUMNS[1]: _codes(participant.avoided),
    }


def changed_columns(
    before: Participant, after: Participant, slots: Sequence[SlotId]
) -> tuple[str, ...]:
    """List the columns in which two states of a participant differ once clean."""
    one, two = (cells_of(clean_participant(p), slots) for p in (before, after))
    return tuple(column for column in ALL_COLUMNS if one[column] != two[column])


def take_over(
    before: Participant, after: Participant, columns: Collection[str]
) -> Participant:
    """Change a participant in some columns only; the rest stays as it is stored."""
    told = {CONSENT_COLUMNS[name] for name in columns if name in CONSENT_COLUMNS}
    fields = (field for name in columns for field in _FIELDS.get(name, ()))
    return replace(
        before,
        **{field: getattr(after, field) for field in fields},
        consents=(before.consents - told) | (after.consents & told),
    )


def clean_participant(participant: Participant) -> Participant:
    """Give a participant as a sheet would have it: clean text, nothing empty."""
    return replace(
        participant,
        name=clean_line(participant.name),
        description=clean_text(participant.description),
        offers=_clean_things(participant.offers),
        asks=_clean_things(participant.asks),
        area=clean_line(participant.area),
        wishes=clean_text(participant.wishes),
        speaks_for=clean_text(participant.speaks_for),
        calling=clean_text(participant.calling),
        go_between=clean_text(participant.go_between),
        missing_group=clean_text(participant.missing_group),
        delegates=tuple(
            replace(
                delegate,
                name=clean_line(delegate.name),
                role=clean_line(delegate.role),
                contact=clean_line(delegate.contact or "") or None,
            )
            for delegate in participant.delegates
        ),
    )


def _clean_things(things: Iterable[_Thing]) -> tuple[_Thing, ...]:
    clean = (replace(thing, text=clean_text(thing.text)) for thing in things)
    return tuple(thing for thing in clean if thing.text)


def _things(things: Iterable[Offer | Ask]) -> str:
    return joined(f"{thing.kind}: {as_part(thing.text)}" for thing in things)


def _codes(codes: Iterable[str]) -> str:
    """Write a set of codes, always in the same order."""
    return ";".join(sorted(codes))


def _delegate(delegate: Delegate) -> str:
    """Write a person as ``Name - role <contact>``, with an en dash."""
    role = f" \u2013 {as_name(delegate.role)}" if delegate.role else ""
    return f"{as_name(delegate.name)}{role} <{as_name(delegate.contact or NO_CONTACT)}>"


def _times(participant: Participant, slots: Sequence[SlotId]) -> Iterable[str]:
    if participant.other_moment:
        yield OTHER_MOMENT
    for slot in slots:
        answer = participant.availability.get(slot)
        if answer is not None:
            yield f"{slot}{IF_NEEDED_SIGN if answer is Answer.IF_NEEDED else ''}"
