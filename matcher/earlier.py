"""What earlier events of the same organiser say about those who come now.

Who met whom before, and who was asked often. Groups and people are recognised by
what they wrote, since they register anew for every event.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from matcher.duplicates import is_same_name
from matcher.participants import DelegateId, Participant, ParticipantId
from matcher.people import PersonId, recognise
from matcher.programme import Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierEvent:
    """Who took part in an event that is over, and the meetings people were told."""

    participants: tuple[Participant, ...]
    meetings: tuple[Meeting, ...]


def count_meetings(
    participants: Sequence[Participant], earlier: Sequence[EarlierEvent]
) -> Mapping[frozenset[ParticipantId], int]:
    """Count how often each two of those who come now met before.

    A participant is the earlier one of the same name; without such a one, the only
    one that sends the same person.
    """
    found: Counter[frozenset[ParticipantId]] = Counter()
    for event in earlier:
        now = _recognise_participants(participants, event.participants)
        for meeting in event.meetings:
            pair = frozenset(now[p] for p in (meeting.a, meeting.b) if p in now)
            if len(pair) == len((meeting.a, meeting.b)):
                found[pair] += 1
    return found


def count_load(
    participants: Sequence[Participant], earlier: Sequence[EarlierEvent]
) -> Mapping[PersonId, int]:
    """Count the earlier meetings of everybody who comes now, whoever they came for."""
    load: Counter[PersonId] = Counter()
    coming = set(recognise(participants).values())
    for event in earlier:
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
    found = {}
    for old in then:
        by_name = [
            p.id for p in now if p.kind == old.kind and is_same_name(p.name, old.name)
        ]
        came = {people[_past(delegate.id)] for delegate in old.delegates}
        by_person = [p.id for p in now if p.kind == old.kind and sent[p.id] & came]
        likely = by_name or by_person
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
