"""`trefpunt participants`: bring participants in from a sheet, and out to one."""

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from web.cli.event_argument import get_event
from web.cli.installation import open_installation
from web.persistence.rows import ParticipantRow
from web.refusals import NotFound
from web.services import erasure, exports, imports, roster, stored_data
from web.services.directory import files as directory
from web.services.import_plan import ImportPlan, PlannedRow, RowFate
from web.services.imports import ImportDone, UnusableFile
from web.wording.problems import file_problem, problem_line

_BY = "command line"
_FORMATS: Mapping[str, Callable[[int], bytes]] = {
    "csv": exports.export_participants,
    "xlsx": exports.export_workbook,
    "directory-csv": directory.directory_csv,
    "hsds-json": directory.directory_json,
    "hsds-csv": directory.directory_package,
}


@click.group()
def participants() -> None:
    """Bring participants in from a spreadsheet, and out to one.

    Example: trefpunt participants import netwerkbeurs organisations.csv
    """


@participants.command("import")
@click.argument("slug")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen, and do nothing.")
def import_participants(slug: str, file: Path, *, dry_run: bool) -> None:
    """Add or update a participant for each usable row of FILE.

    Example: trefpunt participants import --dry-run netwerkbeurs organisations.csv
    """
    with open_installation().app_context():
        found = get_event(slug)
        data, name = file.read_bytes(), file.name
        outcome: ImportPlan | ImportDone | UnusableFile = (
            imports.preview_import(found.id, data=data, filename=name)
            if dry_run
            else imports.import_participants(found.id, data=data, filename=name, by=_BY)
        )
        if isinstance(outcome, UnusableFile):
            raise click.UsageError(file_problem(outcome.why))
        plan = outcome.plan if isinstance(outcome, ImportDone) else outcome
        for problem in plan.problems:
            click.echo(problem_line(problem), err=True)
        if dry_run:
            for row in plan.rows:
                _tell(row)
        new, changed, same, refused = (len(plan.of_fate(fate)) for fate in RowFate)
        click.echo(
            f"{new} new, {changed} changed, {same} the same, {refused} rows not usable"
        )


@participants.command("export")
@click.argument("slug")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--format",
    "kind",
    type=click.Choice(list(_FORMATS)),
    default="csv",
    show_default=True,
    help="What to write.",
)
def export_participants(slug: str, file: Path, kind: str) -> None:
    """Write participants to FILE; those who take part, or the directory.

    Example: trefpunt participants export --format xlsx netwerkbeurs participants.xlsx
    """
    with open_installation().app_context():
        found = get_event(slug)
        file.write_bytes(_FORMATS[kind](found.id))
        click.echo(f"wrote {file}")


@participants.command("show")
@click.argument("slug")
@click.argument("code")
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
def show_participant(*, slug: str, code: str, as_json: bool) -> None:
    """Show everything that is stored about one participant.

    Example: trefpunt participants show netwerkbeurs P012
    """
    with open_installation().app_context():
        row = _get_participant(slug, code)
        stored = stored_data.read_stored(row.id, drafts=True)
        if as_json:
            click.echo(stored_data.as_json(stored))
            return
        for table in stored.tables:
            click.echo(f"{table.name}: {len(table.rows)}")
            for number, values in enumerate(table.rows, start=1):
                click.echo(f"  {number}.")
                for column, value in values.items():
                    lines = stored_data.in_words(value).splitlines() or [""]
                    click.echo(f"     {column}: " + "\n       ".join(lines))


@participants.command("erase")
@click.argument("slug")
@click.argument("code")
@click.option("--yes", is_flag=True, help="Do not ask whether you are sure.")
def erase_participant(*, slug: str, code: str, yes: bool) -> None:
    """Erase one participant for good; whoever would meet them is told.

    Example: trefpunt participants erase netwerkbeurs P012
    """
    with open_installation().app_context():
        row = _get_participant(slug, code)
        ahead = erasure.look_ahead(row.event_id, row.code)
        if not yes:
            click.confirm(
                f"Erase {row.code} ({row.name})? {ahead.meetings} planned meetings "
                "lapse. This cannot be undone.",
                abort=True,
            )
        done = erasure.erase_participant(row.event_id, row.code, by=_BY)
        click.echo(f"erased {done.code}; {done.told} people hear that a meeting lapses")


def _get_participant(slug: str, code: str) -> ParticipantRow:
    try:
        return roster.get_participant(get_event(slug).id, code)
    except NotFound:
        raise click.UsageError(
            f"{slug} has no participant {code}; see: trefpunt participants export"
        ) from None


def _tell(row: PlannedRow) -> None:
    """Say what one row would do."""
    click.echo(f"row {row.number}: {row.fate.value} {row.code} {row.name}")
    for change in row.changes:
        click.echo(f"    {change.column}: {change.before!r} -> {change.after!r}")
    for column in row.stays_no:
        click.echo(f"    {column}: stays no, they said so themselves")
