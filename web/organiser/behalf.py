"""Filling in for a group: its consent first, then the same pages as it has itself."""

import secrets
from collections.abc import Sequence

from flask import redirect, request, url_for

from web.organiser.access import Page, render, this_event, this_organiser
from web.organiser.forms.behalf import ConsentForm, NewGroupForm
from web.persistence.rows import ParticipantRow
from web.services import behalf, retention, roster
from web.services.behalf import DraftBegun, GivenConsent, GroupToBegin
from web.wording import dates
from web.wording import gettext as _
from web.wording.form_errors import FormError, list_errors
from web.wording.languages import LANGUAGES

_KEY_BYTES = 16


def show_new_group() -> Page:
    """An organiser begins to fill in for a group that calls."""
    return _page(NewGroupForm(), key=secrets.token_urlsafe(_KEY_BYTES))


def begin_group() -> Page:
    """An organiser writes down the consent of a group and goes on to its first step."""
    event = this_event()
    form = NewGroupForm(request.form)
    key = request.form.get("sleutel") or secrets.token_urlsafe(_KEY_BYTES)
    if not form.validate():
        return _page(form, key=key, errors=list_errors(form)), 422
    group = GroupToBegin(name=form.group_name(), language=form.language.data, key=key)
    begun = behalf.begin(event.id, group, _consent(form), by=this_organiser())
    if not isinstance(begun, DraftBegun):
        message = _("De aanmelding is dicht. Open haar bij Tijden en tafels.")
        closed = FormError(target="name", message=message)
        return _page(form, key=key, errors=[closed]), 409
    return _to_first_step(begun.code)


def show_consent(code: str) -> Page:
    """An organiser asks a group that is there already whether they may fill in."""
    return _page(ConsentForm(), of=roster.get_participant(this_event().id, code))


def save_consent(code: str) -> Page:
    """An organiser writes down that a group said yes."""
    event = this_event()
    row = roster.get_participant(event.id, code)
    form = ConsentForm(request.form)
    if not form.validate():
        return _page(form, of=row, errors=list_errors(form)), 422
    behalf.record_consent(event.id, row.code, _consent(form), by=this_organiser())
    return _to_first_step(row.code)


def _to_first_step(code: str) -> Page:
    slug = this_event().slug
    return redirect(url_for("behalf.show_about", slug=slug, code=code), 303)


def _consent(form: ConsentForm) -> GivenConsent:
    return GivenConsent(
        given_by=form.given_by.data or "",
        way=behalf.ConsentWay(form.way.data),
        read_out="\n".join(_read_out()),
    )


def _read_out() -> tuple[str, ...]:
    """Say what is read aloud before anything is written down; kept as it was read."""
    day = retention.retention_of(this_event()).day
    return (
        _("Wij bewaren uw naam, hoe wij u bereiken en wat u vertelt."),
        _("Daarmee plannen wij gesprekken. Voor niets anders."),
        _("Met wie u praat, ziet de naam van uw groep, uw voornaam en uw rol."),
        _("Op %(day)s wissen wij alles.", day=dates.day(day)),
        _("U krijgt een eigen link. Daarmee ziet, verandert en wist u alles zelf."),
        _("Mag ik voor u invullen wat u mij vertelt?"),
    )


def _page(
    form: ConsentForm,
    *,
    of: ParticipantRow | None = None,
    key: str = "",
    errors: Sequence[FormError] = (),
) -> str:
    return render(
        "consent.html",
        tab="participants",
        form=form,
        participant=of,
        key=key,
        read_out=_read_out(),
        languages_to_read=LANGUAGES,
        errors=tuple(errors),
    )
