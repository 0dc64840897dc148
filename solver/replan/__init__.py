"""Plan anew on the day: somebody does not come, a table is lost, a party is new.

`Session` keeps a plan and takes one change after the other; `apply_changes` gives
the problem that a change leaves. Not here: planning from nothing, which `solve`
does, and what people are told about it.
"""

from solver.replan.applying import apply_changes
from solver.replan.change_files import read_changes
from solver.replan.changes import (
    AbsentParty,
    AbsentPerson,
    Change,
    Changes,
    LateParty,
    LostInterpreter,
    LostTable,
    Newcomers,
)
from solver.replan.session import Session, replan

__all__ = [
    "AbsentParty",
    "AbsentPerson",
    "Change",
    "Changes",
    "LateParty",
    "LostInterpreter",
    "LostTable",
    "Newcomers",
    "Session",
    "apply_changes",
    "read_changes",
    "replan",
]
