import pytest

from matcher.programme import Programme
from matcher.release_checks import Obstacle, ObstacleKind, find_obstacles
from tests.builders import a_delegate, a_meeting, a_participant, an_event

PEOPLE = [a_participant(code) for code in ("P1", "P2", "P3", "P4")]


def _obstacles(*meetings, people=PEOPLE) -> tuple[Obstacle, ...]:
    programme = Programme(version=1, meetings=meetings)
    return find_obstacles(an_event(), people, programme)


def test_sound_programme_has_no_obstacles() -> None:
    assert (
        _obstacles(
            a_meeting("P1", "P2", interpreter="T1"),
            a_meeting("P3", "P4", table="A-2"),
            a_meeting("P1", "P3", slot="A2", interpreter="T1"),
        )
        == ()
    )


@pytest.mark.parametrize(
    ("meeting", "kind"),
    [
        (a_meeting("P1", "P2", slot="Z9"), ObstacleKind.NO_SUCH_SLOT),
        (a_meeting("P1", "P2", table="Z-9"), ObstacleKind.NO_SUCH_TABLE),
        (a_meeting("P1", "P9"), ObstacleKind.PARTICIPANT_GONE),
        (a_meeting("P1", "P2", delegate_a="P1.9"), ObstacleKind.DELEGATE_GONE),
    ],
)
def test_meeting_with_something_missing_is_an_obstacle(meeting, kind) -> None:
    assert _obstacles(meeting) == (Obstacle(kind=kind, meeting=meeting.id),)


@pytest.mark.parametrize(
    ("second", "kind"),
    [
        (a_meeting("P3", "P4"), ObstacleKind.TABLE_TWICE),
        (a_meeting("P1", "P3", table="A-2"), ObstacleKind.PERSON_TWICE),
        (
            a_meeting("P3", "P4", table="A-2", interpreter="T1"),
            ObstacleKind.INTERPRETER_TWICE,
        ),
    ],
)
def test_two_at_once_is_an_obstacle_of_the_second(second, kind) -> None:
    first = a_meeting("P1", "P2", interpreter="T1")

    assert _obstacles(first, second) == (Obstacle(kind=kind, meeting=second.id),)


def test_one_person_of_two_groups_cannot_be_at_two_tables() -> None:
    same = {"name": "Selam", "contact": "selam@example.net"}
    people = [
        a_participant("P1", delegates=[a_delegate("P1.1", **same)]),
        a_participant("P2"),
        a_participant("P3", delegates=[a_delegate("P3.1", **same)]),
        a_participant("P4"),
    ]
    second = a_meeting("P3", "P4", table="A-2")

    obstacles = _obstacles(a_meeting("P1", "P2"), second, people=people)

    assert obstacles == (Obstacle(kind=ObstacleKind.PERSON_TWICE, meeting=second.id),)
