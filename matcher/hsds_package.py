"""Organisations and their services from an HSDS data package, as rows of our sheet.

Open Referral's ``organizations.csv`` and ``services.csv`` are read; contacts are not,
for they are persons. What a service is about is taken from ``attributes.csv`` where it
uses our own taxonomies, else a service counts as knowledge to share.
"""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from matcher.formula_guard import restore
from matcher.refusals import EmptyFile, NotASpreadsheet
from matcher.sheet_items import as_part, joined
from matcher.spreadsheet import Sheet, SheetRow, clean_text, refuse_unsafe_archive
from matcher.vocabulary import VOCABULARY

_ORGANIZATIONS = "organizations.csv"
_KIND, _NEED = "formal", "kennis"
"""What something counts as of which the package says no more."""

_Rows = Sequence[Mapping[str, str]]


def is_package(data: bytes) -> bool:
    """Tell whether a file is a zip with organisations as HSDS has them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _ORGANIZATIONS in {PurePosixPath(n).name for n in archive.namelist()}
    except zipfile.BadZipFile:
        return False


def read_package(data: bytes, filename: str) -> Sheet:
    """Read organisations with what they offer.

    Raises:
        UnreadableFile: It is damaged, too large or empty.
    """
    refuse_unsafe_archive(data, filename)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        tables = {
            PurePosixPath(name).name: _rows(archive.read(name), filename)
            for name in archive.namelist()
            if PurePosixPath(name).suffix == ".csv"
        }
    organizations = tables[_ORGANIZATIONS]
    if not organizations:
        raise EmptyFile(filename)
    about = _terms(tables)
    offers: dict[str, list[str]] = {}
    for service in tables.get("services.csv", ()):
        text = clean_text(service.get("description") or service.get("name", ""))
        kind = about.get(("need_kind", service.get("id", "")), _NEED)
        owner = service.get("organization_id", "")
        offers.setdefault(owner, []).append(f"{kind}: {as_part(text)}")
    rows = tuple(
        SheetRow(
            number=number,
            cells={
                "id": row.get("id", ""),
                "organisation": clean_text(row.get("name", "")),
                "kind": about.get(("org_kind", row.get("id", "")), _KIND),
                "description": clean_text(row.get("description", "")),
                "offers": joined(offers.get(row.get("id", ""), ())),
            },
        )
        for number, row in enumerate(organizations, start=2)
    )
    return Sheet(
        columns=("id", "organisation", "kind", "description", "offers"), rows=rows
    )


def _rows(data: bytes, filename: str) -> _Rows:
    """Read one table; a name or a cell that is missing reads as empty."""
    try:
        text = io.StringIO(data.decode("utf-8-sig"), newline="")
        return [
            {name: restore(cell or "") for name, cell in row.items() if name}
            for row in csv.DictReader(text, restval="")
        ]
    except (UnicodeDecodeError, csv.Error) as error:
        raise NotASpreadsheet(filename) from error


def _terms(tables: Mapping[str, _Rows]) -> Mapping[tuple[str, str], str]:
    """Say which term of ours something has, by kind of term and by its id."""
    codes = {
        row.get("id", ""): row.get("code", "")
        for row in tables.get("taxonomy_terms.csv", ())
    }
    found = {}
    for link in tables.get("attributes.csv", ()):
        scheme = link.get("link_type", "")
        code = codes.get(link.get("taxonomy_term_id", ""), "")
        if scheme in {"need_kind", "org_kind"} and code in VOCABULARY.codes(scheme):
            found[scheme, link.get("link_id", "")] = code
    return found
