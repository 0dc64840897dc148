"""The participants of an event, kept in the process that shows them to each other.

Looking through a thousand of them must not read a thousand rows for every page. So
what was read is kept, with the state it was in: a page asks in one query what changed
since, and reads only that. Nothing is shown that the database would not show now.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from flask import current_app

from matcher.affinity import AffinityModel
from matcher.disclosure import shown_text
from matcher.event import Rules
from matcher.participants import Consent, Participant, ParticipantId
from matcher.searching import SearchIndex
from web.persistence.loading import participant_value, rules_value, slot_codes
from web.persistence.queries import marks
from web.persistence.queries.marks import Edition
from web.persistence.rows import EventRow

MOST_EVENTS = 2
"""Events that one process keeps; the one that was looked at longest ago goes."""
MOST_CHANGES = 8
"""Changed profiles from which on scoring anew is no slower than one by one."""
_EXTENSION = "trefpunt-fair"


@dataclass(frozen=True, kw_only=True, eq=False)
class Fair:
    """Everybody who takes part, and those whose offers and asks all may look through."""

    everybody: Mapping[ParticipantId, Participant]
    stalls: tuple[Participant, ...]
    """Who agreed to be looked through, by name."""
    index: SearchIndex
    """What the stalls say, in the same order."""


@dataclass(slots=True, kw_only=True, eq=False)
class _Mirror:
    """What is kept of one event."""

    lock: Lock = field(default_factory=Lock)
    editions: Mapping[int, Edition] = field(default_factory=dict)
    values: dict[int, Participant] = field(default_factory=dict)
    fair: Fair | None = None
    model: AffinityModel | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class _Mirrors:
    """What is kept of all events, the latest last."""

    lock: Lock = field(default_factory=Lock)
    of_event: dict[int, _Mirror] = field(default_factory=dict)

    def get(self, event_id: int) -> _Mirror:
        with self.lock:
            found = self.of_event.pop(event_id, None) or _Mirror()
            self.of_event[event_id] = found
            for oldest in list(self.of_event)[:-MOST_EVENTS]:
                del self.of_event[oldest]
            return found


def get_fair(event: EventRow) -> Fair:
    """Give everybody who takes part in an event, as stored now."""
    mirror = _mirrors().get(event.id)
    with mirror.lock:
        return _current_fair(mirror, event)


def get_model(event: EventRow) -> AffinityModel:
    """Give how much everybody who takes part should meet, as stored now."""
    mirror = _mirrors().get(event.id)
    with mirror.lock:
        fair = _current_fair(mirror, event)
        rules = rules_value(event.rules)
        mirror.model = _renewed(mirror.model, fair.everybody, rules)
        return mirror.model


def _mirrors() -> _Mirrors:
    found = current_app.extensions.setdefault(_EXTENSION, _Mirrors())
    assert isinstance(found, _Mirrors)  # noqa: S101 -- narrows Flask's Any
    return found


def _current_fair(mirror: _Mirror, event: EventRow) -> Fair:
    """Read what changed, and lay it out again only if anything did."""
    editions = marks.list_editions(event.id)
    if mirror.fair is not None and editions == mirror.editions:
        return mirror.fair
    changed = [
        key for key, edition in editions.items() if mirror.editions.get(key) != edition
    ]
    slots = slot_codes(event)
    values = {key: value for key, value in mirror.values.items() if key in editions}
    for row in marks.list_by_key(changed):
        values[row.id] = participant_value(row, slots)
    mirror.fair = _lay_out(mirror.fair, values)
    mirror.values, mirror.editions = values, editions
    return mirror.fair


def _lay_out(known: Fair | None, values: Mapping[int, Participant]) -> Fair:
    stalls = tuple(
        sorted(
            (p for p in values.values() if Consent.MARKETPLACE in p.consents),
            key=lambda p: (p.name.casefold(), p.id),
        )
    )
    is_same = known is not None and list(map(id, known.stalls)) == list(map(id, stalls))
    return Fair(
        everybody={participant.id: participant for participant in values.values()},
        stalls=stalls,
        index=known.index
        if known is not None and is_same
        else SearchIndex([_readable(stall) for stall in stalls]),
    )


def _readable(stall: Participant) -> tuple[str, ...]:
    """Give the texts of a participant as others may read them."""
    offers = [offer.text for offer in stall.offers]
    asks = [ask.text for ask in stall.asks]
    texts = [stall.name, stall.description, *offers, *asks]
    return tuple(shown_text(text, stall) for text in texts)


def _renewed(
    known: AffinityModel | None,
    everybody: Mapping[ParticipantId, Participant],
    rules: Rules,
) -> AffinityModel:
    """Score anew only for who changed, as long as those are few."""
    if known is None or known.rules != rules:
        return AffinityModel.of(tuple(everybody.values()), rules, rules.weights)
    was = {participant.id: participant for participant in known.participants}
    gone = was.keys() - everybody.keys()
    changed = [p for p in everybody.values() if was.get(p.id) != p]
    if len(gone) + len(changed) > MOST_CHANGES:
        return AffinityModel.of(tuple(everybody.values()), rules, rules.weights)
    for code in sorted(gone):
        known = known.without(code)
    for participant in changed:
        known = known.replacing(participant)
    return known
