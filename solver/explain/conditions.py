"""Linear conditions over whole numbers, some of which only hold with a rule.

A light model that is cheap to write down, to take apart into independent parts
and to solve again and again. Of OR-Tools only the compiled part is used: the
Python layer over it costs a third of a second to import.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Lower <= the sum of weight times variable <= upper."""

    variables: tuple[int, ...]
    weights: tuple[int, ...]
    lower: int | None
    upper: int | None
    when: int | None
    """The variable that must be 1 for this to be asked at all."""
    fact: str | None = None
    """Which fact of the problem this states, if it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """So many of these pairs must be held before a rule can be in the way."""

    pairs: frozenset[str]
    least: int


@dataclass(slots=True, kw_only=True)
class RuleModel:
    """Variables, conditions, and the variable that stands for each rule."""

    ranges: list[tuple[int, int]] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    rules: dict[str, int] = field(default_factory=dict)
    places: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """By pair: in which slot it could be, and the variable that says so."""
    supports: dict[str, Support] = field(default_factory=dict)

    def number(self, low: int, high: int) -> int:
        """Return a new variable with a range."""
        self.ranges.append((low, high))
        return len(self.ranges) - 1

    def truth(self) -> int:
        """Return a new variable that is 0 or 1."""
        return self.number(0, 1)

    def rule(self, name: str) -> int:
        """Return the variable that says whether a rule is kept."""
        if name not in self.rules:
            self.rules[name] = self.truth()
        return self.rules[name]

    def ask(  # noqa: PLR0913 -- a condition has so many parts, most of them optional
        self,
        variables: Iterable[int],
        weights: Sequence[int] | None = None,
        *,
        lower: int | None = None,
        upper: int | None = None,
        when: int | None = None,
        fact: str | None = None,
    ) -> None:
        """Add a condition; every weight is 1 if none are given."""
        chosen = tuple(variables)
        self.conditions.append(
            Condition(
                variables=chosen,
                weights=tuple(weights) if weights is not None else (1,) * len(chosen),
                lower=lower,
                upper=upper,
                when=when,
                fact=fact,
            )
        )

    def at_most_one(self, variables: Sequence[int], *, fact: str | None = None) -> None:
        """Let at most one of some variables be 1."""
        if len(variables) > 1:
            self.ask(variables, upper=1, fact=fact)


def split(model: RuleModel) -> list[RuleModel]:
    """Return the parts of a model that have nothing to do with one another."""
    roots = _roots(model)
    parts: dict[int, RuleModel] = {}
    renamed = []
    for variable, ends in enumerate(model.ranges):
        part = parts.setdefault(roots[variable], RuleModel())
        renamed.append(part.number(*ends))
    for condition in model.conditions:
        touched = _touched(condition)
        if touched:
            part = parts[roots[touched[0]]]
            part.conditions.append(_rename(condition, renamed))
    for name, variable in model.rules.items():
        part = parts[roots[variable]]
        part.rules[name] = renamed[variable]
        if name in model.supports:
            part.supports[name] = model.supports[name]
    for pair, places in model.places.items():
        for slot, variable in places:
            part = parts[roots[variable]]
            part.places.setdefault(pair, []).append((slot, renamed[variable]))
    return [part for part in parts.values() if part.rules]


def _touched(condition: Condition) -> tuple[int, ...]:
    """Return every variable a condition speaks of."""
    if condition.when is None:
        return condition.variables
    return (condition.when, *condition.variables)


def _rename(condition: Condition, renamed: Sequence[int]) -> Condition:
    """Return a condition in the numbers of its part."""
    when = condition.when
    return Condition(
        variables=tuple(renamed[variable] for variable in condition.variables),
        weights=condition.weights,
        lower=condition.lower,
        upper=condition.upper,
        when=None if when is None else renamed[when],
        fact=condition.fact,
    )


def _roots(model: RuleModel) -> list[int]:
    """Return one variable of its part for every variable (union and find)."""
    parent = list(range(len(model.ranges)))

    def find(variable: int) -> int:
        while parent[variable] != variable:
            parent[variable] = parent[parent[variable]]
            variable = parent[variable]
        return variable

    for condition in model.conditions:
        first, *others = _touched(condition) or (0,)
        for other in others:
            parent[find(other)] = find(first)
    return [find(variable) for variable in parent]


def count_conditions(model: RuleModel) -> Mapping[int, frozenset[int]]:
    """Return for every variable the numbers of the conditions it is in."""
    found: dict[int, set[int]] = {}
    for number, condition in enumerate(model.conditions):
        for variable in condition.variables:
            found.setdefault(variable, set()).add(number)
    return {variable: frozenset(numbers) for variable, numbers in found.items()}
