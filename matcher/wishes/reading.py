"""From what people wrote to wishes about participants."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from matcher.participants import Participant, ParticipantId
from matcher.wishes.clauses import (
    Clause,
    Mood,
    has_negation,
    is_talk,
    read_clauses,
)
from matcher.wishes.descriptions import TYPE_STEMS, TypeIndex, find_descriptions
from matcher.wishes.names import GENERIC_WORDS, RARE, Mention, NameIndex
from matcher.wishes.wish import Wish, WishCondition, WishForce
from matcher.words import STOP_WORDS, content_stems, stem, words_of

OWN_WORDS_SHARE = 0.5
"""The share of the rare words of a wish that a description must contain."""
SHORTEST_RARE = 5
"""Letters that such a word has at least."""

_TOO_COMMON = frozenset(map(stem, GENERIC_WORDS))


def read_wishes(participants: Sequence[Participant]) -> tuple[Wish, ...]:
    """Read the wishes of all participants about each other.

    A wish whose words fit nobody has no target. Each pair has at most one wish
    per force: the one whose words fit the fewest.
    """
    reader = WishReader(tuple(participants))
    return tuple(wish for p in participants for wish in reader.page(p))


@dataclass(frozen=True)
class WishReader:
    """Knows all participants, so that words can be tied to them."""

    participants: tuple[Participant, ...]
    mentions: dict[tuple[ParticipantId, str], tuple[Mention, ...]] = field(
        default_factory=dict
    )
    """Who is named in a text by somebody, as far as that was looked up."""

    def page(self, participant: Participant) -> tuple[Wish, ...]:
        """Give the wishes of a participant, one per other and force."""
        said = list(self._read(participant))
        best: dict[WishForce, dict[ParticipantId, _Said]] = {}
        for each in said:
            known = best.setdefault(each.force, {})
            for target in each.targets:
                if target not in known or each.choices < known[target].choices:
                    known[target] = each
        found = [
            each.about(participant.id, target)
            for known in best.values()
            for target, each in known.items()
        ]
        fitting_nobody = {each.text: each for each in said if not each.targets}
        found += [each.about(participant.id, None) for each in fitting_nobody.values()]
        return tuple(found)

    def _read(self, participant: Participant) -> Iterator["_Said"]:
        clauses = read_clauses(participant.wishes)
        wanted: set[ParticipantId] = {participant.id}
        for clause in clauses:
            for said in self._of_clause(participant.id, clause):
                if said.force is not WishForce.REFUSED:
                    wanted.update(said.targets)
                yield said
        if any(clause.mood is Mood.NOBODY_ELSE for clause in clauses):
            others = [p.id for p in self.participants if p.id not in wanted]
            if others:
                yield _Said(
                    force=WishForce.REFUSED, text=participant.wishes, targets=others
                )

    def _of_clause(self, by: ParticipantId, clause: Clause) -> Iterator["_Said"]:
        if clause.mood is Mood.NOBODY_ELSE:
            return
        if clause.mood is Mood.WANT:
            yield from self._wanted(by, clause)
            return
        if clause.mood is Mood.REFUSE:
            targets = sorted(self._refused(by, clause.text))
            said = _Said(force=WishForce.REFUSED, text=clause.text, targets=targets)
        else:
            said = _Said(
                force=WishForce.CONDITIONAL,
                text=clause.text,
                targets=[m.target for m in self._mentions(clause.text, by)],
                condition=WishCondition.PRESENCE
                if clause.mood is Mood.PRESENCE
                else WishCondition.THEIR_WISH,
            )
        if said.targets:
            yield said

    def _wanted(self, by: ParticipantId, clause: Clause) -> Iterator["_Said"]:
        """Give who is named and who is described; words for nobody have no target."""
        text = clause.text
        named = self._mentions(text, by)
        described = sorted(self._described(by, clause, named))
        if named:
            targets = [mention.target for mention in named]
            yield _Said(force=WishForce.NAMED, text=text, targets=targets)
        if described or (not named and content_stems(text)):
            yield _Said(
                force=WishForce.DESCRIBED,
                text=text,
                targets=described,
                choices=max(1, len(described)),
            )

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
            self.mentions[by, text] = self._names.find(text, by=by)
        return self.mentions[by, text]

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex(self.participants, TYPE_STEMS)

    @cached_property
    def types(self) -> TypeIndex:
        """The types of organisations that the participants are."""
        return TypeIndex(self.participants)

    @cached_property
    def users(self) -> Mapping[str, frozenset[ParticipantId]]:
        """Who uses a stem in its name or description."""
        users: dict[str, set[ParticipantId]] = {}
        for p in self.participants:
            for word in content_stems(f"{p.name} {p.description}"):
                users.setdefault(word, set()).add(p.id)
        return {word: frozenset(ids) for word, ids in users.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What some words say, and of whom."""

    force: WishForce
    text: str
    targets: Sequence[ParticipantId]
    condition: WishCondition | None = None
    choices: int = 1

    def about(self, by: ParticipantId, target: ParticipantId | None) -> Wish:
        """Say it of one of them."""
        return Wish(
            by=by,
            target=target,
            text=self.text,
            force=self.force,
            condition=self.condition,
            choices=self.choices,
        )
