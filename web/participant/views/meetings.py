"""A participant's own meetings: seeing them, answering, taking them along."""

from typing import assert_never
from zoneinfo import ZoneInfo

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug import Response

from web import current
from web.participant.steps import Page
from web.refusals import NotFound
from web.services import (
    calendar_links,
    calendars,
    group_offers,
    my_answers,
    my_changes,
    own_page,
    personal_links,
)
from web.services.meeting_answers import (
    AnswerEffect,
    AnswerKept,
    AnswerOutdated,
    AnswerState,
    AnswerWay,
)
from web.services.my_meetings import MyMeeting, find_my_programme
from web.services.own_page import OwnPage
from web.wording import gettext as _

_GIVEN = frozenset({AnswerState.ACCEPTED, AnswerState.DECLINED, AnswerState.NONE})
"""The answers that one button gives; another time is chosen on a page of its own."""


def show_meetings() -> Page:
    """A participant sees whom they meet, when, where and why."""
    return _meetings_page("participant/meetings.html")


def show_cards() -> Page:
    """A participant prints the conversation cards, one after the other."""
    return _meetings_page("participant/cards.html")


def answer_meeting(meeting: str) -> Page:
    """A participant says whether they come; what cannot be undone is asked twice."""
    page = _own_page()
    shown, state = _find_meeting(page, meeting), request.form.get("antwoord", "")
    if state not in _GIVEN:
        return _back(meeting)
    is_asked = "zeker" in request.form or not my_answers.is_decline_final(page)
    if state == AnswerState.DECLINED and not is_asked:
        return render_template(
            "participant/decline.html", event=page.event, page=page, meeting=shown
        )
    outcome = my_answers.answer_meeting(
        current.participant().id,
        meeting,
        AnswerState(state),
        sequence=_sequence(),
        way=_way(),
    )
    return _told(outcome, AnswerState(state), meeting)


def show_other_times(meeting: str) -> Page:
    """A participant sees when else a meeting can really be held."""
    return _times_page(meeting)


def ask_other_time(meeting: str) -> Page:
    """A participant asks for one of those times, or for any other."""
    outcome = my_answers.ask_other_time(
        current.participant().id,
        meeting,
        request.form.get("tijd", ""),
        sequence=_sequence(),
        way=_way(),
    )
    if outcome is None:
        flash(_("Die tijd is net bezet. Kies een andere tijd."), "warning")
        return _times_page(meeting), 409
    return _told(outcome, AnswerState.OTHER_TIME, meeting)


def mark_seen() -> Response:
    """A participant has seen what changed."""
    version = request.form.get("versie", 0, type=int)
    my_changes.mark_seen(current.participant().id, version)
    return redirect(url_for(".show_meetings"), 303)


def read_worker() -> Response:
    """A browser reads what keeps the meetings readable without a connection."""
    script = render_template("participant/worker.js")
    return Response(script, mimetype="text/javascript")


def download_meeting(meeting: str) -> Response:
    """A participant takes one meeting to their calendar."""
    content = calendars.invitation_file(current.participant().id, meeting)
    response = make_response(content)
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = 'attachment; filename="gesprek.ics"'
    return response


def _own_page() -> OwnPage:
    return own_page.get_own_page(current.participant().id)


def _meetings_page(template: str) -> str:
    page = _own_page()
    feed_url = personal_links.find_feed_url(page.participant)
    return render_template(
        template,
        event=page.event,
        page=page,
        participant=page.participant,
        programme=find_my_programme(page),
        sessions=group_offers.read_own_sessions(page),
        now=current.clock().now().astimezone(ZoneInfo(page.event.timezone)),
        feed_url=feed_url,
        web_calendars=calendar_links.list_calendar_links(page.participant.id),
        webcal_url=feed_url and "webcal:" + feed_url.partition(":")[2],
    )


def _times_page(meeting: str) -> str:
    page = _own_page()
    return render_template(
        "participant/other_times.html",
        event=page.event,
        page=page,
        meeting=_find_meeting(page, meeting),
        times=my_answers.list_offered_times(page, meeting),
    )


def _find_meeting(page: OwnPage, code: str) -> MyMeeting:
    programme = find_my_programme(page)
    for meeting in programme.meetings if programme else ():
        if meeting.code == code and meeting.answer is not None:
            return meeting
    raise NotFound("meeting", code)


def _sequence() -> int:
    return request.form.get("nummer", 0, type=int)


def _way() -> AnswerWay:
    """Say by which door the answer came; a helper answers as the group itself does."""
    return AnswerWay.ORGANISER if request.blueprint == "behalf" else AnswerWay.LINK


def _told(
    outcome: AnswerKept | AnswerOutdated, state: AnswerState, meeting: str
) -> Response:
    """Say what became of an answer, and go back to the meeting."""
    if isinstance(outcome, AnswerOutdated):
        flash(_("Dit gesprek is net veranderd. Kijk eerst hoe het nu is."), "warning")
    else:
        flash(_sentence(state, outcome.effect))
    return _back(meeting)


def _sentence(state: AnswerState, effect: AnswerEffect) -> str:
    match effect:
        case AnswerEffect.REMOVED:
            return _("Dit gesprek gaat niet door. De ander krijgt een bericht.")
        case AnswerEffect.MOVED:
            return _("Uw gesprek is verplaatst. De ander krijgt een bericht.")
        case AnswerEffect.NOTHING:
            return {
                AnswerState.ACCEPTED: _("Wij weten nu dat u komt."),
                AnswerState.DECLINED: _(
                    "Wij weten nu dat u dit gesprek liever niet wilt. U hoeft niets "
                    "te doen."
                ),
                AnswerState.OTHER_TIME: _(
                    "Wij weten nu dat u op een andere tijd wilt. U hoort of het lukt."
                ),
            }.get(state, _("Uw antwoord is weg. U kunt opnieuw kiezen."))
        case _:
            assert_never(effect)


def _back(meeting: str) -> Response:
    anchor = f"gesprek-{meeting.replace('+', '-')}"
    return redirect(url_for(".show_meetings", _anchor=anchor), 303)
