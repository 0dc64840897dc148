"""Participants that a text names: in full, by abbreviation, nickname or person.

People write "Gül", "SOW", "kerk The Open Well" or "Gerda van Sluisdrecht". A word
names somebody if it is distinctive: not a word for a type of organisation, not a
place, and not used in many names. Two or more words in a row also name somebody
when one of them is distinctive enough.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources

from rapidfuzz import fuzz

from matcher.participants import Participant, ParticipantId
from matcher.words import STOP_WORDS, stem, words_of, written_words

NAMING_WEIGHT = 1.0
"""The weight of words from which on they name somebody."""
RUN_WEIGHT = 0.5
"""The same for two or more words of a name in a row."""
LONG_RUN_WEIGHT = 0.25
"""The same for three or more, such as "Vaders van Nu"."""
RUN_CLAIM = 0.1
"""What each further word of a run adds to the claim to it."""
TELLING_SHARE = 0.5
"""The share of a text from which on a single word in it can be a name."""
PERSON_REACH = 4
"""How many words after a first name may tell which group the person is of."""
RARE = 3
"""A word that this many participants use, or fewer, is rare."""
COMMON_NAME_WORD = 2
"""A word in more names than this names nobody."""
SPELLING_RATIO = 84.0
"""Likeness (0-100) from which on a long word is an inflection or a slip."""
SHORTEST_INFLECTED = 6

GENERIC_WORDS = frozenset(
    resources.files("matcher.wishes")
    .joinpath("generic_words.txt")
    .read_text("utf-8")
    .split()
)
"""Words in the names of many groups that by themselves name none of them."""
_GENERIC_STEMS = frozenset(map(stem, GENERIC_WORDS))

_ENOUGH = {1: NAMING_WEIGHT, 2: RUN_WEIGHT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Somebody named, and by which of the words of the text."""

    target: ParticipantId
    first: int
    last: int
    """Places of the first and last word of the name, counted from 0."""
    weight: float


@dataclass(frozen=True, eq=False)
class Callings:
    """The words of names, places and persons of all participants."""

    participants: Sequence[Participant]

    def stand_for(self, participants: Sequence[Participant]) -> bool:
        """Tell whether others are called the same, one by one."""
        return len(participants) == len(self.participants) and all(
            now is was or calling(now) == calling(was)
            for now, was in zip(participants, self.participants, strict=True)
        )

    @cached_property
    def names(self) -> Mapping[ParticipantId, tuple[str, ...]]:
        """The words of each name."""
        return {p.id: words_of(p.name) for p in self.participants}

    @cached_property
    def by_word(self) -> Mapping[str, Sequence[ParticipantId]]:
        """Who has a word in its name."""
        index: dict[str, list[ParticipantId]] = {}
        for target, words in self.names.items():
            for word in set(words) - STOP_WORDS:
                index.setdefault(word, []).append(target)
        return index

    @cached_property
    def by_start(self) -> Mapping[str, Sequence[str]]:
        """The words in names, by their first two letters."""
        index: dict[str, list[str]] = {}
        for word in self.by_word:
            index.setdefault(word[:2], []).append(word)
        return index

    @cached_property
    def by_first_name(self) -> Mapping[str, Sequence[Participant]]:
        """For whom somebody of a first name comes."""
        index: dict[str, list[Participant]] = {}
        for participant in self.participants:
            for name in {words_of(d.name)[:1] for d in participant.delegates}:
                index.setdefault("".join(name), []).append(participant)
        return index

    @cached_property
    def places(self) -> frozenset[str]:
        """The words of all areas."""
        return frozenset(w for p in self.participants for w in words_of(p.area))

    @cached_property
    def name_counts(self) -> Counter[str]:
        """In how many names each stem is."""
        return Counter(
            s for words in self.names.values() for s in set(map(stem, words))
        )


def calling(participant: Participant) -> tuple[object, ...]:
    """Give all of a participant by which texts can name it or who comes for it."""
    persons = tuple(delegate.name for delegate in participant.delegates)
    return participant.id, participant.name, participant.area, persons


