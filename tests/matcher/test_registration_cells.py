# ruff: noqa: RUF001 -- people write other dashes, and scripts that look like ours
"""What is written into cells is read back, whatever people typed."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.event import SlotId
from matcher.offers import Ask, Offer
from matcher.participants import (
    Answer,
    Consent,
    Delegate,
    DelegateId,
    Participant,
    ParticipantId,
)
from matcher.registration_cells import (
    ALL_COLUMNS,
    cells_of,
    changed_columns,
    clean_participant,
    take_over,
)
from matcher.registration_sheets import as_csv, as_xlsx
from matcher.registrations import MOST_CELL_TEXT, read_participants
from matcher.row_problems import ProblemCode
from matcher.spreadsheet import clean_text, read_sheet
from tests.builders import a_delegate, a_participant, languages

SLOTS = [SlotId(code) for code in ("A1", "A2", "B1")]
HOSTILE = [
    "=1+1",
    "+31",
    "-2",
    "@x",
    "'q",
    "''=y",
    "'=z",
    "\\",
    "\\;",
    ";",
    ";;",
    "<a>",
    ">",
    "–",
    "—",
    "-",
    "::",
    ":",
    "\t\n,",
    '"',
    "'",
    "“",
    "”",
    "é",
    "ë",
    "ẞ",
    "مرحبا",
    "\u200f",
    "\u200e",
    "ሰላም",
    "漢字",
    "＝1",
    "1-2-2026",
    "007",
    "1e5",
    "TRUE",
    "_x0041_",
    "&amp;",
    "\xa0",
    "😀",
]
PIECES = st.sampled_from([*HOSTILE, " ", "\n", "\t", "\u200f", "woord", "–", "\\"])
TEXTS = st.lists(PIECES, max_size=5).map(lambda found: "".join(found).strip())
FILLED = TEXTS.filter(lambda text: bool(clean_text(text)))
KINDS = st.sampled_from(["ruimte", "training", "bereik"])


@st.composite
def people(draw: st.DrawFn) -> tuple[Delegate, ...]:
    names = draw(st.lists(FILLED, min_size=1, max_size=3))
    return tuple(
        Delegate(
            id=DelegateId(f"W1.{number}"),
            name=name,
            role=draw(TEXTS),
            contact=draw(
                st.sampled_from([None, "a;b@c.nl", "+31 6 0000 4635", "06 - 12 34 56"])
            ),
        )
        for number, name in enumerate(names, start=1)
    )


PARTICIPANTS = st.builds(
    Participant,
    id=st.just(ParticipantId("W1")),
    name=FILLED,
    kind=st.sampled_from(["informal", "formal"]),
    description=TEXTS,
    offers=st.lists(st.builds(Offer, kind=KINDS, text=TEXTS), max_size=3).map(tuple),
    asks=st.lists(st.builds(Ask, kind=KINDS, text=TEXTS), max_size=3).map(tuple),
    themes=st.frozensets(st.sampled_from(["armoede", "taal", "wonen"])),
    target_groups=st.frozensets(st.sampled_from(["ouderen", "vrouwen"])),
    languages=st.sampled_from([(), languages("nl"), languages("ti nl:A2")]),
    area=TEXTS,
    delegates=people(),
    availability=st.dictionaries(st.sampled_from(SLOTS), st.sampled_from(list(Answer))),
    other_moment=st.booleans(),
    accessibility=st.frozensets(st.sampled_from(["rolstoel", "halal"])),
    channels=st.sampled_from([(), ("email",), ("whatsapp", "telefoon")]),
    wishes=TEXTS,
    interpreter=st.sampled_from(["", "ti", "ar"]),
    speaks_for=TEXTS,
    calling=TEXTS,
    go_between=TEXTS,
    missing_group=TEXTS,
    consents=st.frozensets(st.sampled_from(list(Consent))),
)


def read_back(data: bytes) -> Participant:
    (found,) = read_participants(read_sheet(data, "x"), slots=SLOTS).participants
    return found


def rows_of(participant: Participant) -> list[list[str]]:
    cells = cells_of(participant, SLOTS)
    return [list(ALL_COLUMNS), [cells[column] for column in ALL_COLUMNS]]


@settings(max_examples=60)
@given(PARTICIPANTS)
def test_a_csv_gives_back_what_was_written(participant: Participant) -> None:
    data = as_csv(rows_of(participant))

    assert read_back(data) == clean_participant(participant)
    assert changed_columns(participant, read_back(data), SLOTS) == ()


@settings(max_examples=30)
@given(PARTICIPANTS)
def test_a_workbook_gives_back_what_was_written(participant: Participant) -> None:
    data = as_xlsx(rows_of(participant), title="Deelnemers")

    assert read_back(data) == clean_participant(participant)


@settings(max_examples=40)
@given(PARTICIPANTS, PARTICIPANTS)
def test_what_is_taken_over_is_what_differs(
    before: Participant, after: Participant
) -> None:
    columns = changed_columns(before, after, SLOTS)

    done = take_over(before, after, columns)

    assert changed_columns(done, after, SLOTS) == ()
    assert take_over(before, after, ()) == before


@pytest.mark.parametrize("write", [as_csv, lambda rows: as_xlsx(rows, title="x")])
def test_a_long_text_stays_whole(write: Callable[[list[list[str]]], bytes]) -> None:
    participant = a_participant("W1", description="een lange tekst " * 1000, slots="A1")

    assert read_back(write(rows_of(participant))) == clean_participant(participant)


def test_a_text_that_no_cell_can_hold_is_refused() -> None:
    participant = a_participant("W1", description="x" * (MOST_CELL_TEXT + 1))

    read = read_participants(read_sheet(as_csv(rows_of(participant)), "x"), slots=SLOTS)

    assert read.participants == ()
    assert [(p.column, p.code) for p in read.problems] == [
        ("description", ProblemCode.TEXT_TOO_LONG)
    ]


def test_a_column_that_does_not_differ_keeps_its_spelling() -> None:
    before = a_participant("W1", name="Cafe\u0301\u200f", description="oud")
    after = a_participant("W1", name="Caf\u00e9", description="nieuw")

    columns = changed_columns(before, after, SLOTS)

    assert columns == ("description",)
    assert take_over(before, after, columns) == replace(before, description="nieuw")


@pytest.mark.parametrize(
    ("name", "role", "cell"),
    [
        ("Jan-Peter", "", "Jan-Peter <geen>"),
        ("Jan – Piet", "lid", "Jan \\– Piet – lid <geen>"),
        ("Jan", "lid – bestuur", "Jan – lid \\– bestuur <geen>"),
    ],
)
def test_a_dash_is_marked_only_where_it_could_part(
    name: str, role: str, cell: str
) -> None:
    person = a_delegate("W1.1", name, role=role, contact=None)
    participant = a_participant("W1", delegates=[person])

    assert cells_of(participant, SLOTS)["delegates"] == cell
