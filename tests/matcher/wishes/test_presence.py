from matcher.participants import ParticipantId
from matcher.wishes import UnmetCondition, honour_presence
from tests.builders import THURSDAY_EVENING, a_block, a_delegate, a_participant

BLOCKS = (a_block("A"), a_block("B", start=THURSDAY_EVENING.replace(day=24)))


def _gerda(slots: str):
    return a_participant(
        "SLUIS",
        name="Nieuwe Buren Sluisdrecht",
        delegates=[a_delegate("SLUIS.1", "Gerda")],
        slots=slots,
    )


def _roma(slots: str):
    return a_participant(
        "ROMA",
        name="Steunpunt",
        slots=slots,
        wishes="Wij komen alleen als Gerda van Sluisdrecht ook komt.",
    )


def test_only_blocks_with_the_other_are_left() -> None:
    (_, roma), unmet = honour_presence([_gerda("A1"), _roma("A2 A3 B1")], BLOCKS)

    assert set(roma.availability) == {"A2", "A3"}
    assert unmet == ()


def test_condition_that_leaves_nothing_is_told() -> None:
    (_, roma), unmet = honour_presence([_gerda("A1"), _roma("B1 B2")], BLOCKS)

    assert dict(roma.availability) == {}
    assert unmet == (
        UnmetCondition(by=ParticipantId("ROMA"), needs=ParticipantId("SLUIS")),
    )


def test_everybody_else_stays_as_they_are() -> None:
    people = (_gerda("A1"), a_participant("P1", slots="A1 B1"))

    assert honour_presence(people, BLOCKS) == (people, ())
