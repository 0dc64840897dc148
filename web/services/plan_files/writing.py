"""Everything of a planned event into one folder."""

from collections.abc import Iterator
from pathlib import Path

from web.services.plan_files.calendars import feed_files, invitation_files
from web.services.plan_files.contents import PlanContents
from web.services.plan_files.document import programme_document
from web.services.plan_files.folder import write_folder
from web.services.plan_files.report import report_page
from web.services.plan_files.sheets import people_sheet, programme_sheet, unmet_sheet


def write_plan(contents: PlanContents, folder: Path) -> int:
    """Write all files of a planned event, complete or not at all.

    Returns:
        The number of files.

    Raises:
        FolderRefused: the folder cannot be written.
        ForeignFiles: other things stand in it.
    """
    return write_folder(folder, _files(contents))


def _files(contents: PlanContents) -> Iterator[tuple[str, bytes]]:
    """Give the path and the bytes of each file."""
    texts = {
        "programme.csv": programme_sheet(contents),
        "programme.json": programme_document(contents),
        "people.csv": people_sheet(contents),
        "unmet.csv": unmet_sheet(contents),
        "problem.json": contents.planned.problem_json,
        "plan.json": contents.planned.plan_json,
        "report.html": report_page(contents),
    }
    for name, text in texts.items():
        # A lone surrogate, which a spreadsheet can hold, is no character at all.
        yield name, text.encode("utf-8", "replace")
    for name, entry in invitation_files(contents):
        yield f"invitations/{name}", entry
    for name, entry in feed_files(contents):
        yield f"feeds/{name}", entry
