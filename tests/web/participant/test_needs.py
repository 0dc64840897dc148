"""What participants need, whom they miss, and sending everything with the last step."""

from collections.abc import Callable

import pytest

from tests.web.pages import read_page
from tests.web.participant.conftest import Visit
from web.persistence.rows import ParticipantRow

Stored = Callable[[], ParticipantRow]


def test_needs_are_saved_and_fill_the_form_again(visit: Visit, stored: Stored) -> None:
    response = visit.send(
        "nodig",
        {
            "accessibility": ["kinderopvang", "rolstoel", "nep"],
            "interpreter": "ti",
            "missing_group": "De wandelgroep van Oosterlaar",
        },
    )

    assert response.headers["Location"] == f"{visit.base}controle"
    row = stored()
    assert row.accessibility == ["rolstoel", "taaltolk", "kinderopvang"]
    assert (row.interpreter, row.missing_group) == (
        "ti",
        "De wandelgroep van Oosterlaar",
    )
    page = visit.open("nodig")
    assert page.fields["accessibility"] == ["rolstoel", "kinderopvang"]
    assert page.one("missing_group") == "De wandelgroep van Oosterlaar"
    assert "Taal van de tolk Tigrinya" in visit.open("controle").text


@pytest.mark.parametrize(
    ("sent", "codes", "language"),
    [
        ("", [], ""),
        ("anders", ["taaltolk"], ""),
        ("nl", [], ""),
        ("klingon", [], ""),
    ],
)
def test_interpreter_without_a_known_language_is_still_wanted(
    visit: Visit, stored: Stored, sent: str, codes: list[str], language: str
) -> None:
    visit.send("nodig", {"interpreter": sent})

    row = stored()
    assert (row.accessibility, row.interpreter) == (codes, language)


@pytest.mark.parametrize(
    "text", ["Rim, 06 12 34 56 78", "rim@voorbeeld.nl", "bel 0612345678"]
)
def test_number_of_somebody_else_is_not_kept(
    visit: Visit, stored: Stored, text: str
) -> None:
    response = visit.send("nodig", {"missing_group": text, "interpreter": "ti"})

    page = read_page(response)
    assert response.status_code == 422
    (error,) = page.errors
    assert error.startswith("Schrijf alleen de naam van de groep.")
    assert page.one("missing_group") == text
    assert stored().missing_group == ""


def test_last_step_sends_the_registration(ready: Visit, stored: Stored) -> None:
    response = ready.send("nodig", {"accessibility": ["pauze"], "klaar": "1"})

    assert response.headers["Location"] == f"{ready.base}klaar"
    row = stored()
    assert (row.state, row.accessibility) == ("registered", ["pauze"])


def test_last_step_is_kept_where_something_is_still_missing(
    visit: Visit, stored: Stored
) -> None:
    response = visit.send("nodig", {"accessibility": ["pauze"], "klaar": "1"})

    page = read_page(visit.client.get(response.headers["Location"]))
    assert page.errors == [
        "Zeg nog wanneer u kunt. Zonder tijd plannen wij geen gesprek.",
        "Zeg nog wie er komt.",
    ]
    row = stored()
    assert (row.state, row.accessibility) == ("draft", ["pauze"])
