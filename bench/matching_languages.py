"""Measure whether asks find offers across languages.

Run it with ``python -m bench matching_languages``. The set stands in ``bench/data``.
"""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from bench.matching_methods import letter_likeness
from matcher.affinity import DEFAULT_WEIGHTS, NO_MEANINGS, Meanings
from matcher.affinity.comparison import compare_texts
from matcher.affinity.scoring import rate
from matcher.affinity.texts import Matrix
from matcher.concepts import concepts_of, language_of
from matcher.offers import Ask, Offer
from matcher.participants import LanguageSkill, Participant, ParticipantId
from web.extensions.meanings import E5Reader, find_reader

DATA = Path(__file__).parent / "data"
SETS = {"A": "in plain words", "B": "told as a situation"}
"""The sets, by the letter that their asks begin with."""
TOP = 10
SHOWN = ("A01", "A10", "A18")
"""The same need in Arabic, Turkish and Ukrainian."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAsk:
    """An ask, and the offers that answer it."""

    participant: Participant
    language: str
    answers: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageSet:
    """Asks in many languages and offers in Dutch."""

    title: str

    asks: tuple[SetAsk, ...]
    offers: tuple[Participant, ...]

    @property
    def participants(self) -> tuple[Participant, ...]:
        """Everybody: who asks, then who offers."""
        return (*(ask.participant for ask in self.asks), *self.offers)


def read_sets() -> tuple[LanguageSet, ...]:
    """Read both sets as participants with one ask or one offer each."""
    offers = tuple(
        _participant(row, "formal") for row in _rows("cross_language_offers.csv")
    )
    return tuple(
        LanguageSet(
            title=title,
            asks=tuple(
                SetAsk(
                    participant=_participant(row, "informal"),
                    language=row["language"],
                    answers=frozenset(row["offers"].split(";")),
                )
                for row in _rows("cross_language_asks.csv")
                if row["id"].startswith(letter)
            ),
            offers=offers,
        )
        for letter, title in SETS.items()
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _participant(row: Mapping[str, str], kind: str) -> Participant:
    is_ask = kind == "informal"
    return Participant(
        id=ParticipantId(row["id"]),
        name=row["id"],
        kind=kind,
        asks=(Ask(kind=row["kind"], text=row["text"]),) if is_ask else (),
        offers=() if is_ask else (Offer(kind=row["kind"], text=row["text"]),),
        themes=frozenset(row["themes"].split(";")),
        target_groups=frozenset(row["target_groups"].split(";")),
        languages=(LanguageSkill(code="nl"),),
    )


def tick_boxes(data: LanguageSet) -> Matrix:
    """Count the kind, themes and target groups that were ticked on both sides."""
    return np.array(
        [
            [
                (ask.participant.asks[0].kind == offer.offers[0].kind)
                + len(ask.participant.themes & offer.themes)
                + len(ask.participant.target_groups & offer.target_groups)
                for offer in data.offers
            ]
            for ask in data.asks
        ],
        dtype=np.float32,
    )


def plain_tfidf(data: LanguageSet) -> Matrix:
    """Compare the letters of the texts (TF-IDF of n-grams), and nothing else."""
    return letter_likeness(
        [ask.participant.asks[0].text for ask in data.asks],
        [offer.offers[0].text for offer in data.offers],
    )


def ours(data: LanguageSet, meanings: Meanings = NO_MEANINGS) -> Matrix:
    """Give the values by which meetings are planned."""
    texts = compare_texts(data.participants, meanings=meanings)
    values = rate(data.participants, (), DEFAULT_WEIGHTS, texts=texts).values
    return values[: len(data.asks), len(data.asks) :]


def texts_alone(data: LanguageSet) -> Matrix:
    """Give the values where nobody ticked a theme or target group."""
    return ours(_bare(data))


def _bare(data: LanguageSet) -> LanguageSet:
    return replace(
        data,
        asks=tuple(
            replace(ask, participant=_unticked(ask.participant)) for ask in data.asks
        ),
        offers=tuple(_unticked(offer) for offer in data.offers),
    )


def with_extra(data: LanguageSet) -> Matrix:
    """Give the values where the optional extra reads what the texts mean."""
    reader = E5Reader()
    asks = [ask.participant.asks[0].text for ask in data.asks]
    offers = [offer.offers[0].text for offer in data.offers]
    meanings = Meanings(
        asks=dict(zip(asks, reader.read_asks(asks), strict=True)),
        offers=dict(zip(offers, reader.read_offers(offers), strict=True)),
    )
    return ours(data, meanings)


def texts_with_extra(data: LanguageSet) -> Matrix:
    """Give the same where nobody ticked a theme or target group."""
    return with_extra(_bare(data))


def _unticked(participant: Participant) -> Participant:
    return replace(participant, themes=frozenset(), target_groups=frozenset())


_METHODS: Mapping[str, Callable[[LanguageSet], Matrix]] = {
    "tick boxes": tick_boxes,
    "plain TF-IDF": plain_tfidf,
    "ours": ours,
    "ours with the extra": with_extra,
    "ours, nothing ticked": texts_alone,
    "with the extra, nothing ticked": texts_with_extra,
}


def ranks(values: Matrix, data: LanguageSet) -> np.ndarray:
    """Rank the best answer of each ask; offers of equal value share their places."""
    found = []
    for row, ask in zip(values, data.asks, strict=True):
        right = np.array([str(offer.id) in ask.answers for offer in data.offers])
        best = row[right].max()
        found.append(1 + np.sum(row > best) + np.sum((row == best) & ~right) / 2)
    return np.array(found)


def figures(data: LanguageSet) -> Table:
    """Put every method side by side, over all asks and for each language."""
    languages = sorted({ask.language for ask in data.asks})
    table = Table("", "first", f"in {TOP}", "MRR", *(f"MRR {n}" for n in languages))
    for name, method in _METHODS.items():
        if "extra" in name and find_reader() is None:
            continue
        found = ranks(method(data), data)
        of_language = [
            found[[ask.language == language for ask in data.asks]]
            for language in languages
        ]
        table.add_row(
            name,
            f"{np.mean(found < 2):.2f}",  # noqa: PLR2004 -- a shared first place is 1.5
            f"{np.mean(found <= TOP):.2f}",
            *(f"{np.mean(1 / part):.2f}" for part in (found, *of_language)),
        )
    return table


def example(data: LanguageSet) -> list[str]:
    """Show the offer that is found from asks in Arabic, Turkish and Ukrainian."""
    values = ours(data)
    lines = []
    for row, ask in zip(values, data.asks, strict=True):
        if ask.participant.name not in SHOWN:
            continue
        text = ask.participant.asks[0].text
        offer = data.offers[int(np.argmax(row))].offers[0].text
        shared = ", ".join(map(str, sorted(concepts_of(text) & concepts_of(offer))))
        lines += [f"{language_of(text)}  {text}", f"    nl  {offer}", f"    {shared}"]
    return lines


def run() -> str:
    """Measure every method on both sets, and show one offer found three times."""
    sets = read_sets()
    output = io.StringIO()
    console = Console(file=output, width=120)
    for data in sets:
        size = f"{len(data.asks)} asks {data.title}, {len(data.offers)} Dutch offers"
        table = figures(data)
        table.title = size
        console.print(table)
    if find_reader() is None:
        console.print("The extra is not installed: pip install trefpunt[semantic].")
    for line in example(sets[0]):
        console.print(line, soft_wrap=True)
    return f"## Matching across languages\n\n```\n{output.getvalue()}```\n"
