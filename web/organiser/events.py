"""The list of events, and making one."""

from flask import flash, redirect, request, url_for

from web import current
from web.organiser.access import Page, render, this_organiser
from web.organiser.forms.setup import NewEventForm, note_doubt
from web.services import events
from web.services.events import EventMade
from web.wording import gettext as _
from web.wording.form_errors import list_errors


def list_events() -> Page:
    """An organiser sees the events they organise."""
    organiser = current.organiser()
    found = events.list_organised(organiser.id) if organiser else ()
    return render("events.html", summaries=found)


def new_event() -> Page:
    """An organiser begins an event."""
    return _new_page(NewEventForm())


def create_event() -> Page:
    """An organiser makes an event and goes on to its times and tables."""
    form = NewEventForm(request.form)
    if not form.validate():
        return _new_page(form), 422
    made = events.create_event(form.value(), by=this_organiser())
    if not isinstance(made, EventMade):
        note_doubt(form, made)
        return _new_page(form), 422
    flash(_("Het evenement is gemaakt. Kijk of de tijden en tafels kloppen."))
    return redirect(url_for("organiser.show_setup", slug=made.slug), 303)


def _new_page(form: NewEventForm) -> str:
    return render("new_event.html", form=form, errors=list_errors(form))
