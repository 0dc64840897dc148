"""Helpers of an event: their links, and the groups that agreed."""

from flask import flash, redirect, request, url_for

from web.organiser.access import Page, render, this_event, this_organiser
from web.organiser.forms.behalf import HelperForm
from web.services import go_betweens, roster
from web.services.go_betweens import HelpState
from web.wording import gettext as _
from web.wording.form_errors import list_errors


def list_helpers() -> Page:
    """An organiser sees who helps groups."""
    return _list_page(HelperForm())


def add_helper() -> Page:
    """An organiser adds a helper."""
    form = HelperForm(request.form)
    if not form.validate():
        return _list_page(form), 422
    code = go_betweens.add_helper(
        this_event().id,
        name=form.name.data or "",
        contact=form.contact.data or "",
        by=this_organiser(),
    )
    return _to(code)


def show_helper(helper: str) -> Page:
    """An organiser sees the link of a helper and the groups."""
    event = this_event()
    row = go_betweens.get_helper(event.id, helper)
    groups = go_betweens.list_groups(row)
    known = {
        group.participant.code for group in groups if group.state != HelpState.ENDED
    }
    return render(
        "helper.html",
        tab="participants",
        helper=row,
        link=None if row.ended_at else go_betweens.url_of(row),
        groups=groups,
        others=[
            found
            for found in roster.list_rows(event.id)
            if found.code not in known and found.state in {"draft", "registered"}
        ],
    )


def add_group(helper: str) -> Page:
    """An organiser puts a group and a helper together, as the group said."""
    go_betweens.add_group(
        this_event().id,
        helper,
        request.form.get("groep", ""),
        way=request.form.get("hoe", go_betweens.OWN_PAGE),
        by=this_organiser(),
    )
    return _to(helper)


def end_group(helper: str, code: str) -> Page:
    """An organiser takes a group away from a helper."""
    go_betweens.end_group(this_event().id, helper, code, by=this_organiser())
    flash(_("De helper kan deze groep niet meer openen."))
    return _to(helper)


def renew_helper(helper: str) -> Page:
    """An organiser gives a helper a new link; the old one works no more."""
    go_betweens.renew_link(this_event().id, helper, by=this_organiser())
    flash(_("De oude link werkt niet meer. Hieronder staat de nieuwe."))
    return _to(helper)


def end_helper(helper: str) -> Page:
    """An organiser lets a helper open nothing any more."""
    go_betweens.end_helper(this_event().id, helper, by=this_organiser())
    flash(_("De link van deze helper werkt niet meer."))
    return _to(helper)


def _to(helper: str) -> Page:
    slug = this_event().slug
    return redirect(url_for("organiser.show_helper", slug=slug, helper=helper), 303)


def _list_page(form: HelperForm) -> str:
    return render(
        "helpers.html",
        tab="participants",
        form=form,
        errors=list_errors(form),
        helpers=go_betweens.list_helpers(this_event().id),
    )
