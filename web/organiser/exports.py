"""Files that an organiser takes away: who takes part, and the directory."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Response

from web.organiser.access import Page, render, this_event
from web.refusals import NotFound
from web.services import exports, roster
from web.services.directory import files as directory

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFile:
    """One file that can be made of an event."""

    write: Callable[[int], bytes]
    mimetype: str


FILES: Mapping[str, ExportFile] = {
    "deelnemers.csv": ExportFile(
        write=exports.export_participants, mimetype="text/csv"
    ),
    "deelnemers.xlsx": ExportFile(write=exports.export_workbook, mimetype=_XLSX),
    "sociale-kaart.csv": ExportFile(write=directory.directory_csv, mimetype="text/csv"),
    "sociale-kaart-hsds.json": ExportFile(
        write=directory.directory_json, mimetype="application/json"
    ),
    "sociale-kaart-hsds.zip": ExportFile(
        write=directory.directory_package, mimetype="application/zip"
    ),
}
"""By name."""


def show_files() -> Page:
    """An organiser sees which files there are, and who is in them."""
    event = this_event()
    rows = [row for row in roster.list_rows(event.id) if row.state == "registered"]
    return render(
        "files.html",
        tab="participants",
        registered=len(rows),
        listed=[row for row in rows if row.in_directory],
    )


def download_file(kind: str) -> Page:
    """An organiser takes one file away."""
    if kind not in FILES:
        raise NotFound("file", kind)
    event, found = this_event(), FILES[kind]
    response = Response(found.write(event.id), mimetype=found.mimetype)
    name = f"{event.slug}-{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
