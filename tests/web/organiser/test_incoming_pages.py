"""The pages of mail that came in, and of mail that did not arrive."""

import pytest

from tests.factories import NOW, a_participant_row, a_programme_row
from tests.web.organiser.conftest import HOME
from web.persistence.database import db
from web.persistence.rows import EventRow, MessageRow, ReceivedMailRow
from web.persistence.transaction import transaction
from web.services.releases import release

SLUG = "netwerkbeurs"


@pytest.fixture
def mail(app, roos) -> int:
    """A mail of Noor that somebody has to read."""
    del roos
    with app.app_context(), transaction():
        event = db.session.query(EventRow).filter_by(slug=SLUG).one()
        participant = a_participant_row(event, "W009", name="Cijferhuis")
        row = ReceivedMailRow(
            event_id=event.id,
            participant_id=participant.id,
            key="k",
            sender="noor@x.nl",
            subject="<b>Re: Gesprek</b>",
            words="Dag,\nik kan niet.",
            outcome="words",
            is_open=True,
            received_at=NOW,
        )
        db.session.add(row)
        db.session.flush()
        return row.id


@pytest.mark.usefixtures("mail")
def test_mail_that_came_in_is_shown_with_who_wrote_it(roos) -> None:
    page = roos.get(f"{HOME}/berichten/binnen").text

    assert "Cijferhuis" in page
    assert "&lt;b&gt;Re: Gesprek&lt;/b&gt;" in page
    assert "Dag,<br>ik kan niet." in page
    assert "14.00 uur" in page


def test_mail_that_was_read_leaves_the_list(roos, mail) -> None:
    path = f"{HOME}/berichten/binnen"

    answer = roos.submit(f"{path}/{mail}/gedaan", follow_redirects=True)

    assert "Gedaan. Deze mail is van de lijst." in answer.text
    assert "Er is geen mail die je zelf moet lezen." in answer.text


@pytest.mark.usefixtures("mail")
def test_list_of_messages_leads_to_the_mail_that_came_in(roos) -> None:
    page = roos.get(f"{HOME}/berichten").text

    assert f"{HOME}/berichten/binnen" in page


def test_mail_that_came_back_can_be_passed_on_by_hand(app, roos) -> None:
    with app.app_context(), transaction():
        event = db.session.query(EventRow).filter_by(slug=SLUG).one()
        row = MessageRow(
            event_id=event.id,
            kind="invitation",
            channel="email",
            recipient_name="Noor",
            recipient_address="noor@x.nl",
            subject="Gesprek",
            body="Dag.",
            message_id="<bounced@x>",
            state="bounced",
            error="5.1.1 no such user",
            next_attempt_at=NOW,
            created_at=NOW,
        )
        db.session.add(row)
        db.session.flush()
        path = f"{HOME}/berichten/{row.id}"
    page = roos.get(path).text

    after = roos.submit(f"{path}/zelf", follow_redirects=True).text

    assert "5.1.1 no such user" in page
    assert "Of geef het zelf door: " in page
    assert "Je geeft dit bericht nu zelf door." in after
    assert "Tekst om te plakken of voor te lezen" in after


def test_organiser_pauses_what_goes_out_and_lets_it_go_on(app, roos) -> None:
    with app.app_context(), transaction():
        event = db.session.query(EventRow).filter_by(slug=SLUG).one()
        db.session.add(
            MessageRow(
                event_id=event.id,
                kind="invitation",
                channel="email",
                recipient_name="Noor",
                recipient_address="noor@x.nl",
                subject="Gesprek",
                body="Dag.",
                message_id="<waits@x>",
                next_attempt_at=NOW,
                created_at=NOW,
            )
        )

    paused = roos.submit(f"{HOME}/berichten/pauze", follow_redirects=True).text
    resumed = roos.submit(f"{HOME}/berichten/verder", follow_redirects=True).text

    assert "Het versturen staat stil." in paused
    assert "Ga door met versturen" in paused
    assert "Pauzeer het versturen" in resumed


def test_organiser_chooses_reminders_and_asks_who_is_silent(app, roos) -> None:
    with app.app_context():
        with transaction():
            event = db.session.query(EventRow).filter_by(slug=SLUG).one()
            a_programme_row(event)
            event_id = event.id
        release(event_id, version=1, by="roos@example.org", known=0)

    saved = roos.submit(
        f"{HOME}/berichten/herinneringen",
        {"wanneer": ["two_hours", "nonsense"]},
        follow_redirects=True,
    ).text
    asked = roos.submit(f"{HOME}/berichten/vraag-antwoord", follow_redirects=True).text

    assert "Bewaard." in saved
    assert 'value="two_hours" checked' in saved
    assert "2 personen hebben nog niet geantwoord." in saved
    assert "Trefpunt vraagt 2 personen om antwoord." in asked
    assert "Wilt u laten weten of u komt?" in asked
