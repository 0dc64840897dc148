import csv
import json
import os
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from matcher.event import Event, Rules
from matcher.planning import Progress
from matcher.refusals import (
    EventNotPlannable,
    MatcherError,
    NoPlan,
    PlanRejected,
    Unplannable,
)
from tests.web.cli.event_files import (
    COLUMNS,
    SLOT_COLUMNS,
    organisation_rows,
    slot_rows,
    write_csv,
    write_xlsx,
)
from tests.web.ical_reader import entries, head
from web.cli.plan import plan
from web.cli.planning_progress import PlanningProgress, describe, planning_progress
from web.cli.wording_app import make_wording_app
from web.services.plan_files import running

SECONDS = ("--time-limit", "5")


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, ...]:
    """The two spreadsheets of a small event, as arguments."""
    people = write_csv(tmp_path / "people.csv", COLUMNS, organisation_rows())
    slots = write_csv(tmp_path / "slots.csv", SLOT_COLUMNS, slot_rows())
    return (str(people), "--slots", str(slots))


@dataclass(frozen=True)
class Planned:
    """What one run of the command left."""

    result: Result
    out: Path


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Planned:
    """Plan the small event once, for everything that only looks at the answer."""
    folder = tmp_path_factory.mktemp("planned")
    people = write_csv(folder / "people.csv", COLUMNS, organisation_rows())
    slots = write_csv(folder / "slots.csv", SLOT_COLUMNS, slot_rows())
    out = folder / "out"
    options = ("--out", str(out), *SECONDS, "--event-name", "Beurs")
    return Planned(result=run(str(people), "--slots", str(slots), *options), out=out)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(plan, arguments)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_plan_writes_every_file_and_they_agree(planned: Planned):
    result, out = planned.result, planned.out

    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in out.iterdir()) == [
        "feeds",
        "invitations",
        "people.csv",
        "plan.json",
        "problem.json",
        "programme.csv",
        "programme.json",
        "report.html",
        "unmet.csv",
    ]
    meetings = rows(out / "programme.csv")
    assert len(meetings) >= 6
    seats = Counter(
        (row["slot"], row[side]) for row in meetings for side in ("a_id", "b_id")
    )
    assert set(seats.values()) == {1}
    places = Counter((row["slot"], row["table"]) for row in meetings)
    assert set(places.values()) == {1}
    assert all(row["reasons"] for row in meetings)
    document = json.loads((out / "programme.json").read_text(encoding="utf-8"))
    assert [m["id"] for m in document["programme"]["meetings"]] == [
        row["meeting"] for row in meetings
    ]
    assert json.loads((out / "problem.json").read_text(encoding="utf-8"))["format"] == 1
    solved = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    assert len(solved["meetings"]) == len(meetings)
    unmet = {frozenset((row["a_id"], row["b_id"])) for row in rows(out / "unmet.csv")}
    held = {frozenset((row["a_id"], row["b_id"])) for row in meetings}
    assert not unmet & held


def test_plan_invites_each_person_to_each_meeting(planned: Planned):
    out = planned.out

    meetings = rows(out / "programme.csv")
    invitations = [path.read_bytes() for path in (out / "invitations").iterdir()]
    uids = {entries(data)[0]["UID"] for data in invitations}
    assert len(uids) == len(invitations) == 2 * len(meetings)
    assert {head(data)["METHOD"] for data in invitations} == {"REQUEST"}
    starts = Counter(
        entries(data)[0]["DTSTART;TZID=Europe/Amsterdam"] for data in invitations
    )
    assert starts == Counter(
        2 * [row["start"][:19].replace("-", "").replace(":", "") for row in meetings]
    )
    feeds = {
        path.stem: entries(path.read_bytes()) for path in (out / "feeds").iterdir()
    }
    assert {code: len(found) for code, found in feeds.items()} == {
        code: sum(code in (row["a_id"], row["b_id"]) for row in meetings)
        for code in feeds
    }
    assert len(feeds) == 12


def test_plan_defuses_hostile_names(planned: Planned):
    out = planned.out

    names = {
        row["participant_id"]: row["participant"] for row in rows(out / "people.csv")
    }
    assert names["G2"] == '\'=HYPERLINK("http://x";"y")'
    assert names["O3"] == "'@Bibliotheek"
    assert names["G3"] == "<script>alert(1)</script>"
    assert "<script>alert" not in (out / "report.html").read_text(encoding="utf-8")
    reasons = [row["reasons"].split(" | ") for row in rows(out / "programme.csv")]
    assert all(part.endswith(".") for parts in reasons for part in parts)


