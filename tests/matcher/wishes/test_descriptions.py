import pytest

from matcher.wishes import participants_of_type
from matcher.wishes.descriptions import ORGANISATION_TYPES, find_descriptions
from tests.builders import a_participant

PARTICIPANTS = (
    a_participant("NOTARY", name="Lindeboom Notarissen", kind="company"),
    a_participant(
        "ELSE", name="Bakker", kind="company", description="Naast de notaris"
    ),
    a_participant("PRIMARY", name="Basisschool De Kameleon", kind="education"),
    a_participant("FUND", name="Diepland", kind="fund"),
    a_participant(
        "GARAGE", name="Bos", kind="company", description="Garage met bruggen"
    ),
    a_participant("OLD", name="De Wilg", target_groups="ouderen"),
    a_participant("PAPER", name="De Waterlander", kind="culture", description="Krant"),
)


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("een notaris", {"notary"}),
        ("iemand met verstand van recht", {"lawyer"}),
        ("Directeuren van basisscholen", {"primary_school"}),
        ("A doctor or nurse", {"doctor"}),
        ("Juridisch loket", {"lawyer"}),
        ("koffie", set()),
        ("Iemand van de pers", {"press"}),
        ("Grote zaal, 2 avonden per jaar", set()),
    ],
)
def test_text_speaks_of_types(text, concepts) -> None:
    assert {description.concept for description in find_descriptions(text)} == concepts


@pytest.mark.parametrize(
    ("concept", "expected"),
    [
        ("notary", {"NOTARY"}),
        ("school", {"PRIMARY"}),
        ("fund", {"FUND"}),
        ("garage", {"GARAGE"}),
        ("elderly_group", {"OLD"}),
        ("press", {"PAPER"}),
        ("police", set()),
        ("nothing known", set()),
    ],
)
def test_type_is_recognised_by_kind_name_or_description(concept, expected) -> None:
    assert participants_of_type(PARTICIPANTS, concept) == expected


def test_every_type_can_be_spoken_of() -> None:
    assert [kind.concept for kind in ORGANISATION_TYPES if not kind.words] == []
