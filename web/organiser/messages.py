"""The outbox: what was sent, what waits, and what an organiser passes on by hand."""

from collections import Counter

from flask import Response, flash, redirect, request, url_for

from matcher.reminders import ReminderMoment
from web.organiser.access import Page, render, this_event, this_organiser
from web.refusals import NotFound
from web.services import incoming_mail, mail_pauses, messages, reminders
from web.wording import LazyText, lazy_gettext, ngettext
from web.wording import gettext as _

STATES: dict[str, LazyText] = {
    "by_hand": lazy_gettext("Doe je zelf"),
    "failed": lazy_gettext("Niet gelukt"),
    "bounced": lazy_gettext("Niet aangekomen"),
    "queued": lazy_gettext("Wacht"),
    "sending": lazy_gettext("Onderweg"),
    "sent": lazy_gettext("Klaar"),
}
"""In the order of what an organiser has to do with them."""

KINDS: dict[str, LazyText] = {
    "invitation": lazy_gettext("Uitnodiging"),
    "change": lazy_gettext("Verandering"),
    "cancellation": lazy_gettext("Gesprek vervalt"),
    "time_stays": lazy_gettext("De tijd blijft"),
    "programme": lazy_gettext("Programma"),
    "personal_link": lazy_gettext("Persoonlijke link"),
    "code": lazy_gettext("Code"),
    "retention": lazy_gettext("Wissen van gegevens"),
    "delegation": lazy_gettext("Iemand anders sturen"),
    "reminder": lazy_gettext("Herinnering"),
    "question": lazy_gettext("Vraag om antwoord"),
}


MOMENTS: dict[ReminderMoment, LazyText] = {
    ReminderMoment.DAY_BEFORE: lazy_gettext("een dag ervoor"),
    ReminderMoment.EVENING_BEFORE: lazy_gettext("de avond ervoor, om 18.00 uur"),
    ReminderMoment.TWO_HOURS: lazy_gettext("twee uur ervoor"),
}


def list_messages() -> Page:
    """An organiser sees every message of the event and its state."""
    event = this_event()
    everything = messages.list_messages(event.id)
    state = request.args.get("stand", "")
    kind = request.args.get("soort", "")
    shown = [
        line
        for line in everything
        if state in {"", line.state} and kind in {"", line.kind}
    ]
    return render(
        "messages.html",
        tab="messages",
        lines=shown,
        total=len(everything),
        counts=Counter(line.state for line in everything),
        states=STATES,
        kinds=KINDS,
        state=state,
        kind=kind,
        can_mail=messages.is_mail_configured(),
        open_mails=incoming_mail.count_open(event.id),
        is_paused=mail_pauses.is_paused(event.id),
        moments=MOMENTS,
        silent=reminders.count_silent(event.id),
    )


def show_message(message_id: int) -> Page:
    """An organiser reads one message as it is sent."""
    row = messages.message(this_event().id, message_id)
    content = row.invitation.content if row.invitation else b""
    return render(
        "message.html",
        tab="messages",
        message=row,
        states=STATES,
        kinds=KINDS,
        calendar=content.decode(),
        other_channel=messages.other_channel_of(row),
    )


def download_invitation(message_id: int) -> Page:
    """An organiser takes the calendar part of a message away."""
    row = messages.message(this_event().id, message_id)
    if row.invitation is None:
        raise NotFound("invitation", message_id)
    response = Response(row.invitation.content, mimetype="text/calendar")
    name = f"uitnodiging-{message_id}.ics"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def retry_message(message_id: int) -> Page:
    """An organiser lets a message that failed be tried again."""
    messages.retry_message(this_event().id, message_id, by=this_organiser())
    flash(_("Trefpunt probeert het opnieuw."))
    return _back(message_id)


def mark_done(message_id: int) -> Page:
    """An organiser says that a message was passed on by hand."""
    messages.mark_done(this_event().id, message_id, by=this_organiser())
    flash(_("Gedaan. Dit bericht staat nu bij Klaar."))
    return _back(message_id)


def pass_on(message_id: int) -> Page:
    """An organiser passes on by hand what did not arrive by mail."""
    messages.pass_on(this_event().id, message_id, by=this_organiser())
    flash(_("Je geeft dit bericht nu zelf door."))
    return _back(message_id)


def pause_sending() -> Page:
    """An organiser lets nothing of the event go out for now."""
    event = this_event()
    mail_pauses.pause(event.id, by=this_organiser())
    flash(_("Er gaat nu niets weg. Wat al onderweg was, kan nog aankomen."))
    return redirect(url_for("organiser.list_messages", slug=event.slug), 303)


def resume_sending() -> Page:
    """An organiser lets the messages of the event go out again."""
    event = this_event()
    mail_pauses.resume(event.id, by=this_organiser())
    flash(_("Trefpunt verstuurt weer."))
    return redirect(url_for("organiser.list_messages", slug=event.slug), 303)


def save_reminders() -> Page:
    """An organiser chooses when people are reminded."""
    event = this_event()
    chosen = [m for m in ReminderMoment if m.value in request.form.getlist("wanneer")]
    reminders.choose_moments(event.id, chosen, by=this_organiser())
    flash(_("Bewaard."))
    return redirect(url_for("organiser.list_messages", slug=event.slug), 303)


def ask_silent() -> Page:
    """An organiser asks whoever has not answered whether they come."""
    event = this_event()
    asked = reminders.ask_silent(event.id, by=this_organiser())
    flash(
        ngettext(
            "Trefpunt vraagt %(num)d persoon om antwoord.",
            "Trefpunt vraagt %(num)d personen om antwoord.",
            asked,
        )
    )
    return redirect(url_for("organiser.list_messages", slug=event.slug), 303)


def _back(message_id: int) -> Page:
    """Go back to the list if the organiser came from there, else to the message."""
    slug = this_event().slug
    if request.form.get("terug") == "lijst":
        return redirect(
            url_for("organiser.list_messages", slug=slug, stand="by_hand"), 303
        )
    return redirect(
        url_for("organiser.show_message", slug=slug, message_id=message_id), 303
    )
