"""Tests of the page on which an organiser chooses the languages of an event."""

from flask import Flask
from sqlalchemy import select

from tests.web.conftest import FormClient
from tests.web.organiser.conftest import HOME
from tests.web.pages import ReadPage, read_page
from web.persistence.database import db
from web.persistence.rows import AuditRow, EventRow, ParticipantRow
from web.persistence.transaction import transaction

PATH = f"{HOME}/opzet/talen"
EVENT = "/netwerkbeurs/"
ALL = ["en", "ar", "ti", "uk", "tr", "pl"]


def _page(roos: FormClient) -> ReadPage:
    return read_page(roos.get(PATH))


def _save(roos: FormClient, *languages: str, seen: str = ""):
    seen = seen or _page(roos).one("seen")
    return roos.submit(PATH, {"talen": list(languages), "seen": seen})


def test_every_language_is_offered_and_says_that_a_machine_made_it(
    roos: FormClient,
) -> None:
    page = _page(roos)

    assert page.fields["talen"] == ALL
    assert page.text.count("Door een machine") == len(ALL)
    assert page.text.count("Nog niemand") == len(ALL)


def test_withheld_language_is_gone_from_the_pages_of_participants(
    app: Flask, roos: FormClient
) -> None:
    answer = _save(roos, "en", "ar")

    assert (answer.status_code, answer.location) == (303, PATH)
    assert _page(roos).fields["talen"] == ["en", "ar"]
    visitor = app.test_client()
    shown = visitor.get(EVENT, headers={"Accept-Language": "tr, ar;q=0.5"}).text
    assert '<html lang="ar" dir="rtl"' in shown
    assert "Türkçe" not in shown
    start = visitor.get(f"{EVENT}meedoen", headers={"Accept-Language": "tr"}).text
    assert '<html lang="nl"' in start


def test_who_read_a_withheld_language_is_written_to_in_dutch(
    app: Flask, roos: FormClient
) -> None:
    with app.app_context(), transaction():
        first, second = db.session.scalars(select(ParticipantRow)).all()
        first.language, second.language = "tr", "ar"

    _save(roos, "en", "ar")

    with app.app_context():
        rows = db.session.scalars(select(ParticipantRow).order_by(ParticipantRow.code))
        assert [row.language for row in rows] == ["nl", "ar"]


def test_choice_is_written_down(app: Flask, roos: FormClient) -> None:
    _save(roos, "en", "ar", "uk", "tr", "pl")

    with app.app_context():
        row = db.session.scalars(
            select(AuditRow).where(AuditRow.action == "languages.change")
        ).one()
        assert row.detail == {"withheld": ["ti"]}


def test_second_of_two_organisers_at_once_changes_nothing(
    app: Flask, roos: FormClient
) -> None:
    seen = _page(roos).one("seen")
    _save(roos, "en")

    page = read_page(
        roos.submit(PATH, {"talen": ALL, "seen": seen}, follow_redirects=True)
    )

    assert "Iemand anders veranderde dit net." in page.text
    with app.app_context():
        event = db.session.scalars(select(EventRow)).one()
        assert event.withheld_languages == ["ar", "pl", "ti", "tr", "uk"]


def test_organiser_who_reads_arabic_as_a_visitor_gets_dutch_here(
    roos: FormClient,
) -> None:
    roos.submit("/taal", {"taal": "ar"})

    page = roos.get(PATH).text

    assert '<html lang="nl" dir="ltr"' in page
    assert '<html lang="ar" dir="rtl"' in roos.get(EVENT).text
