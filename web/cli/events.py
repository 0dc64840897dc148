"""`trefpunt event`: make events, open them, and let organisers in."""

from datetime import datetime

import click
from rich.console import Console
from rich.table import Table

from web.cli.event_argument import get_event
from web.cli.installation import open_installation
from web.services import accounts, events
from web.services.events import EventMade, NewEvent, NoTimesYet, Registration
from web.services.timetable import ClockDoubt
from web.wording import gettext as _
from web.wording.dates import days_of_event

_BY = "command line"


@click.group()
def event() -> None:
    """Make and open events, and let organisers in.

    Example: trefpunt event create "Netwerkbeurs Waterlede" --date 2026-10-22
    --tables 24 --organiser roos@example.org
    """


@event.command()
@click.argument("name")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), required=True)
@click.option("--tables", type=click.IntRange(1, 500), required=True)
@click.option(
    "--start", type=click.DateTime(["%H:%M"]), default="19:00", show_default=True
)
@click.option("--place", default="", help="Where it is held.")
@click.option("--organiser", required=True, help="E-mail address of who organises.")
@click.option("--organiser-name", default="", help="Their name.")
def create(  # noqa: PLR0913 -- one argument for each option
    *,
    name: str,
    day: datetime,
    tables: int,
    start: datetime,
    place: str,
    organiser: str,
    organiser_name: str,
) -> None:
    """Make an event with one block of six rounds, and print a sign-in link.

    Example: trefpunt event create "Netwerkbeurs" --date 2026-10-22 --tables 24
    --organiser roos@example.org
    """
    with open_installation().app_context():
        token = accounts.print_link(organiser, name=organiser_name)
        new = NewEvent(
            name=name,
            day=day.date(),
            tables=tables,
            place=place,
            start=start.time(),
        )
        made = events.create_event(new, by=accounts.normalise_email(organiser))
        if isinstance(made, ClockDoubt):
            raise click.UsageError(
                "the clock changes at that time; choose another --start"
            )
        assert isinstance(made, EventMade)  # noqa: S101 -- the only one left
        click.echo(f"{made.slug}")
        click.echo(accounts.sign_in_url(token))


@event.command("list")
def list_events() -> None:
    """List all events.

    Example: trefpunt event list
    """
    with open_installation().app_context():
        table = Table("event", "name", "days", "registration", "participants")
        for found in events.list_all():
            days = days_of_event(found.days) if found.days else _("Nog geen dag")
            table.add_row(
                found.slug, found.name, days, found.state, str(found.registered)
            )
        Console().print(table)


@event.command("open")
@click.argument("slug")
def open_registration(slug: str) -> None:
    """Open registration of an event.

    Example: trefpunt event open netwerkbeurs-waterlede
    """
    with open_installation().app_context():
        found = get_event(slug)
        outcome = events.set_registration(found.id, Registration.OPEN, by=_BY)
        if isinstance(outcome, NoTimesYet):
            raise click.UsageError(f"{slug} has no times yet")
        click.echo(f"{slug} is open")


@event.command("sign-in-link")
@click.argument("email")
@click.option("--name", default="", help="Their name, for somebody new.")
@click.option("--event", "slug", default="", help="Let them organise this event too.")
def sign_in_link(email: str, name: str, slug: str) -> None:
    """Print a link that signs an organiser in, once, within a day.

    Example: trefpunt event sign-in-link roos@example.org --event netwerkbeurs
    """
    with open_installation().app_context():
        token = accounts.print_link(email, name=name)
        if slug:
            found = get_event(slug)
            events.add_organiser(found.id, email=email, by=_BY)
        click.echo(accounts.sign_in_url(token))
