"""Wished or strong meetings that are missing: why, and what would help."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from matcher.affinity import Affinity
from matcher.affinity.pruning import STRONG
from matcher.event import Event
from matcher.participants import Participant, ParticipantId, Side
from matcher.planning.problems import common_slots
from matcher.programme import meeting_id
from matcher.reasons import Reason, ReasonKind
from matcher.wishes import UnmetCondition
from solver import Plan, UnmetPair, UnmetReason

CONDITION_UNMET = "condition_unmet"
"""The reason beside those of the solver: somebody comes only with somebody else."""

_WISHES = frozenset({ReasonKind.NAMED, ReasonKind.DESCRIBED})


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmetMeeting:
    """A meeting that is worth having and is not in the programme."""

    a: ParticipantId
    b: ParticipantId
    value: int
    reason: str
    """A value of `solver.UnmetReason`, or `CONDITION_UNMET`."""
    would_help: tuple[str, ...]
    """Ids of what stands in the way: slots, participants or delegates; a language or
    a feature of a table as ``language:ti``, ``feature:stil``.

    Without a common time: first the participant to ask to move, which is never
    the informal side if the other can be asked; then the slots that suit the
    one who is not asked.
    """
    reasons: tuple[Reason, ...]


def list_unmet(
    event: Event,
    participants: Sequence[Participant],
    affinities: Iterable[Affinity],
    plan: Plan,
    conditions: Sequence[UnmetCondition],
) -> tuple[UnmetMeeting, ...]:
    """List the missing meetings that somebody wished or that are strong.

    The strongest come first.
    """
    lister = _Lister(
        event=event,
        known={p.id: p for p in participants},
        given={unmet.pair: unmet for unmet in plan.unmet},
        held=frozenset(meeting.pair for meeting in plan.meetings),
        needs={condition.by: condition.needs for condition in conditions},
    )
    return tuple(lister.list(affinities))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lister:
    """What is needed to tell why a pair does not meet."""

    event: Event
    known: Mapping[ParticipantId, Participant]
    given: Mapping[str, UnmetPair]
    """The solver's answers, by pair."""
    held: frozenset[str]
    needs: Mapping[ParticipantId, ParticipantId]

    def list(self, affinities: Iterable[Affinity]) -> Iterator[UnmetMeeting]:
        for pair in sorted(affinities, key=lambda p: (-p.value, p.a, p.b)):
            is_wished = any(reason.kind in _WISHES for reason in pair.reasons)
            is_held = str(meeting_id(pair.a, pair.b)) in self.held
            if not is_held and (is_wished or pair.value >= STRONG):
                reason, would_help = self._why(pair)
                yield UnmetMeeting(
                    a=pair.a,
                    b=pair.b,
                    value=pair.value,
                    reason=reason,
                    would_help=would_help,
                    reasons=pair.reasons,
                )

    def _why(self, pair: Affinity) -> tuple[str, tuple[str, ...]]:
        needed = [self.needs[p] for p in (pair.a, pair.b) if p in self.needs]
        if needed:
            return CONDITION_UNMET, tuple(needed)
        a, b = self.known[pair.a], self.known[pair.b]
        if not common_slots(a, b) & {slot.id for slot in self.event.slots}:
            return UnmetReason.NO_COMMON_SLOT.value, self._who_moves(a, b)
        unmet = self.given.get(meeting_id(pair.a, pair.b))
        if unmet is None:
            return UnmetReason.DISPLACED.value, ()
        return unmet.reason.value, tuple(self._named(unmet))

    def _who_moves(self, a: Participant, b: Participant) -> tuple[str, ...]:
        """Ask a professional first: volunteers have evenings and weekends only."""
        asked, other = (a, b) if b.side is Side.INFORMAL else (b, a)
        slots = [s.id for s in self.event.slots if s.id in other.availability]
        return (asked.id, *slots)

    def _named(self, unmet: UnmetPair) -> Iterator[str]:
        """Name what would help by the ids of the event: ``slot:3`` becomes ``A4``.

        People and parties have their ids already; a language or a feature of a
        table keeps its prefix.
        """
        for entry in unmet.would_help:
            kind, _, name = entry.partition(":")
            if kind == "slot":
                yield self.event.slots[int(name)].id
            elif kind in {"party", "person"}:
                yield name
            else:
                yield entry
