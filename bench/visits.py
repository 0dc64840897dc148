"""Visiting days: problems that a program for visitors and hosts can express too.

Every visitor ranks five hosts and names two areas of interest; each host has a room.
The same day is written in format 1 and as the three files that the package
`grad-visitor-scheduler` reads. What a pair is worth follows from ranks and areas by
the same sums in both, and in both nobody is promised more than can be kept.
"""

import csv
import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from solver import Goal, Goals, Pair, Party, Person, Problem, Table, write_problem

VISIT_SIZES: Mapping[str, tuple[int, int]] = {
    "visit-30": (30, 20),
    "visit-100": (100, 60),
}
"""How many visitors and hosts, by name."""

RANK_WORTH = (400, 300, 200, 100, 50)
"""What the hosts ranked first to fifth are worth to a visitor."""
AREA_WORTH = (100, 50)
"""What it adds that a host works in a visitor's first or second area."""
BASE_WORTH = 20
"""What any other meeting is worth."""

AREAS = tuple(f"Area {letter}" for letter in "ABCDEF")
HALL = "Hall"
_SLOTS = 8
_LONGEST_RUN = 3
_SEED = 2026


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorWishes:
    """Whom one visitor would like to meet, and what about."""

    hosts: tuple[str, ...]
    """From the first to the fifth rank."""
    areas: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDay:
    """One day, before it is written in any form."""

    name: str
    areas_of: Mapping[str, tuple[str, ...]]
    """The areas of each host."""
    wishes: Mapping[str, VisitorWishes]
    hours: Mapping[str, tuple[int, ...]]
    """The slots in which each visitor and host is there."""


def make_visit(name: str, seed: int = _SEED) -> VisitDay:
    """Draw a day of a known size; the same seed draws the same day."""
    visitors, hosts = VISIT_SIZES[name]
    draw = random.Random(f"{name} {seed}")  # noqa: S311 -- a benchmark, no secret
    areas_of = {
        f"H{number:03}": tuple(draw.sample(AREAS, draw.choice((1, 2))))
        for number in range(hosts)
    }
    wishes = {f"V{n:03}": _draw_wishes(draw, areas_of) for n in range(visitors)}
    hours = {visitor: _draw_stay(draw) for visitor in wishes}
    hours |= {host: _draw_hours(draw) for host in areas_of}
    return VisitDay(name=name, areas_of=areas_of, wishes=wishes, hours=hours)


def _draw_wishes(
    draw: random.Random, areas_of: Mapping[str, tuple[str, ...]]
) -> VisitorWishes:
    """Draw areas, then hosts, mostly of those areas."""
    first, second = draw.sample(AREAS, 2)
    liked = [host for host in areas_of if {first, second} & set(areas_of[host])]
    others = [host for host in areas_of if host not in liked]
    near = draw.sample(liked, min(4, len(liked)))
    far = draw.sample(others, len(RANK_WORTH) - len(near))
    return VisitorWishes(hosts=(*near, *far), areas=(first, second))


def _draw_stay(draw: random.Random) -> tuple[int, ...]:
    """Draw when a visitor is there: one in three comes late or leaves early."""
    arrives, leaves = draw.choice(
        ((2, _SLOTS), (0, _SLOTS - 2), *((0, _SLOTS),) * 4),
    )
    return tuple(range(arrives, leaves))


def _draw_hours(draw: random.Random) -> tuple[int, ...]:
    """Draw when a host has time: in four slots to all."""
    return tuple(sorted(draw.sample(range(_SLOTS), draw.randint(4, _SLOTS))))


def worth(day: VisitDay, visitor: str, host: str) -> int:
    """Return what a visitor's meeting with a host is worth."""
    wishes = day.wishes[visitor]
    total = BASE_WORTH
    if host in wishes.hosts:
        total = RANK_WORTH[wishes.hosts.index(host)]
    for area, extra in zip(wishes.areas, AREA_WORTH, strict=True):
        total += extra if area in day.areas_of[host] else 0
    return total


def visit_problem(day: VisitDay) -> Problem:
    """Return the day as a problem; a host's room is its stand."""
    return Problem(
        name=day.name,
        slots=_SLOTS,
        blocks=(tuple(range(_SLOTS)),),
        people=tuple(
            Person(
                id=f"{someone} in person",
                slots=frozenset(slots),
                max_run=_LONGEST_RUN if someone in day.wishes else None,
            )
            for someone, slots in day.hours.items()
        ),
        parties=tuple(_party(day, someone) for someone in day.hours),
        tables=tuple(
            Table(id=f"room of {host}", slots=frozenset(range(_SLOTS)), owner=host)
            for host in day.areas_of
        ),
        pairs=tuple(
            Pair(id=f"{v}-{h}", a=v, b=h, value=worth(day, v, h))
            for v in day.wishes
            for h in day.areas_of
        ),
        goals=Goals(order=(Goal.GUARANTEE, Goal.VALUE)),
    )


def _party(day: VisitDay, someone: str) -> Party:
    is_visitor = someone in day.wishes
    return Party(
        id=someone,
        group="visitors" if is_visitor else "hosts",
        people=(f"{someone} in person",),
        min=2 if is_visitor else 1,
        max=5 if is_visitor else 6,
    )


def write_visit(day: VisitDay, folder: Path) -> Path:
    """Write the day in both forms; return the file of format 1.

    What is written as YAML is JSON, which is YAML too.
    """
    stem = folder / day.name
    problem = stem.with_suffix(".json")
    problem.write_text(write_problem(visit_problem(day)), encoding="utf-8")
    catalogue = {
        host: {"building": HALL, "room": f"room of {host}", "areas": areas}
        for host, areas in day.areas_of.items()
    }
    _write_json(stem.with_suffix(".faculty.yaml"), {"faculty": catalogue})
    hosts = {h: [slot + 1 for slot in day.hours[h]] for h in day.areas_of}
    running = {"buildings": {HALL: list(_clock())}, "faculty_availability": hosts}
    _write_json(stem.with_suffix(".run.yaml"), running)
    with stem.with_suffix(".visitors.csv").open("w", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["Name", *(f"Prof{n}" for n in range(1, 6)), "Area1", "Area2"])
        for visitor, wishes in day.wishes.items():
            out.writerow([visitor, *wishes.hosts, *wishes.areas])
    return problem


def _write_json(file: Path, content: Mapping[str, object]) -> None:
    file.write_text(json.dumps(content), encoding="utf-8")


def _clock() -> Iterator[str]:
    """Yield the hours of the slots: half an hour each from one o'clock on."""
    for slot in range(_SLOTS):
        hour, half = divmod(26 + slot, 2)
        yield f"{hour}:{30 * half:02}-{hour}:{30 * half + 25:02}"
