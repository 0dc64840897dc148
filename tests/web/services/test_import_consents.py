"""A yes in a sheet never turns a no that a participant said themselves."""

from collections.abc import Iterator

import pytest
from flask import Flask

from matcher.participants import Consent
from tests.factories import a_participant_row, an_event_row
from web.persistence.queries import last_words as words
from web.persistence.queries import roster
from web.persistence.rows import ParticipantRow
from web.persistence.transaction import transaction
from web.services import consents, exports, imports, registration
from web.services.answers import fingerprint, read_about
from web.services.imports import ImportDone

BY = "roos@example.org"
HEADER = "id,organisation,kind,delegates,show_sensitive,in_directory\n"


@pytest.fixture
def event_id(app: Flask) -> Iterator[int]:
    with app.app_context():
        with transaction():
            event = an_event_row()
            a_participant_row(event, "W001").source = "import"
        yield event.id


def row(event_id: int) -> ParticipantRow:
    return roster.get_by_code(event_id, "W001")


def bring_in(event_id: int, sensitive: str, directory: str) -> ImportDone:
    line = f"W001,Koffie & Verhalen,informal,Fatma Yilmaz,{sensitive},{directory}\n"
    done = imports.import_participants(
        event_id, data=(HEADER + line).encode(), filename="x", by=BY
    )
    assert isinstance(done, ImportDone)
    return done


def test_a_yes_in_a_sheet_counts_where_nobody_said_no(event_id: int) -> None:
    done = bring_in(event_id, "ja", "ja")

    assert [r.stays_no for r in done.plan.rows] == [()]
    assert (row(event_id).shows_target_groups, row(event_id).in_directory) == (
        True,
        True,
    )
    last = words.list_last_words(event_id)["W001"]
    assert {about: (w.is_given, w.said_by) for about, w in last.items()} == {
        "target_groups": (True, "sheet"),
        "directory": (True, "sheet"),
    }


def test_a_participant_who_withdrew_stays_out_of_the_directory(event_id: int) -> None:
    bring_in(event_id, "", "ja")
    consents.answer_directory(row(event_id).id, is_given=False)

    done = bring_in(event_id, "", "ja")

    assert [r.stays_no for r in done.plan.rows] == [("in_directory",)]
    assert not row(event_id).in_directory


def test_a_step_saved_with_an_empty_box_is_a_no_of_their_own(event_id: int) -> None:
    answers = read_about(row(event_id))
    registration.save_profile(row(event_id).id, answers, seen=fingerprint(answers))

    done = bring_in(event_id, "ja", "")

    assert [r.stays_no for r in done.plan.rows] == [("show_sensitive",)]
    assert not row(event_id).shows_target_groups


def test_who_registered_on_a_page_said_no_by_leaving_the_box_empty(
    event_id: int,
) -> None:
    with transaction():
        row(event_id).source = "web"

    done = bring_in(event_id, "ja", "ja")

    assert [r.stays_no for r in done.plan.rows] == [("show_sensitive",)]
    assert row(event_id).in_directory


def test_a_yes_of_their_own_after_a_no_counts_again(event_id: int) -> None:
    consents.answer_directory(row(event_id).id, is_given=False)
    consents.answer_directory(row(event_id).id, is_given=True)

    done = bring_in(event_id, "", "ja")

    assert [r.stays_no for r in done.plan.rows] == [()]
    assert row(event_id).in_directory


def test_a_no_in_a_sheet_always_counts(event_id: int) -> None:
    consents.answer_directory(row(event_id).id, is_given=True)

    bring_in(event_id, "", "nee")

    assert not row(event_id).in_directory


def test_what_an_organiser_heard_is_kept_with_how(event_id: int) -> None:
    consents.record_directory(
        event_id, "W001", is_given=True, how="aan de telefoon", by=BY
    )

    last = words.find_last_word(row(event_id).id, Consent.DIRECTORY)
    assert last is not None
    assert (last.is_given, last.said_by, last.how) == (
        True,
        "organiser",
        "aan de telefoon",
    )


def test_an_export_brought_in_again_changes_nothing_of_what_was_agreed(
    event_id: int,
) -> None:
    bring_in(event_id, "ja", "ja")
    data = exports.export_workbook(event_id)
    consents.answer_directory(row(event_id).id, is_given=False)

    done = imports.import_participants(event_id, data=data, filename="x", by=BY)

    assert isinstance(done, ImportDone)
    assert [(r.fate.value, r.stays_no) for r in done.plan.rows] == [
        ("same", ("in_directory",))
    ]
