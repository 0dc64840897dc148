"""How well two participants fit, and why.

`comparison` sets all texts beside each other, `renewal` takes over of an earlier
matrix what is still true, `exchange` says how well what everybody has answers what
everybody asks, `evidence` and `pairwise` give what else counts, `scoring` combines
both directions into a mutual value, `exclusions` says who must never be planned
together, `pruning` keeps the pairs worth offering to the planning, `explaining` gives
the reasons of those, and `model` keeps it all so that a change of one profile costs
little. The weights and the rules in words are in
``docs/matching.md``.
"""

from matcher.affinity.acquaintance import NO_ACQUAINTANCE, Acquaintance
from matcher.affinity.across import NO_MEANINGS, Meanings
from matcher.affinity.exclusions import Exclusion, exclude_pairs
from matcher.affinity.model import Affinity, AffinityModel, score_pairs
from matcher.weights import DEFAULT_WEIGHTS, Weights

__all__ = [
    "DEFAULT_WEIGHTS",
    "NO_ACQUAINTANCE",
    "NO_MEANINGS",
    "Acquaintance",
    "Affinity",
    "AffinityModel",
    "Exclusion",
    "Meanings",
    "Weights",
    "exclude_pairs",
    "score_pairs",
]
