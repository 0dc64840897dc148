"""The smallest set of rules that takes one from every set some plan gives up.

Two things that are true of some smallest conflict spare most of the plans: a
limit is only in the way of enough meetings, and where one meeting can always
stand in for another, the harder of the two is as good a part of a conflict.
Both need it to be true that leaving out a meeting breaks no rule, so neither is
used where waiting must be shared out evenly.
"""

from collections.abc import Collection, Iterable, Mapping
from itertools import permutations

from solver.explain.asker import Asker, Budget
from solver.explain.conditions import RuleModel, count_conditions
from solver.explain.rule_names import SPREAD, fixed, required

_MOST_COMPARED = 150
"""Above so many pairs they are not compared with one another."""


class Master:
    """What a conflict must take, and the smallest set that does so.

    Its variables say that a rule is *not* taken, so that holding most of them
    takes the fewest.
    """

    def __init__(self, model: RuleModel) -> None:
        """Begin with what is true of every part of a problem."""
        self._model = RuleModel()
        for name in model.rules:
            self._model.rule(name)
        self._prefer_fixed(model.places)
        if SPREAD not in model.rules:
            self._ask_supports(model)
            self._ask_exchanges(model)
        self._asker = Asker(self._model)

    def learn(self, given_up: Collection[str]) -> None:
        """Take one of these rules from now on."""
        variables = [self._model.rules[name] for name in given_up]
        self._model.ask(variables, upper=len(variables) - 1)
        self._asker.add(self._model.conditions[-1])

    def smallest(self, budget: Budget) -> frozenset[str] | None:
        """Return the smallest set, or None if it is not found in time."""
        answer = self._asker.hold_most((), budget)
        return self._asker.rules - answer.held if answer.is_most else None

    def _prefer_fixed(self, pairs: Iterable[str]) -> None:
        """Take no rule that a fixed pair be held: that it is fixed says more."""
        rules = self._model.rules
        for pair in pairs:
            if required(pair) in rules and fixed(pair) in rules:
                self._model.ask([rules[required(pair)]], lower=1)

    def _ask_supports(self, model: RuleModel) -> None:
        """Take a limit only with so many meetings that it can be in the way."""
        rules = self._model.rules
        for name, support in model.supports.items():
            held = [
                rules[rule]
                for pair in support.pairs
                for rule in (required(pair), fixed(pair))
                if rule in rules
            ]
            # With n the rules that hold them: n - (not taken) >= least, if taken.
            variables, weights = [*held, rules[name]], [1] * len(held)
            room = len(held) - support.least
            self._model.ask(variables, [*weights, -support.least], upper=room)

    def _ask_exchanges(self, model: RuleModel) -> None:
        """Take no meeting that another could stand in for, unless that is taken."""
        rules = self._model.rules
        sites = {
            pair: site
            for pair, site in _sites(model).items()
            if required(pair) in rules and fixed(pair) not in rules
        }
        if len(sites) > _MOST_COMPARED:
            return
        for hard, easy in permutations(sites, 2):
            # Of two that are equal only the later waits for the earlier.
            if _covers(sites[easy], sites[hard]) and (
                hard < easy or not _covers(sites[hard], sites[easy])
            ):
                variables = [rules[required(hard)], rules[required(easy)]]
                self._model.ask(variables, [1, -1], upper=0)


Site = Mapping[int, frozenset[int]]
"""By slot in which a pair could be: the conditions it would then be in."""


def _sites(model: RuleModel) -> dict[str, Site]:
    """Return where each pair could be and what that would touch."""
    own = _conditions_of_one_pair(model)
    found = count_conditions(model)
    return {
        pair: {slot: found.get(variable, frozenset()) - own for slot, variable in at}
        for pair, at in model.places.items()
    }


def _covers(easy: Site, hard: Site) -> bool:
    """Tell whether the easy pair could take the hard one's place wherever it is."""
    return all(slot in easy and easy[slot] <= touched for slot, touched in hard.items())


def _conditions_of_one_pair(model: RuleModel) -> set[int]:
    """Return the conditions that speak of one pair only, and of no fact or limit."""
    owner = {variable: pair for pair, at in model.places.items() for _, variable in at}
    musts = {
        variable
        for name, variable in model.rules.items()
        if name.startswith((required(""), fixed("")))
    }
    return {
        number
        for number, condition in enumerate(model.conditions)
        if condition.fact is None
        and (condition.when is None or condition.when in musts)
        and len({owner.get(variable) for variable in condition.variables}) == 1
        and condition.variables[0] in owner
    }
