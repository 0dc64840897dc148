from matcher.affinity import Affinity
from matcher.participants import ParticipantId
from matcher.planning.unmet import CONDITION_UNMET, list_unmet
from matcher.reasons import ReasonKind
from matcher.wishes import UnmetCondition
from solver import Effort, HeldPair, Plan, Status, UnmetPair, UnmetReason
from tests.builders import a_participant, a_reason, an_event

WISHED = (a_reason(ReasonKind.NAMED),)


def _affinity(a: str, b: str, *, value: int = 100, reasons=WISHED) -> Affinity:
    return Affinity(
        a=ParticipantId(a), b=ParticipantId(b), value=value, reasons=reasons
    )


def _unmet(people, affinities, *, held=(), given=(), conditions=()):
    plan = Plan(
        problem="",
        status=Status.FEASIBLE,
        meetings=tuple(
            HeldPair(pair=pair, slot=0, table="A-1", person_a="", person_b="")
            for pair in held
        ),
        unmet=tuple(given),
        effort=Effort(seconds=0, moves=0, seed=0, workers=1, version="0"),
    )
    found = list_unmet(an_event(), people, affinities, plan, conditions)
    return [(u.a, u.b, u.reason, u.would_help) for u in found]


def test_professional_is_asked_to_move_to_the_times_of_the_volunteers() -> None:
    people = [
        a_participant("P1", slots="A2 A3"),
        a_participant("P2", kind="fund", slots="A1"),
    ]

    assert _unmet(people, [_affinity("P1", "P2")]) == [
        ("P1", "P2", "no_common_slot", ("P2", "A2", "A3"))
    ]
    assert _unmet(people, [_affinity("P2", "P1")]) == [
        ("P2", "P1", "no_common_slot", ("P2", "A2", "A3"))
    ]


def test_only_wished_or_strong_pairs_that_are_not_held_are_listed() -> None:
    people = [a_participant(code) for code in ("P1", "P2", "P3", "P4")]
    affinities = [
        _affinity("P1", "P2", value=600),
        _affinity("P1", "P3", value=249, reasons=()),
        _affinity("P1", "P4", value=250, reasons=()),
        _affinity("P2", "P3", value=300),
    ]

    assert _unmet(people, affinities, held=["P1+P2"]) == [
        ("P2", "P3", "displaced", ()),
        ("P1", "P4", "displaced", ()),
    ]


def test_reason_of_the_solver_is_told_by_the_ids_of_the_event() -> None:
    people = [a_participant("P1"), a_participant("P2")]
    given = [
        UnmetPair(
            pair="P1+P2",
            reason=UnmetReason.PERSON_BUSY,
            would_help=("person:P1.1", "slot:0", "party:P2", "language:ti"),
        )
    ]

    assert _unmet(people, [_affinity("P1", "P2")], given=given) == [
        ("P1", "P2", "person_busy", ("P1.1", "A1", "P2", "language:ti"))
    ]


def test_unmet_condition_is_the_reason_before_all_others() -> None:
    people = [a_participant("P1", slots=""), a_participant("P2")]
    condition = UnmetCondition(by=ParticipantId("P1"), needs=ParticipantId("P3"))

    assert _unmet(people, [_affinity("P1", "P2")], conditions=[condition]) == [
        ("P1", "P2", CONDITION_UNMET, ("P3",))
    ]
