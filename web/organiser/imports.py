"""Bringing participants in from a spreadsheet: first what it will do, then the word."""

from typing import assert_never

from flask import flash, redirect, request, url_for

from web.organiser.access import Page, render, this_event, this_organiser
from web.services import imports
from web.services.import_plan import RowFate
from web.services.imports import (
    ChangedMeanwhile,
    ImportDone,
    ImportPreview,
    UnusableFile,
)
from web.wording import dates, ngettext
from web.wording import gettext as _
from web.wording.problems import file_problem, problem_advice, problem_what


def show_import() -> Page:
    """An organiser chooses a file."""
    return render("import.html", tab="participants", fault="", errors=())


def send_import() -> Page:
    """An organiser sends a file; it waits until they have read what it will do."""
    event = this_event()
    upload = request.files.get("bestand")
    data = upload.read() if upload else b""
    if upload is None or not upload.filename:
        fault = _("Kies eerst een bestand op je computer.")
        return render("import.html", tab="participants", fault=fault, errors=()), 422
    outcome = imports.keep_upload(
        event.id, data=data, filename=upload.filename, by=this_organiser()
    )
    if isinstance(outcome, UnusableFile):
        fault = file_problem(outcome.why)
        return render("import.html", tab="participants", fault=fault, errors=()), 422
    return redirect(
        url_for("organiser.show_upload", slug=event.slug, upload_id=outcome.id), 303
    )


def show_upload(upload_id: int) -> Page:
    """An organiser reads what a file will do, row by row."""
    return _preview_page(imports.read_upload(this_event().id, upload_id))


def confirm_upload(upload_id: int) -> Page:
    """An organiser says that it may happen as it was shown."""
    event = this_event()
    outcome = imports.confirm_upload(
        event.id,
        upload_id,
        seen=request.form.get("gezien", ""),
        left_out=request.form.getlist("overslaan"),
        by=this_organiser(),
    )
    match outcome:
        case ImportDone():
            flash(_done(outcome))
            return redirect(
                url_for("organiser.list_participants", slug=event.slug), 303
            )
        case ChangedMeanwhile():
            return _preview_page(outcome.preview, is_overtaken=True), 409
        case _:
            assert_never(outcome)


def discard_upload(upload_id: int) -> Page:
    """An organiser throws a file away."""
    event = this_event()
    imports.discard_upload(event.id, upload_id)
    flash(_("Het bestand is weg. Er is niets veranderd."))
    return redirect(url_for("organiser.show_import", slug=event.slug), 303)


def _preview_page(preview: ImportPreview, *, is_overtaken: bool = False) -> str:
    return render(
        "import_preview.html",
        tab="participants",
        preview=preview,
        plan=preview.plan,
        fates={fate.value: preview.plan.of_fate(fate) for fate in RowFate},
        is_overtaken=is_overtaken,
        sentence=_will_do(preview),
        what=problem_what,
        advice=problem_advice,
        errors=(),
    )


def _will_do(preview: ImportPreview) -> str:
    """Say what the button does."""
    added = len(preview.plan.of_fate(RowFate.NEW))
    changed = len(preview.plan.of_fate(RowFate.CHANGED))
    return _counted(added, changed) or _("niets")


def _done(done: ImportDone) -> str:
    """Say what was done."""
    said = _counted(len(done.added), len(done.updated))
    if not said:
        return _("Er is niets veranderd: alles stond er al zo.")
    return _("Ingelezen: %(what)s.", what=said)


def _counted(added: int, changed: int) -> str:
    parts = (
        ngettext("%(num)d nieuwe", "%(num)d nieuwe", added) if added else "",
        ngettext("%(num)d veranderde", "%(num)d veranderde", changed)
        if changed
        else "",
    )
    return dates.listed([part for part in parts if part])
