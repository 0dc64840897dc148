"""From what people wrote to wishes about participants."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from matcher.participants import Participant, ParticipantId
from matcher.wishes.clauses import (
    Clause,
    Mood,
    has_negation,
    is_talk,
    read_clauses,
)
from matcher.wishes.descriptions import TYPE_STEMS, TypeIndex, find_descriptions
from matcher.wishes.names import GENERIC_WORDS, RARE, Callings, Mention, NameIndex
from matcher.wishes.page import WishPage
from matcher.wishes.wish import Saying, Wish, WishCondition, WishForce
from matcher.words import STOP_WORDS, content_stems, stem, words_of

OWN_WORDS_SHARE = 0.5
"""The share of the rare words of a wish that a description must contain."""
SHORTEST_RARE = 5
"""Letters that such a word has at least."""

_Read = tuple[Saying, Sequence[ParticipantId]]
"""What some words say, and of whom; somebody can be found twice."""

_TOO_COMMON = frozenset(map(stem, GENERIC_WORDS))


def read_wishes(participants: Sequence[Participant]) -> tuple[Wish, ...]:
    """Read the wishes of all participants about each other.

    A wish whose words fit nobody has no target. Each pair has at most one wish
    per force: the one whose words fit the fewest.
    """
    reader = WishReader.of(participants)
    return tuple(wish for p in participants for wish in reader.page(p).wishes)


@dataclass(frozen=True)
class WishReader:
    """Knows all participants, so that words can be tied to them."""

    participants: tuple[Participant, ...]
    users: Mapping[str, frozenset[ParticipantId]]
    """Who uses a stem in its name or description."""
    ids: frozenset[ParticipantId]
    names: NameIndex
    types: TypeIndex
    """The types of organisations that the participants are."""
    mentions: dict[tuple[ParticipantId, str], tuple[Mention, ...]] = field(
        default_factory=dict
    )
    """Who is named in a text by somebody, as far as that was looked up."""

    @classmethod
    def of(
        cls, participants: Sequence[Participant], earlier: "WishReader | None" = None
    ) -> "WishReader":
        """Learn about everybody, from an earlier reader what did not change."""
        everybody = tuple(participants)
        users = (
            _users_of(everybody)
            if earlier is None
            else _users_after(everybody, earlier)
        )
        callings = None if earlier is None else earlier.names.callings
        if callings is None or not callings.stand_for(everybody):
            callings = Callings(everybody)
        return cls(
            participants=everybody,
            users=users,
            ids=frozenset(participant.id for participant in everybody),
            names=NameIndex(everybody, TYPE_STEMS, users, callings),
            types=TypeIndex(everybody),
        )

    def page(self, participant: Participant) -> WishPage:
        """Give the wishes of a participant, one per other and force."""
        read = list(self._read(participant))
        best: dict[WishForce, dict[ParticipantId, Saying]] = {}
        for saying, targets in read:
            known = best.setdefault(saying.force, {})
            for target in targets:
                if target not in known or saying.choices < known[target].choices:
                    known[target] = saying
        said = [
            (saying, tuple(t for t in dict.fromkeys(targets) if of[t] is saying))
            for saying, targets in read
            for of in (best[saying.force],)
        ]
        fitting_nobody = {saying.text: saying for saying, found in read if not found}
        return WishPage(
            [
                *(each for each in said if each[1]),
                *((saying, ()) for saying in fitting_nobody.values()),
            ]
        )

    def _read(self, participant: Participant) -> Iterator[_Read]:
        clauses = read_clauses(participant.wishes)
        wanted: set[ParticipantId] = {participant.id}
        for saying, targets in self._marked(participant):
            if saying.force is not WishForce.REFUSED:
                wanted.update(targets)
            yield saying, targets
        for clause in clauses:
            for saying, targets in self._of_clause(participant.id, clause):
                if saying.force is not WishForce.REFUSED:
                    wanted.update(targets)
                yield saying, targets
        if any(clause.mood is Mood.NOBODY_ELSE for clause in clauses):
            others = [p.id for p in self.participants if p.id not in wanted]
            if others:
                saying = Saying(
                    by=participant.id,
                    text=participant.wishes,
                    force=WishForce.REFUSED,
                )
                yield saying, others

    def _marked(self, participant: Participant) -> Iterator[_Read]:
        """Give whom a participant marked, as far as they take part; without words."""
        for force, marked in (
            (WishForce.NAMED, participant.chosen),
            (WishForce.REFUSED, participant.avoided),
        ):
            known = sorted(marked & self.ids - {participant.id})
            if known:
                yield Saying(by=participant.id, text="", force=force), known

    def _of_clause(self, by: ParticipantId, clause: Clause) -> Iterator[_Read]:
        if clause.mood is Mood.NOBODY_ELSE:
            return
        if clause.mood is Mood.WANT:
            yield from self._wanted(by, clause)
            return
        text = clause.text
        if clause.mood is Mood.REFUSE:
            targets = sorted(self._refused(by, text))
            saying = Saying(by=by, text=text, force=WishForce.REFUSED)
        else:
            targets = [m.target for m in self._mentions(text, by)]
            saying = Saying(
                by=by,
                text=text,
                force=WishForce.CONDITIONAL,
                condition=WishCondition.PRESENCE
                if clause.mood is Mood.PRESENCE
                else WishCondition.THEIR_WISH,
            )
        if targets:
            yield saying, targets

    def _wanted(self, by: ParticipantId, clause: Clause) -> Iterator[_Read]:
        """Give who is named and who is described; words for nobody have no target."""
        text = clause.text
        named = self._mentions(text, by)
        described = sorted(self._described(by, clause, named))
        if named:
            targets = [mention.target for mention in named]
            yield Saying(by=by, text=text, force=WishForce.NAMED), targets
        if described or (not named and content_stems(text)):
            saying = Saying(
                by=by,
                text=text,
                force=WishForce.DESCRIBED,
                choices=max(1, len(described)),
            )
            yield saying, described

    def _described(
        self, by: ParticipantId, clause: Clause, named: Iterable[Mention]
    ) -> set[ParticipantId]:
        """Give who is described by words that are not part of a name.

        A word for a type beside a name belongs to it: "school Het Kompas".
        """
        taken = {n for m in named for n in range(m.first - 1, m.last + 2)}
        found: set[ParticipantId] = set()
        for description in find_descriptions(clause.text):
            if not {description.first, description.last} & taken:
                found |= self.types.of(description.concept)
        is_plain = not (
            clause.is_aside or is_talk(clause.text) or has_negation(clause.text)
        )
        if not found and not taken and is_plain:
            found = self._in_own_words(clause.text)
        return found - {by} - {mention.target for mention in named}

    def _in_own_words(self, text: str) -> set[ParticipantId]:
        """Give who describes itself with the rare words of a wish: "dorpsauto"."""
        words = set(content_stems(text))
        rare = {
            word
            for word in words - _TOO_COMMON
            if len(word) >= SHORTEST_RARE and 0 < len(self.users.get(word, ())) <= RARE
        }
        if not rare or len(rare) < OWN_WORDS_SHARE * len(words):
            return set()
        return {user for word in rare for user in self.users[word]}

    def _refused(self, by: ParticipantId, text: str) -> set[ParticipantId]:
        """Give whom a refusal is about: its first word of content must be theirs."""
        words = words_of(text)
        start = next((n for n, w in enumerate(words) if w not in STOP_WORDS), None)
        if start is None:
            return set()
        mentions = self._mentions(text, by)
        found = {m.target for m in mentions if m.first <= start <= m.last}
        for description in find_descriptions(text):
            if description.first <= start <= description.last:
                found |= self.types.of(description.concept) - {by}
        return found

    def _mentions(self, text: str, by: ParticipantId) -> tuple[Mention, ...]:
        if (by, text) not in self.mentions:
            self.mentions[by, text] = self.names.find(text, by=by)
        return self.mentions[by, text]


def _users_of(
    participants: Iterable[Participant],
) -> dict[str, frozenset[ParticipantId]]:
    users: dict[str, set[ParticipantId]] = {}
    for participant in participants:
        for word in own_stems(participant):
            users.setdefault(word, set()).add(participant.id)
    return {word: frozenset(ids) for word, ids in users.items()}


def _users_after(
    participants: Sequence[Participant], earlier: WishReader
) -> dict[str, frozenset[ParticipantId]]:
    """Give the users of stems, taken over but for who came, left or changed."""
    users = dict(earlier.users)
    for was, now in differing(earlier.participants, participants):
        had, has = own_stems(was), own_stems(now)
        own = frozenset(p.id for p in (was, now) if p is not None)
        users.update((gone, users[gone] - own) for gone in had - has)
        users.update((new, users.get(new, frozenset()) | own) for new in has - had)
    return users


def differing(
    earlier: Sequence[Participant], now: Sequence[Participant]
) -> list[tuple[Participant | None, Participant | None]]:
    """Give who came, left or changed, as it was and as it is."""
    was, are = {p.id: p for p in earlier}, {p.id: p for p in now}
    return [
        (was.get(one), are.get(one))
        for one in was.keys() | are.keys()
        if was.get(one) is not are.get(one)
    ]


def own_stems(participant: Participant | None) -> frozenset[str]:
    """Give the stems of a name and description; none of nobody."""
    if participant is None:
        return frozenset()
    return frozenset(content_stems(f"{participant.name} {participant.description}"))
