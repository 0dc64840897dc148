"""What earlier events of the same organiser say about those who come now.

Who met whom before, and who was asked often. Groups and people are recognised by
what they wrote, since they register anew for every event.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from matcher.affinity import NO_ACQUAINTANCE, Acquaintance
from matcher.duplicates import is_same_name
from matcher.participants import DelegateId, Participant, ParticipantId
from matcher.people import PersonId, recognise
from matcher.programme import Meeting
from matcher.words import fold

LOAD_DAYS = 365
"""Meetings of longer ago are no burden any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierEvent:
    """Who took part in an event that is over, and the meetings people were told."""

    participants: tuple[Participant, ...]
    meetings: tuple[Meeting, ...]
    days_ago: int = 0
    """Days between its end and the event that is planned now."""


def acquaintance_of(
    participants: Sequence[Participant], earlier: Sequence[EarlierEvent]
) -> Acquaintance:
    """Tell who met before, and who takes part for the first time.

    A participant is the earlier one of the same name; without such a one, the only
    one that sends the same person. Where there was no earlier event, nothing is known.
    """
    met: Counter[frozenset[ParticipantId]] = Counter()
    known: set[ParticipantId] = set()
    for event in earlier:
        now = _recognise_participants(participants, event.participants)
        known |= set(now.values())
        for meeting in event.meetings:
            pair = frozenset(now[p] for p in (meeting.a, meeting.b) if p in now)
            if len(pair) == len((meeting.a, meeting.b)):
                met[pair] += 1
    if not earlier:
        return NO_ACQUAINTANCE
    return Acquaintance(
        met=met,
        first_timers=frozenset(p.id for p in participants if p.id not in known),
    )


def count_load(
    participants: Sequence[Participant], earlier: Sequence[EarlierEvent]
) -> Mapping[PersonId, int]:
    """Count everybody's meetings of the last year, whoever they came for."""
    load: Counter[PersonId] = Counter()
    coming = set(recognise(participants).values())
    for event in earlier:
        if event.days_ago > LOAD_DAYS:
            continue
        people = recognise([*participants, *_apart(event.participants)])
        for meeting in event.meetings:
            for delegate in (meeting.delegate_a, meeting.delegate_b):
                person = people.get(_past(delegate))
                if person in coming:
                    load[person] += 1
    return load


def _recognise_participants(
    now: Sequence[Participant], then: Sequence[Participant]
) -> Mapping[ParticipantId, ParticipantId]:
    """Map the earlier participants to those of now."""
    people = recognise([*now, *_apart(then)])
    sent = {p.id: {people[d.id] for d in p.delegates} for p in now}
    same_letters: dict[tuple[str, str], list[ParticipantId]] = {}
    for p in now:
        same_letters.setdefault((p.kind, fold(p.name)), []).append(p.id)
    found = {}
    for old in then:
        rivals = [p for p in now if p.kind == old.kind]
        came = {people[_past(delegate.id)] for delegate in old.delegates}
        likely = (
            # Comparing names by their letters is slow, and seldom needed.
            same_letters.get((old.kind, fold(old.name)))
            or [p.id for p in rivals if is_same_name(p.name, old.name)]
            or [p.id for p in rivals if sent[p.id] & came]
        )
        if len(likely) == 1:
            found[old.id] = likely[0]
    return found


def _apart(participants: Sequence[Participant]) -> Iterator[Participant]:
    """Give earlier participants ids that nobody of now has."""
    for participant in participants:
        yield replace(
            participant,
            delegates=tuple(replace(d, id=_past(d.id)) for d in participant.delegates),
        )


def _past(delegate: DelegateId) -> DelegateId:
    return DelegateId(f"earlier/{delegate}")
