"""The steps of the registration: each is shown and saved on its own."""

from flask import redirect, request, url_for

from matcher.event import MoneySetting
from web import current
from web.participant.advice import is_only_looking, suggest_groups, suggest_themes
from web.participant.forms.about import AboutForm
from web.participant.forms.needs import NeedsForm
from web.participant.forms.people import PeopleForm
from web.participant.forms.things import (
    ASK_WORDS,
    OFFER_WORDS,
    ThingList,
    ThingWords,
    WishForm,
    ask_answers,
    offer_answers,
)
from web.participant.forms.times import TimesForm
from web.participant.steps import Page, Step, answer_saving, show_step
from web.services import open_events, own_page, registration
from web.services.answers import (
    read_about,
    read_asks,
    read_needs,
    read_offers,
    read_people,
    read_times,
)
from web.services.event_days import list_blocks, meeting_minutes
from web.services.own_page import OwnPage
from web.services.registration import Registered, Unfinished
from web.wording.form_errors import list_errors


def show_about() -> Page:
    """A participant looks at who they said they are."""
    page = _own_page()
    form = AboutForm.filled(read_about(page.participant))
    _suggest_groups(form, page)
    return show_step(Step.ABOUT, page, {"form": form})


def save_about() -> Page:
    """A participant saves who they are."""
    form = AboutForm(request.form)
    forms = {"form": form}
    if is_only_looking() or not form.validate():
        page = _own_page()
        _suggest_groups(form, page)
        errors = list_errors(form)
        return show_step(Step.ABOUT, page, forms, errors=errors), 422 if errors else 200
    outcome = registration.save_profile(_own_id(), form.answers(), seen=_seen())
    return answer_saving(Step.ABOUT, outcome, forms)


def show_offers() -> Page:
    """A participant looks at what they offer."""
    page = _own_page()
    given = [(o.kind, o.text) for o in read_offers(page.participant).offers]
    things = _with_room(ThingList.of(OFFER_WORDS, given), page)
    return show_step(Step.OFFERS, page, {"things": things})


def save_offers() -> Page:
    """A participant saves what they offer, or adds or takes away one."""
    page = _own_page()
    things = _sent_things(OFFER_WORDS, page)
    forms = {"things": things}
    errors = things.validate()
    if errors:
        return show_step(Step.OFFERS, page, forms, errors=errors), 422
    outcome = registration.save_offers(_own_id(), offer_answers(things), seen=_seen())
    stays = _stays(".show_offers")
    return answer_saving(Step.OFFERS, outcome, forms, goes_to=stays)


def show_asks() -> Page:
    """A participant looks at what they seek."""
    page = _own_page()
    answers = read_asks(page.participant)
    given = [(ask.kind, ask.text) for ask in answers.asks]
    things = _with_room(ThingList.of(ASK_WORDS, given), page)
    form = WishForm(
        data={
            "themes": list(answers.themes),
            "wishes": answers.wishes,
            "shows_wishes": answers.shows_wishes,
        }
    )
    _advise_on_asks(things, form, page)
    return show_step(Step.ASKS, page, {"things": things, "form": form})


def save_asks() -> Page:
    """A participant saves what they seek, or adds or takes away one."""
    page = _own_page()
    things = _sent_things(ASK_WORDS, page)
    form = WishForm(request.form)
    form.validate()
    _advise_on_asks(things, form, page)
    forms = {"things": things, "form": form}
    if is_only_looking():
        return show_step(Step.ASKS, page, forms)
    errors = (*things.validate(), *list_errors(form))
    if errors:
        return show_step(Step.ASKS, page, forms, errors=errors), 422
    outcome = registration.save_asks(_own_id(), ask_answers(things, form), seen=_seen())
    stays = _stays(".show_asks")
    return answer_saving(Step.ASKS, outcome, forms, goes_to=stays)


def _suggest_groups(form: AboutForm, page: OwnPage) -> None:
    """Add the target groups that a description seems to be about."""
    form.suggested = suggest_groups(form.description.data or "", page.participant)


def _advise_on_asks(things: ThingList, form: WishForm, page: OwnPage) -> None:
    """Add what each ask could still say, and the themes that they are about."""
    things.with_hints(_money(page))
    form.suggested = suggest_themes(things.texts, page.participant)


