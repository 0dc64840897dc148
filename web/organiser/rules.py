"""The rules by which meetings are made: looking, changing, going back."""

from flask import flash, redirect, request, url_for

from matcher.event import Rules
from matcher.weights import WEIGHTS
from web.organiser.access import Page, render, this_event, this_organiser
from web.organiser.forms.rules import MONEY_NOTES, RulesForm
from web.organiser.setup import conflict_page
from web.persistence.rows import EventRow
from web.services import events
from web.services.outcomes import Overtaken, mark_of
from web.wording import gettext as _
from web.wording.form_errors import list_errors
from web.wording.weights import EMPHASIS_WORDS, step_name


def show_rules() -> Page:
    """An organiser sees by which rules meetings are made."""
    event = this_event()
    return _rules_page(event, RulesForm.showing(events.rules_of(event)))


def save_rules() -> Page:
    """An organiser changes how meetings are made."""
    event = this_event()
    form = RulesForm(request.form)
    if not form.validate():
        return _rules_page(event, form), 422
    before = events.rules_of(event)
    outcome = events.save_rules(
        event.id,
        form.value(before),
        seen=request.form.get("seen", ""),
        by=this_organiser(),
    )
    if isinstance(outcome, Overtaken):
        return conflict_page(
            form,
            RulesForm.showing(before),
            action=url_for("organiser.save_rules", slug=event.slug),
            seen=mark_of(before),
        )
    return _back(event, _("Bewaard. De regels gelden vanaf de volgende keer plannen."))


def reset_rules() -> Page:
    """An organiser takes back the rules that every event begins with."""
    event = this_event()
    events.reset_rules(event.id, by=this_organiser())
    return _back(event, _("Alle regels staan weer zoals bij een nieuw evenement."))


def _back(event: EventRow, told: str) -> Page:
    flash(told)
    return redirect(url_for("organiser.show_rules", slug=event.slug), 303)


def _rules_page(event: EventRow, form: RulesForm) -> str:
    rules = events.rules_of(event)
    return render(
        "rules.html",
        tab="setup",
        form=form,
        seen=mark_of(rules),
        rules=rules,
        is_changed=rules != Rules(),
        words=EMPHASIS_WORDS,
        step_name=step_name,
        known=WEIGHTS,
        effective=rules.weights,
        money_notes=MONEY_NOTES,
        errors=list_errors(form),
    )
