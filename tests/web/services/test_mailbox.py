"""The mailbox: nothing skipped, nothing twice, whatever dies or is away."""

from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import pytest

from tests.factories import a_participant_row, a_programme_row, an_event_row
from tests.web.mail.answers import answer_to, invitation_of
from tests.web.mail.dovecot import dovecot
from web.config import ImapServer, Settings
from web.persistence.database import db
from web.persistence.rows import ReceivedMailRow
from web.persistence.transaction import transaction
from web.refusals import MailUnavailable, StorageUnavailable
from web.services import mailbox, meeting_answers
from web.services.mailbox import look_into_mailbox, mailbox_state
from web.services.meeting_answers import AnswerState
from web.services.releases import release

SERVER = ImapServer(host="mail", port=993, user="beurs", password="secret")  # noqa: S106 -- of this test only


@dataclass
class Letterbox:
    """Mails by number, as a server keeps them."""

    mails: dict[int, bytes] = field(default_factory=dict)
    uid_validity: int = 1
    seen: set[int] = field(default_factory=set)
    fetched: list[int] = field(default_factory=list)
    dies_at: int = 0
    is_away: bool = False

    def list_after(self, uid: int, limit: int) -> tuple[int, ...]:
        return tuple(number for number in sorted(self.mails) if number > uid)[:limit]

    def fetch(self, uid: int, *, most: int) -> bytes:
        self.fetched.append(uid)
        if uid == self.dies_at:
            raise StorageUnavailable
        return self.mails[uid][: most + 1]

    def mark_seen(self, uid: int) -> None:
        self.seen.add(uid)

    @contextmanager
    def open(self, server: ImapServer):
        assert server.user
        if self.is_away:
            raise MailUnavailable(0, "connection refused")
        yield self


@pytest.fixture
def letterbox() -> Letterbox:
    return Letterbox()


@pytest.fixture
def settings(settings) -> Settings:
    return replace(settings, imap=SERVER)


@pytest.fixture(autouse=True)
def _context(app):
    with app.app_context():
        yield


def _words(number: int) -> bytes:
    return f"From: a@b.example\r\nMessage-ID: <{number}@b>\r\n\r\nDag.\r\n".encode()


def _outcomes() -> list[str]:
    db.session.rollback()
    return [row.outcome for row in db.session.query(ReceivedMailRow)]


def test_without_a_mailbox_nothing_is_looked_at(app, settings, letterbox) -> None:
    installation = app.extensions["trefpunt"]
    app.extensions["trefpunt"] = replace(
        installation, settings=replace(settings, imap=None)
    )

    assert (look_into_mailbox(letterbox.open), mailbox_state()) == (0, None)


def test_new_mail_is_read_once_and_marked(letterbox, clock) -> None:
    letterbox.mails = {3: _words(3), 7: _words(7)}

    assert look_into_mailbox(letterbox.open) == 2
    clock.move(minutes=1)
    letterbox.mails[8] = _words(8)
    assert look_into_mailbox(letterbox.open) == 1

    assert letterbox.fetched == [3, 7, 8]
    assert letterbox.seen == {3, 7, 8}


def test_mailbox_is_let_be_between_two_looks(letterbox, clock) -> None:
    look_into_mailbox(letterbox.open)
    letterbox.mails[1] = _words(1)

    assert look_into_mailbox(letterbox.open) == 0
    clock.move(seconds=30)
    assert look_into_mailbox(letterbox.open) == 1


def test_full_mailbox_is_read_on_at_once(letterbox, monkeypatch) -> None:
    monkeypatch.setattr(mailbox, "AT_ONCE", 2)
    letterbox.mails = {number: _words(number) for number in range(1, 4)}

    assert [look_into_mailbox(letterbox.open) for _ in range(3)] == [2, 1, 0]


def test_worker_that_dies_leaves_the_mail_to_the_next(letterbox, clock) -> None:
    letterbox.mails = {1: _words(1), 2: _words(2)}
    letterbox.dies_at = 2
    with pytest.raises(StorageUnavailable):
        look_into_mailbox(letterbox.open)
    letterbox.dies_at = 0

    # The dead worker's lease first has to end.
    assert look_into_mailbox(letterbox.open) == 0
    clock.move(minutes=2)
    assert look_into_mailbox(letterbox.open) == 1

    assert letterbox.fetched == [1, 2, 2]
    assert _outcomes() == ["words", "words"]


def test_mail_that_kills_every_worker_is_set_aside(
    letterbox, clock, monkeypatch
) -> None:
    letterbox.mails = {1: _words(1), 2: _words(2)}
    read = mailbox.replies.read

    def deadly(content: bytes):
        if b"<1@b>" in content:
            raise RecursionError
        return read(content)

    monkeypatch.setattr(mailbox.replies, "read", deadly)
    for _ in range(mailbox.MOST_TRIES):
        with pytest.raises(RecursionError):
            look_into_mailbox(letterbox.open)
        clock.move(minutes=2)

    assert look_into_mailbox(letterbox.open) == 2
    assert sorted(_outcomes()) == ["damaged", "words"]


def test_other_numbers_are_read_anew_but_count_once(letterbox, clock) -> None:
    letterbox.mails = {5: _words(1)}
    look_into_mailbox(letterbox.open)
    clock.move(minutes=1)
    letterbox.uid_validity, letterbox.mails = 2, {1: _words(1), 2: _words(2)}

    assert look_into_mailbox(letterbox.open) == 2
    assert _outcomes() == ["words", "words"]


def test_mail_that_is_gone_meanwhile_is_passed_over(letterbox) -> None:
    letterbox.mails = {1: b""}

    assert (look_into_mailbox(letterbox.open), _outcomes()) == (1, [])


def test_mailbox_that_is_away_is_tried_ever_less_often(letterbox, clock) -> None:
    letterbox.is_away = True
    tries = []
    for minute in range(120):
        before = mailbox_state()
        look_into_mailbox(letterbox.open)
        if mailbox_state() != before:
            tries.append(minute)
        clock.move(minutes=1)

    assert tries == [0, 1, 3, 8, 23, 53, 83, 113]


def test_mailbox_that_is_back_is_forgiven(letterbox, clock) -> None:
    letterbox.is_away = True
    look_into_mailbox(letterbox.open)
    state = mailbox_state()
    assert state is not None
    assert (state.failures, state.error) == (1, "0 connection refused")
    letterbox.is_away = False
    clock.move(minutes=1)

    look_into_mailbox(letterbox.open)

    state = mailbox_state()
    assert state is not None
    assert (state.failures, state.error, state.looked_at) == (0, "", clock.now())


def test_answer_delivered_by_lmtp_and_read_by_imap_is_the_answer(
    app, settings, clock
) -> None:
    with transaction():
        event = an_event_row()
        a_participant_row(event, "W001")
        a_participant_row(event, "W003", delegates=["Noor"], contact="noor@x.nl")
        a_programme_row(event, [("W001", "W003")])
        event_id = event.id
    release(event_id, version=1, by="samira@voorbeeld.nl", known=0)
    clock.move(days=60)
    invitation = invitation_of("W003")

    with dovecot() as host:
        installation = app.extensions["trefpunt"]
        app.extensions["trefpunt"] = replace(
            installation, settings=replace(settings, imap=host.imap)
        )
        host.deliver(
            answer_to(invitation, "thunderbird_accepted"),
            _words(1),
        )
        assert look_into_mailbox() == 2

    answer = meeting_answers.find_answer(invitation.uid)
    assert answer is not None
    assert answer.state is AnswerState.ACCEPTED
    assert _outcomes() == ["answered", "words"]
