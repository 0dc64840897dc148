"""Groups and people of earlier events are recognised by what they wrote."""

from dataclasses import replace

from matcher.affinity import NO_ACQUAINTANCE
from matcher.earlier import EarlierEvent, acquaintance_of, count_load
from matcher.participants import ParticipantId
from tests.builders import a_delegate, a_meeting, a_participant

TINI = {"name": "Tini de Boer", "contact": "06-1234 5678"}


def _group(code: str, name: str, *, contact: str | None = None, kind="informal"):
    person = a_delegate(f"{code}.1", "Tini de Boer", contact=contact)
    return a_participant(code, name=name, kind=kind, delegates=[person])


def _pair(a: str, b: str) -> frozenset[ParticipantId]:
    return frozenset({ParticipantId(a), ParticipantId(b)})


def test_two_of_the_same_names_met_before_whatever_their_numbers_are() -> None:
    then = EarlierEvent(
        participants=(
            a_participant("P2", name="Stichting De Brug"),
            a_participant("P1", name="Fonds Samen", kind="fund"),
        ),
        meetings=(a_meeting("P2", "P1"),),
    )
    now = [
        a_participant("P1", name="De Brug"),
        a_participant("P2", name="Fonds Samen", kind="fund"),
        a_participant("P3", name="Nieuw", kind="fund"),
    ]

    assert acquaintance_of(now, [then, then]).met == {_pair("P1", "P2"): 2}


def test_first_timers_are_those_whom_no_earlier_event_knows() -> None:
    then = EarlierEvent(
        participants=(a_participant("P9", name="De Brug"),), meetings=()
    )
    now = [a_participant("P1", name="de brug"), a_participant("P2", name="Nieuw")]

    assert acquaintance_of(now, [then]).first_timers == {"P2"}
    assert acquaintance_of(now, []) == NO_ACQUAINTANCE


def test_renamed_group_is_recognised_by_its_person() -> None:
    then = EarlierEvent(
        participants=(
            _group("P1", "Oude naam", contact="0612345678"),
            a_participant("P2", name="Fonds", kind="fund"),
        ),
        meetings=(a_meeting("P1", "P2"),),
    )
    now = [
        _group("P7", "Nieuwe naam", contact="+31 6 12345678"),
        a_participant("P8", name="Fonds", kind="fund"),
    ]

    assert acquaintance_of(now, [then]).met == {_pair("P7", "P8"): 1}


def test_person_of_two_groups_of_now_tells_of_neither() -> None:
    then = EarlierEvent(
        participants=(
            _group("P1", "Oude naam", contact="0612345678"),
            a_participant("P2", name="Fonds", kind="fund"),
        ),
        meetings=(a_meeting("P1", "P2"),),
    )
    now = [
        _group("P3", "Een", contact="0612345678"),
        _group("P4", "Twee", contact="0612345678"),
        a_participant("P8", name="Fonds", kind="fund"),
    ]

    assert acquaintance_of(now, [then]).met == {}


def test_same_name_of_another_kind_is_another_participant() -> None:
    then = EarlierEvent(
        participants=(
            a_participant("P1", name="De Brug", kind="company"),
            a_participant("P2", name="Fonds", kind="fund"),
        ),
        meetings=(a_meeting("P1", "P2"),),
    )
    now = [
        a_participant("P1", name="De Brug"),
        a_participant("P2", name="Fonds", kind="fund"),
    ]

    assert acquaintance_of(now, [then]).met == {}


def test_load_of_a_person_is_that_of_all_groups_of_all_events() -> None:
    then = EarlierEvent(
        participants=(
            _group("P1", "Een", contact="0612345678"),
            _group("P2", "Twee", contact="0612345678"),
            a_participant("P3", name="Fonds", kind="fund"),
        ),
        meetings=(a_meeting("P1", "P3"), a_meeting("P2", "P3", slot="A2")),
    )
    now = [_group("P1", "Heel anders", contact="0612345678"), a_participant("P3")]

    assert count_load(now, [then, then]) == {"P1.1": 4}
    assert count_load(now, [replace(then, days_ago=366)]) == {}


def test_person_without_contact_is_nobody_we_know() -> None:
    then = EarlierEvent(
        participants=(_group("P1", "Een"), a_participant("P3", name="Fonds")),
        meetings=(a_meeting("P1", "P3"),),
    )

    assert count_load([_group("P1", "Een")], [then]) == {}
