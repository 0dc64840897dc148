"""Tests of signing in by a link, and of sessions that can be ended."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Table

from tests.clocks import FixedClock
from tests.factories import an_organiser_row
from tests.web.conftest import MakeApp
from web.config import Settings, SmtpServer
from web.persistence.database import db
from web.persistence.rows import MessageRow, OrganiserRow, SignInTokenRow
from web.persistence.transaction import transaction
from web.refusals import LinkExpired, TooManyTries
from web.services import accounts

EMAIL = "roos@example.org"


@pytest.fixture
def mailing_app(settings: Settings, make_app: MakeApp) -> Iterator[Flask]:
    """An application that can send mail, with one organiser."""
    smtp = SmtpServer(host="127.0.0.1", port=2525)
    app = make_app(replace(settings, smtp=smtp))
    with app.app_context():
        with transaction():
            an_organiser_row(EMAIL, name="Roos")
        yield app


@pytest.fixture
def context(app: Flask) -> Iterator[None]:
    """The context of an application that cannot send mail."""
    with app.app_context():
        yield


def messages() -> list[MessageRow]:
    return list(db.session.query(MessageRow))


@pytest.mark.usefixtures("context")
def test_a_printed_link_signs_in_once() -> None:
    token = accounts.print_link(EMAIL, name="Roos")

    signed_in = accounts.sign_in(token)

    found = accounts.find_signed_in(signed_in.session)
    assert found is not None
    assert (found.id, found.email, found.name) == (
        signed_in.organiser_id,
        EMAIL,
        "Roos",
    )
    with pytest.raises(LinkExpired):
        accounts.sign_in(token)


@pytest.mark.usefixtures("context")
def test_no_secret_is_stored() -> None:
    token = accounts.print_link(EMAIL)
    session = accounts.sign_in(token).session

    everything = repr([list(db.session.execute(t.select())) for t in tables()])

    assert token not in everything
    assert session not in everything


@pytest.mark.usefixtures("context")
def test_an_address_is_one_organiser_however_it_is_written() -> None:
    accounts.print_link(EMAIL)
    accounts.print_link(" Roos@Example.ORG ")

    assert [row.email for row in db.session.query(OrganiserRow)] == [EMAIL]


@pytest.mark.usefixtures("context")
def test_somebody_new_is_called_after_the_address() -> None:
    accounts.print_link("roos.de.vries@example.org")

    assert [row.name for row in db.session.query(OrganiserRow)] == ["Roos De Vries"]


@pytest.mark.usefixtures("context")
def test_a_printed_link_lasts_a_day(clock: FixedClock) -> None:
    token = accounts.print_link(EMAIL)

    pass_time(clock, accounts.PRINTED_LINK_LASTS - timedelta(seconds=1))
    assert accounts.is_link_open(token)
    pass_time(clock, timedelta(seconds=1))
    assert not accounts.is_link_open(token)


@pytest.mark.usefixtures("context")
def test_signing_in_ends_the_other_links_of_the_organiser() -> None:
    first, second = accounts.print_link(EMAIL), accounts.print_link(EMAIL)
    other = accounts.print_link("kim@example.org")

    accounts.sign_in(first)

    assert not accounts.is_link_open(second)
    assert accounts.is_link_open(other)


@pytest.mark.usefixtures("context")
def test_an_unknown_link_is_not_open() -> None:
    assert not accounts.is_link_open("made-up")


@pytest.mark.usefixtures("context")
def test_a_session_that_ended_signs_nobody_in() -> None:
    session = accounts.sign_in(accounts.print_link(EMAIL)).session

    accounts.sign_out(session)
    accounts.sign_out(session)

    assert accounts.find_signed_in(session) is None


@pytest.mark.usefixtures("context")
def test_a_session_ends_when_nothing_is_changed_for_long(clock: FixedClock) -> None:
    session = accounts.sign_in(accounts.print_link(EMAIL)).session

    pass_time(clock, accounts.SESSION_IDLE)

    assert accounts.find_signed_in(session) is None
    accounts.keep_signed_in(session)
    assert accounts.find_signed_in(session) is None


@pytest.mark.usefixtures("context")
def test_a_change_keeps_a_session_alive(clock: FixedClock) -> None:
    session = accounts.sign_in(accounts.print_link(EMAIL)).session

    pass_time(clock, timedelta(hours=11))
    accounts.keep_signed_in(session)
    pass_time(clock, timedelta(hours=11))

    assert accounts.find_signed_in(session) is not None


@pytest.mark.usefixtures("context")
def test_a_session_is_not_prolonged_on_every_change(clock: FixedClock) -> None:
    session = accounts.sign_in(accounts.print_link(EMAIL)).session

    pass_time(clock, timedelta(minutes=59))
    accounts.keep_signed_in(session)
    pass_time(clock, accounts.SESSION_IDLE - timedelta(minutes=59))

    assert accounts.find_signed_in(session) is None


@pytest.mark.usefixtures("context")
def test_no_session_lasts_longer_than_a_month(clock: FixedClock) -> None:
    session = accounts.sign_in(accounts.print_link(EMAIL)).session
    start = clock.now()

    while accounts.find_signed_in(session) is not None:
        pass_time(clock, timedelta(hours=6))
        accounts.keep_signed_in(session)

    assert clock.now() - start == accounts.SESSION_MOST


@pytest.mark.usefixtures("mailing_app")
def test_a_link_is_mailed_to_an_organiser() -> None:
    accounts.request_link(" ROOS@example.org", ip="10.0.0.1")

    (message,) = messages()
    assert (message.kind, message.recipient_address) == ("sign_in", EMAIL)
    token = message.body.split("/inloggen/")[1].split()[0]
    assert accounts.is_link_open(token)


@pytest.mark.usefixtures("mailing_app")
def test_a_mailed_link_lasts_ten_minutes(clock: FixedClock) -> None:
    accounts.request_link(EMAIL, ip="10.0.0.1")
    token = messages()[0].body.split("/inloggen/")[1].split()[0]

    pass_time(clock, timedelta(minutes=10))

    assert not accounts.is_link_open(token)


@pytest.mark.usefixtures("mailing_app")
def test_an_unknown_address_gets_no_mail() -> None:
    accounts.request_link("nobody@example.org", ip="10.0.0.1")

    assert messages() == []


@pytest.mark.usefixtures("context")
def test_nothing_is_mailed_where_mail_is_not_set_up() -> None:
    accounts.print_link(EMAIL)

    accounts.request_link(EMAIL, ip="10.0.0.1")

    assert messages() == []
    assert db.session.query(SignInTokenRow).count() == 1


@pytest.mark.usefixtures("mailing_app")
def test_one_address_gets_five_mails_in_a_quarter(clock: FixedClock) -> None:
    for number in range(8):
        accounts.request_link(EMAIL, ip=f"10.0.0.{number}")
    in_first = len(messages())
    pass_time(clock, timedelta(minutes=15))
    accounts.request_link(EMAIL, ip="10.0.0.1")

    assert (in_first, len(messages())) == (5, 6)


@pytest.mark.usefixtures("mailing_app")
def test_one_computer_cannot_ask_for_everybody() -> None:
    for number in range(30):
        accounts.request_link(f"{number}@example.org", ip="10.0.0.1")

    with pytest.raises(TooManyTries) as refused:
        accounts.request_link(EMAIL, ip="10.0.0.1")

    assert refused.value.seconds == 900
    assert messages() == []


def tables() -> list[Table]:
    return db.metadata.sorted_tables


def pass_time(clock: FixedClock, time: timedelta) -> None:
    clock.move(seconds=time.total_seconds())
