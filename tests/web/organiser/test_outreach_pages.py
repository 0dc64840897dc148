"""Tests of the overview of who was told, and of the letters."""

import re

from flask import Flask

from tests.factories import a_participant_row, a_programme_row
from tests.web.conftest import FormClient
from tests.web.organiser.conftest import HOME
from tests.web.pages import read_page
from tests.web.query_count import counted_queries
from web.persistence.queries import messages, setup
from web.persistence.transaction import transaction
from web.services import releases

BY = "roos@example.org"


def release(app: Flask, *, groups: int = 2) -> None:
    with app.app_context():
        with transaction():
            event = setup.find_event_by_slug("netwerkbeurs")
            assert event is not None
            codes = [f"W9{number:02d}" for number in range(groups)]
            for number, code in enumerate(codes):
                a_participant_row(
                    event,
                    code,
                    name=f"Groep {code}",
                    delegates=[f"Persoon{number}"],
                    contact=f"06-1234567{number}",
                    channels=["telefoon", "post"],
                )
            pairs = list(zip(codes[::2], codes[1::2], strict=True))
            version = a_programme_row(event, pairs).version
        releases.release(event.id, version=version, by=BY, known=0)


def test_before_a_release_the_page_says_what_comes(roos: FormClient) -> None:
    page = read_page(roos.get(f"{HOME}/doorgeven"))

    assert "Er is nog geen programma vrijgegeven." in page.text


def test_the_call_list_says_who_by_which_number_and_what(
    app: Flask, roos: FormClient
) -> None:
    release(app)

    shown = roos.get(f"{HOME}/doorgeven?hoe=bellen").text

    assert re.findall(r'href="tel:([+\d]+)"', shown) == ["+31612345670", "+31612345671"]
    assert "<details open>" in shown
    assert "U heeft 1 gesprek" in shown


def test_an_outcome_is_kept_and_the_page_comes_back_as_it_was(
    app: Flask, roos: FormClient
) -> None:
    release(app)
    shown = roos.get(f"{HOME}/doorgeven?hoe=bellen").text
    path = re.findall(rf'action="({HOME}/doorgeven/\d+)"', shown)[0]

    answer = roos.submit(path, {"uitkomst": "no_answer", "hoe": "bellen"})
    roos.submit(path, {"uitkomst": "done"})
    ignored = roos.submit(path, {"uitkomst": "iets anders"})
    after = roos.get(f"{HOME}/doorgeven?stand=klaar").text

    assert answer.location == f"{HOME}/doorgeven?hoe=bellen"
    assert ignored.status_code == 303
    assert "Bellen, Geen gehoor" in after
    assert "1 persoon moet het nog horen." in after


def test_letters_come_one_to_a_sheet(app: Flask, roos: FormClient) -> None:
    release(app)
    shown = roos.get(f"{HOME}/doorgeven").text
    keys = re.findall(r"brieven\?bericht=(\d+)", shown)

    none = roos.get(f"{HOME}/doorgeven/brieven").text
    both = roos.get(f"{HOME}/doorgeven/brieven?bericht={keys[0]}&bericht={keys[1]}")

    assert "Er is geen brief die nog weg moet." in none
    assert both.text.count('<article class="sheet letter') == 2
    assert both.text.count('<svg class="qr"') == 2


def test_mail_that_did_not_arrive_is_passed_on_from_the_overview(
    app: Flask, roos: FormClient
) -> None:
    release(app)
    with app.app_context():
        event = setup.find_event_by_slug("netwerkbeurs")
        assert event is not None
        with transaction():
            row = messages.list_messages(event.id)[0]
            row.channel, row.state = "email", "bounced"
            key = row.id

    shown = roos.get(f"{HOME}/doorgeven").text
    answer = roos.submit(f"{HOME}/doorgeven/{key}/zelf")

    assert "Geef het zelf door: Bellen" in shown
    assert answer.status_code == 303
    assert "Je geeft dit bericht nu zelf door." in roos.get(f"{HOME}/doorgeven").text


def test_more_people_ask_no_more_queries(app: Flask, roos: FormClient) -> None:
    release(app, groups=2)
    roos.get(f"{HOME}/doorgeven")
    with counted_queries(app) as few:
        roos.get(f"{HOME}/doorgeven")
    with app.app_context(), transaction():
        event = setup.find_event_by_slug("netwerkbeurs")
        assert event is not None
        for number in range(10):
            a_participant_row(event, f"W8{number:02d}", contact="06-12345678")
    with counted_queries(app) as more:
        roos.get(f"{HOME}/doorgeven")

    assert len(more) == len(few)
