from pathlib import Path

import pytest

from matcher.event import Rules
from matcher.refusals import EmptyFile, MissingColumns
from matcher.row_problems import ProblemCode
from web.services.plan_files.reading import InputRefused, PlanInput, read_input

SLOTS = (
    "slot,start_local,end_local,tzid,place,tables\n"
    "A1,2026-10-22T18:45,2026-10-22T19:05,Europe/Amsterdam,Stadhuis,2\n"
)
PEOPLE = "id,organisation,kind,availability\nW1,Groep,informal,A1\nW2,,informal,A1\n"


def read(folder: Path, *, people: str = PEOPLE, slots: str = SLOTS) -> PlanInput:
    (folder / "people.csv").write_text(people, encoding="utf-8")
    (folder / "slots.csv").write_text(slots, encoding="utf-8")
    return read_input(
        folder / "people.csv",
        folder / "slots.csv",
        event_name="Beurs",
        rules=Rules(most=4),
    )


def test_two_files_make_an_event_and_its_participants(tmp_path: Path):
    given = read(tmp_path)

    assert (given.event.name, given.event.timezone) == ("Beurs", "Europe/Amsterdam")
    assert given.event.rules == Rules(most=4)
    assert [slot.id for slot in given.event.slots] == ["A1"]
    assert [participant.name for participant in given.participants] == ["Groep"]


def test_problems_name_their_file(tmp_path: Path):
    given = read(tmp_path)

    assert ("people.csv", 3, ProblemCode.NO_NAME) in [
        (row.file, row.problem.row, row.problem.code) for row in given.problems
    ]


def test_the_same_event_keeps_its_identity_and_another_has_its_own(tmp_path: Path):
    first = read(tmp_path).event.uid

    assert read(tmp_path).event.uid == first
    assert read(tmp_path, slots=SLOTS.replace("18:45", "18:40")).event.uid != first


@pytest.mark.parametrize(
    ("changed", "refused", "why"),
    [
        ({"people": ""}, "people.csv", EmptyFile),
        ({"slots": ""}, "slots.csv", EmptyFile),
        ({"people": "naam\nGroep\n"}, "people.csv", MissingColumns),
        ({"slots": "tijd\n18:45\n"}, "slots.csv", MissingColumns),
    ],
)
def test_an_unusable_file_is_named(
    tmp_path: Path, changed: dict[str, str], refused: str, why: type[Exception]
):
    with pytest.raises(InputRefused) as refusal:
        read(tmp_path, **changed)

    assert refusal.value.path.name == refused
    assert isinstance(refusal.value.why, why)


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(InputRefused) as refusal:
        read_input(
            tmp_path / "none.csv", tmp_path / "s.csv", event_name="x", rules=Rules()
        )

    assert refusal.value.path.name == "s.csv"
    assert isinstance(refusal.value.why, FileNotFoundError)
