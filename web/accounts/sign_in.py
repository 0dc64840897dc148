"""Asking for a link, spending it, and signing out."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug import Response

from web.accounts import sessions
from web.accounts.forms import EmailAddressForm
from web.current import organiser
from web.services import accounts
from web.wording import gettext as _
from web.wording.form_errors import list_errors

Page = str | Response | tuple[str, int] | tuple[str, int, dict[str, str]]

_PRIVATE = {"Cache-Control": "no-store"}
"""A page whose address is a secret is kept nowhere."""


def show_request() -> Page:
    """Somebody asks how to sign in."""
    if organiser() is not None:
        return redirect(url_for("organiser.list_events"))
    return _request_page(EmailAddressForm())


def request_link() -> Page:
    """Somebody asks for a link; the answer is the same for every address."""
    form = EmailAddressForm(request.form)
    if not form.validate():
        return _request_page(form), 422
    accounts.request_link(form.email.data or "", ip=request.remote_addr or "")
    return render_template("accounts/link_sent.html", can_mail=accounts.can_mail())


def show_link(token: str) -> Page:
    """Somebody opens a link; nothing is spent, for it may be a mail scanner."""
    if not accounts.is_link_open(token):
        return render_template("accounts/link_spent.html"), 410, _PRIVATE
    return render_template("accounts/spend_link.html", token=token), 200, _PRIVATE


def spend_link(token: str) -> Page:
    """An organiser presses the button of a link and is signed in."""
    if not accounts.is_link_open(token):
        return render_template("accounts/link_spent.html"), 410, _PRIVATE
    sessions.begin(accounts.sign_in(token).session)
    return redirect(url_for("organiser.list_events"), 303)


def sign_out() -> Page:
    """An organiser ends the session."""
    secret = sessions.end()
    if secret is not None:
        accounts.sign_out(secret)
    flash(_("Je bent uitgelogd."))
    return redirect(url_for("accounts.request_link"), 303)


def _request_page(form: EmailAddressForm) -> str:
    """Show the form, and how to sign in where no mail is set up."""
    return render_template(
        "accounts/request_link.html",
        form=form,
        errors=list_errors(form),
        can_mail=accounts.can_mail(),
    )
