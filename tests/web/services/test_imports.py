"""Tests of bringing participants in from a sheet, and out to one."""

import csv
import io
from collections.abc import Iterator

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from matcher.formula_guard import neutralise
from matcher.refusals import EmptyFile, MissingColumns
from matcher.row_problems import ProblemCode
from tests.clocks import FixedClock
from tests.factories import a_participant_row, a_programme_row, an_event_row
from web.persistence.queries import roster, setup
from web.persistence.rows import ParticipantRow
from web.persistence.transaction import transaction
from web.refusals import NotFound
from web.services import exports, imports, personal_links
from web.services.blocks import LosesAnswers, LostAnswers
from web.services.import_plan import RowFate
from web.services.imports import (
    BlocksImported,
    ImportDone,
    ImportPreview,
    UnusableFile,
)

BY = "roos@example.org"
HEADER = (
    "id,organisation,kind,asks,offers,themes,target_groups,languages,"
    "delegates,availability,accessibility,contact_channel,wants_to_meet,"
    "description,neighbourhood_city"
)
NOUR = (
    "W002,Nour,informal,training: Voorlichting,bereik: Vrouwen,gezondheid;taal,"
    "vrouwen,ar;nl:A2,Rim \u2013 co\u00f6rdinator <+31 6 0000 4635>; Hadeel <geen>,"
    "A1-A2,halal,whatsapp,De bibliotheek,Een kring,Zuid"
)
SLOTS = (
    "slot,start_local,end_local,tzid,utc_offset,block_nl,place,tables\n"
    "A1,2026-10-22T18:45,2026-10-22T19:05,Europe/Amsterdam,+0200,avond,Stadhuis,4\n"
    "A2,2026-10-22T19:10,2026-10-22T19:30,Europe/Amsterdam,+0200,avond,Stadhuis,4\n"
)


@pytest.fixture
def event_id(app: Flask) -> Iterator[int]:
    """An event with block A of three rounds."""
    with app.app_context():
        with transaction():
            found = an_event_row().id
        yield found


def bring_in(event_id: int, *lines: str, header: str = HEADER) -> ImportDone:
    data = "\n".join([header, *lines]).encode()
    outcome = imports.import_participants(
        event_id, data=data, filename="lijst.csv", by=BY
    )
    assert isinstance(outcome, ImportDone)
    return outcome


def same(done: ImportDone) -> int:
    """Count the rows that change nothing."""
    return len(done.plan.of_fate(RowFate.SAME))


def agree(event_id: int, *, wishes: bool, target_groups: bool) -> None:
    """Tick what may be told, as the participant does."""
    with transaction():
        nour(event_id).shows_wishes = wishes
        nour(event_id).shows_target_groups = target_groups


def nour(event_id: int) -> ParticipantRow:
    return roster.get_by_code(event_id, "W002")


def test_a_row_becomes_a_registered_participant(event_id: int) -> None:
    done = bring_in(event_id, NOUR)

    row = nour(event_id)
    assert (done.added, done.updated, same(done)) == (("W002",), (), 0)
    assert (row.name, row.kind, row.state, row.source) == (
        "Nour",
        "informal",
        "registered",
        "import",
    )
    assert [(p.code, p.name, p.role, p.contact) for p in row.delegates] == [
        ("W002.1", "Rim", "co\u00f6rdinator", "+31 6 0000 4635"),
        ("W002.2", "Hadeel", "", None),
    ]
    assert [answer.answer for answer in row.availability] == ["yes", "yes"]


def test_a_participant_that_is_brought_in_has_links(event_id: int) -> None:
    bring_in(event_id, NOUR)

    row = nour(event_id)
    assert personal_links.find_personal_url(row) is not None
    assert personal_links.find_feed_url(row) is not None


def test_the_same_sheet_again_changes_nothing(event_id: int) -> None:
    bring_in(event_id, NOUR)
    before = nour(event_id).revision

    done = bring_in(event_id, NOUR)

    assert (done.added, done.updated, same(done)) == ((), (), 1)
    assert nour(event_id).revision == before


def test_a_changed_row_changes_the_participant_and_keeps_the_link(
    event_id: int,
) -> None:
    bring_in(event_id, NOUR)
    link = personal_links.find_personal_url(nour(event_id))

    done = bring_in(event_id, NOUR.replace("Nour", "Vrouwenkring Nour"))

    row = nour(event_id)
    assert done.updated == ("W002",)
    assert row.name == "Vrouwenkring Nour"
    assert personal_links.find_personal_url(row) == link


