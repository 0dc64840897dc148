"""The seven steps of the registration, and the page of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from flask import flash, redirect, render_template, request, url_for
from werkzeug import Response

from web import current
from web.participant.summary import Summary, summarise
from web.persistence.rows import ParticipantRow
from web.services import own_page, personal_links
from web.services.answers import (
    StepAnswers,
    fingerprint,
    read_about,
    read_asks,
    read_needs,
    read_offers,
    read_people,
    read_times,
)
from web.services.outcomes import Overtaken, Saved
from web.services.own_page import OwnPage
from web.services.registration import AnswersClosed
from web.wording import LazyText, gettext
from web.wording import lazy_gettext as _
from web.wording.form_errors import FormError

Page = str | Response | tuple[str, int]
Forms = Mapping[str, object]


class Step(StrEnum):
    """One question of the registration; the value is its place in addresses."""

    ABOUT = "wie"
    OFFERS = "aanbod"
    ASKS = "zoekt"
    TIMES = "tijden"
    PEOPLE = "personen"
    NEEDS = "nodig"
    CHECK = "controle"


TITLES: dict[Step, LazyText] = {
    Step.ABOUT: _("Wie bent u?"),
    Step.OFFERS: _("Wat kunt u bieden?"),
    Step.ASKS: _("Wat zoekt u?"),
    Step.TIMES: _("Wanneer kunt u?"),
    Step.PEOPLE: _("Wie komt er?"),
    Step.NEEDS: _("Wat heeft u nodig?"),
    Step.CHECK: _("Klopt alles?"),
}
ENDPOINTS: dict[Step, str] = {
    Step.ABOUT: ".show_about",
    Step.OFFERS: ".show_offers",
    Step.ASKS: ".show_asks",
    Step.TIMES: ".show_times",
    Step.PEOPLE: ".show_people",
    Step.NEEDS: ".show_needs",
    Step.CHECK: ".show_check",
}
"""Within the blueprint that asks: another audience can fill in the same steps."""
_READERS: dict[Step, Callable[[ParticipantRow], StepAnswers]] = {
    Step.ABOUT: read_about,
    Step.OFFERS: read_offers,
    Step.ASKS: read_asks,
    Step.TIMES: read_times,
    Step.PEOPLE: read_people,
    Step.NEEDS: read_needs,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMark:
    """One step in the row of steps on a page."""

    number: int
    title: str
    state: str
    """``done``, ``now`` or ``later``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setback:
    """What was sent came too late, or after another change."""

    stands: Summary | None = None
    """What is stored now, if that was changed elsewhere meanwhile."""


def step_marks(now: Step) -> tuple[StepMark, ...]:
    """Mark the steps before this one as done and those after it as later."""
    steps = list(Step)
    place = steps.index(now)
    return tuple(
        StepMark(
            number=number + 1,
            title=str(TITLES[step]),
            state="done" if number < place else "now" if number == place else "later",
        )
        for number, step in enumerate(steps)
    )


def show_step(
    step: Step,
    page: OwnPage,
    forms: Forms,
    *,
    errors: tuple[FormError, ...] = (),
    setback: Setback | None = None,
) -> str:
    """Render the page of a step.

    Args:
        step: Which one.
        page: Whose.
        forms: The forms, by the names that the template knows.
        errors: What is wrong in what was sent.
        setback: Why what was sent was not stored, though nothing was wrong in it.
    """
    return render_template(
        f"participant/{step.name.lower()}.html",
        event=page.event,
        participant=page.participant,
        page=page,
        step=step,
        title=TITLES[step],
        marks=step_marks(step),
        seen=_seen(step, page, is_overtaken=setback is not None),
        errors=errors,
        personal_url=_own_link(page),
        stands=setback.stands if setback else None,
        is_refused=setback is not None and setback.stands is None,
        **forms,
    )


def answer_saving(
    step: Step,
    outcome: Saved | Overtaken | AnswersClosed,
    forms: Forms,
    *,
    goes_to: str = "",
) -> Page:
    """Answer a participant who saved a step, by what came of it."""
    match outcome:
        case Saved():
            return redirect(goes_to or _next_address(step), 303)
        case Overtaken():
            page = own_page.get_own_page(current.participant().id)
            stands = summarise(page, (step.value,))
            return show_step(step, page, forms, setback=Setback(stands=stands)), 409
        case AnswersClosed():
            page = own_page.get_own_page(current.participant().id)
            return show_step(step, page, forms, setback=Setback()), 403
        case _:
            assert_never(outcome)


def _next_address(step: Step) -> str:
    """Go on to the next step; who is registered goes back to the overview."""
    page = own_page.get_own_page(current.participant().id)
    if page.participant.state == "draft":
        following = list(Step)[list(Step).index(step) + 1]
        return url_for(ENDPOINTS[following])
    flash(gettext("Uw antwoorden zijn bewaard."))
    return url_for(".show_overview")


def _own_link(page: OwnPage) -> str | None:
    """Give the personal link to who came by it, not to who fills in for a group."""
    if current.participant().acting is not None:
        return None
    return personal_links.find_personal_url(page.participant)


def _seen(step: Step, page: OwnPage, *, is_overtaken: bool) -> str:
    """Tell which answers the form was filled from; a refused form keeps its own."""
    if request.method == "POST" and not is_overtaken:
        return request.form.get("versie", "")
    return fingerprint(_READERS[step](page.participant))
