"""The directory as files: HSDS as JSON, HSDS as a data package, one flat table."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields

from matcher.formula_guard import neutralise
from matcher.registration_sheets import as_csv
from web.services.directory.entries import DirectoryEntry, list_entries
from web.services.directory.hsds import VERSION, HsdsTables, hsds_page, hsds_tables
from web.wording.labels import label

FLAT_COLUMNS = (
    "id",
    "name",
    "kind",
    "description",
    "offers",
    "themes",
    "target_groups",
    "languages",
    "area",
)
_FILES = {
    "organization": "organizations.csv",
    "service": "services.csv",
    "service_area": "service_areas.csv",
    "language": "languages.csv",
    "attribute": "attributes.csv",
    "taxonomy": "taxonomies.csv",
    "taxonomy_term": "taxonomy_terms.csv",
}
"""The file of each table, as the specification names it."""
_COLUMNS: Mapping[str, Sequence[str]] = {
    "organization": ("id", "name", "description"),
    "service": (
        "id",
        "organization_id",
        "name",
        "description",
        "status",
        "eligibility_description",
    ),
    "service_area": ("id", "service_id", "name"),
    "language": ("id", "service_id", "name", "code"),
    "attribute": ("id", "link_id", "link_entity", "link_type", "taxonomy_term_id"),
    "taxonomy": ("id", "name", "description", "uri"),
    "taxonomy_term": (
        "id",
        "code",
        "name",
        "description",
        "taxonomy",
        "taxonomy_id",
        "language",
    ),
}
_KEYS: Mapping[str, Sequence[tuple[str, str]]] = {
    "service": (("organization_id", "organization"),),
    "service_area": (("service_id", "service"),),
    "language": (("service_id", "service"),),
    "attribute": (("taxonomy_term_id", "taxonomy_term"),),
    "taxonomy_term": (("taxonomy_id", "taxonomy"),),
}
"""Which column leads to which table."""
_MADE = (1980, 1, 1, 0, 0, 0)
"""The same bytes for the same directory: a file of an archive needs some moment."""


def directory_json(event_id: int) -> bytes:
    """Write the directory of an event as HSDS 3.0 JSON, in UTF-8."""
    page = hsds_page(list_entries(event_id))
    return json.dumps(page, ensure_ascii=False, indent=2).encode()


def directory_package(event_id: int) -> bytes:
    """Write the directory of an event as an HSDS 3.0 tabular data package (zip)."""
    tables = hsds_tables(list_entries(event_id))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        description = json.dumps(_description(), ensure_ascii=False, indent=2)
        archive.writestr(_entry("datapackage.json"), description)
        for name, file in _FILES.items():
            archive.writestr(_entry(file), _table(tables, name))
    return out.getvalue()


def directory_csv(event_id: int) -> bytes:
    """Write the directory of an event as one flat table, in UTF-8 with a mark."""
    rows = map(_flat, list_entries(event_id))
    return as_csv((FLAT_COLUMNS, *rows))


def _flat(entry: DirectoryEntry) -> Sequence[str]:
    return (
        str(entry.id),
        entry.name,
        label("org_kind", entry.kind),
        entry.description,
        " | ".join(service.text for service in entry.services),
        _labels("theme", entry.themes),
        _labels("target_group", entry.target_groups),
        _labels("language", entry.languages),
        entry.area,
    )


def _labels(scheme: str, codes: Iterable[str]) -> str:
    return " | ".join(label(scheme, code) for code in codes)


def _table(tables: HsdsTables, name: str) -> bytes:
    """Write one table; machines read it, so there is no mark at its beginning."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_COLUMNS[name])
    for row in getattr(tables, name):
        writer.writerow(neutralise(str(row.get(c, ""))) for c in _COLUMNS[name])
    return text.getvalue().encode()


def _description() -> Mapping[str, object]:
    """Describe the package (Data Package 1.0, profile tabular-data-package)."""
    return {
        "name": "hsds",
        "title": f"HSDS {VERSION}",
        "profile": "tabular-data-package",
        "resources": [_resource(field.name) for field in fields(HsdsTables)],
    }


def _resource(name: str) -> Mapping[str, object]:
    columns = [
        {"name": column, "type": "string", "constraints": {"unique": column == "id"}}
        for column in _COLUMNS[name]
    ]
    keys = [
        {"fields": column, "reference": {"resource": table, "fields": "id"}}
        for column, table in _KEYS.get(name, ())
    ]
    return {
        "name": name,
        "path": _FILES[name],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "schema": {"fields": columns, "primaryKey": "id", "foreignKeys": keys},
    }


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MADE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
