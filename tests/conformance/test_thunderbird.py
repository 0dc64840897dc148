"""A real mail program takes our invitations, answers them, and forgets cancelled ones."""

from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from matcher.invitations.replies import Participation, Reply
from matcher.invitations.reply_mail import read_mail
from tests.conformance.correspondence import READER, Correspondence, calendar_of
from tests.conformance.reading import our_reading
from tests.conformance.thunderbird import CalendarEntry, Thunderbird, thunderbird
from tests.web.mail.smtp_server import Inbox, smtp_server

PAIR = [("W001", "W002")]


@pytest.fixture(scope="module")
def answers() -> Inbox:
    """What Thunderbird mails."""
    return Inbox()


@pytest.fixture(scope="module")
def reader(
    answers: Inbox, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Thunderbird]:
    """One Thunderbird for all of these."""
    with (
        smtp_server(answers) as server,
        thunderbird(tmp_path_factory.mktemp("thunderbird")) as program,
    ):
        program.set_up(READER, server.port)
        yield program


def test_thunderbird_accepts_follows_a_change_and_forgets_what_is_cancelled(
    reader: Thunderbird, answers: Inbox, make_correspondence
) -> None:
    letters: Correspondence = make_correspondence()

    (invited,) = letters.release(PAIR)
    shown = reader.show(invited.as_bytes())
    reader.press("imipAcceptButton")
    assert shown.label == "This message contains an invitation to an event."
    assert reader.entries() == [_entry_of(invited, "ACCEPTED")]

    letters.clock.move(hours=1)
    (moved,) = letters.release(PAIR, later=True)
    shown = reader.show(moved.as_bytes())
    reader.press("imipTentativeButton")
    assert shown.label == "This message contains an update to an existing event."
    assert reader.entries() == [_entry_of(moved, "TENTATIVE")]

    letters.clock.move(hours=1)
    (cancelled,) = letters.release([("W001", "W003")])
    shown = reader.show(cancelled.as_bytes())
    reader.press("imipDeleteButton")
    assert shown.label == "This message contains an event cancellation."
    assert reader.entries() == []

    assert _replies(answers) == [
        (_uid_of(invited), 0, READER, Participation.ACCEPTED),
        (_uid_of(moved), 1, READER, Participation.TENTATIVE),
    ]


def test_thunderbird_follows_a_feed_it_is_subscribed_to(
    reader: Thunderbird, make_correspondence
) -> None:
    letters: Correspondence = make_correspondence()
    (invited,) = letters.release(PAIR)
    url = letters.feed_url()

    first = [entry.start for entry in reader.subscribe(url)]
    letters.clock.move(hours=1)
    (moved,) = letters.release(PAIR, later=True)
    second = [entry.start for entry in reader.subscribe(url)]
    letters.clock.move(hours=1)
    letters.release([("W001", "W003")])
    third = [entry.start for entry in reader.subscribe(url)]

    assert first == [_start_of(invited)]
    assert second == [_start_of(moved)]
    assert third == []


def _entry_of(mail: EmailMessage, answer: str) -> CalendarEntry:
    entry = our_reading(calendar_of(mail)).entries[0]
    return CalendarEntry(
        uid=entry.uid, title=entry.summary, start=_start_of(mail), answer=answer
    )


def _start_of(mail: EmailMessage) -> int:
    return int(our_reading(calendar_of(mail)).entries[0].start.timestamp())


def _uid_of(mail: EmailMessage) -> str:
    return our_reading(calendar_of(mail)).entries[0].uid


def _replies(inbox: Inbox) -> list[tuple[str, int, str, Participation]]:
    """Read what Thunderbird mailed as the application reads it."""
    meanings = [read_mail(envelope.content).meaning for envelope in inbox.received]
    return [
        (reply.uid, reply.sequence, reply.attendee, reply.participation)
        for reply in meanings
        if isinstance(reply, Reply)
    ]
