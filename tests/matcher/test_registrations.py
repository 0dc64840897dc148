# ruff: noqa: RUF001 -- people write an en dash between a name and what follows
import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from matcher.event import SlotId
from matcher.offers import Ask, Offer
from matcher.participants import Answer, Consent, LanguageSkill, Side
from matcher.refusals import MissingColumns
from matcher.registrations import (
    COLUMNS,
    CONSENT_COLUMNS,
    ReadParticipants,
    read_participants,
)
from matcher.row_problems import ProblemCode, RowProblem
from matcher.spreadsheet import read_sheet
from tests.matcher.sheets import as_csv, as_ods, as_xlsx

DEMO = Path(__file__).parents[2] / "demo" / "organisations.csv"
SLOTS = [SlotId(code) for code in ("A1", "A2", "A3", "B1", "B2")]
GOOD = {
    "id": "W1",
    "organisation": "Groep",
    "kind": "informal",
    "delegates": "Mehari – voorzitter (vrijwilliger) <+31 6 0000 5777>",
    "availability": "A1",
}


def _read(
    *rows: dict[str, str], columns: tuple[str, ...] = COLUMNS
) -> ReadParticipants:
    table = [list(columns), *([row.get(c, "") for c in columns] for row in rows)]
    return read_participants(read_sheet(as_csv(table), "a.csv"), slots=SLOTS)


def _only_problem(**changes: str) -> RowProblem:
    (problem,) = _read(GOOD | changes).problems
    return problem


def test_whole_row_becomes_a_participant() -> None:
    read = _read(
        GOOD
        | {
            "description": "regel een\n\tregel twee",
            "asks": "ruimte: Droge ruimte: de kelder loopt onder; kennis: Hulp",
            "offers": "bereik: 70 gezinnen",
            "themes": "armoede; taal",
            "target_groups": "gezinnen",
            "languages": "ti;nl:A2;en:c2",
            "neighbourhood_city": "Oosterlaar, Waterlede",
            "availability": "A2-B1;b2",
            "accessibility": "rolstoel",
            "contact_channel": "whatsapp;telefoon;whatsapp",
            "wants_to_meet": "De gemeente",
        }
    )

    assert read.problems == ()
    (participant,) = read.participants
    assert participant.side is Side.INFORMAL
    assert participant.description == "regel een\n\tregel twee"
    assert participant.asks == (
        Ask(kind="ruimte", text="Droge ruimte: de kelder loopt onder"),
        Ask(kind="kennis", text="Hulp"),
    )
    assert participant.offers == (Offer(kind="bereik", text="70 gezinnen"),)
    assert participant.themes == {"armoede", "taal"}
    assert participant.target_groups == {"gezinnen"}
    assert participant.languages == (
        LanguageSkill(code="ti"),
        LanguageSkill(code="nl", level="A2"),
        LanguageSkill(code="en", level="C1"),
    )
    assert participant.area == "Oosterlaar, Waterlede"
    assert dict(participant.availability) == dict.fromkeys(
        ("A2", "A3", "B1", "B2"), Answer.YES
    )
    assert participant.accessibility == {"rolstoel"}
    assert participant.channels == ("whatsapp", "telefoon")
    assert participant.wishes == "De gemeente"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "Mehari – voorzitter <+31 6 0000 5777>",
            ("Mehari", "voorzitter", "+31 6 0000 5777"),
        ),
        ("Noor - crew <noor@example.org>", ("Noor", "crew", "noor@example.org")),
        (
            "Piet – kippenbaas (vrijwilliger) <geen>",
            ("Piet", "kippenbaas (vrijwilliger)", None),
        ),
        ("Gert-Jan – manager <>", ("Gert-Jan", "manager", None)),
        ("Mevrouw Lam", ("Mevrouw Lam", "", None)),
    ],
)
def test_delegate_has_name_role_and_contact(written, expected) -> None:
    read = _read(GOOD | {"delegates": written})

    (delegate,) = read.participants[0].delegates
    assert (delegate.name, delegate.role, delegate.contact) == expected
    assert (delegate.id, read.problems) == ("W1.1", ())


def test_delegates_are_numbered() -> None:
    read = _read(GOOD | {"delegates": "Tini <geen>; Wouter <geen>"})

    assert [d.id for d in read.participants[0].delegates] == ["W1.1", "W1.2"]


@pytest.mark.parametrize(
    ("changes", "column", "code", "found"),
    [
        ({"id": ""}, "id", ProblemCode.NO_ID, ""),
        ({"organisation": " "}, "organisation", ProblemCode.NO_NAME, ""),
        ({"kind": "koor"}, "kind", ProblemCode.UNKNOWN_KIND, "koor"),
    ],
)
def test_unusable_row_is_refused_and_the_others_go_on(
    changes, column, code, found
) -> None:
    read = _read(GOOD | changes, GOOD | {"id": "W2"})

    assert read.problems == (RowProblem(row=2, column=column, code=code, found=found),)
    assert code.refuses_row
    assert [p.id for p in read.participants] == ["W2"]


def test_second_row_with_the_same_id_is_refused() -> None:
    read = _read(GOOD, GOOD | {"organisation": "Andere"})

    assert [p.name for p in read.participants] == ["Groep"]
    assert read.problems == (
        RowProblem(row=3, column="id", code=ProblemCode.DUPLICATE_ID, found="W1"),
    )


