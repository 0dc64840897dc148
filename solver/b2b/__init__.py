"""The published B2B meeting scheduling problem, solved to proven optimality.

Reading of .dzn files, translation to a problem of format 1, a formulation of its
own and the search; `solver.b2b.command` is the subcommand. Not here: anything
the ordinary engine does; of it only values, files, bounds and the verifier are
used.
"""

from solver.b2b.instance import B2BInstance, PartOfDay, RequestedMeeting
from solver.b2b.planning import solve_instance
from solver.b2b.reading import read_instance
from solver.b2b.translation import to_problem

__all__ = [
    "B2BInstance",
    "PartOfDay",
    "RequestedMeeting",
    "read_instance",
    "solve_instance",
    "to_problem",
]
