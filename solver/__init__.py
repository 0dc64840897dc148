"""Plan who meets whom, when and at which table, and prove how good the plan is.

Mathematics only: slots, people, parties, tables and pairs with values. Nothing
here knows a name, a time zone, a calendar, a database or the web. What is listed
in ``__all__`` is the public interface; `matcher.planning` is its only caller in
the product. ``docs/model.md`` states the model, file format 1 its exchange form.
"""

from solver.checks import check
from solver.limits import Cancelled, Limits, Progress, Report
from solver.plan import (
    Effort,
    GoalResult,
    HeldPair,
    Plan,
    Status,
    UnmetPair,
    UnmetReason,
)
from solver.plan_files import read_plan, write_plan
from solver.problem import (
    FixedMeeting,
    Goal,
    Goals,
    Interpreter,
    Pair,
    Party,
    Person,
    Problem,
    Table,
)
from solver.problem_files import read_problem, write_problem
from solver.refusals import (
    EngineError,
    FormatError,
    OutOfTimeError,
    PlanRefused,
    ProblemRefused,
)
from solver.search import solve
from solver.verify import verify
from solver.violations import Violation

__all__ = [
    "Cancelled",
    "Effort",
    "EngineError",
    "FixedMeeting",
    "FormatError",
    "Goal",
    "GoalResult",
    "Goals",
    "HeldPair",
    "Interpreter",
    "Limits",
    "OutOfTimeError",
    "Pair",
    "Party",
    "Person",
    "Plan",
    "PlanRefused",
    "Problem",
    "ProblemRefused",
    "Progress",
    "Report",
    "Status",
    "Table",
    "UnmetPair",
    "UnmetReason",
    "Violation",
    "check",
    "read_plan",
    "read_problem",
    "solve",
    "verify",
    "write_plan",
    "write_problem",
]
