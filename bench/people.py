"""Measure how long it takes to see who registered twice and who comes for two.

Run it with ``python -m bench people``.
"""

import time
from collections.abc import Callable
from dataclasses import replace

from bench.matching_gold import read_demo
from matcher.duplicates import likely_duplicates
from matcher.participants import Delegate, DelegateId, Participant, ParticipantId
from matcher.people import likely_people, recognise

PARTICIPANTS = 1000


def run() -> str:
    """Time the three on a thousand participants made of the demo event."""
    crowd = make_crowd()
    rows = [
        ("groups that registered twice", lambda: len(likely_duplicates(crowd))),
        ("persons behind delegates", lambda: len(set(recognise(crowd).values()))),
        (
            "people to ask about",
            lambda: len(likely_people(crowd, decided=frozenset())),
        ),
    ]
    lines = [
        f"| {what} | {found} | {ms:.0f} |" for what, found, ms in map(_timed, rows)
    ]
    head = ["## People and duplicates", "", f"Of {PARTICIPANTS} participants.", ""]
    return "\n".join(
        [*head, "| what | found | ms |", "| --- | ---: | ---: |", *lines, ""]
    )


def make_crowd() -> tuple[Participant, ...]:
    """Let the demo event register in as many neighbourhoods as are needed."""
    _, demo = read_demo()
    found = [
        _moved(participant, number)
        for number in range(1 + PARTICIPANTS // len(demo))
        for participant in demo
    ]
    return tuple(found[:PARTICIPANTS])


def _moved(participant: Participant, number: int) -> Participant:
    letters = "abcdefghijklmnopqrstuvwxyz"
    place = f"{letters[number] * 3}{letters[-number] * 5}dam"
    return replace(
        participant,
        id=ParticipantId(f"{participant.id}-{number}"),
        name=f"{place} {participant.name} {place}",
        delegates=tuple(_renamed(d, number, place) for d in participant.delegates),
    )


def _renamed(delegate: Delegate, number: int, place: str) -> Delegate:
    """Give somebody else of another place a contact of their own."""
    contact = delegate.contact and f"{place}.{delegate.contact.replace('@', '.')}@x.nl"
    return replace(delegate, id=DelegateId(f"{delegate.id}-{number}"), contact=contact)


def _timed(row: tuple[str, Callable[[], int]]) -> tuple[str, int, float]:
    what, measure = row
    start = time.perf_counter()
    found = measure()
    return what, found, 1000 * (time.perf_counter() - start)
