"""The wishes of an event, kept so that they need not all be read again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from matcher.participants import Participant, ParticipantId
from matcher.wishes.clauses import Mood, read_clauses
from matcher.wishes.descriptions import TypeIndex, find_descriptions
from matcher.wishes.names import RARE, agree, calling
from matcher.wishes.page import Roll, WishPage
from matcher.wishes.reading import WishReader, differing, own_stems
from matcher.words import STOP_WORDS, stem, words_of

_WasAndIs = tuple[Participant | None, Participant | None]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WishBook:
    """What everybody wrote about everybody, and about whom it was read."""

    reader: WishReader
    pages: Mapping[ParticipantId, WishPage]
    """The wishes of each participant, in the order of the participants."""
    roll: Roll
    """The participants in that order."""

    @property
    def types(self) -> TypeIndex:
        """The types of organisations that the participants are."""
        return self.reader.types


def write_book(
    participants: Sequence[Participant], earlier: WishBook | None = None
) -> WishBook:
    """Read the wishes of all participants, again only where it can matter.

    Wishes are read by the words of names, places and persons, by rare words of
    descriptions and by types of organisations. A wish without any such word of
    somebody who changed, came or left reads the same.

    Args:
        participants: Everybody.
        earlier: What was read before; the result is as if there were none.
    """
    reader = WishReader.of(participants, None if earlier is None else earlier.reader)
    pages = {}
    if earlier is not None:
        change = _change(earlier.reader, reader)
        stands = {p.id for p in participants if change.leaves_names(p)}
        reader.mentions.update(
            (key, found)
            for key, found in earlier.reader.mentions.items()
            if key[0] in stands
        )
        pages = {
            p.id: earlier.pages[p.id]
            for p in participants
            if p.id in stands and change.leaves_descriptions(p)
        }
    return WishBook(
        reader=reader,
        pages={p.id: pages.get(p.id) or reader.page(p) for p in participants},
        roll=_roll(participants, earlier),
    )


def _roll(participants: Sequence[Participant], earlier: WishBook | None) -> Roll:
    """List everybody; the earlier list itself where the same ones are there."""
    ids = tuple(p.id for p in participants)
    return earlier.roll if earlier and earlier.roll.ids == ids else Roll(ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """What of the participants is not as it was, as far as wishes can speak of it."""

    was: Mapping[ParticipantId, Participant]
    same_people: bool
    """Whether nobody came and nobody left."""
    names: AbstractSet[str]
    """Words of names that changed."""
    words: AbstractSet[str]
    """These, words that became or are no longer places, and first names of persons
    who come for somebody that is called otherwise."""
    weighing: AbstractSet[str]
    """Stems of these names, and those that became or are no longer rare."""
    rare: AbstractSet[str]
    """Stems that descriptions gained or lost and that are or were rare."""
    types: AbstractSet[str]
    """Types that not the same participants are of."""

    def leaves_names(self, participant: Participant) -> bool:
        """Tell whether the words of a participant's wishes name whom they named."""
        was = self.was.get(participant.id)
        if was is None or _said_by(was) != _said_by(participant):
            return False
        own = words_of(participant.wishes)
        return (
            self.words.isdisjoint(own)
            and self.weighing.isdisjoint(map(stem, own))
            and not any(agree(word, name) for name in self.names for word in own)
        )

    def leaves_descriptions(self, participant: Participant) -> bool:
        """Tell whether they describe whom they described."""
        text = participant.wishes
        if any(d.concept in self.types for d in find_descriptions(text)):
            return False
        if not self.rare.isdisjoint(map(stem, words_of(text))):
            return False
        is_marking = bool(participant.chosen or participant.avoided)
        return self.same_people or not (is_marking or _says_nobody_else(text))


def _change(earlier: WishReader, now: WishReader) -> _Change:
    """Find out who changed, came or left, and by what words that can matter.

    A name, place or person that is as it was matters to nobody's wishes, whatever
    else changed; of a description only the words that it gained or lost do.
    """
    was = {p.id: p for p in earlier.participants}
    changed = differing(earlier.participants, now.participants)
    names = _words_of_changed(changed, lambda p: (p.name,)) - STOP_WORDS
    stems = set[str]().union(*(own_stems(a) ^ own_stems(b) for a, b in changed))
    users = {
        found: [len(each.users.get(found, ())) for each in (earlier, now)]
        for found in stems
    }
    return _Change(
        was=was,
        same_people=was.keys() == {p.id for p in now.participants},
        names=names,
        words=names
        | (earlier.names.callings.places ^ now.names.callings.places)
        | _first_names(changed),
        weighing={stem(word) for word in names}
        | {found for found, count in users.items() if min(count) <= RARE < max(count)},
        rare={found for found, count in users.items() if min(count) <= RARE},
        types=earlier.types.differing(now.types),
    )


def _first_names(changed: Iterable[_WasAndIs]) -> set[str]:
    """Give the first names of those who come for somebody called otherwise.

    A person is told by a word of the name or the area of the group too.
    """
    return {
        first
        for pair in changed
        if len({None if p is None else calling(p) for p in pair}) > 1
        for p in pair
        if p is not None
        for delegate in p.delegates
        for first in words_of(delegate.name)[:1]
    }


def _words_of_changed(
    changed: Iterable[_WasAndIs],
    texts_of: Callable[[Participant], tuple[str, ...]],
) -> set[str]:
    """Give the words of texts, old and new, of those whose texts are not the same."""
    found: set[str] = set()
    for pair in changed:
        texts = [() if p is None else texts_of(p) for p in pair]
        if texts[0] != texts[1]:
            found.update(
                word for each in texts for text in each for word in words_of(text)
            )
    return found


def _said_by(participant: Participant) -> tuple[object, ...]:
    return participant.wishes, participant.chosen, participant.avoided


def _says_nobody_else(text: str) -> bool:
    return any(clause.mood is Mood.NOBODY_ELSE for clause in read_clauses(text))
