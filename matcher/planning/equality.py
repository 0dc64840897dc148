"""What the planning does so that both sides are treated as equals.

Some rules are values: a meeting in which the informal side only gives is worth less.
Others are limits: the share of one-way meetings and the meetings of one person. The
solver does not know them, so a problem of which a plan passed a limit is tightened
until it cannot. That both sides get as many meetings is the work of
`matcher.planning.evenness`.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor

from matcher.affinity import Affinity
from matcher.balance import only_giver
from matcher.event import Rules
from matcher.participants import Participant, Side
from matcher.people import PersonId, recognise
from matcher.programme import meeting_id
from solver import Pair, Party, Person, Plan, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """The limits of a plan, by the ids of its problem."""

    one_way: frozenset[str]
    """Pairs in which the informal side would only give."""
    across: frozenset[str]
    """Pairs of the two sides."""
    one_way_share: float
    people: Mapping[str, int]
    """The most meetings of everybody who has a limit."""

    def most_one_way(self, held: Collection[str]) -> int:
        """Give how many one-way meetings fit beside the other ones that are held."""
        if self.one_way_share >= 1:
            return len(self.one_way)
        others = sum(p in self.across and p not in self.one_way for p in held)
        # The small part mends what sharing does to whole numbers.
        return floor(others * self.one_way_share / (1 - self.one_way_share) + 1e-6)

    def passed_by(self, held: Collection[str]) -> bool:
        """Tell whether too many of the pairs that are held are one-way."""
        return sum(pair in self.one_way for pair in held) > self.most_one_way(held)

    def overloaded(self, plan: Plan) -> frozenset[str]:
        """Give the people with too many meetings."""
        load = Counter(
            person for m in plan.meetings for person in (m.person_a, m.person_b)
        )
        return frozenset(p for p, n in load.items() if n > self.people.get(p, n))

    def hold(self, plan: Plan) -> bool:
        """Tell whether a plan keeps the limits."""
        return not self.passed_by(pairs_of(plan)) and not self.overloaded(plan)


def pairs_of(plan: Plan) -> tuple[str, ...]:
    """Give the pairs that meet."""
    return tuple(meeting.pair for meeting in plan.meetings)


def person_caps(
    participants: Sequence[Participant],
    rules: Rules,
    earlier_load: Mapping[PersonId, int],
) -> Mapping[PersonId, int]:
    """Give the most meetings of each person, over all that the person comes for.

    Meetings at earlier events lower it for who comes for an informal group; it is
    never below what is guaranteed to everybody the person comes for.
    """
    if rules.most_of_person is None:
        return {}
    people = recognise(participants)
    guaranteed: Counter[PersonId] = Counter()
    informal: set[PersonId] = set()
    for participant in participants:
        for person in {people[d.id] for d in participant.delegates}:
            guaranteed[person] += rules.guaranteed
            if participant.side is Side.INFORMAL:
                informal.add(person)
    caps = {}
    for person, least in guaranteed.items():
        before = earlier_load.get(person, 0) if person in informal else 0
        rest = rules.most_of_person - floor(before * rules.earlier_counts)
        caps[person] = max(1, least, rest)
    return caps


def weigh_equality(
    participants: Sequence[Participant],
    affinities: Iterable[Affinity],
    rules: Rules,
) -> tuple[Affinity, ...]:
    """Lower the values of meetings in which a group would only give."""
    known = {p.id: p for p in participants}
    found = []
    for pair in affinities:
        giver = only_giver(known[pair.a], known[pair.b], pair.reasons)
        kept = 1.0 if giver is None else rules.weights.one_way
        found.append(replace(pair, value=max(1, round(pair.value * kept))))
    return tuple(found)


def caps_of(
    participants: Sequence[Participant],
    affinities: Iterable[Affinity],
    rules: Rules,
    people: Mapping[PersonId, int],
) -> Caps:
    """State the limits of an event's plan."""
    known = {p.id: p for p in participants}
    across, one_way = set(), set()
    for pair in affinities:
        a, b = known[pair.a], known[pair.b]
        if a.side is b.side:
            continue
        name = str(meeting_id(a.id, b.id))
        across.add(name)
        if only_giver(a, b, pair.reasons) is not None:
            one_way.add(name)
    return Caps(
        one_way=frozenset(one_way),
        across=frozenset(across),
        one_way_share=rules.one_way_share,
        people={str(person): most for person, most in people.items()},
    )


def tightened_by_forecast(problem: Problem, caps: Caps) -> Problem:
    """Leave out one-way pairs of which a plan would foreseeably hold too many."""
    return _thinned(problem, caps, _foreseen(problem))


def tightened_by(plan: Plan, problem: Problem, caps: Caps) -> Problem:
    """Leave in a problem less of that by which a plan of it passed the limits."""
    thinned = _thinned(problem, caps, pairs_of(plan))
    return _relieved(thinned, caps, plan)


def _foreseen(problem: Problem) -> tuple[str, ...]:
    """Guess which pairs a plan will hold: the best ones, as far as there is room."""
    slots = {person.id: len(person.slots) for person in problem.people}
    room = {
        party.id: min(
            sum(slots[person] for person in party.people),
            len(problem.pairs) if party.max is None else party.max,
        )
        for party in problem.parties
    }
    seats = sum(len(table.slots) for table in problem.tables)
    held: list[str] = []
    for pair in sorted(problem.pairs, key=lambda pair: (-pair.value, pair.id)):
        if len(held) < seats and room[pair.a] > 0 and room[pair.b] > 0:
            room[pair.a] -= 1
            room[pair.b] -= 1
            held.append(pair.id)
    return tuple(held)


