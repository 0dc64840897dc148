"""How the planning of an event gets on, for scripts of its organisers."""

from typing import Final

from flask import jsonify
from werkzeug import Response

from web import current
from web.refusals import SignInNeeded
from web.services import events
from web.services.planning import PlanningState, planning_state

NEVER_PLANNED: Final = {"status": None}


def show_planning(slug: str) -> Response:
    """A script of an organiser asks how the search stands."""
    organiser = current.organiser()
    if organiser is None:
        raise SignInNeeded
    event = events.get_organised(slug, organiser_id=organiser.id)
    state = planning_state(event.id)
    return jsonify(NEVER_PLANNED if state is None else _fields(state))


def _fields(state: PlanningState) -> dict[str, object]:
    """Write a state as JSON; only numbers and codes stand in it."""
    return {
        "status": state.status.value,
        "attempts": state.attempts,
        "seconds": state.seconds,
        "stop": state.stop.value,
        "gap": state.gap,
        "version": state.version,
        "error": state.error,
        "points": [
            {
                "seconds": point.seconds,
                "stage": point.stage,
                "meetings": point.meetings,
                "value": point.value,
                "bound": point.bound,
            }
            for point in state.points
        ],
    }
