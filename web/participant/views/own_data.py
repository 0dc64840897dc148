"""What is stored of a participant: to read, to take away, to erase."""

from flask import Response, flash, redirect, render_template, request, url_for

from web import current
from web.participant import sureness
from web.participant.steps import TITLES, Page
from web.participant.summary import summarise
from web.services import confirmations, erasure, own_page, stored_data
from web.services.confirmations import CodeSent
from web.services.own_page import OwnPage
from web.wording import gettext as _
from web.wording.form_errors import FormError

GOALS = {"wissen": ".show_erasing", "contact": ".show_contacts"}
"""What a code is asked for, by its name in addresses, and where it leads."""


def show_data() -> Page:
    """A participant reads everything that is stored about them."""
    page = _own_page()
    return render_template(
        "participant/data.html",
        event=page.event,
        page=page,
        participant=page.participant,
        parts=summarise(page),
        titles=TITLES,
        stored=stored_data.read_stored(page.participant.id),
        in_words=stored_data.in_words,
    )


def download_json() -> Response:
    """A participant takes everything away, for another program."""
    stored = stored_data.read_stored(current.participant().id)
    return _file(stored_data.as_json(stored), "application/json", "json")


def download_csv() -> Response:
    """A participant takes everything away as a spreadsheet."""
    stored = stored_data.read_stored(current.participant().id)
    return _file(stored_data.as_csv(stored), "text/csv", "csv")


def show_code() -> Page:
    """A participant is asked to show that it is really them."""
    return _code_page()


def send_code() -> Page:
    """A participant asks for a code."""
    outcome = confirmations.mail_code(current.participant().id)
    if outcome is CodeSent.MAILED:
        flash(_("De code is onderweg. Kijk in uw e-mail."))
    elif outcome is CodeSent.TOO_OFTEN:
        flash(_("U vroeg al vaak om een code. Probeer het over een uur."), "warning")
    return redirect(url_for(".show_code", naar=_goal()), 303)


def check_code() -> Page:
    """A participant types the code."""
    typed = request.form.get("code", "")
    if not confirmations.spend_code(current.participant().id, typed):
        message = _("Deze code klopt niet, of werkt niet meer. Vraag een nieuwe code.")
        return _code_page(FormError(target="code", message=message)), 422
    sureness.remember()
    return redirect(url_for(GOALS[_goal()]), 303)


def show_erasing() -> Page:
    """A participant reads what erasing does, before it is done."""
    page = _own_page()
    ahead = erasure.look_ahead(page.event.id, page.participant.code)
    return render_template(
        "participant/erase.html",
        event=page.event,
        page=page,
        participant=page.participant,
        ahead=ahead,
        is_sure=sureness.is_sure(),
    )


def erase() -> Page:
    """A participant has everything erased."""
    if not sureness.is_sure():
        return redirect(url_for(".show_code", naar="wissen"), 303)
    page = _own_page()
    slug = page.event.slug
    erasure.erase_participant(page.event.id, page.participant.code, by="participant")
    sureness.forget()
    return redirect(url_for("visitor.show_erased", slug=slug), 303)


def _code_page(*errors: FormError) -> str:
    page = _own_page()
    return render_template(
        "participant/code.html",
        event=page.event,
        page=page,
        participant=page.participant,
        way=confirmations.code_way(page.participant),
        goal=_goal(),
        errors=errors,
    )


def _goal() -> str:
    wanted = request.values.get("naar", "")
    return wanted if wanted in GOALS else next(iter(GOALS))


def _own_page() -> OwnPage:
    return own_page.get_own_page(current.participant().id)


def _file(content: bytes, kind: str, ending: str) -> Response:
    response = Response(content, mimetype=kind)
    response.headers["Content-Disposition"] = (
        f'attachment; filename="mijn-gegevens.{ending}"'
    )
    return response