def test_people_keep_their_codes_when_others_leave(event_id: int) -> None:
    bring_in(event_id, NOUR)

    bring_in(
        event_id, NOUR.replace("Rim \u2013 co\u00f6rdinator <+31 6 0000 4635>; ", "")
    )

    assert [(p.code, p.name) for p in nour(event_id).delegates] == [
        ("W002.2", "Hadeel")
    ]


def test_an_answer_if_need_be_stays_if_need_be(event_id: int) -> None:
    bring_in(event_id, NOUR)
    with transaction():
        nour(event_id).availability[0].answer = "if_needed"

    done = bring_in(event_id, NOUR)

    assert same(done) == 1
    assert {a.answer for a in nour(event_id).availability} == {"yes", "if_needed"}


def test_a_column_that_is_not_there_changes_nothing(event_id: int) -> None:
    bring_in(event_id, NOUR)

    done = bring_in(event_id, "W002,Kring Nour,informal", header="id,organisation,kind")

    (row,) = done.plan.rows
    assert [change.column for change in row.changes] == ["organisation"]
    assert [offer.text for offer in nour(event_id).offers] == ["Vrouwen"]
    assert [person.name for person in nour(event_id).delegates] == ["Rim", "Hadeel"]
    assert len(nour(event_id).availability) == 2


def test_a_column_that_a_sheet_may_leave_out_changes_who_is_there(
    event_id: int,
) -> None:
    bring_in(event_id, NOUR)

    done = bring_in(
        event_id,
        "W002,Nour,informal,Rim na zes uur",
        header="id,organisation,kind,who_may_call",
    )

    assert done.updated == ("W002",)
    assert nour(event_id).calling == "Rim na zes uur"


def test_a_row_that_cannot_be_used_does_not_stop_the_others(event_id: int) -> None:
    done = bring_in(event_id, ",Zonder id,informal,,,,,,,,,,,,", NOUR)

    assert done.added == ("W002",)
    assert len(done.plan.of_fate(RowFate.REFUSED)) == 1
    assert (2, "id", ProblemCode.NO_ID) in [
        (p.row, p.column, p.code) for p in done.plan.problems
    ]


def test_somebody_withdrawn_stays_withdrawn(event_id: int) -> None:
    bring_in(event_id, NOUR)
    with transaction():
        nour(event_id).state = "withdrawn"

    done = bring_in(event_id, NOUR)

    assert [row.is_withdrawn for row in done.plan.rows] == [True]
    assert nour(event_id).state == "withdrawn"


def test_likely_duplicates_are_told_and_not_merged(event_id: int) -> None:
    done = bring_in(event_id, NOUR, NOUR.replace("W002,Nour", "W003,Stichting Nour"))

    assert [(pair.a, pair.b) for pair in done.plan.duplicates] == [("W002", "W003")]
    assert done.added == ("W002", "W003")


@pytest.mark.parametrize(
    ("data", "refusal"), [(b"", EmptyFile), (b"a,b\n1,2\n", MissingColumns)]
)
def test_an_unusable_file_changes_nothing(
    event_id: int, data: bytes, refusal: type[Exception]
) -> None:
    outcome = imports.import_participants(event_id, data=data, filename="x", by=BY)

    assert isinstance(outcome, UnusableFile)
    assert isinstance(outcome.why, refusal)
    assert roster.list_participants(event_id) == ()


def test_a_sheet_of_rounds_becomes_blocks(event_id: int) -> None:
    outcome = imports.import_blocks(
        event_id, data=SLOTS.encode(), filename="slots.csv", by=BY
    )

    (block,) = setup.get_event(event_id).blocks
    assert outcome == BlocksImported(blocks=1, slots=2, problems=())
    assert (block.name, block.place, len(block.tables)) == ("avond", "Stadhuis", 4)


def test_a_sheet_of_rounds_asks_before_answers_go(event_id: int) -> None:
    with transaction():
        a_participant_row(setup.get_event(event_id))

    asked = imports.import_blocks(event_id, data=SLOTS.encode(), filename="s", by=BY)
    done = imports.import_blocks(
        event_id, data=SLOTS.encode(), filename="s", by=BY, lost=LostAnswers.ACCEPT
    )

    assert asked == LosesAnswers(slots=("A3",), participants=1)
    assert isinstance(done, BlocksImported)


