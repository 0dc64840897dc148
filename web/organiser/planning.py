"""Making a programme: start, follow, stop, and see how it turned out."""

from zoneinfo import ZoneInfo

from flask import flash, redirect, request, url_for

from matcher.refusals import Unplannable
from web import current
from web.organiser.access import Page, render, this_event, this_organiser
from web.organiser.search_progress import read_progress
from web.persistence.rows import EventRow
from web.services import plan_report, planning, roster
from web.services.jobs import JobStatus, Stop
from web.services.planning import FEWEST_PARTICIPANTS, PlanningState
from web.wording import gettext as _
from web.wording.planning import stage_name, unplannable

SECONDS = (10, 30, 60, 120, 300)
"""How long an organiser can let a search run."""


def show_planning() -> Page:
    """An organiser follows a search, or starts one and reads the last result."""
    event = this_event()
    state = planning.planning_state(event.id)
    if state is not None and state.is_running:
        return render(
            "planning_runs.html",
            tab="planning",
            search=read_progress(state),
            clock=_clock_on_wall(event),
            stage_name=stage_name,
            participants=_count_ready(event),
            slots=sum(len(block.slots) for block in event.blocks),
        )
    return render(
        "planning.html",
        tab="planning",
        missing=_find_missing(event),
        report=plan_report.read_report(event),
        fault=_fault(state),
        seconds=SECONDS,
        usual=min(SECONDS, key=lambda s: abs(s - current.settings().plan_seconds)),
    )


def start_planning() -> Page:
    """An organiser lets Trefpunt make a programme."""
    event = this_event()
    seconds = request.form.get("seconden", SECONDS[1], type=int)
    if seconds not in SECONDS:
        seconds = SECONDS[1]
    planning.start_planning(event.id, seconds=seconds, by=this_organiser())
    return _back(event)


def stop_planning() -> Page:
    """An organiser ends a search, and keeps the best so far or throws it away."""
    event = this_event()
    state = planning.planning_state(event.id)
    stop = Stop.DISCARD if request.form.get("stop") == "weg" else Stop.KEEP
    planning.stop_planning(event.id, stop, by=this_organiser())
    if state is None or not state.is_running:
        flash(_("Het rekenen was al klaar."))
    elif stop is Stop.DISCARD:
        flash(_("Gestopt. Er is niets bewaard."))
    else:
        flash(_("Trefpunt stopt en bewaart het beste programma tot nu toe."))
    return _back(event)


def _clock_on_wall(event: EventRow) -> str:
    """Give the time on the wall, to say when the page was made."""
    now = current.clock().now().astimezone(ZoneInfo(event.timezone))
    return f"{now.hour}.{now:%M.%S}"


def _back(event: EventRow) -> Page:
    return redirect(url_for("organiser.show_planning", slug=event.slug), 303)


def _count_ready(event: EventRow) -> int:
    """Count the participants that can be planned."""
    return roster.count_registered(event.id)


def _find_missing(event: EventRow) -> Unplannable | None:
    """Say what an event lacks before anything can be planned."""
    if not any(block.slots for block in event.blocks):
        return Unplannable.NO_SLOTS
    if not any(block.tables for block in event.blocks):
        return Unplannable.NO_TABLES
    if _count_ready(event) < FEWEST_PARTICIPANTS:
        return Unplannable.NOBODY
    return None


def _fault(state: PlanningState | None) -> str:
    """Say why the last search gave nothing, if it did not."""
    if state is None or state.status is not JobStatus.FAILED:
        return ""
    if state.error in set(Unplannable):
        return unplannable(Unplannable(state.error))
    return _(
        "Het rekenen is niet gelukt. Er is niets veranderd. Probeer het opnieuw. "
        "Lukt het weer niet? Vraag degene die Trefpunt beheert om hulp."
    )
