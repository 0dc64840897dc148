"""A release and its mail on every database we support."""

from tests.factories import a_participant_row, a_programme_row, an_event_row
from web.persistence.transaction import transaction
from web.services import calendars, messages, releases


def test_release_is_stored_and_sent_on_each_database(each_app, transport) -> None:
    with each_app.app_context():
        with transaction():
            event = an_event_row()
            participant = a_participant_row(event, "W001")
            a_participant_row(event, "W002", contact="noor@example.net")
            a_programme_row(event, [("W001", "W002")])
            event_id, participant_id = event.id, participant.id

        done = releases.release(event_id, version=1, by="s@x.nl", known=0)
        sent = messages.send_due(10)
        feed = calendars.feed_file(participant_id).content

    assert (done.mails, sent, len(transport.sent)) == (2, 2, 2)
    assert (entries_in(feed), feed.count(b"STATUS:CONFIRMED")) == (1, 1)


def entries_in(feed: bytes) -> int:
    return feed.count(b"BEGIN:VEVENT")
