"""Measure the matching against pairs labelled by somebody who knows the field.

Run it with ``python -m bench matching_gold``.
"""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from bench.matching_methods import ours, plain_tfidf, tick_boxes, with_extra
from matcher.affinity.texts import Matrix
from matcher.event import Event, Rules
from matcher.participants import Participant, Side
from matcher.planning import Limits, PlannedEvent, plan_event
from matcher.registrations import read_participants
from matcher.slot_sheet import ReadBlocks, read_blocks
from matcher.spreadsheet import read_sheet
from matcher.wishes import read_wishes

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "matcher" / "data" / "gold_pairs.csv"
TOP = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPair:
    """A labelled pair."""

    a: str
    b: str
    label: str
    has_time: bool


def read_gold() -> tuple[GoldPair, ...]:
    """Read the labels."""
    with GOLD.open(encoding="utf-8", newline="") as file:
        return tuple(
            GoldPair(
                a=row["id_a"],
                b=row["id_b"],
                label=row["label"],
                has_time=int(row["n_common"]) > 0,
            )
            for row in csv.DictReader(file)
        )


def ranks(
    values: Matrix, participants: Sequence[Participant], gold: Sequence[GoldPair]
) -> list[float]:
    """Rank each good pair: the better of its places in both lists.

    Cross-side pairs are ranked among the other side, same-side pairs among all; pairs
    of equal value share their places.
    """
    place = {str(p.id): n for n, p in enumerate(participants)}
    informal = np.array([p.side is Side.INFORMAL for p in participants])
    found = []
    for pair in gold:
        a, b = place[pair.a], place[pair.b]
        both = []
        for own, other in ((a, b), (b, a)):
            rivals = np.arange(len(participants)) != own
            if informal[a] != informal[b]:
                rivals &= informal != informal[own]
            rivals[other] = False
            theirs, value = values[own][rivals], values[own, other]
            both.append(1 + np.sum(theirs > value) + np.sum(theirs == value) / 2)
        found.append(min(both))
    return found


def read_demo() -> tuple[ReadBlocks, tuple[Participant, ...]]:
    """Read the demo event."""
    slots = read_sheet((ROOT / "demo" / "slots.csv").read_bytes(), "slots.csv")
    read = read_blocks(slots)
    sheet = (ROOT / "demo" / "organisations.csv").read_bytes()
    participants = read_participants(
        read_sheet(sheet, "organisations.csv"),
        slots=[slot.id for block in read.blocks for slot in block.slots],
    ).participants
    return read, participants


def add_plan(
    table: Table,
    planned: PlannedEvent,
    participants: Sequence[Participant],
    gold: Sequence[GoldPair],
) -> None:
    """Add the figures of a plan."""
    held = {frozenset((m.a, m.b)) for m in planned.programme.meetings}
    counts = Counter(p for m in planned.programme.meetings for p in (m.a, m.b))
    means = [
        np.mean([counts[p.id] for p in participants if p.side is side]) for side in Side
    ]
    good = [g for g in gold if g.label == "good"]
    bad = [g for g in gold if g.label in {"must_not", "duplicate", "known"}]
    timely = sum(g.has_time for g in good)
    table.add_row("pairs to choose from", str(planned.candidates))
    table.add_row("meetings", str(len(held)))
    table.add_row(
        f"good pairs that meet (of {len(good)}, {timely} have a common time)",
        str(sum(frozenset((g.a, g.b)) in held for g in good)),
    )
    table.add_row(
        "must not, known or duplicate that meet",
        str(sum(frozenset((g.a, g.b)) in held for g in bad)),
    )
    table.add_row(
        "meetings per participant, informal and other",
        " and ".join(f"{mean:.2f}" for mean in means),
    )
    table.add_row("without a meeting", ", ".join(planned.without_meeting) or "nobody")


def run(seconds: float = 30.0) -> str:
    """Measure with and without wishes, on the 120 organisations of the demo."""
    read, participants = read_demo()
    gold = read_gold()
    good = [pair for pair in gold if pair.label == "good"]
    console = Console(file=io.StringIO(), width=80)
    console.print(_methods(participants, good))
    for use_wishes in (True, False):
        title = "with wishes" if use_wishes else "asks and offers alone"
        table = Table("figure", "value", title=title)
        event = Event(
            uid="demo",
            name="Demo",
            timezone=read.timezone,
            blocks=read.blocks,
            rules=Rules(use_wishes=use_wishes),
        )
        planned = plan_event(event, participants, limits=Limits(seconds=seconds))
        add_plan(table, planned, participants, gold)
        console.print(table)
    assert isinstance(console.file, io.StringIO)  # noqa: S101 -- made some lines up
    return f"## Matching\n\n```\n{console.file.getvalue()}```\n"


def _methods(participants: Sequence[Participant], good: Sequence[GoldPair]) -> Table:
    """Set our ranks beside those of other ways."""
    title = f"ranks of {len(good)} good pairs, asks and offers alone"
    table = Table("", f"in {TOP}", "in 3", "MRR", title=title)
    for name, values in (
        ("tick boxes", tick_boxes(participants)),
        ("plain TF-IDF with kind and theme", plain_tfidf(participants)),
        ("ours", ours(participants)),
        ("ours with the extra", with_extra(participants)),
        ("ours with wishes", ours(participants, read_wishes(participants))),
    ):
        if values is None:
            table.add_row(name, "not installed", "", "")
            continue
        found = np.array(ranks(values, participants, good))
        shares = (np.mean(found <= TOP), np.mean(found <= 3), np.mean(1 / found))  # noqa: PLR2004 -- the head of the column says so
        table.add_row(name, *(f"{share:.2f}" for share in shares))
    return table
