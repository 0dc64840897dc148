"""Nobody is forgotten: who was told of a release, how, and what is still to do."""

from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from flask import Flask

from tests.clocks import FixedClock
from tests.factories import a_participant_row, a_programme_row, an_event_row
from web.persistence.queries import contact_attempts, messages, setup
from web.persistence.rows import EventRow
from web.persistence.transaction import transaction
from web.services import outreach, releases
from web.services.messages import NotByHand
from web.services.outreach import Outcome, Outreach, OutreachPerson, Told

BY = "roos@example.org"


@pytest.fixture
def event(app: Flask) -> Iterator[EventRow]:
    """Fatma has mail, Mehari WhatsApp and then the telephone, An wants a letter."""
    with app.app_context():
        with transaction():
            found = an_event_row(slots=4)
            a_participant_row(found, "W001", name="Koffie", delegates=["Fatma"])
            mehari = a_participant_row(
                found,
                "W002",
                name="Habesha Brug",
                delegates=["Mehari"],
                contact="06-12345678",
                channels=["whatsapp", "telefoon"],
            )
            mehari.language = "ar"
            mehari.calling = "Mehari, na zes uur"
            mehari.go_between = "Selam, 06-87654321"
            a_participant_row(
                found,
                "W003",
                name="Buurthuis",
                delegates=["An"],
                contact=None,
                channels=["post"],
            )
            a_programme_row(found, [("W001", "W002"), ("W001", "W003")])
        releases.release(found.id, version=1, by=BY, known=0)
        yield found


def read(event: EventRow, version: int = 0) -> Outreach:
    found = outreach.read_outreach(event, version)
    assert found is not None
    return found


def person(event: EventRow, name: str) -> OutreachPerson:
    (found,) = (p for p in read(event).people if p.name == name)
    return found


def message_of(event: EventRow, name: str) -> int:
    return person(event, name).messages[0].id


def test_everybody_with_a_meeting_stands_in_the_overview(event: EventRow) -> None:
    found = read(event)

    assert {p.name: (p.standing, p.by) for p in found.people} == {
        "Fatma": (Told.UNDER_WAY, {"email"}),
        "Mehari": (Told.TO_DO, {"whatsapp"}),
        "An": (Told.TO_DO, {"post"}),
    }
    assert found.counts == {Told.TO_DO: 2, Told.UNDER_WAY: 1}
    assert found.people[0].standing is Told.TO_DO


def test_a_text_for_the_telephone_is_short_and_in_their_language(
    event: EventRow,
) -> None:
    (message,) = person(event, "Mehari").messages
    whatsapp, signal, sms = (link.url for link in message.links)

    assert "/mijn/" in message.short
    assert len(message.short) < 300
    assert "Beste" not in message.short
    assert whatsapp == (f"https://wa.me/31612345678?text={whatsapp.partition('=')[2]}")
    assert unquote(whatsapp.partition("=")[2]) == message.short
    assert signal == "https://signal.me/#p/+31612345678"
    assert unquote(sms).removeprefix("sms:+31612345678?body=") == message.short


def test_who_may_be_called_when_and_through_whom_is_said(event: EventRow) -> None:
    found = person(event, "Mehari")

    assert (found.calling, found.go_between) == (
        "Mehari, na zes uur",
        "Selam, 06-87654321",
    )


def test_what_is_done_is_done_and_can_be_taken_back(event: EventRow) -> None:
    key = message_of(event, "Mehari")

    outreach.record_outcome(event.id, key, Outcome.DONE, by=BY)
    done = person(event, "Mehari").standing
    outreach.record_outcome(event.id, key, Outcome.TO_DO, by=BY)

    assert (done, person(event, "Mehari").standing) == (Told.DONE, Told.TO_DO)


@pytest.mark.parametrize("outcome", [Outcome.NO_ANSWER, Outcome.CALL_BACK])
def test_who_did_not_answer_is_still_to_do_and_it_is_kept(
    event: EventRow, clock: FixedClock, outcome: Outcome
) -> None:
    outreach.record_outcome(event.id, message_of(event, "Mehari"), outcome, by=BY)

    found = person(event, "Mehari")
    (attempt,) = found.messages[0].attempts
    assert found.standing is Told.TO_DO
    assert (attempt.channel, attempt.outcome, attempt.tried_at) == (
        "whatsapp",
        outcome,
        clock.now(),
    )


def test_what_fails_goes_by_the_next_channel_until_none_is_left(
    event: EventRow,
) -> None:
    key = message_of(event, "Mehari")
    went = []
    for _turn in range(5):
        went.append(person(event, "Mehari").messages[0].channel)
        outreach.record_outcome(event.id, key, Outcome.FAILED, by=BY)

    assert went == ["whatsapp", "telefoon", "post", "langskomen", "langskomen"]
    assert person(event, "Mehari").standing is Told.TO_DO


def test_mail_that_bounced_is_to_do_and_names_the_next_way(event: EventRow) -> None:
    with transaction():
        for row in messages.list_messages(event.id):
            if row.channel == "email":
                row.state = "bounced"

    found = person(event, "Fatma")

    assert found.standing is Told.TO_DO
    assert {message.next_channel for message in found.messages} == {"post"}


def test_the_machine_is_not_ticked_off_by_hand(event: EventRow) -> None:
    with pytest.raises(NotByHand):
        outreach.record_outcome(
            event.id, message_of(event, "Fatma"), Outcome.DONE, by=BY
        )


def test_who_hears_nothing_of_a_release_has_no_news(
    event: EventRow, clock: FixedClock
) -> None:
    clock.move(hours=1)
    with transaction():
        later = setup.get_event(event.id)
        a_programme_row(later, [("W001", "W002")], version=2)
    releases.release(event.id, version=2, by=BY, known=1)

    second, first = read(event), read(event, 1)

    assert second.versions == (1, 2)
    assert {p.name: p.standing for p in second.people}["Mehari"] is Told.NO_NEWS
    assert {p.name for p in first.people} == {"Fatma", "Mehari", "An"}
    assert {p.name: p.standing for p in first.people}["Mehari"] is Told.TO_DO


def test_a_letter_has_the_whole_message_and_their_code(event: EventRow) -> None:
    key = message_of(event, "Mehari")

    (sheet,) = outreach.list_letters(event, [key])

    whole = " ".join("\n\n".join(sheet.letter.paragraphs).split())
    assert whole == " ".join(messages.get_message(event.id, key).body.split())
    assert sheet.letter.language == "ar"
    assert sheet.qr is not None
    assert "/mijn/" in sheet.letter.url


def test_what_was_tried_goes_with_the_message(event: EventRow) -> None:
    key = message_of(event, "Mehari")
    outreach.record_outcome(event.id, key, Outcome.NO_ANSWER, by=BY)

    assert [row.outcome for row in contact_attempts.list_attempts(event.id)[key]] == [
        "no_answer"
    ]
