"""Upkeep: bring the schema up to date, copy and restore, look after the rest."""

from pathlib import Path

import click
from flask import Flask
from rich.console import Console
from rich.table import Table as TextTable

from web import create_app
from web.cli.plain_errors import PlainCommand, UnusableInput
from web.config import SettingsRefused, from_environment
from web.persistence.schema import upgrade_schema
from web.refusals import BackupUnusable, NotAFileDatabase
from web.services import backups, health
from web.services.health import Check, Finding

_FILE = click.Path(path_type=Path, dir_okay=False)
_SIGNS = {
    Finding.GOOD: "good",
    Finding.ATTENTION: "look at this",
    Finding.WRONG: "WRONG",
}


@click.command(cls=PlainCommand, epilog="Example: trefpunt migrate")
def migrate() -> None:
    """Bring the database to the schema this version needs; nothing is lost."""
    upgrade_schema(_app())
    click.echo("The database has the newest schema.")


@click.command(
    cls=PlainCommand, epilog="Example: trefpunt backup /mnt/safe/today.sqlite"
)
@click.argument("target", required=False, type=_FILE)
def backup(target: Path | None) -> None:
    """Copy the database while it is in use, and check the copy.

    Without TARGET the copy goes to a dated file in the data directory; keep one on
    another machine as well.
    """
    with _app().app_context():
        try:
            done = backups.back_up(target)
        except NotAFileDatabase:
            raise UnusableInput(
                "The database is a PostgreSQL server. Copy it with its own tool: "
                'pg_dump --format=custom --file=trefpunt.dump "$DATABASE_URL"'
            ) from None
        except FileExistsError as fault:
            raise UnusableInput(
                f"{fault.args[0]} is there already. Name another file."
            ) from None
        except OSError as fault:
            raise UnusableInput(
                f"{target or 'The backup'} cannot be written: {fault.strerror}."
            ) from None
    click.echo(f"{done.path}: {done.size // 1024} kB, schema {done.revision}, sound.")


@click.command(
    cls=PlainCommand, epilog="Example: trefpunt restore --verify today.sqlite"
)
@click.argument("source", type=_FILE)
@click.option("--verify", is_flag=True, help="Only check the file; change nothing.")
def restore(*, source: Path, verify: bool) -> None:
    """Put the backup SOURCE in the place of the database.

    Stop `trefpunt serve` and every worker first. The database that is there now is
    kept beside it.
    """
    app = _app()
    with app.app_context():
        try:
            if verify:
                revision = backups.check_backup(source)
                click.echo(f"{source}: sound, schema {revision}.")
                return
            done = backups.restore(source)
        except BackupUnusable as fault:
            raise UnusableInput(f"{source}: {fault.fault}.") from None
        except NotAFileDatabase:
            raise UnusableInput(
                "The database is a PostgreSQL server. Restore with its own tool: "
                'pg_restore --clean --if-exists --dbname="$DATABASE_URL" trefpunt.dump'
            ) from None
    upgrade_schema(app)
    click.echo(f"Restored {source} (schema {done.revision}).")
    if done.aside is not None:
        click.echo(f"The database that was here is kept: {done.aside}")


@click.command(cls=PlainCommand, epilog="Example: trefpunt doctor --strict")
@click.option("--strict", is_flag=True, help="Also exit 1 for what only needs a look.")
def doctor(*, strict: bool) -> None:
    """Look at settings, database, worker, mail, disk and clock; say what is wrong."""
    with _app().app_context():
        checks = tuple(health.check_installation())
    _print(checks)
    bad = {Finding.WRONG, Finding.ATTENTION} if strict else {Finding.WRONG}
    if any(check.finding in bad for check in checks):
        raise click.exceptions.Exit(1)


def _print(checks: tuple[Check, ...]) -> None:
    table = TextTable("what", "finding", "told", "what to do")
    for check in checks:
        table.add_row(check.subject, _SIGNS[check.finding], check.told, check.advice)
    Console().print(table)


def _app() -> Flask:
    try:
        return create_app(from_environment())
    except SettingsRefused as fault:
        raise UnusableInput(str(fault)) from None