def test_a_file_that_is_no_sheet_of_rounds_is_refused(event_id: int) -> None:
    outcome = imports.import_blocks(event_id, data=b"a,b\n1,2\n", filename="x", by=BY)

    assert isinstance(outcome, UnusableFile)


def test_what_is_exported_can_be_brought_in_unchanged(event_id: int) -> None:
    bring_in(event_id, NOUR, NOUR.replace("W002,Nour", 'W060,"=Stichting, ""A"""'))

    outcome = imports.import_participants(
        event_id, data=exports.export_participants(event_id), filename="x", by=BY
    )

    assert isinstance(outcome, ImportDone)
    assert (outcome.added, outcome.updated, same(outcome)) == ((), (), 2)
    assert outcome.plan.problems == ()


@pytest.mark.parametrize("wishes", [True, False])
@pytest.mark.parametrize("target_groups", [True, False])
def test_what_may_be_told_goes_out_and_in_again(
    event_id: int, *, wishes: bool, target_groups: bool
) -> None:
    bring_in(event_id, NOUR)
    agree(event_id, wishes=wishes, target_groups=target_groups)
    data = exports.export_participants(event_id)

    again = imports.import_participants(event_id, data=data, filename="x", by=BY)
    with transaction():
        other = an_event_row("later").id
    imports.import_participants(other, data=data, filename="x", by=BY)

    assert isinstance(again, ImportDone)
    assert same(again) == 1
    for event in (event_id, other):
        row = nour(event)
        assert (row.shows_wishes, row.shows_target_groups) == (wishes, target_groups)


def test_a_sheet_that_does_not_speak_of_it_leaves_what_was_ticked(
    event_id: int,
) -> None:
    bring_in(event_id, NOUR)
    agree(event_id, wishes=True, target_groups=True)

    done = bring_in(event_id, NOUR.replace("Nour", "Vrouwenkring Nour"))

    assert done.updated == ("W002",)
    assert (nour(event_id).shows_wishes, nour(event_id).shows_target_groups) == (
        True,
        True,
    )


@pytest.mark.parametrize("written", ["nee", "", "misschien"])
def test_a_sheet_takes_back_only_what_it_has_a_column_for(
    event_id: int, written: str
) -> None:
    bring_in(event_id, NOUR)
    agree(event_id, wishes=True, target_groups=True)

    bring_in(event_id, f"{NOUR},{written}", header=f"{HEADER},show_sensitive")

    row = nour(event_id)
    assert (row.shows_wishes, row.shows_target_groups) == (True, False)


def test_only_who_takes_part_is_exported(event_id: int) -> None:
    with transaction():
        event = setup.get_event(event_id)
        for code, state in (("W1", "registered"), ("W2", "draft"), ("W3", "withdrawn")):
            a_participant_row(event, code, state=state)
        a_programme_row(event)

    rows = read_export(event_id)

    assert [row["id"] for row in rows] == ["W1"]


def test_no_exported_cell_begins_a_formula(event_id: int) -> None:
    with transaction():
        event = setup.get_event(event_id)
        a_participant_row(event, name='=HYPERLINK("x")', wishes="+31", delegates=["@x"])

    (row,) = read_export(event_id)

    assert row["organisation"] == '\'=HYPERLINK("x")'
    assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


@given(st.text())
def test_neutral_text_is_the_text_or_has_a_quote_before_it(text: str) -> None:
    cell = neutralise(text)

    assert cell in {text, f"'{text}"}
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def read_export(event_id: int) -> list[dict[str, str]]:
    text = exports.export_participants(event_id).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_sheet_that_nobody_confirms_is_forgotten_after_a_day(
    event_id: int, clock: FixedClock
) -> None:
    kept = imports.keep_upload(
        event_id, data=f"{HEADER}\n{NOUR}".encode(), filename="x.csv", by=BY
    )
    assert isinstance(kept, ImportPreview)
    imports.forget_old_uploads()
    again = imports.read_upload(event_id, kept.id)
    clock.move(days=1, seconds=1)

    imports.forget_old_uploads()

    assert again.plan.fingerprint == kept.plan.fingerprint
    with pytest.raises(NotFound):
        imports.read_upload(event_id, kept.id)
