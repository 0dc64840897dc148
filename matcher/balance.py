"""Whether a programme treats both sides as equals: measured, never assumed.

A meeting is one-way when the informal side only gives in it: it is asked for its
reach or its experience and gets nothing that it asked for (domain notes, AP1). The
same measure limits them in the planning and is shown to the organiser.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matcher.participants import Participant, ParticipantId, Side
from matcher.people import PersonId, recognise
from matcher.programme import Meeting
from matcher.reasons import Reason, ReasonKind

ASKED_OF_COMMUNITIES = frozenset({"bereik", "meedenken"})
"""Kinds of ask by which an informal network is used to find people or advice."""
EVEN_WITHIN = 0.10
"""Both sides have as many meetings on average if they differ by no more than this
share of the larger average."""
SEVERAL_TIMES = 3
"""From so many asks and one-way meetings on, giving nothing back is told."""

_GAINS = frozenset(
    {ReasonKind.OFFER_ANSWERS_ASK, ReasonKind.NAMED, ReasonKind.DESCRIBED}
)


def only_giver(
    a: Participant, b: Participant, reasons: Iterable[Reason]
) -> ParticipantId | None:
    """Give the informal participant that would only give in a meeting, if one does.

    It does if the other asks for reach or experience that it offers, and nothing
    that it asks for or wishes is among the reasons of the meeting.
    """
    if a.side is b.side:
        return None
    group, other = (a, b) if a.side is Side.INFORMAL else (b, a)
    offered = {offer.kind for offer in group.offers} & ASKED_OF_COMMUNITIES
    if not any(ask.kind in offered for ask in other.asks):
        return None
    gains = any(r.kind in _GAINS and r.receiver == group.id for r in reasons)
    return None if gains else group.id


def is_two_sided(reasons: Iterable[Reason]) -> bool:
    """Tell whether each of the two offers something that the other asked."""
    answered = {
        reason.receiver
        for reason in reasons
        if reason.kind is ReasonKind.OFFER_ANSWERS_ASK
    }
    return len(answered) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LargerSide:
    """The side with clearly more participants, and what that asks of a programme.

    A meeting between the sides gives each of the smaller one more; only meetings
    within the larger side make up for it.
    """

    side: Side
    ratio: float
    """Participants of the smaller side for each one of this side; below 1."""

    @property
    def own_share(self) -> float:
        """Least share of all meetings within it that makes the averages even.

        That is if nobody of the smaller side meets within that side.
        """
        for_each_across = max(0.0, ((1 - EVEN_WITHIN) / self.ratio - 1) / 2)
        return for_each_across / (1 + for_each_across)


def find_larger_side(participants: Iterable[Participant]) -> LargerSide | None:
    """Give the side that is so much larger that the averages differ by it."""
    sizes = Counter(p.side for p in participants)
    if len(sizes) < len(Side):
        return None
    (side, most), (_, fewest) = sizes.most_common()
    if fewest >= most * (1 - EVEN_WITHIN):
        return None
    return LargerSide(side=side, ratio=fewest / most)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideShare:
    """What one side got."""

    side: Side
    participants: int
    meetings: int
    """Of each meeting, every side counts its own chairs."""

    @property
    def average(self) -> float:
        """Meetings per participant; 0 for a side without anybody."""
        return self.meetings / self.participants if self.participants else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLoad:
    """How many meetings a person has, over everybody the person comes for."""

    person: PersonId
    name: str
    comes_for: tuple[ParticipantId, ...]
    meetings: int
    earlier: int
    """Meetings at earlier events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """An organisation that asks groups for reach or experience and gives nothing back.

    What the field calls using a network as a *vindplaats*: a place to find people.
    """

    participant: ParticipantId
    asks: int
    """How many of its asks are for reach or experience."""
    one_way: int
    """How many of its meetings are one-way."""
    offers: int
    """How many things it offers, to whomever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """How equal a programme is."""

    sides: tuple[SideShare, ...]
    meetings: int
    across: int
    """Meetings between the two sides."""
    one_way: int
    """Of those, the ones in which the informal side only gives."""
    two_sided: int
    """Of all meetings, those in which each offers something that the other asked."""
    larger: LargerSide | None
    """The side that is clearly larger, if one is."""
    own: int
    """Meetings within that side."""
    loads: tuple[PersonLoad, ...]
    """Everybody with a meeting, the most loaded first."""
    takers: tuple[Taker, ...]

    @property
    def one_way_share(self) -> float:
        """Share of the meetings between the sides that are one-way."""
        return self.one_way / self.across if self.across else 0.0

    @property
    def own_share(self) -> float:
        """Share of all meetings that are within the larger side."""
        return self.own / self.meetings if self.meetings else 0.0

    @property
    def most_of_person(self) -> int:
        """How many meetings the busiest person has."""
        return self.loads[0].meetings if self.loads else 0

    @property
    def two_sided_share(self) -> float:
        """Share of all meetings in which both give."""
        return self.two_sided / self.meetings if self.meetings else 0.0

    @property
    def difference(self) -> float:
        """How much the averages differ, as a share of the larger one.

        0 where a side has nobody: there is nobody to be treated worse.
        """
        averages = [side.average for side in self.sides if side.participants]
        most = max(averages, default=0.0)
        if most == 0 or len(averages) < len(self.sides):
            return 0.0
        return (most - min(averages)) / most

    @property
    def is_even(self) -> bool:
        """Whether both sides have as many meetings on average."""
        return self.difference <= EVEN_WITHIN


def measure(
    participants: Sequence[Participant],
    meetings: Sequence[Meeting],
    *,
    earlier: Mapping[PersonId, int] | None = None,
) -> Balance:
    """Measure how equal a programme is.

    Args:
        participants: Everybody who takes part, also without a meeting.
        meetings: Meetings of others than these are left out.
        earlier: How many meetings each person had at earlier events.
    """
    known = {p.id: p for p in participants}
    held = [m for m in meetings if m.a in known and m.b in known]
    across = [m for m in held if known[m.a].side is not known[m.b].side]
    one_way = [
        m for m in across if only_giver(known[m.a], known[m.b], m.reasons) is not None
    ]
    larger = find_larger_side(participants)
    return Balance(
        sides=tuple(_side(side, participants, held) for side in Side),
        meetings=len(held),
        across=len(across),
        one_way=len(one_way),
        two_sided=sum(is_two_sided(m.reasons) for m in held),
        larger=larger,
        own=0 if larger is None else _count_within(larger.side, known, held),
        loads=_loads(participants, held, earlier or {}),
        takers=_takers(participants, _chairs(across), _chairs(one_way)),
    )


def _count_within(
    side: Side,
    known: Mapping[ParticipantId, Participant],
    held: Iterable[Meeting],
) -> int:
    return sum(known[m.a].side is side and known[m.b].side is side for m in held)


def _chairs(meetings: Iterable[Meeting]) -> Counter[ParticipantId]:
    return Counter(member for m in meetings for member in (m.a, m.b))


def _side(
    side: Side, participants: Iterable[Participant], held: Iterable[Meeting]
) -> SideShare:
    members = {p.id for p in participants if p.side is side}
    return SideShare(
        side=side,
        participants=len(members),
        meetings=sum((m.a in members) + (m.b in members) for m in held),
    )


def _loads(
    participants: Iterable[Participant],
    held: Iterable[Meeting],
    earlier: Mapping[PersonId, int],
) -> tuple[PersonLoad, ...]:
    present = tuple(participants)
    people = recognise(present)
    names: dict[PersonId, str] = {}
    comes_for: dict[PersonId, list[ParticipantId]] = {}
    for participant in present:
        for delegate in participant.delegates:
            names.setdefault(people[delegate.id], delegate.name)
            comes_for.setdefault(people[delegate.id], []).append(participant.id)
    load = Counter(
        people[d] for m in held for d in (m.delegate_a, m.delegate_b) if d in people
    )
    return tuple(
        PersonLoad(
            person=person,
            name=names[person],
            comes_for=tuple(comes_for[person]),
            meetings=load[person],
            earlier=earlier.get(person, 0),
        )
        for person in sorted(load, key=lambda p: (-load[p], p))
    )


def _takers(
    participants: Iterable[Participant],
    across: Mapping[ParticipantId, int],
    one_way: Mapping[ParticipantId, int],
) -> tuple[Taker, ...]:
    """Give who asks groups for something several times and gives nothing back.

    That is an organisation without any offer, or one of which half the meetings with
    groups are one-way.
    """
    found = []
    for participant in participants:
        asks = sum(ask.kind in ASKED_OF_COMMUNITIES for ask in participant.asks)
        taken = one_way.get(participant.id, 0)
        if participant.side is Side.INFORMAL or not asks:
            continue
        if participant.offers and 2 * taken < across.get(participant.id, 0):
            continue
        times = taken if participant.offers else asks + taken
        if times < SEVERAL_TIMES:
            continue
        found.append(
            Taker(
                participant=participant.id,
                asks=asks,
                one_way=taken,
                offers=len(participant.offers),
            )
        )
    return tuple(sorted(found, key=lambda t: (-t.one_way, -t.asks, t.participant)))
