"""Helpers: the groups of one, and what a group says about being helped."""

from flask import g, redirect, render_template, request, url_for
from werkzeug import Response

from web import current
from web.participant.steps import Page
from web.persistence.rows import HelperRow
from web.services import go_betweens, own_page


def list_groups() -> Page:
    """A helper sees the groups that agreed, and opens one."""
    helper: HelperRow = g.helper
    return render_template(
        "participant/helped_groups.html",
        event=own_page.get_event(helper.event_id),
        helper=helper,
        groups=go_betweens.list_agreed(helper),
    )


def answer_helper(helper: str) -> Response:
    """A group says yes to a helper, or ends it."""
    agrees = request.form.get("antwoord") == "ja"
    go_betweens.answer_as_group(current.participant().id, helper, agrees=agrees)
    return redirect(url_for(".show_overview", antwoorden=1, _anchor="helpers"), 303)
