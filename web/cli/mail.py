"""`trefpunt mail`: how the outbox does, sending by hand, reading a message."""

import sys
from typing import BinaryIO

import click
from rich.console import Console
from rich.table import Table

from matcher.invitations import LARGEST_MAIL
from web import current
from web.cli.event_argument import get_event
from web.cli.installation import open_installation
from web.refusals import NotFound, StorageUnavailable
from web.services import mail_pauses, mailbox, messages, replies

_STATES = ("queued", "sending", "sent", "failed", "bounced", "by_hand")
_BATCH = 100
BY = "trefpunt mail"
"""Who did it, in the record of changes."""
TRY_AGAIN = 75
"""The exit status by which a mail server keeps a mail (``EX_TEMPFAIL``)."""


@click.group()
def mail() -> None:
    """See how the outbox does, and send what is due.

    Example: trefpunt mail status
    """


@mail.command()
@click.option("--event", "slug", default="", help="Only the messages of this event.")
def status(slug: str) -> None:
    """Count the messages in each state, and list those that failed.

    Example: trefpunt mail status --event netwerkbeurs-waterlede
    """
    with open_installation().app_context():
        event = get_event(slug) if slug else None
        counted = messages.count_by_state(event.id if event else None)
        table = Table("state", "messages")
        for state in _STATES:
            table.add_row(state, str(counted.get(state, 0)))
        console = Console()
        console.print(table)
        if not messages.is_mail_configured():
            console.print(
                "Mail is not set up: messages wait. See TREFPUNT_SMTP_URL in "
                "docs/configuration.md."
            )
        if event:
            _list_failed(event.id, console)


@mail.command()
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=_BATCH, show_default=True
)
def send(limit: int) -> None:
    """Send what is due now, as the worker does by itself.

    Example: trefpunt mail send
    """
    with open_installation().app_context():
        if not messages.is_mail_configured():
            raise click.UsageError(
                "mail is not set up; set TREFPUNT_SMTP_URL, for example "
                "smtp://user:password@mail.example.org:587?starttls=1"
            )
        click.echo(f"{messages.send_due(limit)} sent")


@mail.command()
@click.option("--event", "slug", default="", help="Only the messages of this event.")
def pause(slug: str) -> None:
    """Let nothing go out for now; sign-in links wait too.

    Example: trefpunt mail pause --event netwerkbeurs-waterlede
    """
    with open_installation().app_context():
        event = get_event(slug) if slug else None
        mail_pauses.pause(event.id if event else None, by=BY)
        click.echo("paused; what was under way may still arrive")


@mail.command()
@click.option("--event", "slug", default="", help="Only the messages of this event.")
def resume(slug: str) -> None:
    """Let everything that waited go out again.

    Example: trefpunt mail resume
    """
    with open_installation().app_context():
        event = get_event(slug) if slug else None
        mail_pauses.resume(event.id if event else None, by=BY)
        click.echo("resumed")


@mail.command()
def fetch() -> None:
    """Look into the mailbox now, as the worker does by itself.

    Example: trefpunt mail fetch
    """
    app = open_installation()
    with app.app_context():
        if current.settings().imap is None:
            raise click.UsageError(
                "no mailbox is set up; set TREFPUNT_IMAP_URL, for example "
                "imaps://user:password@mail.example.org/INBOX"
            )
        click.echo(f"{mailbox.look_into_mailbox()} read")
        state = mailbox.mailbox_state()
        if state is not None and state.error:
            raise click.ClickException(state.error)


@mail.command()
@click.argument("source", type=click.File("rb"), default="-")
def receive(source: BinaryIO) -> None:
    """Take one mail from a mail server, on standard input.

    For a local delivery agent, in a .forward or an alias. Ends with 75 (try again
    later) where the database cannot be reached, so that the server keeps the mail.

    Example: trefpunt mail receive < answer.eml
    """
    content = source.read(LARGEST_MAIL + 1)
    try:
        with open_installation().app_context():
            received = replies.receive_mail(content)
    except StorageUnavailable:
        click.echo("the database cannot be used now", err=True)
        sys.exit(TRY_AGAIN)
    click.echo(received.outcome if received.is_new else f"{received.outcome}, again")


@mail.command()
@click.argument("slug")
@click.argument("number", type=int, required=False)
def show(slug: str, number: int | None) -> None:
    """List the messages of an event, or read one of them.

    Example: trefpunt mail show netwerkbeurs-waterlede 12
    """
    with open_installation().app_context():
        event = get_event(slug)
        if number is None:
            _list_all(event.id)
            return
        try:
            found = messages.message(event.id, number)
        except NotFound:
            raise click.UsageError(
                f"{slug} has no message {number}; see: trefpunt mail show {slug}"
            ) from None
        click.echo(f"{found.recipient_name} <{found.recipient_address}>")
        click.echo(f"{found.channel}, {found.state} {found.error}".strip())
        click.echo(f"{found.subject}\n\n{found.body}")


def _list_all(event_id: int) -> None:
    table = Table("number", "to", "how", "state", "subject")
    for line in messages.list_messages(event_id):
        table.add_row(
            str(line.id), line.recipient_name, line.channel, line.state, line.subject
        )
    Console().print(table)


def _list_failed(event_id: int, console: Console) -> None:
    for line in messages.list_messages(event_id):
        if line.state == "failed":
            console.print(f"{line.id} {line.recipient_name}: {line.error}")
