"""Pages that anybody may read: the events, how it works, what is done with data."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug import Response

from web.persistence.rows import EventRow
from web.services import open_events, retention
from web.services.event_days import list_blocks, meeting_minutes
from web.services.registration import RegistrationState, registration_state
from web.services.walk_ins import list_slots_left
from web.wording import dates, numbers
from web.wording.languages import find_language, remember_language
from web.wording.weights import emphasis_lines, weight_lines

Page = str | Response


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCard:
    """One event on the front door."""

    event: EventRow
    days: str
    is_open: bool


def show_home() -> Page:
    """A visitor comes to the front door; one event is shown at once."""
    events = open_events.list_events()
    if len(events) == 1:
        return redirect(url_for("visitor.show_event", slug=events[0].slug))
    return render_template(
        "visitor/home.html", cards=[_event_card(event) for event in events]
    )


def show_event(slug: str) -> Page:
    """A visitor reads what the event is, when and where."""
    event = open_events.get_event(slug)
    blocks = list_blocks(event)
    return render_template(
        "visitor/event.html",
        event=event,
        blocks=blocks,
        minutes=meeting_minutes(blocks),
        registration=registration_state(event),
        walks_in=bool(list_slots_left(event)),
    )


def show_rules(slug: str) -> Page:
    """A visitor reads by which rules the meetings are made."""
    event = open_events.get_event(slug)
    rules = open_events.rules_of(event)
    return render_template(
        "visitor/rules.html",
        event=event,
        rules=rules,
        weights=weight_lines(rules.weights),
        emphasis=emphasis_lines(rules.emphasis),
        numbers=numbers,
    )


def show_privacy() -> Page:
    """A visitor reads what is kept about participants, and for how long."""
    return render_template("visitor/privacy.html")


def show_notice(slug: str) -> Page:
    """A visitor reads what one event does with what people tell it."""
    event = open_events.get_event(slug)
    return render_template(
        "visitor/privacy.html", event=event, retention=retention.retention_of(event)
    )


def show_erased(slug: str) -> Page:
    """Somebody who had everything erased reads that it is done."""
    return render_template("visitor/erased.html", event=open_events.get_event(slug))


def show_accessibility() -> Page:
    """A visitor reads how well this site can be used, and what to do if not."""
    return render_template("visitor/accessibility.html")


def choose_language() -> Response:
    """A visitor chooses the language of the pages."""
    language = find_language(request.form.get("taal", ""))
    if language is not None:
        remember_language(language.code)
    return redirect(_local(request.form.get("terug", "")), 303)


def _event_card(event: EventRow) -> EventCard:
    starts = [block.start for block in list_blocks(event)]
    return EventCard(
        event=event,
        days=dates.days_of_event(starts) if starts else "",
        is_open=registration_state(event) is RegistrationState.OPEN,
    )


def _local(address: str) -> str:
    """Keep an address on this site: a path, never another host."""
    is_path = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if is_path else url_for("visitor.show_home")
