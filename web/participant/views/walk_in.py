"""Walking in on the day itself: three questions, and one takes part."""

import secrets
from typing import assert_never

from flask import g, redirect, render_template, request, url_for

from web.participant.forms.walk_in import WalkInForm
from web.participant.steps import Page
from web.persistence.rows import EventRow
from web.services import open_events
from web.services.registration import AnswersClosed, Started, TriedTooOften
from web.services.walk_ins import list_slots_left, register_walk_in
from web.wording.form_errors import list_errors
from web.wording.languages import choose_language

_KEY_BYTES = 16


def show_walk_in(slug: str) -> Page:
    """Somebody who comes by on the day begins to take part."""
    event = open_events.get_event(slug)
    slots = list_slots_left(event)
    if not slots:
        return redirect(url_for("visitor.show_event", slug=slug))
    return _page(event, WalkInForm(slots), key=secrets.token_urlsafe(_KEY_BYTES))


def send_walk_in(slug: str) -> Page:
    """Somebody who comes by takes part from now on."""
    event = open_events.get_event(slug)
    form = WalkInForm(list_slots_left(event), request.form)
    key = request.form.get("sleutel") or secrets.token_urlsafe(_KEY_BYTES)
    if not form.validate():
        return _page(event, form, key=key), 422
    outcome = register_walk_in(
        event.id,
        form.value(),
        key=key,
        language=choose_language(),
        ip=request.remote_addr or "",
    )
    match outcome:
        case Started():
            g.personal_token = outcome.token
            return redirect(url_for(".show_overview"), 303)
        case AnswersClosed():
            return _page(event, form, key=key, refusal="closed"), 403
        case TriedTooOften():
            return _page(event, form, key=key, refusal="too_often"), 429
        case _:
            assert_never(outcome)


def _page(event: EventRow, form: WalkInForm, *, key: str, refusal: str = "") -> str:
    return render_template(
        "participant/walk_in.html",
        event=event,
        form=form,
        key=key,
        errors=list_errors(form),
        refusal=refusal,
    )
