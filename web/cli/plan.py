"""`trefpunt plan`: a programme from two spreadsheets, without server or database."""

import time
from dataclasses import replace
from pathlib import Path

import click

from matcher.event import Rules
from matcher.invitations import mail_address
from matcher.planning import Limits
from matcher.refusals import EventNotPlannable, MatcherError, NoPlan, PlanRejected
from web.cli.plain_errors import PlainCommand, UnusableInput
from web.cli.plan_summary import summary_lines
from web.cli.planning_progress import planning_progress
from web.cli.wording_app import make_wording_app
from web.ports import SystemClock
from web.services.plan_files.folder import FolderRefused, ForeignFiles
from web.services.plan_files.reading import InputRefused, PlanInput
from web.services.plan_files.running import (
    PlanRequest,
    Search,
    open_request,
    run_request,
)
from web.wording import gettext, in_language
from web.wording.dates import listed
from web.wording.planning import unplannable
from web.wording.problems import file_problem

DEFAULT_SECONDS = 30.0
UNLIMITED_SECONDS = 86_400.0
"""With a number of moves there is no clock to end by; a day is never reached."""
SECONDS_PER_PARTICIPANT = 0.03
"""For scoring all pairs and writing all files; measured on 120 participants."""
DEFAULT_ADDRESS = "organisatie@trefpunt.invalid"
"""Reaches nobody (RFC 2606): an invitation must name its organiser."""
_FILE = click.Path(path_type=Path)


@click.command(
    cls=PlainCommand,
    epilog="Example: trefpunt plan organisations.csv --slots slots.csv --out programme",
)
@click.argument("organisations", type=_FILE)
@click.option("--slots", required=True, type=_FILE, help="Spreadsheet with the times.")
@click.option(
    "--out",
    required=True,
    type=_FILE,
    metavar="DIR",
    help="Folder for the files: new, empty, or of an earlier plan.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    metavar="S",
    help=f"Seconds to search; {DEFAULT_SECONDS:g} unless --moves is given.",
)
@click.option(
    "--moves",
    type=click.IntRange(min=1),
    metavar="N",
    help="Steps to search: the same plan on every machine.",
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, metavar="N", show_default=True
)
@click.option(
    "--min",
    "guaranteed",
    type=click.IntRange(min=0),
    default=Rules().guaranteed,
    metavar="N",
    show_default=True,
    help="Meetings everybody gets before anybody gets more.",
)
@click.option(
    "--max",
    "most",
    type=click.IntRange(min=1),
    default=Rules().most,
    metavar="N",
    show_default=True,
    help="The largest number of meetings of one participant.",
)
@click.option("--ignore-wishes", is_flag=True, help="Plan by asks and offers alone.")
@click.option(
    "--event-name", default="Netwerkbijeenkomst", metavar="NAME", show_default=True
)
@click.option(
    "--organiser-email",
    default=DEFAULT_ADDRESS,
    metavar="ADDRESS",
    help="Where replies to the invitations go.",
)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl")
def plan(  # noqa: PLR0913 -- one argument per option of the command
    *,
    organisations: Path,
    slots: Path,
    out: Path,
    time_limit: float | None,
    moves: int | None,
    seed: int,
    guaranteed: int,
    most: int,
    ignore_wishes: bool,
    event_name: str,
    organiser_email: str,
    language: str,
) -> None:
    """Plan who meets whom, from two spreadsheets into a folder of files.

    ORGANISATIONS is a .csv, .xlsx or .ods with a participant per row. Rows that
    cannot be used are named and left out. Ctrl-C ends with the best plan so far.
    """
    request = PlanRequest(
        organisations=organisations,
        slots=slots,
        folder=out,
        event_name=event_name,
        organiser_address=organiser_email,
        rules=_rules(guaranteed=guaranteed, most=most, use_wishes=not ignore_wishes),
    )
    seconds = time_limit or (UNLIMITED_SECONDS if moves else DEFAULT_SECONDS)
    limits = Limits(seconds=seconds, moves=moves, seed=seed, workers=1 if moves else 2)
    with make_wording_app().app_context(), in_language(language):
        _check_options(request)
        _plan(request, limits)


