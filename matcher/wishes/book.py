"""The wishes of an event, kept so that they need not all be read again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from matcher.participants import Participant, ParticipantId
from matcher.wishes.clauses import Mood, read_clauses
from matcher.wishes.descriptions import TypeIndex, find_descriptions
from matcher.wishes.names import RARE, agree
from matcher.wishes.page import WishPage
from matcher.wishes.reading import WishReader
from matcher.words import STOP_WORDS, content_stems, stem, words_of


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WishBook:
    """What everybody wrote about everybody, and about whom it was read."""

    reader: WishReader
    pages: Mapping[ParticipantId, WishPage]
    """The wishes of each participant, in the order of the participants."""

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
    reader = WishReader(tuple(participants))
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
            if p.id in stands and change.leaves_types(p)
        }
    return WishBook(
        reader=reader,
        pages={p.id: pages.get(p.id) or WishPage(reader.page(p)) for p in participants},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """What of the participants is not as it was, as far as wishes can speak of it."""

    was: Mapping[ParticipantId, Participant]
    same_people: bool
    """Whether nobody came and nobody left."""
    names: AbstractSet[str]
    """Words of names that changed."""
    words: AbstractSet[str]
    """These, and the words of places and persons that changed."""
    stems: AbstractSet[str]
    """Stems of these names, and those that descriptions gained or lost and that are
    or were rare."""
    types: AbstractSet[str]
    """Types that not the same participants are of."""

    def leaves_names(self, participant: Participant) -> bool:
        """Tell whether the words of a participant's wishes name whom they named."""
        was = self.was.get(participant.id)
        if was is None or was.wishes != participant.wishes:
            return False
        own = words_of(participant.wishes)
        return (
            self.words.isdisjoint(own)
            and self.stems.isdisjoint(map(stem, own))
            and not any(agree(word, name) for name in self.names for word in own)
        )

    def leaves_types(self, participant: Participant) -> bool:
        """Tell whether they describe whom they described."""
        text = participant.wishes
        if any(d.concept in self.types for d in find_descriptions(text)):
            return False
        return self.same_people or not _says_nobody_else(text)


def _change(earlier: WishReader, now: WishReader) -> _Change:
    """Find out who changed, came or left, and by what words that can matter.

    A name, place or person that is as it was matters to nobody's wishes, whatever
    else changed; of a description only the words that it gained or lost do.
    """
    was = {p.id: p for p in earlier.participants}
    are = {p.id: p for p in now.participants}
    differing = [
        (was.get(one), are.get(one))
        for one in was.keys() | are.keys()
        if was.get(one) is not are.get(one)
    ]
    names = _words_of_changed(differing, lambda p: (p.name,)) - STOP_WORDS
    stems = set[str]().union(*(_own_stems(a) ^ _own_stems(b) for a, b in differing))
    return _Change(
        was=was,
        same_people=was.keys() == are.keys(),
        names=names,
        words=names
        | _words_of_changed(differing, lambda p: (p.area,))
        | _words_of_changed(differing, lambda p: tuple(d.name for d in p.delegates)),
        stems={stem(word) for word in names}
        | {
            found
            for found in stems
            if min(len(each.users.get(found, ())) for each in (earlier, now)) <= RARE
        },
        types=earlier.types.differing(now.types),
    )


def _words_of_changed(
    differing: Iterable[tuple[Participant | None, Participant | None]],
    texts_of: Callable[[Participant], tuple[str, ...]],
) -> set[str]:
    """Give the words of texts, old and new, of those whose texts are not the same."""
    found: set[str] = set()
    for pair in differing:
        texts = [() if p is None else texts_of(p) for p in pair]
        if texts[0] != texts[1]:
            found.update(
                word for each in texts for text in each for word in words_of(text)
            )
    return found


def _own_stems(participant: Participant | None) -> frozenset[str]:
    if participant is None:
        return frozenset()
    return frozenset(content_stems(f"{participant.name} {participant.description}"))


def _says_nobody_else(text: str) -> bool:
    return any(clause.mood is Mood.NOBODY_ELSE for clause in read_clauses(text))
