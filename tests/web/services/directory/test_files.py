"""The directory: only who said yes, only what the question named, as HSDS has it."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator

import pytest
from flask import Flask

from tests.factories import a_participant_row, an_event_row
from tests.web.services.directory.hsds_rules import Tables, faults_of, faults_of_page
from web.persistence.queries import roster
from web.persistence.transaction import transaction
from web.services import consents, imports
from web.services.directory.entries import DirectoryEntry, list_entries
from web.services.directory.files import (
    directory_csv,
    directory_json,
    directory_package,
)
from web.services.imports import ImportDone

PRIVATE = ("Fatma", "fatma@voorbeeld.nl", "06 12345678", "zaaltje", "De bibliotheek")


@pytest.fixture
def event_id(app: Flask) -> Iterator[int]:
    """Three said yes, one of them withdrew from the event; one said nothing."""
    with app.app_context():
        with transaction():
            event = an_event_row()
            for code, name, state in (
                ("W001", "Koffie & Verhalen", "registered"),
                ("W002", "Vrouwenkring نور", "registered"),
                ("W003", "Afgemeld", "withdrawn"),
                ("W004", "Zweeg", "registered"),
            ):
                a_participant_row(
                    event,
                    code,
                    name=name,
                    state=state,
                    wishes="De bibliotheek",
                    target_groups=("ouderen", "lhbtqia"),
                    offers=[
                        ("menskracht", "=zes vrijwilligers, bel 06 12345678"),
                        ("ruimte", "een lange zin " * 20),
                        ("ruimte", "tweemaal"),
                        ("ruimte", "tweemaal"),
                    ],
                ).in_directory = code != "W004"
            roster.get_by_code(event.id, "W002").shows_target_groups = True
        yield event.id


def tables_of(data: bytes) -> Tables:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = json.loads(archive.read("datapackage.json"))
        return {
            resource["name"]: list(
                csv.DictReader(
                    io.StringIO(archive.read(resource["path"]).decode(), newline="")
                )
            )
            for resource in package["resources"]
        }


def test_the_package_keeps_the_rules_of_hsds(event_id: int) -> None:
    tables = tables_of(directory_package(event_id))

    assert faults_of(tables) == []
    assert [row["name"] for row in tables["organization"]] == [
        "Koffie & Verhalen",
        "Vrouwenkring نور",
    ]
    assert len(tables["service"]) == 8


def test_the_columns_are_those_that_the_package_describes(event_id: int) -> None:
    data = directory_package(event_id)
    tables = tables_of(data)

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = json.loads(archive.read("datapackage.json"))
    assert {
        resource["name"]: [field["name"] for field in resource["schema"]["fields"]]
        for resource in package["resources"]
    } == {name: list(rows[0]) for name, rows in tables.items()}


def test_the_json_keeps_the_rules_of_hsds_and_says_the_same(event_id: int) -> None:
    page = json.loads(directory_json(event_id))
    tables = tables_of(directory_package(event_id))

    assert faults_of_page(page) == []
    assert {o["id"]: [s["id"] for s in o["services"]] for o in page["contents"]} == {
        row["id"]: [
            service["id"]
            for service in tables["service"]
            if service["organization_id"] == row["id"]
        ]
        for row in tables["organization"]
    }


@pytest.mark.parametrize("write", [directory_csv, directory_json, directory_package])
def test_nothing_private_is_in_the_directory(event_id: int, write) -> None:
    data = write(event_id)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"".join(map(archive.read, archive.namelist()))
    text = data.decode()

    assert [word for word in (*PRIVATE, "Afgemeld", "Zweeg") if word in text] == []


def test_private_target_groups_need_a_yes_of_their_own(event_id: int) -> None:
    rows = csv.DictReader(io.StringIO(directory_csv(event_id).decode("utf-8-sig")))

    groups = {row["name"]: len(row["target_groups"].split(" | ")) for row in rows}

    assert groups == {"Koffie & Verhalen": 1, "Vrouwenkring نور": 2}


@pytest.mark.parametrize("write", [directory_csv, directory_json, directory_package])
def test_the_same_directory_is_the_same_file(event_id: int, write) -> None:
    assert write(event_id) == write(event_id)


def test_ids_stay_the_same_when_other_things_change(event_id: int) -> None:
    before = tables_of(directory_package(event_id))
    with transaction():
        row = roster.get_by_code(event_id, "W001")
        row.name = "Nieuwe naam"
        row.offers[0].text = "zeven vrijwilligers"

    after = tables_of(directory_package(event_id))

    def ids(tables: Tables, name: str) -> list[str]:
        return sorted(row["id"] for row in tables[name])

    assert ids(after, "organization") == ids(before, "organization")
    assert ids(after, "taxonomy_term") == ids(before, "taxonomy_term")
    assert len(set(ids(before, "service")) - set(ids(after, "service"))) == 1


def test_who_takes_the_yes_back_is_out_of_the_next_file(event_id: int) -> None:
    for code in ("W001", "W002"):
        participant = roster.get_by_code(event_id, code).id
        consents.answer_directory(participant, is_given=False)

    page = json.loads(directory_json(event_id))

    assert (page["contents"], page["empty"]) == ([], True)


def test_no_cell_of_the_tables_begins_a_formula(event_id: int) -> None:
    tables = tables_of(directory_package(event_id))

    cells = [cell for rows in tables.values() for row in rows for cell in row.values()]

    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_a_package_is_read_into_another_event(event_id: int) -> None:
    data = directory_package(event_id)
    with transaction():
        other = an_event_row("later").id

    done = imports.import_participants(
        other, data=data, filename="kaart.zip", by="roos@example.org"
    )

    assert isinstance(done, ImportDone)
    found = {row.name: row for row in roster.list_participants(other)}
    assert set(found) == {"Koffie & Verhalen", "Vrouwenkring نور"}
    row = found["Koffie & Verhalen"]
    before = entry_of_row(event_id)
    assert (row.kind, row.description) == ("informal", before.description)
    assert [(o.kind, o.text) for o in row.offers] == [
        (service.kind, service.text.strip()) for service in before.services
    ]
    assert row.in_directory is False


def entry_of_row(event_id: int) -> DirectoryEntry:
    (found,) = (e for e in list_entries(event_id) if e.name == "Koffie & Verhalen")
    return found