def _rules(*, guaranteed: int, most: int, use_wishes: bool) -> Rules:
    """Give the rules; who raises --max lets one person have that many meetings too."""
    usual = Rules()
    return Rules(
        guaranteed=guaranteed,
        most=most,
        most_of_person=most if most > usual.most else usual.most_of_person,
        use_wishes=use_wishes,
    )


def _check_options(request: PlanRequest) -> None:
    """Refuse options that cannot go together."""
    if request.rules.guaranteed > request.rules.most:
        raise UnusableInput(
            gettext(
                "--min (%(least)d) is groter dan --max (%(most)d). Maak --min kleiner.",
                least=request.rules.guaranteed,
                most=request.rules.most,
            )
        )
    if mail_address(request.organiser_address) is None:
        raise UnusableInput(
            gettext(
                "%(address)s is geen e-mailadres. Schrijf --organiser-email zo: "
                "naam@voorbeeld.nl.",
                address=request.organiser_address,
            )
        )


def _plan(request: PlanRequest, limits: Limits) -> None:
    """Plan and tell; whatever makes that impossible becomes one line."""
    given = _open(request)
    limits = _for_searching(limits, len(given.participants))
    try:
        with planning_progress(limits.seconds) as progress:
            search = Search(
                limits=limits, report=progress.report, cancelled=progress.cancelled
            )
            done = run_request(request, given, search, clock=SystemClock())
    except EventNotPlannable as refusal:
        raise UnusableInput(unplannable(refusal.reason)) from refusal
    except NoPlan as refusal:
        raise UnusableInput(
            gettext(
                "Deze regels kunnen niet allemaal tegelijk: %(rules)s.",
                rules=listed(refusal.conflict),
            )
        ) from refusal
    except PlanRejected as refusal:
        raise click.ClickException(
            gettext(
                "De planner maakte een fout die de controle vond: %(fault)s. "
                "Er is niets geschreven.",
                fault=str(refusal),
            )
        ) from refusal
    except (FolderRefused, ForeignFiles) as refusal:
        raise UnusableInput(_folder_problem(refusal)) from refusal
    for line in summary_lines(done, request.folder):
        click.echo(line)


def _for_searching(limits: Limits, participants: int) -> Limits:
    """Leave of the time limit what starting, scoring and writing do not take.

    The limit is for the whole command; half of it is searched at the least.
    """
    if limits.moves is not None:
        return limits
    around = time.process_time() + participants * SECONDS_PER_PARTICIPANT
    return replace(limits, seconds=max(limits.seconds - around, limits.seconds / 2))


def _open(request: PlanRequest) -> PlanInput:
    try:
        return open_request(request)
    except InputRefused as refusal:
        raise UnusableInput(_input_problem(refusal)) from refusal
    except (FolderRefused, ForeignFiles) as refusal:
        raise UnusableInput(_folder_problem(refusal)) from refusal


def _input_problem(refusal: InputRefused) -> str:
    """Say in one line which file cannot be used and what to do."""
    if isinstance(refusal.why, MatcherError):
        what = file_problem(refusal.why)
    elif isinstance(refusal.why, FileNotFoundError):
        what = gettext("Dit bestand is er niet. Controleer de naam en de map.")
    else:
        what = gettext(
            "Dit bestand kan niet geopend worden (%(why)s). Controleer of het een "
            "bestand is en of je het mag lezen.",
            why=refusal.why.strerror,
        )
    return f"{refusal.path}: {what}"


def _folder_problem(refusal: FolderRefused | ForeignFiles) -> str:
    """Say in one line why the folder cannot be used and what to do."""
    if isinstance(refusal, ForeignFiles):
        what = gettext(
            "Er staat iets anders in deze map: %(names)s. Kies een nieuwe of lege map.",
            names=listed(refusal.names[:3]),
        )
    else:
        what = gettext(
            "In deze map kan niets geschreven worden (%(why)s). Kies een andere map.",
            why=refusal.why.strerror,
        )
    return f"{refusal.folder}: {what}"
