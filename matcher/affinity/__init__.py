"""How well two participants fit, and why.

`evidence` turns what everybody wrote into what each could gain from each other,
`exclusions` says who must never be planned together, `scoring` combines both
directions into a mutual value, `pruning` keeps the pairs worth offering to the
planning, and `explaining` gives the reasons of those. The weights and the rules
in words are in ``docs/matching.md``.
"""

from matcher.affinity.exclusions import Exclusion, exclude_pairs
from matcher.affinity.scoring import Affinity, score_pairs
from matcher.weights import DEFAULT_WEIGHTS, Weights

__all__ = [
    "DEFAULT_WEIGHTS",
    "Affinity",
    "Exclusion",
    "Weights",
    "exclude_pairs",
    "score_pairs",
]