@pytest.mark.parametrize(
    ("column", "text", "code", "found"),
    [
        (
            "asks",
            "geld voor een bus",
            ProblemCode.ITEM_WITHOUT_KIND,
            "geld voor een bus",
        ),
        ("offers", "liefde: veel", ProblemCode.UNKNOWN_NEED_KIND, "liefde: veel"),
        ("themes", "vissen", ProblemCode.UNKNOWN_THEME, "vissen"),
        ("target_groups", "vissers", ProblemCode.UNKNOWN_TARGET_GROUP, "vissers"),
        ("languages", "xx", ProblemCode.UNKNOWN_LANGUAGE, "xx"),
        ("languages", "nl:D1", ProblemCode.UNKNOWN_LEVEL, "nl:D1"),
        (
            "accessibility",
            "helikopter",
            ProblemCode.UNKNOWN_ACCESSIBILITY,
            "helikopter",
        ),
        ("contact_channel", "duif", ProblemCode.UNKNOWN_CHANNEL, "duif"),
        ("availability", "A1;Z9", ProblemCode.UNKNOWN_SLOT, "Z9"),
        ("availability", "A1;A3-A2", ProblemCode.UNKNOWN_SLOT, "A3-A2"),
        ("availability", "", ProblemCode.NO_AVAILABILITY, ""),
        ("delegates", "", ProblemCode.NO_DELEGATE, ""),
        ("delegates", "Jan <bij de buren>", ProblemCode.BAD_CONTACT, "bij de buren"),
        ("delegates", "<jan@example.org", ProblemCode.BAD_CONTACT, "<jan@example.org"),
    ],
)
def test_odd_cell_is_reported_and_the_row_is_used(column, text, code, found) -> None:
    read = _read(GOOD | {column: text})

    assert read.problems == (RowProblem(row=2, column=column, code=code, found=found),)
    assert not code.refuses_row
    assert [p.id for p in read.participants] == ["W1"]


def test_unknown_level_is_never_taken_for_fluent() -> None:
    (participant,) = _read(GOOD | {"languages": "nl:D1"}).participants

    assert participant.languages == (LanguageSkill(code="nl", level="A1"),)


def test_participant_without_delegates_sends_somebody() -> None:
    (participant,) = _read(GOOD | {"delegates": ""}).participants

    assert [d.name for d in participant.delegates] == ["Groep"]


def test_item_without_text_is_nothing() -> None:
    read = _read(GOOD | {"offers": "ruimte: "})

    assert (read.participants[0].offers, read.problems) == ((), ())


def test_missing_column_is_reported_once_and_reads_as_empty() -> None:
    columns = tuple(name for name in COLUMNS if name != "themes")

    read = _read(GOOD, GOOD | {"id": "W2"}, columns=columns)

    assert read.problems == (
        RowProblem(row=1, column="themes", code=ProblemCode.MISSING_COLUMN),
    )
    assert [p.themes for p in read.participants] == [frozenset(), frozenset()]


@pytest.mark.parametrize(
    ("written", "is_given"),
    [
        *((word, True) for word in ("ja", "Yes", "WAAR", "1")),
        *((word, False) for word in ("nee", "No", "ONWAAR", "0", " ")),
    ],
)
@pytest.mark.parametrize(("column", "consent"), CONSENT_COLUMNS.items())
def test_what_may_be_told_is_read_from_its_own_column(
    column, consent, written, is_given
) -> None:
    read = _read(GOOD | {column: written}, columns=(*COLUMNS, *CONSENT_COLUMNS))

    assert read.participants[0].consents == ({consent} if is_given else set())
    assert (read.told, read.problems) == (set(Consent), ())


@pytest.mark.parametrize("column", CONSENT_COLUMNS)
def test_unclear_word_is_no_agreement_and_is_reported(column) -> None:
    read = _read(GOOD | {column: "misschien"}, columns=(*COLUMNS, *CONSENT_COLUMNS))

    code = ProblemCode.UNKNOWN_CONSENT
    assert read.problems == (
        RowProblem(row=2, column=column, code=code, found="misschien"),
    )
    assert not code.refuses_row
    assert read.participants[0].consents == set()


def test_sheet_without_a_column_says_nothing_of_that_consent() -> None:
    neither = _read(GOOD)
    one = _read(GOOD, columns=(*COLUMNS, "tell_wishes"))

    assert (neither.told, neither.problems) == (set(), ())
    assert (one.told, one.problems) == ({Consent.WISHES}, ())


def test_tick_boxes_of_a_spreadsheet_program_are_read() -> None:
    book = Workbook()
    book.active.append([*GOOD, *CONSENT_COLUMNS])
    book.active.append([*GOOD.values(), True, False])
    file = io.BytesIO()
    book.save(file)

    read = read_participants(read_sheet(file.getvalue(), "a.xlsx"), slots=SLOTS)

    assert read.participants[0].consents == {Consent.WISHES}


def test_sheet_without_names_is_refused_whole() -> None:
    with pytest.raises(MissingColumns) as refusal:
        _read({"id": "W1", "kind": "informal"}, columns=("id", "kind"))

    assert refusal.value.missing == ("organisation",)
    assert refusal.value.present == ("id", "kind")


@pytest.mark.parametrize("write", [as_xlsx, as_ods], ids=["xlsx", "ods"])
def test_demo_reads_the_same_from_every_format(write, demo_participants) -> None:
    sheet = read_sheet(DEMO.read_bytes(), "o.csv")
    rows = [list(sheet.columns)]
    rows += [[row.get(c) for c in sheet.columns] for row in sheet.rows]
    slots = [SlotId(f"{block}{n}") for block in "ABC" for n in range(1, 7)]

    read = read_participants(read_sheet(write(rows), "o"), slots=slots)

    assert read.problems == ()
    assert read.participants == demo_participants
