"""Find out whether a problem has a plan, why not, and the least to give up."""

from collections.abc import Sequence
from dataclasses import dataclass

from solver.explain.asker import Answer, Asker, Budget, Verdict
from solver.explain.conditions import RuleModel, split
from solver.explain.explanation import NO_RULES, Explanation, Proof, RuleSet
from solver.explain.facts_in_the_way import find_facts_in_the_way
from solver.explain.rule_model import build_rule_model, narrow_to_musts
from solver.explain.rule_names import fixed, in_order, required
from solver.explain.smallest import find_smallest
from solver.facts import find_facts
from solver.pace import Pace
from solver.problem import Problem
from solver.start import start

PROVING_SECONDS = 0.3
"""What proving that nothing smaller would do may take, unless said otherwise."""


def explain(
    problem: Problem, pace: Pace, *, proving_seconds: float = PROVING_SECONDS
) -> Explanation:
    """Tell whether a checked problem has a plan; if not, why and what to give up.

    Args:
        problem: The problem.
        pace: Where the search ends at the latest.
        proving_seconds: How long to look for the smallest sets. If that is not
            enough, what is found is made irreducible, as far as the pace allows.
    """
    musts = narrow_to_musts(problem)
    has_spread = problem.goals.max_waiting_spread is not None
    if not has_spread and _is_easily_planned(musts, pace):
        return Explanation(is_feasible=True)
    budget = Budget(pace, proving_seconds)
    whole = problem if has_spread else musts
    longest = Budget(pace, pace.remaining)
    parts = _ask_parts(build_rule_model(whole), budget, longest)
    return _Inquiry(problem, budget, longest).run(parts)


def _is_easily_planned(musts: Problem, pace: Pace) -> bool:
    """Tell whether a greedy plan holds everything that must be held."""
    facts = find_facts(musts)
    return start(facts, {}, expired=pace.is_over) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """An independent part of a problem, and what it answered."""

    asker: Asker
    has_plan: bool | None
    """None: not known, time ran out."""
    given_up: frozenset[str] | None
    """The rules that some plan does not keep; None if no plan was found."""
    is_fewest: bool
    """Proven: no plan gives up fewer."""


def _ask_parts(model: RuleModel, budget: Budget, longest: Budget) -> list[_Part]:
    """Return the parts of a model that one plan of the whole does not hold."""
    answer = Asker(model).hold_most((), budget)
    given_up = model.rules.keys() - answer.held
    return [
        _ask(part, answer, budget, longest)
        for part in split(model)
        if not given_up.isdisjoint(part.rules)
    ]


def _ask(part: RuleModel, whole: Answer, budget: Budget, longest: Budget) -> _Part:
    """Ask a part for the fewest rules to give up, or at least whether any."""
    asker = Asker(part)
    answer = asker.hold_most((), budget, is_first=True)
    if answer.verdict is not Verdict.HOLD:
        answer = whole
    given_up = None
    if answer.verdict is Verdict.HOLD:
        given_up = asker.rules - answer.held
    has_plan: bool | None = given_up == frozenset()
    if not has_plan and not answer.is_most:
        verdict = asker.can_hold(asker.rules, longest).verdict
        has_plan = None if verdict is Verdict.UNKNOWN else verdict is Verdict.HOLD
    return _Part(
        asker=asker,
        has_plan=has_plan,
        given_up=frozenset() if has_plan else given_up,
        is_fewest=answer.is_most or bool(has_plan),
    )


class _Inquiry:
    """What is asked about one problem."""

    def __init__(self, problem: Problem, budget: Budget, longest: Budget) -> None:
        self._problem = problem
        self._budget = budget
        self._longest = longest

    def run(self, parts: Sequence[_Part]) -> Explanation:
        """Put together what the parts give up, and find the smallest conflict."""
        doubtful = [part for part in parts if not part.has_plan]
        if not doubtful:
            return Explanation(is_feasible=True)
        faulty = [part for part in doubtful if part.has_plan is False]
        if not faulty:
            return Explanation(is_feasible=None)
        conflict = self._conflict(faulty, are_all=len(faulty) == len(doubtful))
        return Explanation(
            is_feasible=False,
            conflict=conflict,
            facts=find_facts_in_the_way(self._problem, conflict.rules, self._longest),
            repair=self._repair(doubtful),
        )

    def _repair(self, doubtful: Sequence[_Part]) -> RuleSet:
        """Put together what each part gives up."""
        given_up: set[str] = set()
        for part in doubtful:
            if part.given_up is None:
                return NO_RULES
            given_up |= part.given_up
        are_fewest = all(part.is_fewest for part in doubtful)
        return RuleSet(
            rules=in_order(self._problem, given_up),
            proof=Proof.SMALLEST if are_fewest else Proof.FOUND,
        )

    def _conflict(self, faulty: Sequence[_Part], *, are_all: bool) -> RuleSet:
        """Return the smallest conflict of any part."""
        best: RuleSet | None = None
        is_smallest = are_all
        for part in sorted(faulty, key=_promise):
            if best is not None and self._budget.is_over():
                is_smallest = False
                break
            below = None if best is None else len(best.rules)
            found = find_smallest(
                part.asker,
                part.given_up or part.asker.rules,
                self._budget,
                self._longest,
                below=below,
            )
            if found is None:
                continue
            is_smallest &= found.proof is Proof.SMALLEST
            if best is None or len(found.rules) < len(best.rules):
                best = self._loosen(part.asker, found)
        return self._state(best or NO_RULES, is_smallest=is_smallest)

    def _loosen(self, asker: Asker, found: RuleSet) -> RuleSet:
        """Say only that a pair must be held, where its slot and table do not matter."""
        rules = set(found.rules)
        for pair in [fixing.pair for fixing in self._problem.fixed]:
            if fixed(pair) in rules and required(pair) in asker.rules:
                looser = rules - {fixed(pair)} | {required(pair)}
                answer = asker.can_hold(looser, self._longest)
                if answer.verdict is Verdict.IMPOSSIBLE:
                    rules = looser
        return RuleSet(rules=tuple(rules), proof=found.proof)

    def _state(self, found: RuleSet, *, is_smallest: bool) -> RuleSet:
        """Put a conflict in order and say what is proven about it overall."""
        proof = found.proof
        if proof is Proof.SMALLEST and not is_smallest:
            proof = Proof.IRREDUCIBLE
        return RuleSet(rules=in_order(self._problem, found.rules), proof=proof)


def _promise(part: _Part) -> tuple[int, bool]:
    """Put small parts first, and of these one that says less than that a slot fits."""
    rules = part.asker.rules
    return len(rules), any(rule.startswith(fixed("")) for rule in rules)
