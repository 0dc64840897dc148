"""Keeping in touch after a meeting: asked of both, shown when both say yes."""

from flask import redirect, render_template, request, url_for

from web import current
from web.participant import sureness
from web.participant.steps import Page
from web.services import contacts, own_page


def show_contacts() -> Page:
    """A participant says whom it lets know how to reach it, and sees who agreed."""
    page = own_page.get_own_page(current.participant().id)
    return render_template(
        "participant/contacts.html",
        event=page.event,
        page=page,
        participant=page.participant,
        questions=contacts.list_questions(page),
        is_sure=sureness.is_sure(),
    )


def answer_contact(other: str) -> Page:
    """A participant says yes or no to one they met, or takes it back."""
    agrees = request.form.get("antwoord") == "ja"
    contacts.answer_question(current.participant().id, other, agrees=agrees)
    return redirect(url_for(".show_contacts", _anchor=f"met-{other}"), 303)
