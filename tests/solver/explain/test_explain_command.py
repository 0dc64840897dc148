"""The subcommand, run on files, and every sentence it can write."""

import argparse
from dataclasses import replace
from pathlib import Path

import pytest

from solver import FixedMeeting, FormatError, Interpreter, Problem, write_problem
from solver.explain import command
from solver.explain.command import add_parser, describe, run
from solver.explain.explanation import Explanation, Proof, RuleSet
from solver.explain.sentences import say
from solver.facts import find_facts
from tests.solver.builders import event, pair, party, person


def run_on(problem: Problem, folder: Path) -> int:
    path = folder / "event.json"
    path.write_text(write_problem(problem), encoding="utf-8")
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers(dest="command"))
    return run(parser.parse_args(["explain", str(path)]))


def test_explain_says_why_there_is_no_plan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = (pair(0, 1, required=True), pair(0, 2, required=True))

    status = run_on(event(parties=3, slots=1, pairs=pairs), tmp_path)

    assert status == 1
    assert capsys.readouterr().out.splitlines() == [
        "there is no plan; conflict (no smaller set would do):",
        "  required:e01: W0 and W1 must meet",
        "  required:e02: W0 and W2 must meet",
        "because:",
        "  slots:p0: p0 can come in slot 0, to one meeting at a time",
        "repair, give up (no smaller set would do):",
        "  required:e01: W0 and W1 must meet",
    ]


def test_explain_says_what_would_help_a_pair_that_fits_nowhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problem = replace(
        event(parties=2, slots=2, pairs=(pair(0, 1, required=True),)),
        people=(person(0, [0]), person(1, [1])),
    )

    status = run_on(problem, tmp_path)

    assert status == 1
    assert (
        "e01: no_common_slot: W0 and W1: there is no slot in which both can come; "
        "would help: slot:0, slot:1"
    ) in capsys.readouterr().out.splitlines()


def test_explain_lists_the_pairs_no_plan_could_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = (
        pair(0, 1),
        pair(0, 2, interpreter="ar"),
        pair(1, 2, features=frozenset({"quiet"})),
        pair(0, 3),
    )
    problem = replace(
        event(slots=1, pairs=pairs),
        parties=(party(0), party(1), party(2), party(3, max=0)),
    )

    status = run_on(problem, tmp_path)

    first, *rest = capsys.readouterr().out.splitlines()
    assert (status, first) == (0, "there is a plan")
    assert [line.split(": ")[:2] for line in rest] == [
        ["e02", "no_interpreter"],
        ["e12", "no_table"],
        ["e03", "party_full"],
    ]


def test_explain_refuses_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="cannot be read"):
        run(argparse.Namespace(problem=str(tmp_path / "none.json")))


def test_explain_refuses_a_file_that_is_not_text(tmp_path: Path) -> None:
    path = tmp_path / "event.json"
    path.write_bytes(b"\xff")

    with pytest.raises(FormatError, match="not UTF-8"):
        run(argparse.Namespace(problem=str(path)))


def test_explain_says_when_nothing_is_known_in_time(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(command, "_SECONDS", 1e-9)
    pairs = (pair(0, 1, required=True), pair(0, 2, required=True))

    status = run_on(event(parties=3, slots=1, pairs=pairs), tmp_path)

    said = capsys.readouterr()
    assert (status, said.out) == (1, "")
    assert said.err.endswith("not known in time whether there is a plan\n")


def test_a_repair_that_was_not_found_is_said_to_be_missing() -> None:
    found = Explanation(
        is_feasible=False,
        conflict=RuleSet(rules=("max:W0",), proof=Proof.FOUND),
    )
    problem = event(parties=1, pairs=())

    lines = list(
        describe(replace(problem, parties=(party(0, max=1),)), found),
    )

    assert lines == [
        "there is no plan; conflict (fewer might do):",
        "  max:W0: W0 has at most 1 meeting",
        "repair: not found in time",
    ]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("required:e01", "W0 and W1 must meet"),
        ("fixed:e01", "W0 and W1 meet in slot 1 at table t0"),
        ("fixed:e02", "W0 and W2 meet in slot 0"),
        ("after:e12", "W1 and W2 meet later than e01, e02, if both are held"),
        ("max:W0", "W0 has at most 2 meetings"),
        ("max_run:p0", "p0 has at most 1 meeting on end"),
        ("max_waiting_spread", "waiting periods of parties differ by at most 1"),
        ("slots:p0", "p0 can come in slots 0, 1, to one meeting at a time"),
        ("people:W1", "each meeting of W1 takes one of p1, p2 who may go"),
        ("tables:0", "slot 0 has 2 tables that nobody owns"),
        ("interpreters:0", "in slot 0 i0 can interpret"),
        ("interpreters:1", "in slot 1 nobody can interpret"),
    ],
)
def test_every_rule_and_fact_is_a_sentence(name: str, sentence: str) -> None:
    usual = event(parties=3, slots=2)
    problem = replace(
        usual,
        people=(person(0, 2, max_run=1), person(1, 2), person(2, 2)),
        parties=(party(0, max=2), party(1, ["p1", "p2"]), party(2)),
        interpreters=(
            Interpreter(id="i0", languages=frozenset({"ar"}), slots=frozenset({0})),
        ),
        pairs=(pair(0, 1), pair(0, 2), pair(1, 2, after=("e01", "e02"))),
        fixed=(
            FixedMeeting(pair="e01", slot=1, table="t0"),
            FixedMeeting(pair="e02", slot=0),
        ),
        goals=replace(usual.goals, max_waiting_spread=1),
    )

    assert say(find_facts(problem), name) == f"{name}: {sentence}"
