"""`trefpunt mail`, run as a person runs it, on an installation of its own."""

import pytest
from click.testing import CliRunner, Result

from tests.factories import an_event_row
from tests.web.mail.smtp_server import Inbox, smtp_server
from web.cli.mail import mail
from web.config import to_environment
from web.mail import outbox
from web.mail.letter import Letter
from web.mail.outbox import Addressee
from web.persistence.transaction import transaction
from web.refusals import MailRefused
from web.services import messages


@pytest.fixture
def run(settings):
    """Run a command of the group with the settings of this test."""

    def run_command(*arguments: str, **environment: str) -> Result:
        variables = to_environment(settings) | environment
        return CliRunner().invoke(mail, arguments, env=variables)

    return run_command


@pytest.fixture
def message(app) -> int:
    """A message to Noor in the outbox of the event ``netwerkbeurs``."""
    with app.app_context(), transaction():
        row = outbox.new_message(
            Letter(subject="Uw gesprek", text="Dag Noor.\n", html=""),
            Addressee(
                channel="email",
                name="Noor",
                address="noor@example.net",
                participant="W003",
            ),
            kind="invitation",
            message_id="<a@localhost>",
        )
        row.event_id = an_event_row().id
        outbox.queue(row)
        return row.id


@pytest.mark.usefixtures("message")
def test_status_counts_messages_and_says_that_mail_is_not_set_up(run) -> None:
    result = run("status")

    assert result.exit_code == 0
    assert "queued" in result.output
    assert "TREFPUNT_SMTP_URL" in result.output


@pytest.mark.usefixtures("message")
def test_status_of_an_event_names_what_failed(run, app, transport) -> None:
    transport.refusal = MailRefused(550, "no such user")
    with app.app_context():
        messages.send_due(1)

    result = run("status", "--event", "netwerkbeurs")

    assert "Noor: 550 no such user" in result.output


@pytest.mark.usefixtures("message")
def test_status_names_nothing_when_nothing_failed(run) -> None:
    result = run("status", "--event", "netwerkbeurs", TREFPUNT_SMTP_URL="smtp://x.nl")

    assert (result.exit_code, "Noor" in result.output) == (0, False)
    assert "TREFPUNT_SMTP_URL" not in result.output


@pytest.mark.usefixtures("message")
def test_send_delivers_what_is_due(run) -> None:
    inbox = Inbox()

    with smtp_server(inbox) as server:
        url = f"smtp://{server.host}:{server.port}"
        result = run("send", TREFPUNT_SMTP_URL=url)

    assert (result.output, len(inbox.received)) == ("1 sent\n", 1)


def test_send_without_a_mail_server_says_what_to_set(run) -> None:
    result = run("send")

    assert result.exit_code == 2
    assert "TREFPUNT_SMTP_URL" in result.output


@pytest.mark.usefixtures("message")
def test_show_lists_the_messages_of_an_event(run) -> None:
    result = run("show", "netwerkbeurs")

    assert "Noor" in result.output
    assert "Uw gesprek" in result.output


def test_show_reads_one_message(run, message) -> None:
    result = run("show", "netwerkbeurs", str(message))

    assert result.output == (
        "Noor <noor@example.net>\nemail, queued\nUw gesprek\n\nDag Noor.\n\n"
    )


@pytest.mark.usefixtures("message")
def test_show_of_an_unknown_message_says_how_to_find_one(run) -> None:
    result = run("show", "netwerkbeurs", "99")

    assert result.exit_code == 2
    assert "trefpunt mail show netwerkbeurs" in result.output


def test_fetch_without_a_mailbox_says_what_to_set(run) -> None:
    result = run("fetch")

    assert result.exit_code == 2
    assert "TREFPUNT_IMAP_URL" in result.output


def test_fetch_reads_the_mailbox_and_says_what_is_wrong(run) -> None:
    result = run("fetch", TREFPUNT_IMAP_URL="imap://u:p@127.0.0.1:1")

    assert result.exit_code == 1
    assert "0 read" in result.output
    assert "refused" in result.output


def test_mail_on_standard_input_is_received_once(settings) -> None:
    content = b"From: a@b.example\nMessage-ID: <1@b>\n\nDag.\n"
    variables = to_environment(settings)

    first, second = (
        CliRunner().invoke(mail, ["receive"], input=content, env=variables)
        for _ in range(2)
    )

    assert (first.output, second.output) == ("words\n", "words, again\n")


def test_mail_that_cannot_be_stored_stays_with_the_mail_server(settings) -> None:
    variables = to_environment(settings) | {
        "TREFPUNT_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"
    }

    result = CliRunner().invoke(mail, ["receive"], input=b"x", env=variables)

    assert result.exit_code == 75


@pytest.mark.usefixtures("message")
def test_nothing_is_sent_between_pause_and_resume(run) -> None:
    inbox = Inbox()
    with smtp_server(inbox) as server:
        url = f"smtp://{server.host}:{server.port}"
        run("pause", "--event", "netwerkbeurs")
        paused = run("send", TREFPUNT_SMTP_URL=url)
        run("resume", "--event", "netwerkbeurs")
        resumed = run("send", TREFPUNT_SMTP_URL=url)

    assert (paused.output, resumed.output) == ("0 sent\n", "1 sent\n")
