"""Answers to meetings: what was said, what to decide, and who has not answered."""

from collections.abc import Mapping
from typing import assert_never

from flask import flash, redirect, request, url_for

from web.organiser.access import Page, render, this_event, this_organiser
from web.services import answer_decisions, answer_overview
from web.services.answer_decisions import Decision
from web.services.meeting_answers import AnswerPolicy, AnswerState
from web.wording import LazyText, lazy_gettext
from web.wording import gettext as _

STATES: Mapping[AnswerState, LazyText] = {
    AnswerState.ACCEPTED: lazy_gettext("Komt"),
    AnswerState.TENTATIVE: lazy_gettext("Misschien"),
    AnswerState.OTHER_TIME: lazy_gettext("Andere tijd"),
    AnswerState.DECLINED: lazy_gettext("Liever niet"),
    AnswerState.NONE: lazy_gettext("Nog geen antwoord"),
}
_BY_PHONE = frozenset({AnswerState.ACCEPTED, AnswerState.DECLINED})


def show_answers() -> Page:
    """An organiser sees all answers, and what waits for a decision."""
    event = this_event()
    return render(
        "answers.html",
        tab="answers",
        overview=answer_overview.read_overview(event),
        states=STATES,
        policies=AnswerPolicy,
    )


def decide_answer(invitation_id: int) -> Page:
    """An organiser decides about one answer."""
    chosen = request.form.get("besluit", "")
    if chosen in set(Decision):
        decision = Decision(chosen)
        is_done = answer_decisions.decide(
            this_event().id,
            invitation_id,
            decision,
            slot=request.form.get("tijd", ""),
            by=this_organiser(),
        )
        flash(_told(decision) if is_done else _("Die tijd is net bezet. Kies opnieuw."))
    return _back()


def answer_for_person(invitation_id: int) -> Page:
    """An organiser notes what somebody said, such as by telephone."""
    given = request.form.get("antwoord", "")
    if given in _BY_PHONE:
        answer_decisions.answer_for(
            this_event().id, invitation_id, AnswerState(given), by=this_organiser()
        )
        flash(_("Het antwoord is bewaard."))
    return _back()


def save_answer_policy() -> Page:
    """An organiser says who takes away and moves meetings."""
    chosen = [request.form.get(name, "") for name in ("afzeggen", "verplaatsen")]
    if set(chosen) <= set(AnswerPolicy):
        on_decline, on_other_time = map(AnswerPolicy, chosen)
        answer_decisions.save_policies(
            this_event().id,
            on_decline=on_decline,
            on_other_time=on_other_time,
            by=this_organiser(),
        )
        flash(_("Bewaard."))
    return _back()


def _told(decision: Decision) -> str:
    match decision:
        case Decision.REMOVE:
            return _("Het gesprek is weg. Beiden krijgen bericht, zonder reden.")
        case Decision.MOVE:
            return _("Het gesprek is verplaatst. Beiden krijgen bericht.")
        case Decision.KEEP:
            return _("Het gesprek blijft zoals het was.")
        case _:
            assert_never(decision)


def _back() -> Page:
    return redirect(url_for("organiser.show_answers", slug=this_event().slug), 303)
