"""`trefpunt participants`: bring participants in from a sheet, and out to one."""

from pathlib import Path

import click

from web.cli.event_argument import get_event
from web.cli.installation import open_installation
from web.services import exports, imports
from web.services.imports import UnusableFile
from web.wording.problems import file_problem, problem_line

_BY = "command line"


@click.group()
def participants() -> None:
    """Bring participants in from a spreadsheet, and out to one.

    Example: trefpunt participants import netwerkbeurs organisations.csv
    """


@participants.command("import")
@click.argument("slug")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_participants(slug: str, file: Path) -> None:
    """Add or update a participant for each usable row of FILE.

    Example: trefpunt participants import netwerkbeurs organisations.csv
    """
    with open_installation().app_context():
        found = get_event(slug)
        outcome = imports.import_participants(
            found.id, data=file.read_bytes(), filename=file.name, by=_BY
        )
        if isinstance(outcome, UnusableFile):
            raise click.UsageError(file_problem(outcome.why))
        for problem in outcome.problems:
            click.echo(problem_line(problem), err=True)
        click.echo(
            f"{len(outcome.added)} new, {len(outcome.updated)} changed, "
            f"{outcome.unchanged} the same, {outcome.refused_rows} rows not usable"
        )


@participants.command("export")
@click.argument("slug")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export_participants(slug: str, file: Path) -> None:
    """Write the registered participants to FILE, as CSV.

    Example: trefpunt participants export netwerkbeurs participants.csv
    """
    with open_installation().app_context():
        found = get_event(slug)
        file.write_bytes(exports.export_participants(found.id))
        click.echo(f"wrote {file}")