def test_plan_tells_what_it_did(planned: Planned):
    result, out = planned.result, planned.out

    assert result.stdout.startswith("Beurs, 22 en 27 oktober 2026\n")
    assert "12 deelnemers, " in result.stdout
    assert "11 van de 12 deelnemers hebben een gesprek." in result.stdout
    assert "O1 Waterwonen: Wie past, kan op andere tijden." in result.stdout
    assert f"Begin bij {out / 'report.html'}." in result.stdout


def test_plan_speaks_english(tmp_path: Path, files: tuple[str, ...]):
    out = tmp_path / "out"

    result = run(*files, "--out", str(out), *SECONDS, "--language", "en")

    assert "11 of the 12 participants have a meeting." in result.stdout
    assert any(" looks for: “" in row["reasons"] for row in rows(out / "programme.csv"))


def test_plan_with_moves_is_the_same_every_time(tmp_path: Path, files: tuple[str, ...]):
    programmes = []
    for name in ("one", "other"):
        run(*files, "--out", str(tmp_path / name), "--moves", "200", "--seed", "7")
        programmes.append((tmp_path / name / "programme.csv").read_bytes())

    assert programmes[0] == programmes[1]


def test_plan_follows_the_rules_given(tmp_path: Path, files: tuple[str, ...]):
    out = tmp_path / "out"

    run(*files, "--out", str(out), *SECONDS, "--max", "1", "--ignore-wishes")

    held = Counter(
        row[side] for row in rows(out / "programme.csv") for side in ("a_id", "b_id")
    )
    assert set(held.values()) == {1}


@pytest.mark.parametrize(("most", "of_person"), [("12", 10), ("20", 20), ("3", 10)])
def test_person_may_have_as_many_meetings_as_a_raised_maximum(
    tmp_path: Path,
    files: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    most: str,
    of_person: int,
):
    asked: list[Rules] = []

    def refuse(event: Event, *_: object, **__: object) -> None:
        asked.append(event.rules)
        raise EventNotPlannable(Unplannable.NOBODY)

    monkeypatch.setattr(running, "plan_event", refuse)

    run(*files, "--out", str(tmp_path / "out"), "--max", most)

    assert [rules.most_of_person for rules in asked] == [of_person]


def test_plan_reads_excel_too(tmp_path: Path):
    people = write_xlsx(tmp_path / "people.xlsx", COLUMNS, organisation_rows())
    slots = write_xlsx(tmp_path / "slots.xlsx", SLOT_COLUMNS, slot_rows())
    out = tmp_path / "out"

    result = run(str(people), "--slots", str(slots), "--out", str(out), *SECONDS)

    assert result.exit_code == 0, result.output
    assert len(list((out / "feeds").iterdir())) == 12


