"""The controlled vocabularies: codes that are stored, labels that people read.

The lists stand in ``vocabularies.csv`` beside this module (domain notes section
2.2), the labels in further languages in ``vocabulary_labels.csv``. Codes are stable
and never shown raw; a label is chosen by language.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from types import MappingProxyType

LABEL_LANGUAGES = ("nl", "en")
"""The languages of organisers, whose labels stand beside the codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One code of a vocabulary with what people read for it."""

    scheme: str
    code: str
    labels: Mapping[str, str]
    note: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """All terms, found by scheme and code; an unknown one raises `KeyError`."""

    terms: tuple[Term, ...]

    @cached_property
    def _schemes(self) -> Mapping[str, Mapping[str, Term]]:
        schemes: dict[str, dict[str, Term]] = {}
        for term in self.terms:
            schemes.setdefault(term.scheme, {})[term.code] = term
        return MappingProxyType(schemes)

    def codes(self, scheme: str) -> tuple[str, ...]:
        """List the codes of a scheme such as ``theme``, in their fixed order."""
        return tuple(self._schemes[scheme])

    def label(self, scheme: str, code: str, language: str = "nl") -> str:
        """Give the label of a code in a language; other languages read English."""
        labels = self._schemes[scheme][code].labels
        return labels.get(language) or labels["en"]

    def find_code(self, scheme: str, text: str) -> str | None:
        """Find the code that a text names: the code itself or one of its labels."""
        return self._spellings[scheme].get(text.strip().casefold())

    def autonym(self, code: str) -> str:
        """Give the name of a language in that language itself."""
        return self._schemes["language"][code].note.partition("|")[0]

    def direction(self, code: str) -> str:
        """Tell whether a language is written ``ltr`` or ``rtl``."""
        note = self._schemes["language"][code].note
        return "rtl" if note.partition("|")[2].startswith("rtl") else "ltr"

    @cached_property
    def _spellings(self) -> Mapping[str, Mapping[str, str]]:
        return {
            scheme: {
                spelling.casefold(): code
                for code, term in terms.items()
                for spelling in (*term.labels.values(), code)
            }
            for scheme, terms in self._schemes.items()
        }


def read_vocabulary(text: str, further_labels: str = "") -> Vocabulary:
    """Read the terms.

    Args:
        text: The columns ``scheme, code, label_nl, label_en, note``.
        further_labels: The columns ``scheme, code`` and one per further language,
            named by its code.

    Raises:
        KeyError: A further label is that of no term.
    """
    labels = {
        (row["scheme"], row["code"]): {
            language: row[f"label_{language}"] for language in LABEL_LANGUAGES
        }
        for row in csv.DictReader(text.splitlines())
    }
    for row in csv.DictReader(further_labels.splitlines()):
        labels[row.pop("scheme"), row.pop("code")].update(row)
    return Vocabulary(
        terms=tuple(
            Term(
                scheme=row["scheme"],
                code=row["code"],
                labels=MappingProxyType(labels[row["scheme"], row["code"]]),
                note=row["note"],
            )
            for row in csv.DictReader(text.splitlines())
        )
    )


def _shipped(name: str) -> str:
    return resources.files("matcher").joinpath(name).read_text(encoding="utf-8-sig")


VOCABULARY = read_vocabulary(
    _shipped("vocabularies.csv"), _shipped("vocabulary_labels.csv")
)
"""The vocabulary that Trefpunt ships."""
