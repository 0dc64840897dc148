"""What a meeting needs of its table and of who comes, by what both told.

A need is kept where the event can meet it: where no table is known to be quiet or
free of steps, nobody is left without a meeting for it, and the organiser still reads
who needs what.
"""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from matcher.event import Event, SlotId
from matcher.needs import QUIET, STEP_FREE, needed_features
from matcher.participants import DelegateId, Participant
from matcher.words import fold, stem, words_of

_MOST_NEEDED_FIRST = (STEP_FREE, QUIET)
"""Without steps or not at all comes before quiet."""
_NOT_THEM = re.compile(r"\b(?:niet (?:alleen |de |een )*|geen |not (?:only |the )*)$")


def table_needs(
    event: Event, a: Participant, b: Participant, common: AbstractSet[SlotId]
) -> tuple[frozenset[str], frozenset[SlotId]]:
    """Give the features that the table of a pair needs, and the slots that have it.

    A feature that no table has in any common slot is left out.

    Args:
        event: With the tables of each block.
        a: One of the two.
        b: The other.
        common: The slots in which both can come.
    """
    needed: frozenset[str] = frozenset()
    slots = frozenset(common)
    told = needed_features(a) | needed_features(b)
    for feature in (feature for feature in _MOST_NEEDED_FIRST if feature in told):
        wanted = needed | {feature}
        having = frozenset(
            slot.id
            for block in event.blocks
            if any(wanted <= table.features for table in block.tables)
            for slot in block.slots
        )
        if slots & having:
            needed, slots = wanted, slots & having
    return needed, slots


def wanted_people(wisher: Participant, target: Participant) -> tuple[DelegateId, ...]:
    """Give whom of a participant a wish asks for by role; empty if it does not say.

    "De manager, niet alleen de wijkbeheerder" asks for the manager.
    """
    named: Mapping[DelegateId, bool] = {
        delegate.id: is_asked
        for delegate in target.delegates
        if (is_asked := _asks_for(wisher.wishes, delegate.role, target)) is not None
    }
    asked = tuple(d.id for d in target.delegates if named.get(d.id))
    others = tuple(d.id for d in target.delegates if named.get(d.id, True))
    if asked:
        return asked
    return others if len(others) < len(target.delegates) else ()


def _asks_for(wishes: str, role: str, target: Participant) -> bool | None:
    """Tell whether a wish asks for a role or against it; None if it speaks of neither.

    The role is its first word; "buurtvader" of the Buurtvaders names the group.
    """
    folded = fold(wishes)
    names = {stem(word) for word in words_of(target.name)}
    first = [word for word in words_of(role)[:1] if len(word) >= _SHORTEST_ROLE]
    roles = {stem(word) for word in first} - names
    for match in re.finditer(r"[^\W_]+", folded):
        if stem(match.group()) in roles:
            return _NOT_THEM.search(folded[: match.start()]) is None
    return None


_SHORTEST_ROLE = 5
"""Letters of a word that can name a role."""
