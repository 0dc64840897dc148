"""The clauses of a wish: what is wanted, what is refused, what is a condition.

A refusal is only a refusal if the words right after it name somebody; that last
test is made in `matcher.wishes.reading`, which knows the participants. So "niet
op zondag" or "geen folder" come out of here as refusals of nobody.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from matcher.words import fold


class Mood(StrEnum):
    """What a clause does."""

    WANT = "want"
    REFUSE = "refuse"
    PRESENCE = "presence"
    THEIR_WISH = "their_wish"
    NOBODY_ELSE = "nobody_else"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A few words of a wish and what they do."""

    text: str
    mood: Mood
    is_aside: bool = False
    """Whether it stands between brackets and says something about what is before."""


_SENTENCE = re.compile(r"(?<=[.!?\n])\s+|\n|;|(?<!\d):(?!\d)")
_PIECE = re.compile(
    r",|\(|\)|\s+(?:en|of|and|or|maar|but|wel|behalve|except|noch)\s+", re.IGNORECASE
)
_TURN = frozenset({"maar", "but", "wel"})
_EXCEPT = frozenset({"behalve", "except"})
_ALTERNATIVE = frozenset({"of", "or", "noch", "en", "and"})
_NOBODY_ELSE = re.compile(
    r"\b(?:verder niemand|niemand anders|nobody else|no one else)"
)
_PRESENCE = re.compile(
    r"\b(?:alleen als|alleen wanneer|only if|mits)\b(?P<who>.+?)"
    r"\b(?:er ook|ook|mee|er|also|too|aanwezig)?\s*"
    r"\b(?:komt|komen|is|zijn|meekomt|meekomen|meegaat|comes?|joins?|be there|erbij)\b"
)
_THEIR_WISH = re.compile(
    r"\b(?:alleen als|alleen wanneer|only if|mits)\s+"
    r"(?:zij|ze|die|hij|they|she|he)\b.*\b(?:wil|willen|wensen|want|wants|like)\b"
)
_FALSE_REFUSAL = re.compile(
    r"\b(?:niet (?:alleen|enkel|slechts|zomaar|elke|altijd|meer dan)|not (?:only|just))\b"
)
_SUBORDINATE = re.compile(
    r"\b(?:die|dat|als|wie|omdat|want|anders|who|that|which|if)\b"
)
_NEGATION = re.compile(
    r"\b(?:liever (?:niet|geen)|niet|geen|nooit|behalve|not|no|never|except)\b"
)
_LEAD = re.compile(
    r"(?:\W*\b(?:wij|we|ik|ons|us|willen|wil|graag|liever|spreken|praten|met|wie|do"
    r"|don|dont|t|want|would|rather|to|meet|talk|see|speak|with|please|alstublieft)\b)*"
    r"\W*"
)
"""Words that may stand before a negation without being somebody."""
_FILLER = re.compile(
    r"^(?:(?:spreken|praten|afspreken|ontmoeten|zien|graag|to|meet|talk|speak|see|with"
    r"|met|bij|van|de|het|een|the|any|an?|alstublieft|please)\s+)+"
)
_ELSEWHERE = re.compile(
    r"^(?:op|in|om|na|tijdens|tussen|voor|buiten|bij ons|on|at|during|tegelijk)\b"
)
_TAIL = re.compile(
    r"\s+(?:(?:liever|alstublieft|aub|graag|spreken|ontmoeten|zien|please)\s+)*"
    r"niet(?:\s+(?:alstublieft|graag|spreken|ontmoeten|zien|please))*\W*$"
)
_VERB = re.compile(
    r"\b(?:kom(?:t|en)|bel(?:t|len)|doe(?:t|n)|kan|kunnen|help(?:t|en)|luister(?:t|en)"
    r"|hoe(?:ft|ven)|hebben|heeft|is|zijn|lukt|mag|moet|past|werkt)\b"
)
"""``De gemeente belt niet`` is a complaint, ``de gemeente niet`` a refusal."""
_TALKING = re.compile(
    r"\b(?:wij|we|ik|ons|onze|ze|zij|u|jullie|kom|komt|graag|als|alleen|dan|daarna"
    r"|we|i|our|us|they|you|if|then)\b"
)


