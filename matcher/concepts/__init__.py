"""What a text speaks of, in whatever language: kinds, themes, groups, subjects.

The words that name a concept stand in ``words``, a file for each language, and
the subjects of the field with the themes and target groups they belong to in
``subjects.csv``. Everything here finds what a text *names*; what that is worth
for a pair is said in `matcher.affinity`, what is shown of it in the web package.
"""

from matcher.concepts.concept import SCHEMES, Concept
from matcher.concepts.finding import concepts_of
from matcher.concepts.languages import language_of
from matcher.concepts.subjects import SUBJECTS, Subject

__all__ = [
    "SCHEMES",
    "SUBJECTS",
    "Concept",
    "Subject",
    "concepts_of",
    "language_of",
]