@dataclass(frozen=True)
class NameIndex:
    """The names of all participants, ready to be found in texts."""

    participants: Sequence[Participant]
    types: Collection[str]
    """Stems of words for types of organisations; alone they name nobody."""
    users: Mapping[str, frozenset[ParticipantId]]
    """Who uses a stem in its name or description."""
    callings: Callings
    """By what words they are called."""

    def find(self, text: str, *, by: ParticipantId) -> tuple[Mention, ...]:
        """Find who is named in a text by a participant; itself left out.

        Where two could be meant by the same words, the one of whose name more is
        mentioned wins; with equal claims both are given.
        """
        words = words_of(text)
        telling = frozenset(_telling_places(text, words))
        mentions = [
            mention
            for target in self._candidates(words)
            if target != by
            and (mention := self._mention(words, telling, target)) is not None
        ]
        persons = self._persons(words, by)
        return tuple(persons + [m for m in mentions if not _is_beaten(m, mentions)])

    def _mention(
        self, words: Sequence[str], telling: Collection[int], target: ParticipantId
    ) -> Mention | None:
        """Give the strongest run of words of a text that stand in a name."""
        best: Mention | None = None
        for first, last in _runs(words, self.callings.names[target]):
            weight = sum(map(self._weight, words[first : last + 1]))
            length = last - first + 1
            if length == 1 and first not in telling:
                continue
            if weight < _ENOUGH.get(length, LONG_RUN_WEIGHT):
                continue
            claim = weight + RUN_CLAIM * (length - 1)
            if best is None or claim > best.weight:
                best = Mention(target=target, first=first, last=last, weight=claim)
        return best

    def _persons(self, words: Sequence[str], by: ParticipantId) -> list[Mention]:
        """Find a person by first name, if a word of the name or place is there too."""
        return [
            Mention(
                target=participant.id, first=place, last=place, weight=NAMING_WEIGHT
            )
            for place, word in enumerate(words)
            for participant in self.callings.by_first_name.get(word, ())
            if participant.id != by
            and set(words[place + 1 : place + PERSON_REACH])
            & (self._context(participant) - {word})
        ]

    def _context(self, participant: Participant) -> frozenset[str]:
        words = words_of(f"{participant.name} {participant.area}")
        return frozenset(words) - STOP_WORDS

    def _weight(self, word: str) -> float:
        if word in STOP_WORDS or word in self.callings.places:
            return 0.0
        if stem(word) in _GENERIC_STEMS or stem(word) in self.types:
            return LONG_RUN_WEIGHT
        if self.callings.name_counts[stem(word)] > COMMON_NAME_WORD:
            return LONG_RUN_WEIGHT
        return 1.0 if len(self.users.get(stem(word), ())) <= RARE else RUN_WEIGHT

    def _candidates(self, words: Iterable[str]) -> Iterable[ParticipantId]:
        found: dict[ParticipantId, None] = {}
        for word in words:
            for name_word in self.callings.by_start.get(word[:2], ()):
                if agree(word, name_word):
                    found.update(dict.fromkeys(self.callings.by_word[name_word]))
        return found


def _telling_places(text: str, words: Sequence[str]) -> Iterable[int]:
    """Give where a single word can be a name: written so, or most of the text."""
    content = [n for n, word in enumerate(words) if word not in STOP_WORDS]
    written = written_words(text)
    for place in content:
        is_name = place > 0 and not written[place][0].islower()
        if is_name or len(content) * TELLING_SHARE <= 1:
            yield place


@lru_cache(maxsize=200_000)
def agree(word: str, other: str) -> bool:
    """Tell whether two folded words are one word, inflected or misspelt."""
    if word == other or stem(word) == stem(other):
        return True
    if min(len(word), len(other)) < SHORTEST_INFLECTED:
        return False
    if word[:3] != other[:3]:
        return False
    return fuzz.ratio(word, other) >= SPELLING_RATIO


def _runs(words: Sequence[str], name: Sequence[str]) -> Iterable[tuple[int, int]]:
    """Give the longest stretches of a text that follow a name word by word."""
    for start in range(len(words)):
        best = 0
        for place in range(len(name)):
            length = 0
            while (
                start + length < len(words)
                and place + length < len(name)
                and agree(words[start + length], name[place + length])
            ):
                length += 1
            best = max(best, length)
        if best:
            yield start, start + best - 1


def _is_beaten(mention: Mention, mentions: Iterable[Mention]) -> bool:
    """Tell whether somebody else has a better claim to the same words."""
    return any(
        other.weight > mention.weight
        and other.first <= mention.last
        and mention.first <= other.last
        for other in mentions
        if other.target != mention.target
    )
