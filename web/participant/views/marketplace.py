"""The marketplace: looking through offers and asks, and marking whom to meet."""

from flask import abort, flash, redirect, render_template, request, url_for

from web import current
from web.participant.forms.about import KINDS
from web.participant.steps import Page
from web.services import marketplace, marks, own_page
from web.services.marketplace import StallSearch
from web.services.marks import MarkVerdict
from web.services.outcomes import Saved
from web.services.own_page import OwnPage
from web.wording import gettext

MOST_TYPED = 100
"""Letters of a search that are read."""


def show_marketplace() -> Page:
    """A participant looks through what others offer and ask."""
    page = _open_page()
    search = _read_search()
    found = marketplace.browse(page, search)
    return render_template(
        "participant/marketplace.html",
        event=page.event,
        page=page,
        participant=page.participant,
        search=search,
        found=found,
        kinds=KINDS,
    )


def show_suggestions() -> Page:
    """A participant sees who fits, and why."""
    page = _open_page()
    return render_template(
        "participant/suggestions.html",
        event=page.event,
        page=page,
        participant=page.participant,
        suggested=marketplace.suggest(page),
        kinds=KINDS,
    )


def show_marks() -> Page:
    """A participant sees whom they marked."""
    page = _own_page()
    return render_template(
        "participant/marks.html",
        event=page.event,
        page=page,
        participant=page.participant,
        marks=marketplace.list_own_marks(page),
    )


def mark(code: str) -> Page:
    """A participant marks somebody, or takes the mark back."""
    wanted = request.form.get("keuze", "")
    if wanted not in set(MarkVerdict):
        return redirect(url_for("participant.show_marks"), 303)
    outcome = marks.mark(current.participant().id, code, MarkVerdict(wanted))
    if isinstance(outcome, Saved):
        flash(gettext("Uw keuze is bewaard. U kunt haar nog veranderen."))
    else:
        flash(gettext("Veranderen kan niet meer."), "warning")
    return redirect(_way_back(f"deelnemer-{code}"), 303)


def show_oneself() -> Page:
    """A participant lets others look through their offers and asks, or no longer."""
    shows = request.form.get("tonen") == "ja"
    outcome = marks.show_in_marketplace(current.participant().id, shows=shows)
    if not isinstance(outcome, Saved):
        flash(gettext("Veranderen kan niet meer."), "warning")
    elif shows:
        flash(gettext("Andere deelnemers zien nu wat u biedt en zoekt."))
    else:
        flash(gettext("Andere deelnemers zien u niet meer."))
    return redirect(_way_back("zichtbaar"), 303)


def _own_page() -> OwnPage:
    return own_page.get_own_page(current.participant().id)


def _open_page() -> OwnPage:
    """Read whose page it is; there is none where the organiser closed it."""
    page = _own_page()
    if not page.event.marketplace or page.participant.state != "registered":
        abort(404)
    return page


def _read_search() -> StallSearch:
    given = {name: request.args.get(name, "").strip() for name in _FIELDS}
    number = request.args.get("blad", "")
    return StallSearch(
        text=given["zoek"][:MOST_TYPED],
        theme=given["onderwerp"],
        kind=given["soort"],
        area=given["plaats"],
        language=given["spreekt"],
        page=int(number) if number.isdecimal() and len(number) < _DIGITS else 1,
    )


_FIELDS = ("zoek", "onderwerp", "soort", "plaats", "spreekt")
_DIGITS = 6


def _way_back(anchor: str) -> str:
    """Give the own page that a form was sent from, at the place it stood."""
    own = url_for("participant.show_overview")
    back = request.form.get("terug", "")
    if not back.startswith(own):
        back = url_for("participant.show_marks")
    return f"{back.partition('#')[0]}#{anchor}"
