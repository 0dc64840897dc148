"""Times, tables and help of an event; opening and closing registration."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from flask import flash, redirect, request, url_for
from werkzeug import Response
from wtforms import Form
from wtforms.fields.choices import SelectFieldBase

from web.organiser.access import Page, render, this_event, this_organiser
from web.organiser.forms.rules import StepField
from web.organiser.forms.setup import EventFactsForm
from web.persistence.rows import EventRow
from web.services import blocks, events, retention
from web.services.events import NoTimesYet, Registration
from web.services.outcomes import Overtaken, mark_of
from web.services.timetable import Span
from web.wording import gettext as _
from web.wording.form_errors import list_errors
from web.wording.weights import step_name


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockLine:
    """A block on the page of times and tables."""

    code: str
    name: str
    place: str
    spans: Sequence[Span]
    tables: int
    step_free: int
    quiet: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field that two people filled in differently."""

    label: str
    now: str
    typed: str


def show_setup() -> Page:
    """An organiser sees times, tables, help and rules."""
    event = this_event()
    return _setup_page(event, facts=_facts_form(event))


def save_facts() -> Page:
    """An organiser changes what participants read."""
    event = this_event()
    form = EventFactsForm(request.form)
    if not form.validate():
        return _setup_page(event, facts=form), 422
    outcome = events.save_facts(
        event.id, form.value(), seen=request.form.get("seen", ""), by=this_organiser()
    )
    if isinstance(outcome, Overtaken):
        seen = mark_of(events.facts_of(event))
        action = url_for("organiser.save_facts", slug=event.slug)
        return conflict_page(form, _facts_form(event), action=action, seen=seen)
    return saved()


def set_registration() -> Page:
    """An organiser opens or closes registration."""
    event = this_event()
    wanted = Registration(request.form.get("stand", Registration.CLOSED))
    outcome = events.set_registration(event.id, wanted, by=this_organiser())
    if isinstance(outcome, NoTimesYet):
        flash(_("Maak eerst een dagdeel met tijden. Dan kan iemand kiezen."), "warning")
    elif wanted is Registration.OPEN:
        flash(_("De aanmelding is open. Deel het adres van de pagina."))
    else:
        flash(_("De aanmelding is dicht. Wie al meedoet, blijft staan."))
    return redirect(url_for("organiser.show_setup", slug=event.slug), 303)


def set_marketplace() -> Page:
    """An organiser lets participants look through each other's offers, or not."""
    is_open = request.form.get("marktplaats") == "aan"
    events.set_marketplace(this_event().id, is_open=is_open, by=this_organiser())
    return saved()


def saved() -> Response:
    """Say that a change was kept."""
    flash(_("Bewaard."))
    return redirect(url_for("organiser.show_setup", slug=this_event().slug), 303)


def conflict_page(typed: Form, now: Form, *, action: str, seen: str) -> tuple[str, int]:
    """Show what stands now beside what was typed; nothing typed is lost."""
    differences = tuple(
        Difference(
            label=str(field.label.text),
            now=_shown(now[field.name]),
            typed=_shown(field),
        )
        for field in typed
        if _shown(field) != _shown(now[field.name])
    )
    page = render(
        "conflict.html",
        tab="setup",
        differences=differences,
        form=typed,
        seen=seen,
        action=action,
    )
    return page, 409


def _shown(field: object) -> str:
    """Give what a field shows, whatever its kind."""
    if isinstance(field, StepField):
        return step_name(field.data or 0)
    if isinstance(field, SelectFieldBase):
        chosen = [
            str(label) for _v, label, picked, _r in field.iter_choices() if picked
        ]
        return ", ".join(chosen)
    value = getattr(field, "_value", None)
    shown = value() if callable(value) else getattr(field, "data", "")
    return "" if shown is None else str(shown)


def _facts_form(event: EventRow) -> EventFactsForm:
    return EventFactsForm(data=asdict(events.facts_of(event)))


def _setup_page(event: EventRow, *, facts: EventFactsForm) -> str:
    return render(
        "setup.html",
        tab="setup",
        facts=facts,
        rules=events.rules_of(event),
        retention=retention.retention_of(event),
        seen_facts=mark_of(events.facts_of(event)),
        blocks=[
            BlockLine(
                code=block.code,
                name=block.name,
                place=block.place,
                spans=blocks.local_spans(block),
                tables=plan.tables,
                step_free=len(plan.step_free),
                quiet=len(plan.quiet),
            )
            for block in event.blocks
            for plan in (blocks.plan_of(block),)
        ],
        errors=list_errors(facts),
    )
