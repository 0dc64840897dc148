"""Offers to several groups together: who would fit, and who is invited."""

from flask import flash, redirect, request, url_for

from matcher.group_offers import MOST_SEATS
from web.organiser.access import Page, render, this_event, this_organiser
from web.services import group_offers
from web.services.group_offers import SessionForm, TooFewSeats
from web.wording import gettext as _
from web.wording import ngettext

LONGEST_NOTE = 300


def show_group_offers() -> Page:
    """An organiser sees what is offered to many and whom it would help."""
    return _page()


def save_group_session(code: str) -> Page:
    """An organiser invites groups to one offer."""
    event = this_event()
    form = _sent(code)
    fault = _fault(form)
    if not fault:
        outcome = group_offers.save_session(event, form, by=this_organiser())
        if isinstance(outcome, TooFewSeats):
            fault = ngettext(
                "Er is %(num)d plek. Vink minder groepen aan, of maak er meer plekken.",
                "Er zijn %(num)d plekken. Vink minder groepen aan, of maak er meer "
                "plekken.",
                outcome.seats,
            )
    if fault:
        return _page(fault=fault, sent=form), 422
    flash(
        ngettext(
            "%(num)d groep is uitgenodigd. Zij zien het op hun eigen pagina.",
            "%(num)d groepen zijn uitgenodigd. Zij zien het op hun eigen pagina.",
            len(form.invited),
        )
        if form.invited
        else _("Er is niemand uitgenodigd.")
    )
    return redirect(url_for("organiser.show_group_offers", slug=event.slug), 303)


def _sent(code: str) -> SessionForm:
    return SessionForm(
        giver=code,
        offer=request.form.get("aanbod", ""),
        seats=request.form.get("plekken", 0, type=int),
        note=" ".join(request.form.get("wanneer", "").split()),
        invited=tuple(dict.fromkeys(request.form.getlist("groep"))),
    )


def _fault(form: SessionForm) -> str:
    """Say what is wrong in what was sent; nothing if all is well."""
    if not 1 <= form.seats <= MOST_SEATS:
        return _(
            "Schrijf hoeveel plekken er zijn: een getal van 1 tot en met %(most)d.",
            most=MOST_SEATS,
        )
    if len(form.note) > LONGEST_NOTE:
        return _(
            "Wanneer en waar is te lang. Gebruik niet meer dan %(most)d tekens.",
            most=LONGEST_NOTE,
        )
    return ""


def _page(*, fault: str = "", sent: SessionForm | None = None) -> str:
    found = group_offers.read_offers(this_event())
    return render(
        "group_offers.html",
        tab="planning",
        found=found,
        asked=[offer for offer in found.offers if offer.is_asked_by_many],
        others=[offer for offer in found.offers if not offer.is_asked_by_many],
        fault=fault,
        sent=sent,
        most_seats=MOST_SEATS,
    )
