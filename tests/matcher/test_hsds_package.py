"""Packages of others are read, as far as they say what we ask."""

import io
import zipfile

import pytest

from matcher.hsds_package import is_package, read_package
from matcher.refusals import EmptyFile, NotASpreadsheet

ORGANIZATIONS = (
    "id,name,description,email\n"
    "1,Buurthuis,Voor iedereen,x@example.org\n"
    "2,'=Rekenclub,,\n"
)
SERVICES = (
    "id,organization_id,name,description,status\n"
    "10,1,Taalles,Taalles; ook 's avonds,active\n"
    "11,1,Koffie,,active\n"
    "12,9,Van niemand,x,active\n"
)


def packed(**tables: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in tables.items():
            archive.writestr(f"hsds/{name}.csv", text)
    return out.getvalue()


def test_organisations_are_read_with_what_they_offer() -> None:
    data = packed(organizations=ORGANIZATIONS, services=SERVICES)

    sheet = read_package(data, "kaart.zip")

    assert is_package(data)
    assert [dict(row.cells) for row in sheet.rows] == [
        {
            "id": "1",
            "organisation": "Buurthuis",
            "kind": "formal",
            "description": "Voor iedereen",
            "offers": "kennis: Taalles\\; ook 's avonds; kennis: Koffie",
        },
        {
            "id": "2",
            "organisation": "=Rekenclub",
            "kind": "formal",
            "description": "",
            "offers": "",
        },
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [(packed(services=SERVICES), False), (b"PK\x03\x04 no zip", False)],
)
def test_another_zip_is_no_package(data: bytes, *, expected: bool) -> None:
    assert is_package(data) is expected


def test_a_package_without_anybody_is_refused() -> None:
    with pytest.raises(EmptyFile):
        read_package(packed(organizations="id,name,description\n"), "kaart.zip")


def test_a_table_in_another_character_set_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("organizations.csv", b"id,name\n1,Caf\xe9\n")

    with pytest.raises(NotASpreadsheet):
        read_package(out.getvalue(), "kaart.zip")
