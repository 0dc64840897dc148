"""The smallest set of rules that cannot hold together.

Implicit hitting sets (Ignatiev, Previti, Liffiton and Marques-Silva, "Smallest
MUS extraction with minimal hitting set dualization", CP 2015): a conflict takes
a rule from every set of rules that some plan gives up. The smallest set that does
so for the plans seen so far is a lower bound; if no plan keeps it, it is the
smallest conflict, else that plan shows another set to take from.
"""

from collections.abc import Collection

from solver.explain.asker import Asker, Budget, Verdict
from solver.explain.explanation import NO_RULES, Proof, RuleSet
from solver.explain.master import Master


def find_smallest(
    asker: Asker,
    first: frozenset[str],
    budget: Budget,
    longest: Budget,
    *,
    below: int | None = None,
) -> RuleSet | None:
    """Return the smallest conflict of an impossible model, or an irreducible one.

    Args:
        asker: The model.
        first: Rules that one plan gives up.
        budget: What may be spent on the smallest.
        longest: What may be spent on making one irreducible.
        below: A size that is known already.

    Returns:
        None if it is proven that there is none below that size; no rules if time
        ran out before one was found or ruled out.
    """
    master = Master(asker.model)
    master.learn(first)
    best: RuleSet | None = None
    while (chosen := master.smallest(budget)) is not None:
        if below is not None and len(chosen) >= below:
            return None
        if best is not None and len(chosen) >= len(best.rules):
            return RuleSet(rules=best.rules, proof=Proof.SMALLEST)
        kept = _extend(asker, chosen, master, budget)
        if kept is None:
            break
        if kept == chosen:
            return RuleSet(rules=tuple(kept), proof=Proof.SMALLEST)
        if best is None:
            best = shrink(asker, kept, longest)
    if best is None and below is not None:
        return NO_RULES
    return best or shrink(asker, asker.rules, longest)


def _extend(
    asker: Asker, chosen: frozenset[str], master: Master, budget: Budget
) -> frozenset[str] | None:
    """Add what plans give up until no plan is left; None if time runs out.

    The plans give up sets that have no rule in common, so each of them costs the
    smallest conflict one rule more.
    """
    kept = chosen
    while True:
        answer = asker.hold_most(kept, budget)
        if answer.verdict is Verdict.IMPOSSIBLE:
            return kept
        if answer.verdict is Verdict.UNKNOWN:
            return None
        given_up = asker.rules - answer.held
        master.learn(given_up)
        kept |= given_up


def shrink(asker: Asker, rules: Collection[str], budget: Budget) -> RuleSet:
    """Leave out rules, in ever smaller groups, while the rest is impossible."""
    kept = [rule for rule in asker.model.rules if rule in rules]
    size = max(1, len(kept) // 2)
    proof = Proof.IRREDUCIBLE
    while size:
        at = 0
        while at < len(kept):
            fewer = kept[:at] + kept[at + size :]
            verdict = asker.can_hold(fewer, budget).verdict
            if verdict is Verdict.UNKNOWN:
                proof = Proof.FOUND
                break
            if verdict is Verdict.IMPOSSIBLE:
                kept = fewer
            else:
                at += size
        size //= 2
    return RuleSet(rules=tuple(kept), proof=proof)
