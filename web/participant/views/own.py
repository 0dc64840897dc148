"""What a participant comes back for: the overview, sending, meetings, calendars."""

from typing import assert_never

from flask import flash, redirect, render_template, request, url_for
from werkzeug import Response

from web import current
from web.extensions.calendar_files import calendar_response
from web.participant.advice import advise
from web.participant.steps import ENDPOINTS, TITLES, Page, Step, step_marks
from web.participant.summary import summarise
from web.services import (
    behalf,
    calendars,
    consents,
    go_betweens,
    group_offers,
    own_page,
    personal_links,
    registration,
)
from web.services.group_offers import SessionAnswer
from web.services.own_page import OwnPage
from web.services.registration import (
    AnswersClosed,
    Missing,
    Registered,
    Unfinished,
    list_missing,
)
from web.wording import LazyText, gettext
from web.wording import lazy_gettext as _
from web.wording.form_errors import FormError
from web.wording.languages import find_language, offered_languages, remember_language

_STEP_OF_MISSING = {
    Missing.ABOUT: Step.ABOUT,
    Missing.TIMES: Step.TIMES,
    Missing.PEOPLE: Step.PEOPLE,
    Missing.OFFERS: Step.OFFERS,
}
_MISSING_TEXTS: dict[Missing, LazyText] = {
    Missing.ABOUT: _("Vertel eerst wie u bent."),
    Missing.TIMES: _("Zeg nog wanneer u kunt. Zonder tijd plannen wij geen gesprek."),
    Missing.PEOPLE: _("Zeg nog wie er komt."),
    Missing.OFFERS: _(
        "Uw organisatie biedt nog niets. Een gesprek is er voor allebei. "
        "Vertel wat u kunt bieden, of kies hieronder dat u later iets bedenkt."
    ),
}


def show_overview() -> Page:
    """A participant comes back by the personal link."""
    page = _own_page()
    wants_answers = "antwoorden" in request.args
    is_planned = page.participant.state == "registered" and page.has_programme
    if is_planned and not wants_answers:
        return redirect(url_for(".show_meetings"))
    return render_template(
        "participant/overview.html",
        event=page.event,
        page=page,
        participant=page.participant,
        parts=summarise(page),
        sessions=group_offers.read_own_sessions(page),
        next_endpoint=ENDPOINTS[_first_open_step(page)],
        titles=TITLES,
        endpoints=ENDPOINTS,
        personal_url=personal_links.find_personal_url(page.participant),
        helpers=go_betweens.list_helpers_of(page.participant.id),
        consent=behalf.find_consent(page.participant),
    )


def show_check() -> Page:
    """A participant reads all answers before sending them, and what is missing."""
    page = _own_page()
    was_sent = "mist" in request.args
    return _check_page(page, missing=list_missing(page.participant) if was_sent else ())


def finish() -> Page:
    """A participant sends the registration."""
    wants_none = "zonder-aanbod" in request.form
    accepted = frozenset({Missing.OFFERS}) if wants_none else frozenset[Missing]()
    outcome = registration.finish_registration(
        current.participant().id, accepted=accepted
    )
    match outcome:
        case Registered():
            return redirect(url_for(".show_thanks"), 303)
        case Unfinished():
            return _check_page(_own_page(), missing=outcome.missing), 422
        case AnswersClosed():
            return _check_page(_own_page()), 403
        case _:
            assert_never(outcome)


def show_thanks() -> Page:
    """A participant who takes part reads what happens next."""
    page = _own_page()
    if page.participant.state != "registered":
        return redirect(url_for(".show_check"))
    return render_template(
        "participant/thanks.html",
        event=page.event,
        page=page,
        participant=page.participant,
        personal_url=personal_links.find_personal_url(page.participant),
    )


def answer_session(session_id: int) -> Response:
    """A participant says whether they join others in what somebody gives."""
    answer = request.form.get("antwoord", "")
    if answer in {SessionAnswer.YES, SessionAnswer.NO}:
        group_offers.answer_session(
            current.participant().id, session_id, SessionAnswer(answer)
        )
        flash(gettext("Uw antwoord is bewaard. U kunt het nog veranderen."))
    return redirect(url_for(".show_meetings", _anchor="samen"), 303)


def read_feed() -> Response:
    """A calendar reads all meetings of a participant."""
    file = calendars.feed_file(current.participant().id)
    return calendar_response(
        file.content, etag=file.etag, last_modified=file.last_modified
    )


def save_directory() -> Response:
    """A participant says whether everybody may read them in the directory."""
    answer = request.form.get("antwoord", "")
    if answer in {"ja", "nee"}:
        consents.answer_directory(current.participant().id, is_given=answer == "ja")
        flash(gettext("Uw antwoord is bewaard. U kunt het altijd veranderen."))
    url = url_for(".show_overview", antwoorden=1, _anchor="sociale-kaart")
    return redirect(url, 303)


def save_language() -> Response:
    """A participant chooses the language of the pages and of the messages."""
    language = find_language(request.form.get("taal", ""))
    if language is not None and language in offered_languages():
        if current.participant().acting is None:
            registration.change_language(current.participant().id, language.code)
        remember_language(language.code)
    own = url_for(".show_overview")
    back = request.form.get("terug", "")
    return redirect(back if back.startswith(own) else own, 303)


def _own_page() -> OwnPage:
    return own_page.get_own_page(current.participant().id)


def _first_open_step(page: OwnPage) -> Step:
    """Find where a draft goes on: the first step without an answer."""
    row = page.participant
    has_times = bool(row.availability) or row.other_moment
    answered = {
        Step.OFFERS: bool(row.offers),
        Step.ASKS: bool(row.asks or row.themes or row.wishes),
        Step.TIMES: has_times,
        Step.PEOPLE: bool(row.delegates),
        Step.NEEDS: bool(row.accessibility or row.missing_group),
    }
    return next((step for step, is_done in answered.items() if not is_done), Step.CHECK)


def _check_page(page: OwnPage, *, missing: tuple[Missing, ...] = ()) -> str:
    """Show all answers; what is missing is an error only once they were sent."""
    errors = tuple(
        FormError(
            target=f"deel-{_STEP_OF_MISSING[found]}", message=str(_MISSING_TEXTS[found])
        )
        for found in missing
    )
    return render_template(
        "participant/check.html",
        event=page.event,
        page=page,
        participant=page.participant,
        parts=summarise(page),
        advice=advise(page),
        missing=list_missing(page.participant),
        errors=errors,
        title=TITLES[Step.CHECK],
        titles=TITLES,
        endpoints=ENDPOINTS,
        marks=step_marks(Step.CHECK),
    )
