"""The languages participants can read an event in: their state, and which to offer."""

from dataclasses import dataclass

from flask import flash, redirect, request, url_for

from web.organiser.access import Page, render, this_event, this_organiser
from web.services import events
from web.services.outcomes import Overtaken, mark_of
from web.wording import gettext as _
from web.wording.languages import LANGUAGES, SOURCE, PageLanguage
from web.wording.translation_checks import TranslationState, translation_state


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageLine:
    """One language on the page."""

    language: PageLanguage
    is_offered: bool
    state: TranslationState


def show_languages() -> Page:
    """An organiser sees who checked each translation, and which are offered."""
    event = this_event()
    withheld = events.withheld_languages_of(event)
    return render(
        "languages.html",
        tab="setup",
        source=SOURCE,
        lines=[
            LanguageLine(
                language=language,
                is_offered=language.code not in withheld,
                state=translation_state(language.code),
            )
            for language in LANGUAGES
            if language is not SOURCE
        ],
        seen=mark_of(withheld),
    )


def save_languages() -> Page:
    """An organiser chooses in which languages participants get the event."""
    event = this_event()
    offered = {SOURCE.code, *request.form.getlist("talen")}
    outcome = events.save_withheld_languages(
        event.id,
        [language.code for language in LANGUAGES if language.code not in offered],
        seen=request.form.get("seen", ""),
        by=this_organiser(),
    )
    if isinstance(outcome, Overtaken):
        flash(_("Iemand anders veranderde dit net. Kijk wat er nu staat."), "warning")
    else:
        flash(_("Bewaard."))
    return redirect(url_for("organiser.show_languages", slug=event.slug), 303)
