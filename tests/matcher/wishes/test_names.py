import pytest

from matcher.participants import Participant
from matcher.wishes.names import agree
from matcher.wishes.reading import WishReader
from tests.builders import a_delegate, a_participant

PARTICIPANTS = (
    a_participant("SOW", name="Somalische Ouders Waterlede (SOW)", area="Nieuw-Zuid"),
    a_participant("GUL", name="Turkse Vrouwenvereniging Gül", area="De Meent"),
    a_participant("OPEN", name="Internationale Kerk The Open Well"),
    a_participant("NU", name="Stichting Vaders van Nu"),
    a_participant("DREMPEL", name="Ervaringsplek De Drempel"),
    a_participant("ZONDER", name="Eetclub Zonder Drempel"),
    a_participant("KEUKEN1", name="Stichting Buurtkeuken De Meent"),
    a_participant("KEUKEN2", name="Stg. Buurtkeuken de Meent"),
    a_participant("TUIN", name="Wereldtuin De Goede Grond"),
    a_participant("ERI", name="Eritrees-Orthodoxe Jongeren"),
    a_participant(
        "SLUIS",
        name="Nieuwe Buren Sluisdrecht",
        area="Sluisdrecht, Waterlede",
        delegates=[a_delegate("SLUIS.1", "Gerda"), a_delegate("SLUIS.2", "Yonas")],
    ),
    a_participant("ME", name="Moskee Ar-Rifq", delegates=[a_delegate("ME.1", "Gerda")]),
)


def _found(text: str, participants: tuple[Participant, ...] = PARTICIPANTS) -> set[str]:
    index = WishReader.of(participants).names
    return {mention.target for mention in index.find(text, by=participants[-1].id)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SOW", {"SOW"}),
        ("Somalische ouders", {"SOW"}),
        ("gul", {"GUL"}),
        ("kerk The Open Well", {"OPEN"}),
        ("Vaders van Nu", {"NU"}),
        ("De Drempel", {"DREMPEL"}),
        ("Eetclub Zonder Drempel", {"ZONDER"}),
        ("Buurtkeuken", {"KEUKEN1", "KEUKEN2"}),
        ("Eritrese jongeren", {"ERI"}),
        ("Gerda van Sluisdrecht", {"SLUIS"}),
        ("praten met de Wereldtuin", {"TUIN"}),
    ],
)
def test_name_nickname_and_abbreviation_are_found(text, expected) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "werkgevers die wél goede huizen hebben",
        "iemand uit De Meent",
        "een stichting",
        "jongeren",
        "Gerda",
        "een kerk",
        "Moskee Ar-Rifq",
    ],
)
def test_ordinary_words_places_and_oneself_name_nobody(text) -> None:
    assert _found(text) == set()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("eritrese", "eritrees", True),
        ("scholen", "school", True),
        ("kerk", "kerkwijk", False),
        ("moeders", "vaders", False),
        ("wereldtuin", "wereldtijd", False),
    ],
)
def test_words_agree_through_inflection_only(one, other, same) -> None:
    assert agree(one, other) is same
