"""Releasing a version: first what will happen, then the button that repeats it."""

from flask import flash, redirect, request, url_for

from web.organiser.access import Page, render, this_event, this_organiser
from web.services import equality_report, messages, releases
from web.wording import gettext as _
from web.wording import ngettext
from web.wording.obstacles import obstacle_line


def show_release() -> Page:
    """An organiser sees exactly who will hear what."""
    event = this_event()
    preview = releases.preview_release(event.id)
    if preview is None or preview.version <= preview.known:
        return render("release_nothing.html", tab="release", preview=preview)
    return render(
        "release.html",
        tab="release",
        preview=preview,
        mails=sum(len(p.letters) for p in preview.people if p.is_mailed),
        by_hand=sum(not person.is_mailed for person in preview.people),
        obstacles=[obstacle_line(found) for found in preview.obstacles],
        equality_found=equality_report.read_newest(event),
        can_mail=messages.is_mail_configured(),
        reading=request.args.get("lees", ""),
    )


def release_programme() -> Page:
    """An organiser releases the version that was shown."""
    event = this_event()
    done = releases.release(
        event.id,
        version=request.form.get("version", 0, type=int),
        known=request.form.get("known", 0, type=int),
        by=this_organiser(),
    )
    sentence = _("Versie %(version)d is vrijgegeven.", version=done.version)
    if done.mails:
        sentence += " " + ngettext(
            "%(num)d e-mail gaat nu weg.", "%(num)d e-mails gaan nu weg.", done.mails
        )
    if done.by_hand:
        sentence += " " + ngettext(
            "%(num)d bericht geef je zelf door.",
            "%(num)d berichten geef je zelf door.",
            done.by_hand,
        )
    flash(sentence)
    return redirect(url_for("organiser.list_messages", slug=event.slug), 303)
