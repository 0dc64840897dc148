"""What nobody can give up and yet makes a conflict one: who and what is there when."""

from collections.abc import Collection

from solver.explain.asker import Asker, Budget, Verdict
from solver.explain.rule_model import build_rule_model, narrow_to_musts
from solver.explain.rule_names import SPREAD, keep
from solver.problem import Problem


def find_facts_in_the_way(
    problem: Problem, conflict: Collection[str], budget: Budget
) -> tuple[str, ...]:
    """Return facts with which a conflict is one; none can be left out.

    That holds as far as time allows. A pair that is possible nowhere needs no
    fact: why it is not is said of the pair itself.
    """
    kept = keep(problem, conflict)
    model = build_rule_model(kept if SPREAD in conflict else narrow_to_musts(kept))
    every = dict.fromkeys(c.fact for c in model.conditions if c.fact is not None)
    facts = list(every)
    size = len(facts)
    while size:
        at = 0
        while at < len(facts):
            fewer = facts[:at] + facts[at + size :]
            asker = Asker(model, without=every.keys() - set(fewer))
            answer = asker.can_hold(asker.rules, budget)
            if answer.verdict is Verdict.IMPOSSIBLE:
                facts = fewer
            elif answer.verdict is Verdict.UNKNOWN:
                return tuple(facts)
            else:
                at += size
        size //= 2
    return tuple(facts)
