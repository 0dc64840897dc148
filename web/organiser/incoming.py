"""Mail that came in and that a person has to read."""

from flask import flash, redirect, url_for

from web.organiser.access import Page, render, this_event, this_organiser
from web.services import incoming_mail
from web.wording import LazyText, lazy_gettext
from web.wording import gettext as _

REASONS: dict[str, LazyText] = {
    "answered": lazy_gettext("Het antwoord is verwerkt. Er staat een opmerking bij."),
    "words": lazy_gettext("Iemand schrijft je."),
    "too_large": lazy_gettext("Deze mail is te groot om te lezen."),
    "damaged": lazy_gettext("Het antwoord in deze mail is beschadigd."),
    "contradictory": lazy_gettext("Deze mail spreekt zichzelf tegen."),
    "other_sender": lazy_gettext("Iemand antwoordt vanaf een ander adres."),
    "other_attendee": lazy_gettext("Iemand antwoordt vanaf een ander adres."),
    "forged": lazy_gettext("Het is niet zeker wie deze mail stuurde."),
    "unclear_time": lazy_gettext("Iemand wil een andere tijd. Welke, is niet zeker."),
}
"""Why a person has to read a mail, by what it came to."""


def list_incoming() -> Page:
    """An organiser reads the mail that Trefpunt could not do by itself."""
    event = this_event()
    return render(
        "incoming.html",
        tab="messages",
        mails=incoming_mail.list_open(event.id),
        reasons=REASONS,
    )


def mark_read(mail_id: int) -> Page:
    """An organiser says that a mail was read and dealt with."""
    event = this_event()
    incoming_mail.mark_read(event.id, mail_id, by=this_organiser())
    flash(_("Gedaan. Deze mail is van de lijst."))
    return redirect(url_for("organiser.list_incoming", slug=event.slug), 303)
