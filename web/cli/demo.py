"""`trefpunt demo`: the demo event, planned and released, on this machine."""

import os
import time
from contextlib import suppress
from pathlib import Path

import click
from flask import Flask

from matcher.planning import Progress
from web import create_app, current
from web.cli.plain_errors import PlainCommand, UnusableInput
from web.cli.planning_progress import PlanningProgress, planning_progress
from web.cli.serve import serve_pages
from web.config import from_environment
from web.jobs.pulse import Pulse
from web.persistence.schema import upgrade_schema
from web.refusals import JobRunning
from web.services import jobs, planning, releases
from web.services.demo.event import (
    ORGANISER,
    DemoData,
    DemoDataUnusable,
    DemoEvent,
    forget_demo,
    prepare_demo,
    show_participant,
    sign_in_url,
)
from web.services.jobs import JobKind
from web.services.plan_runs import run_plan
from web.services.plan_trail import ProgressTrail
from web.wording import gettext, in_language

DATA_FOLDER = Path(__file__).parents[2] / "demo"
"""In a checkout; an installed package does not carry the demo data."""
_LOOK_AGAIN_SECONDS = 0.5


@click.command(cls=PlainCommand, epilog="Example: trefpunt demo --no-serve")
@click.option("--reset", is_flag=True, help="Throw the demo data away and start over.")
@click.option("--no-serve", is_flag=True, help="Make everything, but serve no pages.")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=DATA_FOLDER,
    help="Folder with organisations.csv and slots.csv.",
)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl")
def demo(*, reset: bool, no_serve: bool, data: Path, language: str) -> None:
    """Plan the demo event, tell where everything is, and serve it.

    120 invented organisations meet in the week in which the clock changes. Run it
    again and it goes on with the same data. Only the demo event is ever thrown
    away; your own events stay.
    """
    settings = from_environment()
    app = create_app(settings)
    upgrade_schema(app)
    with app.app_context(), in_language(language):
        if reset and forget_demo():
            click.echo(gettext("De oude gegevens van de demo zijn weg."))
        _make(app, data)
    if not no_serve:
        serve_pages(settings)


def _make(app: Flask, folder: Path) -> None:
    """Bring the demo as far as it can be, and tell what there is."""
    try:
        event = prepare_demo(_read(folder))
    except DemoDataUnusable as refusal:
        raise UnusableInput(
            gettext("De gegevens van de demo zijn niet goed: %(what)s.", what=refusal)
        ) from refusal
    if not event.newest:
        _plan(app, event)
    if not event.released:
        _release(event)
    for line in _where(event):
        click.echo(line)


def _read(folder: Path) -> DemoData:
    """Read the sheets of the demo."""
    try:
        return DemoData(
            organisations=(folder / "organisations.csv").read_bytes(),
            slots=(folder / "slots.csv").read_text(encoding="utf-8"),
        )
    except (OSError, UnicodeDecodeError) as fault:
        raise UnusableInput(
            gettext(
                "In %(folder)s staan geen gegevens voor de demo. Start dit in de map "
                "van Trefpunt, of noem de map met --data.",
                folder=folder,
            )
        ) from fault


class ShownTrail(ProgressTrail):
    """The course of a search that is shown on the terminal too."""

    def __init__(self, shown: PlanningProgress) -> None:
        """Show what is noted."""
        super().__init__()
        self._shown = shown

    def add(self, progress: Progress) -> None:
        """Note where the search stands, and show it."""
        super().add(progress)
        self._shown.report(progress)


def _plan(app: Flask, event: DemoEvent) -> None:
    """Plan the event as a worker would, but here, where it can be watched."""
    seconds = current.settings().plan_seconds
    click.echo(gettext("Het programma wordt gemaakt. Ctrl-C stopt met het beste."))
    # A demo that was stopped left its job; it is claimed again below.
    with suppress(JobRunning):
        planning.start_planning(event.event_id, by=ORGANISER, seconds=seconds)
    with planning_progress(seconds) as progress:
        while _is_planning(event):
            _work(app, progress)
    state = planning.planning_state(event.event_id)
    if state is None or state.version is None:
        fault = state.error if state else ""
        raise click.ClickException(
            gettext("Het plannen is niet gelukt (%(fault)s).", fault=fault)
        )


def _is_planning(event: DemoEvent) -> bool:
    state = planning.planning_state(event.event_id)
    return state is not None and state.is_running


def _work(app: Flask, progress: PlanningProgress) -> None:
    """Do the next planning job, or wait until the one before lets go of it."""
    job = jobs.claim_next([JobKind.PLAN], owner=f"demo-{os.getpid()}")
    if job is None:
        time.sleep(_LOOK_AGAIN_SECONDS)
        return
    trail = ShownTrail(progress)
    with Pulse(app, job, progress=trail.fields) as pulse:
        run_plan(
            job,
            trail=trail,
            cancelled=lambda: progress.cancelled() or pulse.stop.is_set(),
        )


def _release(event: DemoEvent) -> None:
    """Release the newest version, as an organiser does after looking at it."""
    preview = releases.preview_release(event.event_id)
    if preview is None or not preview.can_release:
        click.echo(gettext("Het programma is nog niet vrijgegeven; kijk op het bord."))
        return
    releases.release(
        event.event_id, version=preview.version, by=ORGANISER, known=preview.known
    )


def _where(event: DemoEvent) -> tuple[str, ...]:
    """Tell what there is, and where to look at it."""
    base = current.settings().base_url
    pages = f"{base}/organisatie/{event.slug}"
    shown = show_participant(event.event_id)
    return (
        "",
        gettext("De demo is klaar: %(number)d deelnemers.", number=event.participants),
        "",
        gettext("Voor iedereen: %(url)s", url=f"{base}/{event.slug}/"),
        gettext("Inloggen als organisator (1 keer): %(url)s", url=sign_in_url()),
        gettext("Het programma op het bord: %(url)s", url=f"{pages}/bord"),
        gettext("De uitnodigingen: %(url)s", url=f"{pages}/berichten"),
        gettext("De pagina van %(name)s: %(url)s", name=shown.name, url=shown.url),
        "",
    )
