"""The guard of every organiser's page, and what such a page needs around it."""

from dataclasses import dataclass
from typing import Any

from flask import g, redirect, render_template, request, url_for
from werkzeug import Response

from web import current
from web.persistence.rows import EventRow
from web.services import events
from web.wording import LazyText, dates, lazy_gettext, numbers
from web.wording.labels import label

Page = str | Response | tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A link in the row of pages of an event."""

    url: str
    label: str
    is_current: bool


_TABS: tuple[tuple[str, str, LazyText], ...] = (
    ("participants", "list_participants", lazy_gettext("Deelnemers")),
    ("setup", "show_setup", lazy_gettext("Tijden en tafels")),
    ("planning", "show_planning", lazy_gettext("Plannen")),
    ("board", "show_board", lazy_gettext("Bord")),
    ("release", "show_release", lazy_gettext("Vrijgeven")),
    ("answers", "show_answers", lazy_gettext("Antwoorden")),
    ("messages", "list_messages", lazy_gettext("Berichten")),
)
"""Name, endpoint and label of each."""


OPEN_ENDPOINTS = frozenset({"organiser.read_feed"})
"""Opened by a link of its own: a calendar program cannot sign in."""


def take_slug(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Keep which event the address names, so that no view has to look it up."""
    del endpoint
    g.slug = (values or {}).pop("slug", None)


def guard() -> Response | tuple[str, int] | None:
    """Let an organiser in, to their own events only; everybody else signs in.

    Whoever was signed out while typing gets back what they typed.
    """
    if request.endpoint in OPEN_ENDPOINTS:
        return None
    organiser = current.organiser()
    if organiser is None:
        if request.method == "POST":
            return _signed_out(), 401
        return redirect(url_for("accounts.request_link"))
    slug = g.get("slug")
    if slug is not None:
        g.event = events.get_organised(slug, organiser_id=organiser.id)
    return None


def this_event() -> EventRow:
    """Give the event that the page is about."""
    event = g.event
    assert isinstance(event, EventRow)  # noqa: S101 -- the guard put it there
    return event


def this_organiser() -> str:
    """Give the address of who is signed in, for the record of changes."""
    organiser = current.organiser()
    assert organiser is not None  # noqa: S101 -- the guard saw to it
    return organiser.email


def render(template: str, *, tab: str = "", **context: object) -> str:
    """Render a page of an event, or one before there is an event."""
    event = g.get("event")
    tabs = () if event is None else _tabs(event, tab)
    return render_template(
        f"organiser/{template}",
        event=event,
        organiser=current.organiser(),
        tabs=tabs,
        dates=dates,
        label=label,
        numbers=numbers,
        participant_url=_participant_url,
        **context,
    )


def _participant_url(code: str) -> str:
    """Give the address of a participant of the event the page is about."""
    return url_for("organiser.show_participant", slug=this_event().slug, code=code)


def _tabs(event: EventRow, tab: str) -> tuple[Tab, ...]:
    """Give the row of pages of an event."""
    return tuple(
        Tab(
            url=url_for(f"organiser.{endpoint}", slug=event.slug),
            label=str(label),
            is_current=name == tab,
        )
        for name, endpoint, label in _TABS
    )


def _signed_out() -> str:
    """Show what was typed, to be kept until the organiser is signed in again."""
    typed = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if value and name not in {"csrf_token", "seen"}
    ]
    return render_template("accounts/signed_out.html", typed=typed)
