"""The page on which an organiser invites groups to one offer, and theirs."""

import pytest
from flask import Flask

from tests.factories import a_participant_row, a_programme_row
from tests.web.conftest import FormClient
from tests.web.organiser.conftest import HOME
from tests.web.pages import read_page
from tests.web.services.test_group_offers import TRAINING, planned
from web.persistence.queries import roster, setup
from web.persistence.transaction import transaction
from web.services.personal_links import LinkPurpose, issue

PAGE = f"{HOME}/groepsaanbod"


@pytest.fixture
def own(app: Flask, roos: FormClient) -> str:
    """A planned event with an offer to many; the address of W001's own pages."""
    del roos
    with app.app_context(), transaction():
        event = setup.find_event_by_slug("netwerkbeurs")
        assert event is not None
        a_participant_row(event, "W009", name="Zorghuis <b>", kind="care")
        programme = a_programme_row(event)
        programme.summary = {
            "group_offers": [planned("W001", "W002"), planned(text="Tillen")]
        }
        token = issue(roster.get_by_code(event.id, "W001"), LinkPurpose.PERSONAL)
    return f"/mijn/{token}"


def test_before_planning_the_page_says_how(roos: FormClient) -> None:
    assert "Er is nog geen programma." in roos.get(PAGE).text


@pytest.mark.usefixtures("own")
def test_who_fits_is_shown_with_why(roos: FormClient) -> None:
    answer = roos.get(PAGE)

    page = read_page(answer)
    assert "2 groepen vragen dit." in page.text
    assert "Zij zoeken: vraag van W001" in page.text
    assert page.fields["groep"] == ["W001", "W002"]
    assert "Tillen" in page.text
    assert "Zorghuis <b>" in page.text
    assert "Zorghuis <b>" not in answer.text


def test_group_that_is_invited_joins_and_both_read_it(
    roos: FormClient, own: str
) -> None:
    sent = {"aanbod": TRAINING, "plekken": "3", "wanneer": "di 19.30", "groep": "W001"}
    invited = roos.submit(f"{PAGE}/W009", sent, follow_redirects=True)
    seen = read_page(roos.get(f"{own}/gesprekken")).text
    joined = roos.submit(f"{own}/samen/1", {"antwoord": "yes"}, follow_redirects=True)

    assert "1 groep is uitgenodigd." in invited.text
    assert "U kunt meedoen." in seen
    assert "di 19.30" in seen
    assert "U doet mee" in read_page(joined).text
    assert "Zij doen mee." in read_page(roos.get(PAGE)).text


def test_nothing_typed_is_lost_where_seats_are_too_few(
    roos: FormClient, own: str
) -> None:
    del own
    answer = roos.submit(
        f"{PAGE}/W009",
        {
            "aanbod": TRAINING,
            "plekken": "1",
            "wanneer": "di 19.30",
            "groep": ["W001", "W002"],
        },
    )

    page = read_page(answer)
    assert answer.status_code == 422
    assert "Er is 1 plek. Vink minder groepen aan" in page.text
    assert page.fields["groep"] == ["W001", "W002"]
    assert (page.one("plekken"), page.one("wanneer")) == ("1", "di 19.30")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"plekken": "0"}, "een getal van 1 tot en met 500"),
        ({"plekken": "veel"}, "een getal van 1 tot en met 500"),
        ({"wanneer": "x" * 301}, "niet meer dan 300 tekens"),
    ],
)
@pytest.mark.usefixtures("own")
def test_what_cannot_be_is_explained(
    roos: FormClient, change: dict[str, str], told: str
) -> None:
    sent = {"aanbod": TRAINING, "plekken": "2", "wanneer": "", "groep": "W001"}

    answer = roos.submit(f"{PAGE}/W009", sent | change)

    assert answer.status_code == 422
    assert told in read_page(answer).text


def test_nobody_invited_is_said(roos: FormClient, own: str) -> None:
    sent = {"aanbod": TRAINING, "plekken": "2"}
    answer = roos.submit(f"{PAGE}/W009", sent, follow_redirects=True)

    assert "Er is niemand uitgenodigd." in answer.text
    assert "Samen met andere groepen" not in roos.get(f"{own}/gesprekken").text


def test_answer_to_nothing_changes_nothing(roos: FormClient, own: str) -> None:
    assert roos.submit(f"{own}/samen/1", {"antwoord": "misschien"}).status_code == 303
    assert roos.submit(f"{own}/samen/1", {"antwoord": "yes"}).status_code == 404
