"""Bringing participants in from a spreadsheet, and saying what came of it."""

from flask import request

from web.organiser.access import Page, render, this_event, this_organiser
from web.services import imports
from web.services.imports import UnusableFile
from web.wording import gettext as _
from web.wording.problems import file_problem, problem_advice, problem_what


def show_import() -> Page:
    """An organiser chooses a file."""
    return render("import.html", tab="participants", fault="", errors=())


def import_participants() -> Page:
    """An organiser sends a file and reads what came of each row."""
    event = this_event()
    upload = request.files.get("bestand")
    data = upload.read() if upload else b""
    if upload is None or not upload.filename:
        fault = _("Kies eerst een bestand op je computer.")
        return render("import.html", tab="participants", fault=fault, errors=()), 422
    outcome = imports.import_participants(
        event.id, data=data, filename=upload.filename, by=this_organiser()
    )
    if isinstance(outcome, UnusableFile):
        fault = file_problem(outcome.why)
        return render("import.html", tab="participants", fault=fault, errors=()), 422
    return render(
        "imported.html",
        tab="participants",
        done=outcome,
        what=problem_what,
        advice=problem_advice,
    )
