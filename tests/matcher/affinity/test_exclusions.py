import pytest

from matcher.affinity import Exclusion, exclude_pairs
from matcher.event import MoneySetting, Rules
from matcher.participants import Participant
from matcher.wishes import WishPage, read_wishes
from tests.builders import a_delegate, a_participant

PAPER = a_participant("PAPER", name="Krant De Waterlander", kind="culture")
GARAGE = a_participant("GARAGE", name="Garage Bos", kind="company")


def _excluded(*participants: Participant, rules: Rules | None = None) -> dict[str, str]:
    found = exclude_pairs(
        participants, [WishPage.of(read_wishes(participants))], rules or Rules()
    )
    return {"+".join(sorted(pair)): why.value for pair, why in found.items()}


def test_refusal_counts_for_both() -> None:
    church = a_participant("A", wishes="Not the police please.")
    police = a_participant("B", name="Politie", kind="government", wishes="Deelnemer A")

    assert _excluded(church, police) == {"A+B": Exclusion.REFUSED}


def test_refusal_holds_when_wishes_do_not_count() -> None:
    church = a_participant("A", wishes="Geen politie")
    police = a_participant("B", name="Politie", kind="government")

    assert _excluded(church, police, rules=Rules(use_wishes=False)) == {
        "A+B": Exclusion.REFUSED
    }


def test_shared_person_and_duplicate_never_meet_themselves() -> None:
    tini = {"name": "Tini", "contact": "0612345678"}
    people = [
        a_participant("A", name="Hek", delegates=[a_delegate("A.1", **tini)]),
        a_participant("B", name="Vuurvlieg", delegates=[a_delegate("B.1", **tini)]),
        a_participant("C", name="Stichting Vuurvlieg"),
    ]

    assert _excluded(*people) == {
        "A+B": Exclusion.SAME_PERSON,
        "B+C": Exclusion.DUPLICATE,
    }


@pytest.mark.parametrize(
    "words",
    [
        {"description": "Onze plek is niet openbaar."},
        {"wishes": "Zet ons niet met naam op een lijst."},
        {"area": "Waterlede (geheim adres)"},
        {"wishes": "Geen publiciteit a.u.b."},
        {"area": "Geheim adres", "wishes": "Iemand die één avond per week helpt."},
    ],
)
def test_who_wants_no_publicity_does_not_meet_the_press(words) -> None:
    assert _excluded(a_participant("A", **words), PAPER, GARAGE) == {
        "A+PAPER": Exclusion.NO_PUBLICITY
    }


def test_who_asks_for_the_press_meets_it_all_the_same() -> None:
    group = a_participant("A", description="Niet openbaar.", wishes="De Waterlander")

    assert _excluded(group, PAPER) == {}


@pytest.mark.parametrize(
    ("theirs", "excluded"), [("", True), ("De Waterlander", False)]
)
def test_only_if_they_want_it_themselves(theirs, excluded) -> None:
    paper = a_participant(
        "PAPER",
        name="De Waterlander",
        kind="culture",
        wishes="Regenboogtafel alleen als zij dat zelf willen.",
    )
    table = a_participant("TABLE", name="Regenboogtafel", wishes=theirs)

    expected = {"PAPER+TABLE": Exclusion.NOT_THEIR_WISH} if excluded else {}
    assert _excluded(paper, table) == expected


@pytest.mark.parametrize(
    ("money", "changes", "excluded"),
    [
        (MoneySetting.OFF, {}, True),
        (MoneySetting.INFORMATION, {}, True),
        (MoneySetting.ON, {}, False),
        (MoneySetting.OFF, {"offers": ["ruimte: Zaal"]}, False),
        (MoneySetting.OFF, {"asks": ["financiering: Bus", "kennis: Advies"]}, False),
    ],
)
def test_who_only_asks_money_does_not_meet_companies(money, changes, excluded) -> None:
    group = a_participant("A", **({"asks": ["financiering: € 25.000"]} | changes))
    fund = a_participant("FUND", name="Fonds", kind="fund")

    expected = {"A+GARAGE": Exclusion.MONEY_ONLY} if excluded else {}
    assert _excluded(group, GARAGE, fund, rules=Rules(money=money)) == expected
