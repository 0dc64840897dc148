"""Wishes: whom a participant wants to meet, rather not, or only if.

People write these as free text. `clauses` tells wanting from refusing, `names`
finds participants that are named (also by abbreviation or nickname),
`descriptions` those that are described ("een notaris"), and `reading` puts the
three together. Nothing here decides what a wish is worth.
"""

from matcher.wishes.book import WishBook, write_book
from matcher.wishes.descriptions import (
    TypeIndex,
    find_descriptions,
    participants_of_type,
)
from matcher.wishes.maximum import personal_maximum
from matcher.wishes.page import Roll, WishPage
from matcher.wishes.presence import UnmetCondition, honour_presence
from matcher.wishes.reading import read_wishes
from matcher.wishes.wish import Saying, Wish, WishCondition, WishForce

__all__ = [
    "Roll",
    "Saying",
    "TypeIndex",
    "UnmetCondition",
    "Wish",
    "WishBook",
    "WishCondition",
    "WishForce",
    "WishPage",
    "find_descriptions",
    "honour_presence",
    "participants_of_type",
    "personal_maximum",
    "read_wishes",
    "write_book",
]
