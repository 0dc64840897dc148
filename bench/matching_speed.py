"""Measure how long it takes to score a large event, and to score it anew.

Run it with ``python -m bench matching_speed``. The participants are put together
from the texts of the demo event.
"""

import random
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace

from bench.matching_gold import read_demo
from matcher.affinity import AffinityModel
from matcher.event import Rules
from matcher.participants import DelegateId, Participant, ParticipantId

SIZES = (120, 300, 1000)
CHANGES = 20
"""Profiles that are changed, one after the other, each from the same event."""
SEED = 20261022


def make_participants(size: int, seed: int = SEED) -> list[Participant]:
    """Put participants together from the texts of those of the demo event."""
    dice = random.Random(seed)  # noqa: S311 -- not for secrets
    _, demo = read_demo()
    return [_mixed(f"P{n:05d}", demo, dice) for n in range(size)]


def _mixed(code: str, demo: Sequence[Participant], dice: random.Random) -> Participant:
    base, wisher, timed = (dice.choice(demo) for _ in range(3))
    asks = [ask for p in demo for ask in p.asks]
    offers = [offer for p in demo for offer in p.offers]
    return replace(
        base,
        id=ParticipantId(code),
        name=f"{base.name} {code}",
        asks=tuple(dice.choice(asks) for _ in base.asks),
        offers=tuple(dice.choice(offers) for _ in base.offers),
        wishes=wisher.wishes,
        availability=timed.availability,
        delegates=tuple(
            replace(each, id=DelegateId(f"{code}.{n}"), contact=None)
            for n, each in enumerate(base.delegates, start=1)
        ),
    )


def measure(size: int) -> str:
    """Score an event of a size in this process; give a row of the table."""
    participants = make_participants(size)
    others = make_participants(CHANGES, seed=SEED + 1)
    start = time.perf_counter()
    model = AffinityModel.of(participants, Rules())
    scored = time.perf_counter() - start
    kept = len(model.affinities)
    explained = time.perf_counter() - start - scored
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    changed = []
    for place, other in enumerate(others):
        old = participants[place * size // CHANGES]
        new = replace(other, id=old.id, name=old.name, delegates=old.delegates)
        start = time.perf_counter()
        model.replacing(new)
        changed.append(1000 * (time.perf_counter() - start))
    changed.sort()
    planned = int((model.kept & model.ratings.timely).sum()) // 2
    figures = (
        f"{size:,}",
        f"{size * (size - 1) // 2:,}",
        f"{scored:.2f}",
        f"{explained:.2f}",
        f"{peak:.0f}",
        f"{kept:,}",
        f"{planned:,}",
        f"{changed[CHANGES // 2]:.0f}",
        f"{changed[-1]:.0f}",
    )
    return f"| {' | '.join(figures)} |"


def run() -> str:
    """Measure every size in a process of its own."""
    rows = [
        subprocess.run(  # noqa: S603 -- this very module
            [sys.executable, "-m", "bench.matching_speed", str(size)],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for size in SIZES
    ]
    return "\n".join(
        (
            "## Matching, speed",
            "",
            (
                "Everything is scored from nothing in a new process, words looked up "
                "included; reasons are those of all kept pairs. Then one profile is "
                f"changed {CHANGES} times (other texts, boxes, times and wishes) and the "
                "event scored anew from the earlier scores."
            ),
            "",
            (
                "| participants | pairs | seconds | reasons s | peak MiB | kept pairs "
                "| of these with a common time | change, median ms | largest ms |"
            ),
            "|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
            *rows,
            "",
        )
    )


if __name__ == "__main__":
    print(measure(int(sys.argv[1])))
