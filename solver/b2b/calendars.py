"""What a participant's calendar must look like, whoever is met when.

A participant without a break meets in directly following slots, so such a
calendar is known by its first slot. The bound and the formulation both use that.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from solver.b2b.instance import B2BInstance, PartOfDay


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """The meetings of one participant, and the slots there are for them."""

    meetings: tuple[int, ...]
    open_slots: tuple[int, ...]
    """Where the participant has a meeting that could be held."""
    least_in: tuple[tuple[range, int], ...]
    """So many meetings at least must be in these slots."""
    fixed: frozenset[int]
    """Slots that a fixed meeting takes."""
    most_breaks: int
    """There are never more breaks than this."""

    @property
    def count(self) -> int:
        """The number of meetings."""
        return len(self.meetings)

    def first_slots(self) -> tuple[int, ...]:
        """List where a calendar without a break can begin."""
        return tuple(
            first
            for first in self.open_slots
            if self._fits(range(first, first + self.count))
        )

    def _fits(self, slots: range) -> bool:
        return (
            set(slots) <= set(self.open_slots)
            and self.fixed <= set(slots)
            and all(
                len(set(slots) & set(part)) >= least for part, least in self.least_in
            )
        )


def find_agendas(instance: B2BInstance, spread: int) -> tuple[Agenda, ...]:
    """Return the agenda of every participant."""
    meetings_of = instance.meetings_of()
    # Whoever has one meeting or none has no break, so the others have at most
    # as many as the spread allows.
    has_idler = any(len(own) <= 1 for own in meetings_of)
    most = spread if has_idler else instance.slots
    return tuple(_agenda(instance, own, most) for own in meetings_of)


def _agenda(instance: B2BInstance, own: Sequence[int], most_breaks: int) -> Agenda:
    meetings = [instance.meetings[number] for number in own]
    opened = {slot for meeting in meetings for slot in instance.slots_for(meeting)}
    parts = (PartOfDay.MORNING, PartOfDay.AFTERNOON)
    return Agenda(
        meetings=tuple(own),
        open_slots=tuple(sorted(opened)),
        least_in=tuple(
            (instance.slots_of_part(part), sum(m.part is part for m in meetings))
            for part in parts
        ),
        fixed=frozenset(m.fixed for m in meetings if m.fixed is not None),
        most_breaks=max(0, min(most_breaks, len(own) - 1, instance.slots - len(own))),
    )
