"""Why there is no plan, and the least to give up so that there is one.

Not here: what a plan is worth. Names of rules and facts are those of
``docs/model.md``; `explain` is what others call, `command` is the subcommand.
"""

from solver.explain.explanation import Explanation, Proof, RuleSet
from solver.explain.rule_model import narrow_to_musts
from solver.explain.rule_names import keep, list_rules
from solver.explain.search import explain

__all__ = [
    "Explanation",
    "Proof",
    "RuleSet",
    "explain",
    "keep",
    "list_rules",
    "narrow_to_musts",
]
