"""Taking part begins here: the first answers make a draft with a personal link."""

import secrets
from typing import assert_never

from flask import g, redirect, render_template, request, url_for
from werkzeug import Response

from web.participant.advice import is_only_looking, suggest_groups
from web.participant.forms.about import AboutForm
from web.participant.steps import TITLES, Page, Step, step_marks
from web.persistence.rows import EventRow
from web.services import open_events
from web.services.registration import (
    AnswersClosed,
    RegistrationState,
    Started,
    TriedTooOften,
    registration_state,
    start_registration,
)
from web.wording.form_errors import list_errors
from web.wording.languages import choose_language

_KEY_BYTES = 16


def show_start(slug: str) -> Page:
    """A visitor begins to take part."""
    event = open_events.get_event(slug)
    if registration_state(event) is not RegistrationState.OPEN:
        return redirect(url_for("visitor.show_event", slug=slug))
    return _page(event, AboutForm(), key=secrets.token_urlsafe(_KEY_BYTES))


def send_start(slug: str) -> Page:
    """A visitor sends the first answers and gets a personal link."""
    event = open_events.get_event(slug)
    form = AboutForm(request.form)
    key = request.form.get("sleutel") or secrets.token_urlsafe(_KEY_BYTES)
    if is_only_looking():
        form.suggested = suggest_groups(form.description.data or "", None)
        return _page(event, form, key=key)
    if not form.validate():
        return _page(event, form, key=key), 422
    outcome = start_registration(
        event.id,
        form.answers(),
        key=key,
        language=choose_language(),
        ip=request.remote_addr or "",
    )
    match outcome:
        case Started():
            return _to_offers(outcome)
        case AnswersClosed():
            event = open_events.get_event(slug)
            return _page(event, form, key=key, is_refused=True), 403
        case TriedTooOften():
            event = open_events.get_event(slug)
            return _page(event, form, key=key, is_too_often=True), 429
        case _:
            assert_never(outcome)


def _to_offers(started: Started) -> Response:
    g.personal_token = started.token
    return redirect(url_for(".show_offers", welkom="1"), 303)


def _page(
    event: EventRow,
    form: AboutForm,
    *,
    key: str,
    is_refused: bool = False,
    is_too_often: bool = False,
) -> str:
    return render_template(
        "participant/start.html",
        event=event,
        form=form,
        errors=list_errors(form),
        key=key,
        title=TITLES[Step.ABOUT],
        marks=step_marks(Step.ABOUT),
        is_refused=is_refused,
        is_too_often=is_too_often,
    )