def show_times() -> Page:
    """A participant looks at when they can come."""
    page = _own_page()
    blocks = list_blocks(page.event)
    answers = read_times(page.participant)
    times = TimesForm.filled(
        blocks, answers, is_answered=bool(answers.slots) or answers.other_moment
    )
    forms = {"times": times, "minutes": meeting_minutes(blocks)}
    return show_step(Step.TIMES, page, forms)


def save_times() -> Page:
    """A participant saves when they can come."""
    page = _own_page()
    blocks = list_blocks(page.event)
    times = TimesForm.sent(blocks, request.form)
    forms = {"times": times, "minutes": meeting_minutes(blocks)}
    errors = times.validate()
    if errors:
        return show_step(Step.TIMES, page, forms, errors=errors), 422
    outcome = registration.save_availability(_own_id(), times.answers(), seen=_seen())
    return answer_saving(Step.TIMES, outcome, forms)


def show_people() -> Page:
    """A participant looks at who comes."""
    page = _own_page()
    answers = read_people(page.participant)
    is_answered = bool(answers.channels or answers.languages)
    people = PeopleForm.filled(answers, is_answered=is_answered)
    return show_step(Step.PEOPLE, page, {"people": people.with_room(more=False)})


def save_people() -> Page:
    """A participant saves who comes, or adds or takes away one."""
    page = _own_page()
    before = read_people(page.participant)
    without = request.form.get("weg", 0, type=int)
    people = PeopleForm.sent(request.form, without=without, known=len(before.delegates))
    if "nog" in request.form or without:
        # Adding or taking away a person is not yet an answer: nothing is stored.
        roomy = people.with_room(more="nog" in request.form)
        return show_step(Step.PEOPLE, page, {"people": roomy})
    people = people.with_room(more=False)
    forms = {"people": people}
    errors = people.validate()
    if errors:
        return show_step(Step.PEOPLE, page, forms, errors=errors), 422
    outcome = registration.save_delegates(
        _own_id(), people.answers(before), seen=_seen()
    )
    return answer_saving(Step.PEOPLE, outcome, forms)


def show_needs() -> Page:
    """A participant looks at what they need."""
    page = _own_page()
    spoken = read_people(page.participant).languages
    form = NeedsForm.filled(read_needs(page.participant), spoken)
    return show_step(Step.NEEDS, page, {"form": form})


def save_needs() -> Page:
    """A participant saves what they need, and may send the registration with it."""
    form = NeedsForm(request.form)
    forms = {"form": form}
    if not form.validate():
        errors = list_errors(form)
        return show_step(Step.NEEDS, _own_page(), forms, errors=errors), 422
    outcome = registration.save_needs(
        _own_id(), form.answers(), seen=_seen(), finishes="klaar" in request.form
    )
    match outcome:
        case Registered():
            return redirect(url_for(".show_thanks"), 303)
        case Unfinished():
            return redirect(url_for(".show_check", mist="1"), 303)
        case _:
            return answer_saving(Step.NEEDS, outcome, forms)


def _own_id() -> int:
    return current.participant().id


def _own_page() -> OwnPage:
    return own_page.get_own_page(_own_id())


def _seen() -> str:
    return request.form.get("versie", "")


def _money(page: OwnPage) -> MoneySetting:
    return open_events.rules_of(page.event).money


def _sent_things(words: ThingWords, page: OwnPage) -> ThingList:
    """Read the things that were sent, without the one that was taken away."""
    without = request.form.get("weg", 0, type=int)
    known = page.participant.offers if words is OFFER_WORDS else page.participant.asks
    things = ThingList.sent(words, request.form, without=without, known=len(known))
    return things.with_room(more=False).with_kinds(_money(page))


def _with_room(things: ThingList, page: OwnPage) -> ThingList:
    """Show room for one, or for one more where that was asked for."""
    return things.with_room(more="nog" in request.args).with_kinds(_money(page))


def _stays(endpoint: str) -> str:
    """Give the address of the same step if a button of it was pressed."""
    if "nog" in request.form:
        return url_for(endpoint, nog="1", _anchor="nieuw")
    if "weg" in request.form:
        return url_for(endpoint)
    return ""