def _thinned(problem: Problem, caps: Caps, held: Collection[str]) -> Problem:
    """Leave no more one-way pairs than may be held, if too many are held."""
    if not caps.passed_by(held):
        return problem
    kept = [p for p in problem.pairs if p.id in caps.one_way and p.id in set(held)]
    kept.sort(key=lambda pair: (-pair.value, pair.id))
    best = [pair.id for pair in kept[: caps.most_one_way(held)]]
    return _keep_one_way(problem, caps, best)


def _relieved(problem: Problem, caps: Caps, plan: Plan) -> Problem:
    """Leave to people with too many meetings only the times of their best ones.

    Who comes for the same parties could have too many next, so those get no more
    times than meetings either: first of meetings that they have or could take over.
    """
    overloaded = caps.overloaded(plan)
    if not overloaded:
        return problem
    values = {pair.id: pair.value for pair in problem.pairs}
    times: dict[str, list[int]] = {person.id: [] for person in problem.people}
    # What is held need not be in the problem any more; then it is worth least.
    for m in sorted(plan.meetings, key=lambda m: (-values.get(m.pair, 0), m.pair)):
        times[m.person_a].append(m.slot)
        times[m.person_b].append(m.slot)
    left_over: dict[str, list[int]] = {}
    for party in problem.parties:
        if overloaded.isdisjoint(party.people):
            continue
        over = [
            slot
            for person in party.people
            if person in overloaded
            for slot in times[person][caps.people[person] :]
        ]
        for person in party.people:
            left_over.setdefault(person, []).extend(over)
    return replace(
        problem,
        people=tuple(
            _with_times(
                p, [*times[p.id], *left_over[p.id], *sorted(p.slots)], caps.people
            )
            if p.id in left_over
            else p
            for p in problem.people
        ),
    )


def _with_times(
    person: Person, preferred: Iterable[int], people: Mapping[str, int]
) -> Person:
    """Leave somebody no more times than meetings, those preferred first."""
    most = people.get(person.id, len(person.slots))
    own = [slot for slot in dict.fromkeys(preferred) if slot in person.slots]
    return replace(person, slots=frozenset(own[:most]))


def without_temptation(problem: Problem, caps: Caps) -> Problem:
    """Leave nothing in a problem by which a plan could pass a limit.

    Where a limit and the guaranteed meetings cannot both hold, the guarantee wins:
    who has no other meeting keeps one that is one-way.
    """
    kept = _keep_one_way(problem, caps, ())
    return replace(
        kept, people=tuple(_bounded(p, caps.people.get(p.id)) for p in kept.people)
    )


def _bounded(person: Person, most: int | None) -> Person:
    """Give somebody no more times than meetings, spread over the event."""
    if most is None or len(person.slots) <= most:
        return person
    slots = sorted(person.slots)
    return replace(
        person, slots=frozenset(slots[n * len(slots) // most] for n in range(most))
    )


def _keep_one_way(problem: Problem, caps: Caps, kept: Iterable[str]) -> Problem:
    """Drop one-way pairs but some, and those without which somebody has too few."""
    left = {str(pair) for pair in kept}
    fair = Counter(
        party
        for pair in problem.pairs
        if pair.id not in caps.one_way
        for party in (pair.a, pair.b)
    )
    needy = {p.id: p.min - fair[p.id] for p in problem.parties}
    for pair in sorted(problem.pairs, key=lambda pair: (-pair.value, pair.id)):
        if pair.id in caps.one_way and max(needy[pair.a], needy[pair.b]) > 0:
            left.add(pair.id)
            needy[pair.a] -= 1
            needy[pair.b] -= 1
    return replace(
        problem,
        pairs=tuple(
            pair
            for pair in problem.pairs
            if pair.id not in caps.one_way or pair.id in left
        ),
    )


def share_out(
    parties: Sequence[Party], pairs: Iterable[Pair], people: Mapping[str, int]
) -> tuple[Party, ...]:
    """Divide the meetings of each person over the parties that have nobody else.

    Each party in turn gets one more: first while it has somebody to meet, then while
    its own maximum allows it.
    """
    wanted = Counter(party for pair in pairs for party in (pair.a, pair.b))
    alone: dict[str, list[Party]] = {}
    for party in parties:
        if len(party.people) == 1:
            alone.setdefault(party.people[0], []).append(party)
    most: dict[str, int] = {}
    for person, own in alone.items():
        if person in people:
            most |= _turns(own, wanted, people[person])
    return tuple(
        replace(party, max=most[party.id]) if party.id in most else party
        for party in parties
    )


def _turns(
    parties: Sequence[Party], wanted: Mapping[str, int], most: int
) -> Mapping[str, int]:
    given = {party.id: party.min for party in parties}
    limit = {p.id: most if p.max is None else p.max for p in parties}
    eager = {party: min(wanted[party], limit[party]) for party in given}
    for wish in (eager, limit):
        while sum(given.values()) < most:
            hungry = [party for party in given if given[party] < wish[party]]
            if not hungry:
                break
            for party in hungry[: most - sum(given.values())]:
                given[party] += 1
    return given
