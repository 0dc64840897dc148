"""Who knows of a release and who must still be told, and the letters to print."""

from flask import flash, redirect, request, url_for
from markupsafe import Markup

from matcher.vocabulary import VOCABULARY
from web.organiser.access import Page, render, this_event, this_organiser
from web.organiser.messages import KINDS
from web.services import messages, outreach
from web.services.contact_ways import BY_CALLING, ON_PAPER
from web.services.outreach import (
    Outcome,
    Outreach,
    OutreachPerson,
    Told,
)
from web.wording import LazyText, lazy_gettext
from web.wording import gettext as _
from web.wording.languages import find_language

STANDINGS: dict[Told, LazyText] = {
    Told.TO_DO: lazy_gettext("Nog te doen"),
    Told.UNDER_WAY: lazy_gettext("Onderweg"),
    Told.DONE: lazy_gettext("Weet het"),
    Told.NO_NEWS: lazy_gettext("Niets nieuws"),
}
OUTCOMES: dict[Outcome, LazyText] = {
    Outcome.DONE: lazy_gettext("Gedaan"),
    Outcome.NO_ANSWER: lazy_gettext("Geen gehoor"),
    Outcome.CALL_BACK: lazy_gettext("Bel terug"),
    Outcome.FAILED: lazy_gettext("Lukt zo niet"),
    Outcome.TO_DO: lazy_gettext("Toch nog doen"),
}

_WAYS = {"bellen": BY_CALLING, "papier": ON_PAPER}
"""Groups of channels that can be picked at once."""


def show_outreach() -> Page:
    """An organiser sees who was told, how, and whom nobody told yet."""
    event = this_event()
    found = outreach.read_outreach(event, request.args.get("versie", 0, type=int))
    if found is None:
        return render("outreach_none.html", tab="messages")
    standing = _standing(found)
    way = request.args.get("hoe", "")
    people = tuple(p for p in found.people if _takes(p, standing, way))
    return render(
        "outreach.html",
        tab="messages",
        outreach=found,
        people=people,
        standing=standing,
        standings=STANDINGS,
        way=way,
        channels=VOCABULARY.codes("contact_channel"),
        outcomes=OUTCOMES,
        kinds=KINDS,
        on_paper=_to_print(found),
        language_name=_language_name,
    )


def record_outcome(message_id: int) -> Page:
    """An organiser says how it went to pass a message on."""
    event = this_event()
    outcome = request.form.get("uitkomst", "")
    if outcome in set(Outcome):
        outreach.record_outcome(
            event.id, message_id, Outcome(outcome), by=this_organiser()
        )
        flash(_("Opgeschreven: %(what)s.", what=OUTCOMES[Outcome(outcome)]))
    return _back()


def pass_on_in_list(message_id: int) -> Page:
    """An organiser passes on by hand what did not arrive, from the overview."""
    messages.pass_on(this_event().id, message_id, by=this_organiser())
    flash(_("Je geeft dit bericht nu zelf door."))
    return _back()


def print_letters() -> Page:
    """An organiser prints letters: one, or all that must go on paper."""
    event = this_event()
    wanted = request.args.getlist("bericht", type=int)
    if not wanted:
        found = outreach.read_outreach(event)
        wanted = list(_to_print(found)) if found else []
    sheets = outreach.list_letters(event, wanted)
    return render("letters.html", tab="messages", sheets=sheets)


def _standing(found: Outreach) -> Told | None:
    """Read what is wanted; at first what is to be done, if anything is."""
    wanted = request.args.get("stand", "")
    if wanted in set(Told):
        return Told(wanted)
    has_work = bool(found.counts[Told.TO_DO])
    return Told.TO_DO if not wanted and has_work else None


def _takes(person: OutreachPerson, standing: Told | None, way: str) -> bool:
    if standing is not None and person.standing is not standing:
        return False
    return not way or bool(person.by & _WAYS.get(way, frozenset({way})))


def _to_print(found: Outreach) -> tuple[int, ...]:
    """List the messages that must still go on paper."""
    return tuple(
        message.id
        for person in found.people
        for message in person.messages
        if message.standing is Told.TO_DO and message.channel in ON_PAPER
    )


def _language_name(code: str) -> Markup | str:
    """Name a language as its readers do, marked as theirs."""
    language = find_language(code)
    if language is None:
        return code
    return Markup('<bdi lang="{}">{}</bdi>').format(language.code, language.autonym)


def _back() -> Page:
    """Go back to the overview, as it was filtered."""
    return redirect(
        url_for(
            "organiser.show_outreach",
            slug=this_event().slug,
            versie=request.form.get("versie") or None,
            stand=request.form.get("stand") or None,
            hoe=request.form.get("hoe") or None,
        ),
        303,
    )
