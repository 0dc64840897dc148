"""Find out whether a problem has a plan, why not, and the least to give up."""

from collections.abc import Sequence
from dataclasses import dataclass

from solver.explain.asker import Asker, Budget, Verdict
from solver.explain.conditions import RuleModel, split
from solver.explain.counting import find_counted_conflict
from solver.explain.drafted import give_up_greedily
from solver.explain.explanation import NO_RULES, Explanation, Proof, RuleSet
from solver.explain.facts_in_the_way import find_facts_in_the_way, loosen
from solver.explain.rule_model import build_rule_model, narrow_to_musts
from solver.explain.rule_names import SPREAD, fixed, in_order, keep
from solver.explain.smallest import find_smallest, shrink
from solver.facts import Facts, find_facts
from solver.pace import Pace
from solver.problem import Problem
from solver.start import start

PROVING_SECONDS = 0.2
"""What proving that nothing smaller would do may take, unless said otherwise."""

_MOST_ASKED = 250
"""With more musts and a conflict at hand, no model of all of them is made."""

_SURELY_SMALLEST = 2
"""Counting finds every pair that fits nowhere, so two rules are then the fewest."""


def explain(
    problem: Problem, pace: Pace, *, proving_seconds: float = PROVING_SECONDS
) -> Explanation:
    """Tell whether a checked problem has a plan; if not, why and what to give up.

    Args:
        problem: The problem.
        pace: Where the search ends at the latest.
        proving_seconds: How long to look for the smallest repair, and how long
            for the smallest conflict. A conflict is made irreducible anyhow, as
            far as the pace allows.
    """
    musts = narrow_to_musts(problem)
    facts = find_facts(musts)
    has_spread = problem.goals.max_waiting_spread is not None
    if not has_spread and start(facts, {}, expired=pace.is_over) is not None:
        return Explanation(is_feasible=True)
    longest = Budget(pace, pace.remaining)
    inquiry = _Inquiry(problem, longest, proving_seconds)
    counted = _counted_conflict(facts, longest)
    spread = frozenset({SPREAD} if has_spread else ())
    missed = give_up_greedily(facts) | spread
    if counted is not None and len(musts.pairs) > _MOST_ASKED:
        rules = in_order(problem, missed)
        return inquiry.conclude(counted, RuleSet(rules=rules, proof=Proof.FOUND))
    model = build_rule_model(problem if has_spread else musts)
    doubtful = [part for part in split(model) if not missed.isdisjoint(part.rules)]
    budget = Budget(pace, proving_seconds)
    parts = [_ask(part, missed, budget, longest) for part in doubtful]
    return inquiry.run(parts, counted)


def _counted_conflict(facts: Facts, budget: Budget) -> RuleSet | None:
    """Return the smallest conflict that counting shows, without what it can spare."""
    if budget.is_over():
        return None
    rules = find_counted_conflict(facts)
    if rules is None:
        return None
    if len(rules) <= _SURELY_SMALLEST:
        return RuleSet(rules=rules, proof=Proof.SMALLEST)
    asker = Asker(build_rule_model(narrow_to_musts(keep(facts.problem, rules))))
    return shrink(asker, rules, budget)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """An independent part of a problem, and what it answered."""

    asker: Asker
    has_plan: bool | None
    """None: not known, time ran out."""
    given_up: frozenset[str]
    """The rules that some plan does not keep."""
    is_fewest: bool
    """Proven: no plan gives up fewer."""


def _ask(
    part: RuleModel, missed: frozenset[str], budget: Budget, longest: Budget
) -> _Part:
    """Ask a part for the fewest rules to give up, or at least whether any.

    Args:
        part: The part.
        missed: Rules that a plan at hand does not keep.
        budget: What may be spent on the fewest.
        longest: What may be spent on whether there is a plan.
    """
    asker = Asker(part)
    answer = asker.hold_most((), budget, is_first=True)
    given_up = missed & asker.rules
    if answer.held and len(asker.rules - answer.held) <= len(given_up):
        given_up = asker.rules - answer.held
    is_fewest = answer.is_most
    has_plan: bool | None = not given_up
    if given_up and not answer.is_most:
        verdict = asker.can_hold(asker.rules, longest).verdict
        has_plan = None if verdict is Verdict.UNKNOWN else verdict is Verdict.HOLD
    return _Part(
        asker=asker,
        has_plan=has_plan,
        given_up=frozenset() if has_plan else given_up,
        is_fewest=is_fewest or bool(has_plan),
    )


class _Inquiry:
    """What is asked about one problem."""

    def __init__(self, problem: Problem, longest: Budget, proving: float) -> None:
        self._problem = problem
        self._longest = longest
        self._proving = proving

    def run(self, parts: Sequence[_Part], counted: RuleSet | None) -> Explanation:
        """Put together what the parts give up, and find the smallest conflict.

        Args:
            parts: The parts of the problem that may have no plan.
            counted: A conflict that is known already.
        """
        doubtful = [part for part in parts if not part.has_plan]
        if not doubtful:
            return Explanation(is_feasible=True)
        faulty = [part for part in doubtful if part.has_plan is False]
        if not faulty and counted is None:
            return Explanation(is_feasible=None)
        is_all = len(faulty) == len(doubtful)
        conflict = self._conflict(faulty, counted, is_all=is_all)
        return self.conclude(conflict, self._repair(doubtful))

    def conclude(self, conflict: RuleSet, repair: RuleSet) -> Explanation:
        """Add what nobody can give up."""
        loosened = loosen(self._problem, conflict.rules, self._longest)
        rules = in_order(self._problem, loosened)
        return Explanation(
            is_feasible=False,
            conflict=RuleSet(rules=rules, proof=conflict.proof),
            facts=find_facts_in_the_way(self._problem, rules, self._longest),
            repair=repair,
        )

    def _repair(self, doubtful: Sequence[_Part]) -> RuleSet:
        """Put together what each part gives up."""
        given_up = frozenset[str]().union(*(part.given_up for part in doubtful))
        are_fewest = all(part.is_fewest for part in doubtful)
        return RuleSet(
            rules=in_order(self._problem, given_up),
            proof=Proof.SMALLEST if are_fewest else Proof.FOUND,
        )

    def _conflict(
        self, faulty: Sequence[_Part], counted: RuleSet | None, *, is_all: bool
    ) -> RuleSet:
        """Return the smallest conflict of any part."""
        best = counted
        if best is not None and best.proof is Proof.SMALLEST:
            return best
        is_smallest = is_all
        budget = Budget(self._longest.pace, self._proving)
        for part in sorted(faulty, key=_promise):
            if best is not None and budget.is_over():
                is_smallest = False
                break
            found = find_smallest(
                part.asker,
                part.given_up,
                budget,
                self._longest,
                below=None if best is None else len(best.rules),
            )
            if found is None:
                continue
            is_smallest &= found.proof is Proof.SMALLEST
            if found.rules and (best is None or len(found.rules) < len(best.rules)):
                best = found
        return _state(best or NO_RULES, is_smallest=is_smallest)


def _state(found: RuleSet, *, is_smallest: bool) -> RuleSet:
    """Say what is proven about a conflict when all parts are taken together."""
    if is_smallest:
        return RuleSet(rules=found.rules, proof=Proof.SMALLEST)
    if found.proof is Proof.SMALLEST:
        return RuleSet(rules=found.rules, proof=Proof.IRREDUCIBLE)
    return found


def _promise(part: _Part) -> tuple[int, bool]:
    """Put small parts first, and of these one that says less than that a slot fits."""
    rules = part.asker.rules
    return len(rules), any(rule.startswith(fixed("")) for rule in rules)
