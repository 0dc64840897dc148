"""A visiting day says the same in both of its forms."""

import csv
import json
from pathlib import Path

from bench.visits import (
    AREA_WORTH,
    BASE_WORTH,
    RANK_WORTH,
    make_visit,
    visit_problem,
    write_visit,
)
from solver import check, read_problem


def test_visit_is_the_same_for_the_same_seed() -> None:
    assert make_visit("visit-30", 1) == make_visit("visit-30", 1)
    assert make_visit("visit-30", 1) != make_visit("visit-30", 2)


def test_visit_is_a_sound_problem(tmp_path: Path) -> None:
    problem = visit_problem(make_visit("visit-100"))

    written = write_visit(make_visit("visit-100"), tmp_path)

    assert read_problem(written.read_text("utf-8"), "visit") == check(problem)
    assert len(problem.pairs) == 100 * 60


def test_values_follow_from_the_other_form(tmp_path: Path) -> None:
    day = make_visit("visit-30")
    write_visit(day, tmp_path)
    hosts = json.loads((tmp_path / "visit-30.faculty.yaml").read_text("utf-8"))
    with (tmp_path / "visit-30.visitors.csv").open(encoding="utf-8") as file:
        visitors = {row["Name"]: row for row in csv.DictReader(file)}

    for pair in visit_problem(day).pairs:
        row, areas = visitors[pair.a], hosts["faculty"][pair.b]["areas"]
        ranks = [row[f"Prof{rank}"] for rank in range(1, 6)]
        value = RANK_WORTH[ranks.index(pair.b)] if pair.b in ranks else BASE_WORTH
        named = [row["Area1"] in areas, row["Area2"] in areas]
        extra = sum(
            w for w, is_named in zip(AREA_WORTH, named, strict=True) if is_named
        )
        assert pair.value == value + extra


def test_hours_of_hosts_follow_from_the_other_form(tmp_path: Path) -> None:
    day = make_visit("visit-30")
    write_visit(day, tmp_path)
    running = json.loads((tmp_path / "visit-30.run.yaml").read_text("utf-8"))

    people = {each.id: each.slots for each in visit_problem(day).people}

    assert {len(slots) for slots in running["buildings"].values()} == {8}
    for host, slots in running["faculty_availability"].items():
        assert people[f"{host} in person"] == {slot - 1 for slot in slots}
