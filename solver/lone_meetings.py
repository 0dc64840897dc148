"""Whether the meetings of one party, nobody else meeting, break no rule together.

Part of the verifier. Two people of a party may meet in one slot: then there must
be tables and interpreters for both, and the others must be different people.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from solver.alone import LoneOffer, LoneParty, Surroundings
from solver.problem import Pair, Person


class LoneMeeting(NamedTuple):
    """One of the meetings of a party: which, when, and who goes, by number."""

    offer: LoneOffer
    slot: int
    person: int


class MeetingCheck:
    """The rules that the meetings of one party can break only together."""

    def __init__(self, around: Surroundings, lone: LoneParty) -> None:
        """Know the party and whether its partners share people."""
        self._around = around
        self._lone = lone
        seats = Counter(person.id for offer in lone.offers for person in offer.others)
        seats.update(person.id for person in lone.people)
        self._shares_people = any(times > 1 for times in seats.values())

    def holds(self, meetings: Sequence[LoneMeeting]) -> bool:
        """Tell whether tables, interpreters and people suffice for all meetings."""
        if len(self._lone.people) > 1:
            slots = Counter(meeting.slot for meeting in meetings)
            for slot, times in slots.items():
                if times > 1:
                    pairs = [m.offer.pair for m in meetings if m.slot == slot]
                    if not self._can_share(pairs, slot):
                        return False
        return not self._shares_people or self._can_attend(meetings)

    def _can_share(self, pairs: Sequence[Pair], slot: int) -> bool:
        """Tell whether there are tables and interpreters for pairs in one slot."""
        # Of more suppliers than there are pairs any so many will do: whoever has
        # them can choose last.
        tables = [
            [*islice(self._tables(pair, slot), len(pairs))]
            for pair in pairs
            if not self._around.has_stand(pair)
        ]
        interpreters = [
            [*islice(self._interpreters(pair.interpreter, slot), len(pairs))]
            for pair in pairs
            if pair.interpreter is not None
        ]
        return _has_one_each(tables) and _has_one_each(interpreters)

    def _tables(self, pair: Pair, slot: int) -> Iterable[str]:
        pin = self._around.pin.get(pair.id)
        for table in self._around.open_tables:
            if (
                slot in table.slots
                and (pin is None or pin.table in (None, table.id))
                and pair.features <= table.features
            ):
                yield table.id

    def _interpreters(self, language: str, slot: int) -> Iterable[str]:
        for someone in self._around.interpreters[language]:
            if slot in someone.slots:
                yield someone.id

    def _can_attend(self, meetings: Sequence[LoneMeeting]) -> bool:
        """Tell whether the other sides can send people who bear their runs."""
        busy: dict[str, set[int]] = {}
        for meeting in meetings:
            person = self._lone.people[meeting.person]
            busy.setdefault(person.id, set()).add(meeting.slot)
        return self._can_send(list(meetings), busy)

    def _can_send(
        self, meetings: Sequence[LoneMeeting], busy: Mapping[str, set[int]]
    ) -> bool:
        """Try everybody for the first meeting, and so on for the rest."""
        if not meetings:
            return True
        (offer, slot, _), *rest = meetings
        for person in offer.others:
            slots = busy.get(person.id, set())
            if (
                slot in person.slots
                and slot not in slots
                and self._bears(person, slots | {slot})
                and self._can_send(rest, {**busy, person.id: slots | {slot}})
            ):
                return True
        return False

    def _bears(self, person: Person, slots: set[int]) -> bool:
        """Tell whether meetings in some slots are in runs a person can bear."""
        for block in self._around.problem.blocks:
            run = 0
            for slot in block:
                run = run + 1 if slot in slots else 0
                if person.max_run is not None and run > person.max_run:
                    return False
        return True


def _has_one_each(choices: Sequence[Sequence[Hashable]]) -> bool:
    """Tell whether everybody can have a supplier of their own, trying all ways."""
    if not choices:
        return True
    first, *rest = choices
    return any(
        _has_one_each([[c for c in others if c != chosen] for others in rest])
        for chosen in first
    )
