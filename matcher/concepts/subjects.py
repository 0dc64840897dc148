"""The subjects of the field, and the themes and target groups they belong to."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Something people ask for and offer, such as a sewing machine or debts."""

    code: str
    labels: Mapping[str, str]
    """What people read, in Dutch and English."""
    themes: frozenset[str]
    target_groups: frozenset[str]


def _read() -> Mapping[str, Subject]:
    text = resources.files("matcher.concepts").joinpath("subjects.csv")
    return MappingProxyType(
        {
            row["code"]: Subject(
                code=row["code"],
                labels=MappingProxyType({"nl": row["label_nl"], "en": row["label_en"]}),
                themes=frozenset(row["themes"].split(";")) - {""},
                target_groups=frozenset(row["target_groups"].split(";")) - {""},
            )
            for row in csv.DictReader(text.read_text(encoding="utf-8").splitlines())
        }
    )


SUBJECTS = _read()
"""By code, in the order of the file."""
