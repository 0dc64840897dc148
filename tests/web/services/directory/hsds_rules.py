"""The rules of HSDS 3.0 that our files must keep, by hand from the specification.

Shares no code with what writes them: required fields, enumerations, UUIDs, one id
once, and every key leads to a row that is there.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

REQUIRED = {
    "organization": {"id", "name", "description"},
    "service": {"id", "organization_id", "name", "status"},
    "service_area": {"id"},
    "language": {"id"},
    "attribute": {"id", "link_id", "taxonomy_term_id", "link_entity"},
    "taxonomy": {"id", "name", "description"},
    "taxonomy_term": {"id", "name", "description"},
}
"""``required`` and ``tabular_required`` of each schema."""
STATUSES = {"active", "inactive", "defunct", "temporarily closed"}
KEYS = {
    ("service", "organization_id"): "organization",
    ("service_area", "service_id"): "service",
    ("language", "service_id"): "service",
    ("attribute", "taxonomy_term_id"): "taxonomy_term",
    ("taxonomy_term", "taxonomy_id"): "taxonomy",
}
IN_JSON = {"service": {"organization_id"}, "attribute": {"taxonomy_term_id"}}
"""What is a key in the tables and is nested in JSON."""

Tables = Mapping[str, Sequence[Mapping[str, str]]]


def faults_of(tables: Tables) -> list[str]:
    """List what is wrong with the tables of a package."""
    faults = []
    ids = {name: [row["id"] for row in rows] for name, rows in tables.items()}
    for name, rows in tables.items():
        faults += [f"{name}: id twice"] * (len(set(ids[name])) != len(ids[name]))
        for row in rows:
            faults += _faults_of_row(name, row, REQUIRED[name])
            for (table, column), target in KEYS.items():
                if table == name and row[column] not in ids[target]:
                    faults.append(f"{name}.{column} leads nowhere")
    for row in tables["attribute"]:
        if row["link_id"] not in ids[row["link_entity"]]:
            faults.append("attribute.link_id leads nowhere")
    return faults


def faults_of_page(page: Mapping[str, object]) -> list[str]:
    """List what is wrong with a page of organisations."""
    contents = page["contents"]
    assert isinstance(contents, list)
    faults = [] if page["total_items"] == len(contents) else ["total_items"]
    for organization in contents:
        faults += _faults_of_tree("organization", organization)
    return faults


def _faults_of_tree(name: str, thing: Mapping[str, object]) -> list[str]:
    faults = _faults_of_row(name, thing, REQUIRED[name] - IN_JSON.get(name, set()))
    nested = {
        "services": "service",
        "languages": "language",
        "service_areas": "service_area",
        "attributes": "attribute",
        "taxonomy_term": "taxonomy_term",
        "taxonomy_detail": "taxonomy",
    }
    for field, kind in nested.items():
        inside = thing.get(field, [])
        for part in inside if isinstance(inside, list) else [inside]:
            faults += _faults_of_tree(kind, part)
    return faults


def _faults_of_row(
    name: str, row: Mapping[str, object], required: set[str]
) -> list[str]:
    faults = [f"{name}.{field} is missing" for field in required if not row.get(field)]
    for field, value in row.items():
        if (field == "id" or field.endswith("_id")) and str(UUID(str(value))) != value:
            faults.append(f"{name}.{field} is no UUID")
    if name == "service" and row.get("status") not in STATUSES:
        faults.append("service.status is unknown")
    if name == "language" and len(str(row["code"])) not in {2, 3}:
        faults.append("language.code is no ISO 639")
    return faults
