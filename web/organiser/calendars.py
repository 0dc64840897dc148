"""What calendars show, and the calendar of the organisers themselves."""

from flask import flash, redirect, request, url_for
from werkzeug import Response

from web import current
from web.extensions.calendar_files import calendar_response
from web.organiser.access import Page, render, this_event, this_organiser
from web.organiser.forms.calendars import CalendarForm
from web.organiser.setup import conflict_page
from web.persistence.rows import EventRow
from web.services import calendar_choice, organiser_feeds
from web.services.outcomes import Overtaken, mark_of
from web.wording import gettext as _
from web.wording.form_errors import list_errors


def show_calendars() -> Page:
    """An organiser sees what calendars show, and the address of their own."""
    event = this_event()
    return _page(event, CalendarForm.showing(calendar_choice.choice_of(event)))


def save_calendars() -> Page:
    """An organiser chooses what calendars show from now on."""
    event = this_event()
    form = CalendarForm(request.form)
    if not form.validate():
        return _page(event, form), 422
    before = calendar_choice.choice_of(event)
    outcome = calendar_choice.save_choice(
        event.id, form.value(), seen=request.form.get("seen", ""), by=this_organiser()
    )
    if isinstance(outcome, Overtaken):
        return conflict_page(
            form,
            CalendarForm.showing(before),
            action=url_for("organiser.save_calendars", slug=event.slug),
            seen=mark_of(before),
        )
    return _back(event, _("Bewaard. Dit geldt voor alles wat nog verstuurd wordt."))


def renew_feed() -> Page:
    """An organiser makes an address for the calendar with all meetings, or a new one."""
    event = this_event()
    organiser_feeds.renew(event.id, _organiser_id(), by=this_organiser())
    return _back(
        event, _("Je nieuwe adres staat klaar. Een ouder adres werkt niet meer.")
    )


def read_feed(token: str) -> Response:
    """A calendar reads all meetings of an event for one of its organisers."""
    file = organiser_feeds.read(token)
    return calendar_response(
        file.content, etag=file.etag, last_modified=file.last_modified
    )


def _page(event: EventRow, form: CalendarForm) -> str:
    url = organiser_feeds.find_url(event.id, _organiser_id())
    return render(
        "calendars.html",
        tab="setup",
        form=form,
        seen=mark_of(calendar_choice.choice_of(event)),
        feed_url=url,
        webcal_url=url and "webcal:" + url.partition(":")[2],
        errors=list_errors(form),
    )


def _back(event: EventRow, told: str) -> Response:
    flash(told)
    return redirect(url_for("organiser.show_calendars", slug=event.slug), 303)


def _organiser_id() -> int:
    organiser = current.organiser()
    assert organiser is not None  # noqa: S101 -- the guard of the blueprint let them in
    return organiser.id
