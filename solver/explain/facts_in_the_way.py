"""What a conflict rests on: facts nobody can give up, and no more than it need."""

from collections.abc import Collection

from solver.explain.asker import Asker, Budget, Verdict
from solver.explain.conditions import RuleModel
from solver.explain.rule_model import build_rule_model, narrow_to_musts
from solver.explain.rule_names import SPREAD, fixed, keep, longest_run, required
from solver.problem import Problem


def find_facts_in_the_way(
    problem: Problem, conflict: Collection[str], budget: Budget
) -> tuple[str, ...]:
    """Return facts with which a conflict is one; none can be left out.

    That holds as far as time allows. A pair that is possible nowhere needs no
    fact: why it is not is said of the pair itself.

    Args:
        problem: The problem.
        conflict: Rules of it that cannot hold together.
        budget: What may be spent.
    """
    hidden = _hidden_facts(problem, conflict)
    shown = _irreducible_facts(problem, conflict, budget)
    return tuple(dict.fromkeys((*hidden, *shown)))


def _hidden_facts(problem: Problem, conflict: Collection[str]) -> list[str]:
    """Return when people can come who would need a break: no condition says that."""
    return [f"slots:{p.id}" for p in problem.people if longest_run(p.id) in conflict]


def _irreducible_facts(
    problem: Problem, conflict: Collection[str], budget: Budget
) -> tuple[str, ...]:
    """Leave out facts, in ever smaller groups, while the rest is in the way."""
    model = _model_of(problem, conflict)
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


def loosen(
    problem: Problem, conflict: Collection[str], budget: Budget
) -> frozenset[str]:
    """Say only that a pair must be held, where its slot and table do not matter."""
    rules = frozenset(conflict)
    for pair in problem.pairs:
        if pair.required and fixed(pair.id) in rules:
            looser = rules - {fixed(pair.id)} | {required(pair.id)}
            asker = Asker(_model_of(problem, looser))
            answer = asker.can_hold(asker.rules, budget)
            if answer.verdict is Verdict.IMPOSSIBLE:
                rules = looser
    return rules


def _model_of(problem: Problem, rules: Collection[str]) -> RuleModel:
    """Return the model of a problem with these rules only."""
    kept = keep(problem, rules)
    return build_rule_model(kept if SPREAD in rules else narrow_to_musts(kept))
