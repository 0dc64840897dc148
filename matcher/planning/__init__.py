"""The only translation to and from the solver.

`problems` turns an event, its participants and their affinities into a problem of
slots, people, parties, tables and pairs; `programmes` turns a plan back into
meetings; `unmet` says of wished meetings that are missing why they are and what
would help. `plan_event` does it all and lets nothing out that `solver.verify`
does not accept.
"""

from matcher.planning.event import PlannedEvent, plan_event
from matcher.planning.problems import to_problem
from matcher.planning.programmes import from_plan
from matcher.planning.unmet import UnmetMeeting
from solver import Cancelled, Effort, GoalResult, Limits, Progress, Report

__all__ = [
    "Cancelled",
    "Effort",
    "GoalResult",
    "Limits",
    "PlannedEvent",
    "Progress",
    "Report",
    "UnmetMeeting",
    "from_plan",
    "plan_event",
    "to_problem",
]
