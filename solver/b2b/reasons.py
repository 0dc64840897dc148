"""Which rules of an impossible instance cannot hold together.

Breaks are left out first: mostly there is no room for the meetings at all, and
then fewer meetings are always easier, so meetings can be left out one group
after the other as long as the rest is still impossible.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from solver.b2b.calendars import find_agendas
from solver.b2b.instance import B2BInstance
from solver.b2b.model import BreakModel
from solver.b2b.translation import pair_id
from solver.pace import Pace

_SECONDS = 2.0
"""So long at most is asked whether some rules can hold together."""
_SPREAD = "max_waiting_spread"


@dataclass(frozen=True, slots=True, kw_only=True)
class _MeetingRule:
    """A rule of one meeting: that it is held, where it is fixed, what it follows."""

    kind: str
    meeting: int

    def __str__(self) -> str:
        return f"{self.kind}:{pair_id(self.meeting)}"


def find_reasons(instance: B2BInstance, spread: int, pace: Pace) -> tuple[str, ...]:
    """Return rules that cannot hold together, by their names in ``docs/model.md``.

    None can be left out unless time ran out, or the waiting spread is one of
    them: then all meetings are, since more meetings can make breaks fewer.
    """
    rules = _list_rules(instance)
    if _is_impossible(instance, None, pace):
        kept = _shrink(
            rules, lambda some: _is_left_impossible(instance, some, pace), pace
        )
        return tuple(map(str, kept))
    must = [rule for rule in rules if rule.kind == "required"]
    may = [rule for rule in rules if rule.kind != "required"]

    def with_spread(some: Sequence[_MeetingRule]) -> bool:
        return _is_impossible(_leave(instance, [*some, *must]), spread, pace)

    kept = [*_shrink(may, with_spread, pace), *must]
    return (_SPREAD, *map(str, kept))


def _list_rules(instance: B2BInstance) -> list[_MeetingRule]:
    numbered = list(enumerate(instance.meetings))
    return [
        *(_MeetingRule(kind="after", meeting=n) for n, each in numbered if each.after),
        *(
            _MeetingRule(kind="fixed", meeting=n)
            for n, each in numbered
            if each.fixed is not None
        ),
        *(_MeetingRule(kind="required", meeting=n) for n, _ in numbered),
    ]


def _shrink(
    rules: Sequence[_MeetingRule],
    is_impossible: Callable[[Sequence[_MeetingRule]], bool],
    pace: Pace,
) -> Sequence[_MeetingRule]:
    """Leave out ever smaller groups of rules while the rest is impossible."""
    kept = list(rules)
    size = max(1, len(kept) // 2)
    while size:
        at = 0
        while at < len(kept) and not pace.is_over():
            fewer = kept[:at] + kept[at + size :]
            if is_impossible(fewer):
                kept = fewer
            else:
                at += size
        size //= 2
    return kept


def _leave(instance: B2BInstance, rules: Sequence[_MeetingRule]) -> B2BInstance:
    """Return the instance with these rules of its meetings only."""
    kept = {(rule.kind, rule.meeting) for rule in rules}
    place = {
        old: new
        for new, old in enumerate(
            n for n in range(len(instance.meetings)) if ("required", n) in kept
        )
    }
    meetings = []
    for old in place:
        meeting = instance.meetings[old]
        after = meeting.after if ("after", old) in kept else ()
        meetings.append(
            replace(
                meeting,
                fixed=meeting.fixed if ("fixed", old) in kept else None,
                after=tuple(place[each] for each in after if each in place),
            )
        )
    return replace(instance, meetings=tuple(meetings))


def _is_left_impossible(
    instance: B2BInstance, rules: Sequence[_MeetingRule], pace: Pace
) -> bool:
    return _is_impossible(_leave(instance, rules), None, pace)


def _is_impossible(instance: B2BInstance, spread: int | None, pace: Pace) -> bool:
    """Tell whether it is proven, with or without breaks, that there is no plan."""
    agendas = find_agendas(instance, instance.slots if spread is None else spread)
    model = BreakModel(instance, agendas, spread)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 0
    # Ctrl-C is for whoever called.
    solver.parameters.catch_sigint_signal = False
    solver.parameters.max_time_in_seconds = max(0.01, min(_SECONDS, pace.remaining))
    answers: list[bool] = []
    pace.oversee(
        [lambda: answers.append(solver.solve(model.model) == cp_model.INFEASIBLE)],
        stop=solver.stop_search,
        tell=lambda: pace.tell("conflict", 0),
    )
    return answers[0]
