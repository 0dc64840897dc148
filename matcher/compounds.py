"""The parts of Dutch compounds: "huurcontract" is about rent and about a contract.

Words and lemmas come from the word list of simplemma. A word is split into as few
known words as possible; letters that only join two parts ("huur-s-waarde",
"boeken-kast") belong to none.
"""

from functools import lru_cache

import simplemma

LANGUAGE = "nl"
SHORTEST_PART = 4
"""Letters of a part; shorter ones are found in words by chance."""
MOST_PARTS = 3
_JOINTS = ("", "s", "en", "e", "n")
_ENDINGS = frozenset(
    {"achtig", "baar", "baarheid", "ding", "dingen", "gang", "heid", "heden", "ling"}
    | {"lingen", "loos", "lijk", "lijke", "schap", "schappen", "ster", "sters"}
    | {"waarts", "zaam", "iteit", "eren", "elen", "aars", "sche"}
)
"""Endings of words that are words too, but not when they stand at the end."""


@lru_cache(maxsize=50_000)
def lemma(word: str) -> str:
    """Give the form under which a dictionary lists a folded word; itself if none."""
    return simplemma.lemmatize(word, lang=LANGUAGE).casefold()


@lru_cache(maxsize=50_000)
def parts_of(word: str) -> tuple[str, ...]:
    """Split a folded compound into the words it is made of; none if it is not one."""
    return _split(word, MOST_PARTS)


def _split(word: str, most: int) -> tuple[str, ...]:
    """Give the split with the fewest parts; of those, with the longest shortest."""
    found: list[tuple[str, ...]] = []
    for place in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        head, tail = _known_head(word[:place]), word[place:]
        if not head or tail in _ENDINGS:
            continue
        if _is_known(tail):
            found.append((head, tail))
        elif most > len((head, tail)) and (rest := _split(tail, most - 1)):
            found.append((head, *rest))
    return min(found, key=_order, default=())


def _order(parts: tuple[str, ...]) -> tuple[int, int]:
    return len(parts), -min(map(len, parts))


def _known_head(head: str) -> str:
    """Give the head of a compound without the letters that join it to the rest."""
    for joint in _JOINTS:
        bare = head.removesuffix(joint)
        is_joined = len(head) - len(bare) == len(joint)
        if is_joined and len(bare) >= SHORTEST_PART and _is_known(bare):
            return bare
    return ""


@lru_cache(maxsize=50_000)
def _is_known(word: str) -> bool:
    return simplemma.is_known(word, lang=LANGUAGE)
