"""What stands in the way of releasing a programme, in a line."""

from collections.abc import Mapping

from matcher.release_checks import Obstacle, ObstacleKind
from web.wording.translation import LazyText, gettext, lazy_gettext

_OBSTACLES: Mapping[ObstacleKind, LazyText] = {
    ObstacleKind.NO_SUCH_SLOT: lazy_gettext("de tijd is er niet meer"),
    ObstacleKind.NO_SUCH_TABLE: lazy_gettext("de tafel is er niet meer"),
    ObstacleKind.PARTICIPANT_GONE: lazy_gettext("een deelnemer doet niet meer mee"),
    ObstacleKind.DELEGATE_GONE: lazy_gettext("wie zou komen, komt niet meer"),
    ObstacleKind.TABLE_TWICE: lazy_gettext("de tafel is dubbel bezet"),
    ObstacleKind.PERSON_TWICE: lazy_gettext("iemand zit dan al in een ander gesprek"),
    ObstacleKind.INTERPRETER_TWICE: lazy_gettext("de tolk is dan al ergens anders"),
}


def obstacle_line(obstacle: Obstacle) -> str:
    """Say which meeting cannot be told to people, and why."""
    return gettext(
        "Gesprek %(meeting)s: %(why)s.",
        meeting=obstacle.meeting.replace("+", " + "),
        why=str(_OBSTACLES[obstacle.kind]),
    )
