"""Themes and target groups that a text seems to be about.

A suggestion is never an answer: a person ticks it or leaves it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from matcher.concepts import SUBJECTS, Concept, concepts_of
from matcher.vocabulary import VOCABULARY

MOST_SUGGESTIONS = 4
"""Of each scheme; more would be a list to read instead of a help."""
NAMED = 2
"""What naming a theme or group itself counts for."""
IMPLIED = 1
"""What naming one of its subjects counts for: debts speak of poverty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """What texts seem to be about, the likeliest first."""

    themes: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()


def suggest(texts: Sequence[str]) -> Suggestions:
    """Suggest themes and target groups for what somebody wrote, in any language.

    What several texts name comes first; of equals, the order of the vocabulary.
    """
    counts: Counter[Concept] = Counter()
    for text in texts:
        counts.update(_pointed_at(text))
    return Suggestions(
        themes=_likeliest(counts, "theme"),
        target_groups=_likeliest(counts, "target_group"),
    )


def _pointed_at(text: str) -> Counter[Concept]:
    found: Counter[Concept] = Counter()
    for concept in concepts_of(text):
        if concept.scheme != "subject":
            found[concept] += NAMED
            continue
        subject = SUBJECTS[concept.code]
        for code in subject.themes:
            found[Concept(scheme="theme", code=code)] += IMPLIED
        for code in subject.target_groups:
            found[Concept(scheme="target_group", code=code)] += IMPLIED
    return found


def _likeliest(counts: Counter[Concept], scheme: str) -> tuple[str, ...]:
    order = VOCABULARY.codes(scheme)
    codes = {c.code: count for c, count in counts.items() if c.scheme == scheme}
    ranked = sorted(codes, key=lambda code: (-codes[code], order.index(code)))
    return tuple(ranked[:MOST_SUGGESTIONS])