def read_clauses(wishes: str) -> tuple[Clause, ...]:
    """Split a wish into clauses with their mood."""
    return tuple(
        clause
        for sentence in _SENTENCE.split(wishes)
        for clause in _read_sentence(sentence)
        if clause.text
    )


def has_negation(text: str) -> bool:
    """Tell whether a text says "niet", "geen" or the like anywhere."""
    return _NEGATION.search(fold(text)) is not None


def is_talk(text: str) -> bool:
    """Tell whether a text talks about oneself or asks something; it describes nobody."""
    return _TALKING.search(fold(text)) is not None


def _read_sentence(sentence: str) -> Iterator[Clause]:
    folded = fold(sentence)
    if _THEIR_WISH.search(folded):
        yield Clause(text=sentence.strip(), mood=Mood.THEIR_WISH)
        return
    if (presence := _PRESENCE.search(folded)) is not None:
        who = sentence[presence.start("who") : presence.end("who")]
        yield Clause(text=who.strip(), mood=Mood.PRESENCE)
        return
    pieces = tuple(_pieces(sentence))
    refusing = False
    for place, (piece, joint) in enumerate(pieces):
        later = {other for _, other in pieces[place:]}
        refusing = joint in _EXCEPT or (refusing and _goes_on(joint, later))
        text, mood = _mood(piece)
        if refusing and mood is Mood.WANT:
            mood = Mood.REFUSE
        refusing = mood is Mood.REFUSE
        yield Clause(text=text, mood=mood, is_aside=joint == "(")


def _goes_on(joint: str, later: AbstractSet[str]) -> bool:
    """Tell whether a refusal covers the next piece: ``geen A, B of C``."""
    return joint in _ALTERNATIVE or (joint == "," and bool(later & _ALTERNATIVE))


def _pieces(sentence: str) -> Iterator[tuple[str, str]]:
    """Give the pieces of a sentence, each with the joint that stands before it."""
    start, joint = 0, ""
    for match in _PIECE.finditer(sentence):
        yield sentence[start : match.start()].strip(), joint
        start, joint = match.end(), match.group().strip().casefold()
    yield sentence[start:].strip(" .!?"), joint


def _mood(piece: str) -> tuple[str, Mood]:
    """Tell what a piece does, and give the words that say to whom."""
    folded = fold(piece)
    if _NOBODY_ELSE.search(folded):
        return piece, Mood.NOBODY_ELSE
    refused = None if _FALSE_REFUSAL.search(folded) else _refused_words(piece, folded)
    return (piece, Mood.WANT) if refused is None else (refused, Mood.REFUSE)


def _refused_words(piece: str, folded: str) -> str | None:
    """Give the words that a piece refuses; None where it refuses nobody."""
    negation = _NEGATION.search(folded)
    if negation is None or _SUBORDINATE.search(folded[: negation.start()]):
        return None
    before = folded[: negation.start()]
    if (tail := _TAIL.search(folded)) is not None and before.strip():
        return None if _VERB.search(folded) else _cut(piece, folded, 0, tail.start())
    start = negation.end()
    start += len(folded[start:]) - len(folded[start:].lstrip())
    if not _LEAD.fullmatch(before) or _ELSEWHERE.match(folded[start:]):
        return None
    if (filler := _FILLER.match(folded[start:])) is not None:
        start += filler.end()
    return _cut(piece, folded, start, len(folded))


def _cut(piece: str, folded: str, start: int, end: int) -> str:
    """Cut from the text as written; from the folded one where lengths differ."""
    source = piece if len(piece) == len(folded) else folded
    return source[start:end].strip()
