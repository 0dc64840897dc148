"""What a meeting needs of its table and of who comes."""

import pytest

from matcher.needs import QUIET, STEP_FREE, needed_features
from matcher.planning.needs import table_needs, wanted_people
from tests.builders import a_block, a_delegate, a_participant, a_table, an_event


def event_with(*features: str):
    """An event with a block for each text: the features of its one table."""
    blocks = []
    for code, text in zip("ABC", features, strict=False):
        block = a_block(code, slots=1, tables=0)
        table = a_table(f"{code}-1", features=text.split())
        blocks.append(
            type(block)(
                id=block.id,
                name=block.name,
                place=block.place,
                slots=block.slots,
                tables=(table,),
            )
        )
    return an_event(blocks=blocks)


ANYBODY = a_participant("P2", kind="care")


@pytest.mark.parametrize(
    ("told", "needs"),
    [
        ({"accessibility": "rolstoel"}, {STEP_FREE}),
        ({"accessibility": "prikkelarm halal"}, {QUIET}),
        ({"wishes": "Graag in een aparte kamer."}, {QUIET}),
        ({"wishes": "Niet in een open zaal a.u.b."}, {QUIET}),
        ({"wishes": "Rustig praten alstublieft"}, {QUIET}),
        ({"accessibility": "rolstoel stilteruimte"}, {QUIET, STEP_FREE}),
        ({"wishes": "De open zaal is mooi"}, set()),
        ({}, set()),
    ],
)
def test_needs_are_read_from_codes_and_from_wishes(told, needs) -> None:
    assert needed_features(a_participant(**told)) == needs


def test_need_is_met_in_the_slots_that_can_meet_it() -> None:
    event = event_with("step_free", "", "step_free quiet")
    guest = a_participant(accessibility="rolstoel")

    found = table_needs(event, guest, ANYBODY, {"A1", "B1", "C1"})

    assert found == ({STEP_FREE}, {"A1", "C1"})


def test_need_of_either_counts() -> None:
    event = event_with("step_free quiet")
    one = a_participant(accessibility="rolstoel")
    other = a_participant("P2", wishes="graag een aparte kamer")

    assert table_needs(event, one, other, {"A1"})[0] == {STEP_FREE, QUIET}


def test_need_that_no_table_meets_leaves_nobody_out() -> None:
    guest = a_participant(accessibility="rolstoel prikkelarm")

    unknown = table_needs(event_with("", ""), guest, ANYBODY, {"A1", "B1"})
    partly = table_needs(event_with("quiet", "step_free"), guest, ANYBODY, {"A1", "B1"})

    assert unknown == (frozenset(), {"A1", "B1"})
    assert partly == ({STEP_FREE}, {"B1"})


@pytest.mark.parametrize(
    ("wishes", "wanted"),
    [
        ("De manager, niet alleen de wijkbeheerder", ["P2.1"]),
        ("niet de wijkbeheerder", ["P2.1"]),
        ("Graag de wijkbeheerder", ["P2.2"]),
        ("de managers of wijkbeheerders", ["P2.1", "P2.2"]),
        ("De woningbouw", []),
        ("", []),
    ],
)
def test_role_that_a_wish_names_is_who_comes(wishes: str, wanted: list[str]) -> None:
    housing = a_participant(
        "P2",
        kind="housing",
        delegates=[
            a_delegate("P2.1", "Gert-Jan", role="manager wonen"),
            a_delegate("P2.2", "Meryem", role="wijkbeheerder"),
        ],
    )

    assert list(wanted_people(a_participant(wishes=wishes), housing)) == wanted


def test_nobody_is_left_where_every_role_is_refused() -> None:
    housing = a_participant(
        "P2", kind="housing", delegates=[a_delegate("P2.1", "An", role="wijkbeheerder")]
    )

    asking = a_participant(wishes="niet de wijkbeheerder")
    assert wanted_people(asking, housing) == ()


def test_name_of_the_group_is_no_role() -> None:
    fathers = a_participant(
        "P2",
        name="Buurtvaders De Meent",
        delegates=[
            a_delegate("P2.1", "Abdelkarim", role="coördinator"),
            a_delegate("P2.2", "Henk", role="buurtvader"),
        ],
    )

    assert wanted_people(a_participant(wishes="Buurtvaders"), fathers) == ()