def test_plan_goes_on_without_rows_it_cannot_use(tmp_path: Path):
    broken = [*organisation_rows(), ("X1", "Wie?", "marsbewoner", *("",) * 7)]
    people = write_csv(tmp_path / "people.csv", COLUMNS, broken)
    slots = write_csv(tmp_path / "slots.csv", SLOT_COLUMNS, slot_rows())

    result = run(
        str(people), "--slots", str(slots), "--out", str(tmp_path / "out"), *SECONDS
    )

    assert result.exit_code == 0, result.output
    assert (
        "people.csv: Rij 14, kolom kind: Het soort deelnemer “marsbewoner” kennen wij "
        "niet. Kies uit: "
    ) in result.stdout


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda f: f.joinpath("people.csv").unlink(), "people.csv: Dit bestand is er"),
        (
            lambda f: f.joinpath("slots.csv").write_bytes(b""),
            "slots.csv: Het bestand is",
        ),
        (
            lambda f: f.joinpath("people.csv").write_bytes(b"PK\x03\x04junk"),
            "people.csv: Dit bestand kunnen wij niet lezen.",
        ),
        (
            lambda f: f.joinpath("people.csv").write_text("naam\nx\n"),
            "people.csv: In het bestand ontbreekt: id, organisation en kind.",
        ),
        (
            lambda f: write_csv(f / "slots.csv", SLOT_COLUMNS, [("A1", *("",) * 5)]),
            "Er zijn geen tijden.",
        ),
        (
            lambda f: write_csv(f / "people.csv", COLUMNS, [("", *("x",) * 9)]),
            "Er zijn geen deelnemers.",
        ),
        (lambda f: (f / "out").write_text("x"), "out: In deze map kan niets"),
        (
            lambda f: ((f / "out").mkdir(), (f / "out" / "a.doc").write_text("x")),
            "out: Er staat iets anders in deze map: a.doc.",
        ),
        (
            lambda f: ((f / "people.csv").unlink(), (f / "people.csv").mkdir()),
            "people.csv: Dit bestand kan niet geopend worden (Is a directory).",
        ),
    ],
)
def test_unusable_input_is_one_clear_line(
    tmp_path: Path,
    files: tuple[str, ...],
    change: Callable[[Path], object],
    words: str,
):
    change(tmp_path)

    result = run(*files, "--out", str(tmp_path / "out"), *SECONDS)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert words in result.stderr
    assert not (tmp_path / "out" / "report.html").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--time-limit", "0"), "0.0 is not in the range x>0."),
        (("--max", "x"), "'x' is not a valid integer range."),
        (("--frobnicate",), "No such option"),
        (("--min", "5", "--max", "2"), "--min (5) is groter dan --max (2)."),
        (("--organiser-email", "roos"), "roos is geen e-mailadres."),
        (("--language", "fr"), "'fr' is not one of 'nl', 'en'."),
    ],
)
def test_a_wrong_option_is_one_clear_line(
    tmp_path: Path, files: tuple[str, ...], options: tuple[str, ...], words: str
):
    result = run(*files, "--out", str(tmp_path / "out"), *options)

    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_missing_option_is_one_clear_line(files: tuple[str, ...]):
    result = run(*files)

    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "Missing option '--out'." in result.stderr


@pytest.mark.parametrize(
    ("refusal", "status", "words"),
    [
        (
            EventNotPlannable(Unplannable.NOBODY_CAN_MEET),
            2,
            "Er zijn geen twee deelnemers",
        ),
        (NoPlan(("a", "b")), 2, "Deze regels kunnen niet allemaal tegelijk: a en b."),
        (PlanRejected(("two at once",)), 1, "two at once. Er is niets geschreven."),
    ],
)
def test_a_refusal_of_the_planner_is_one_clear_line(  # noqa: PLR0913 -- three are fixtures
    *,
    tmp_path: Path,
    files: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    refusal: MatcherError,
    status: int,
    words: str,
):
    def refuse(*_: object, **__: object) -> None:
        raise refusal

    monkeypatch.setattr(running, "plan_event", refuse)

    result = run(*files, "--out", str(tmp_path / "out"))

    assert result.exit_code == status
    assert words in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_fills_up_meanwhile_is_left_alone(
    tmp_path: Path, files: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
):
    out = tmp_path / "out"
    plan_event = running.plan_event

    def plan_slowly(*arguments: object, **options: object) -> object:
        out.mkdir()
        (out / "thesis.doc").write_text("precious")
        return plan_event(*arguments, **options)  # type: ignore[arg-type] -- passed on

    monkeypatch.setattr(running, "plan_event", plan_slowly)

    result = run(*files, "--out", str(out), *SECONDS)

    assert result.exit_code == 2
    assert [path.name for path in out.iterdir()] == ["thesis.doc"]


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (Progress(elapsed=0.1, stage="reading", meetings=0), "Lezen"),
        (
            Progress(elapsed=3, stage="value", meetings=241, value=9900, bound=10000),
            (
                "Gesprekken die goed passen · 241 gesprekken · waarde 9.900 · "
                "grens 10.000 · verschil 1,0%"
            ),
        ),
    ],
)
def test_progress_is_described(progress: Progress, words: str):
    with make_wording_app().app_context():
        assert describe(progress) == words


def test_ctrl_c_asks_to_stop_once_and_then_works_as_always():
    before = signal.getsignal(signal.SIGINT)

    with make_wording_app().app_context(), planning_progress(30) as progress:
        progress.report(Progress(elapsed=1, stage="value", meetings=3))
        running_on = progress.cancelled()
        os.kill(os.getpid(), signal.SIGINT)
        asked = progress.cancelled()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)

    assert (running_on, asked) == (False, True)
    assert signal.getsignal(signal.SIGINT) is before
    assert isinstance(progress, PlanningProgress)
