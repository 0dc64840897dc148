"""Deciding once: two registrations become one with nothing lost, or stay two."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from matcher.people import recognise
from tests.factories import a_participant_row, a_programme_row, an_event_row
from web.persistence.database import db
from web.persistence.loading import participant_value, slot_codes, with_decisions
from web.persistence.queries import decisions, roster, setup
from web.persistence.rows import AuditRow, EventRow, ParticipantRow, TableRow
from web.persistence.transaction import transaction
from web.refusals import NotFound
from web.services import duplicates, imports, look_alikes, personal_links, presence
from web.services.duplicates import BothReleased, Merged
from web.services.imports import ImportDone
from web.services.look_alikes import About, Judgement
from web.services.personal_links import LinkPurpose
from web.services.registration import may_answer
from web.services.roster import renew_links, restore

BY = "roos@example.org"
HEADER = "id,organisation,kind,asks,offers,delegates,availability\n"
KITCHEN = "W058,Stichting Buurtkeuken,informal,ruimte: Zaal,,Fatiha <06-11111111>,A1\n"
AGAIN = (
    "W059,Stg. Buurtkeuken,informal,materialen: Bakfiets,,Fatiha <f@example.org>,A2\n"
)


@pytest.fixture
def event(app: Flask) -> Iterator[EventRow]:
    """An event with a kitchen that registered twice, and a third group."""
    with app.app_context():
        with transaction():
            event = an_event_row()
            a_participant_row(
                event,
                "W058",
                name="Stichting Buurtkeuken De Meent",
                delegates=("Fatiha", "Gijs"),
                contact="06-11111111",
                asks=(("materialen", "Warmhoudboxen"),),
                slots=("A1",),
            )
            a_participant_row(
                event,
                "W059",
                name="Stg. Buurtkeuken de Meent",
                delegates=("Fatiha", "Noor"),
                contact="fatiha@example.org",
                asks=(("materialen", "Bakfiets"),),
                slots=("A2",),
            )
            a_participant_row(
                event, "W001", name="Nour", delegates=("Noor",), contact="n@example.org"
            )
        yield event


def row_of(event: EventRow, code: str) -> ParticipantRow:
    return roster.get_by_code(event.id, code)


def people_of(event: EventRow) -> dict[str, str]:
    slots = slot_codes(event)
    values = [participant_value(r, slots) for r in roster.list_participants(event.id)]
    decided = with_decisions(values, decisions.list_decisions(event.id))
    return {str(k): str(v) for k, v in recognise(decided).items()}


def bring_in(event: EventRow, *rows: str, header: str = HEADER) -> ImportDone:
    done = imports.import_participants(
        event.id, data=(header + "".join(rows)).encode(), filename="l.csv", by=BY
    )
    assert isinstance(done, ImportDone)
    return done


def test_group_that_stands_there_twice_is_asked_with_why(event: EventRow) -> None:
    (question,) = look_alikes.read_questions(event).groups

    assert (question.a.id, question.b.id) == ("W058", "W059")
    assert [sign.value for sign in question.why] == ["name", "delegate_name"]


def test_merging_keeps_all_answers_of_both(event: EventRow) -> None:
    assert duplicates.merge_groups(event.id, "W059", "W058", by=BY) == Merged(
        kept="W058"
    )

    kept, old = row_of(event, "W058"), row_of(event, "W059")
    assert [ask.text for ask in kept.asks] == ["Warmhoudboxen", "Bakfiets"]
    assert {a.slot_id for a in kept.availability} == {
        slot.id for slot in event.blocks[0].slots if slot.code in {"A1", "A2"}
    }
    assert [(d.code, d.name, d.contact) for d in kept.delegates] == [
        ("W058.1", "Fatiha", "06-11111111"),
        ("W058.2", "Gijs", None),
        ("W058.3", "Noor", None),
    ]
    assert (old.state, old.merged_into) == ("merged", "W058")
    assert [d.contact for d in old.delegates] == ["fatiha@example.org", None]


def test_links_of_both_open_what_is_kept(event: EventRow) -> None:
    with transaction():
        tokens = {
            personal_links.issue(row_of(event, code), purpose)
            for code in ("W058", "W059")
            for purpose in LinkPurpose
        }

    duplicates.merge_groups(event.id, "W058", "W059", by=BY)

    opened = set()
    for token in tokens:
        for purpose in LinkPurpose:
            link = personal_links.find(token, purpose)
            if link is not None:
                opened.add((purpose, link.participant.code, link.revoked_at))
    assert opened == {(purpose, "W058", None) for purpose in LinkPurpose}


def test_merged_registration_takes_no_part_and_does_not_come_back(
    event: EventRow,
) -> None:
    duplicates.merge_groups(event.id, "W058", "W059", by=BY)
    restore(event.id, "W059", by=BY)
    renew_links(event.id, "W059", by=BY)

    old = row_of(event, "W059")
    assert old.state == "merged"
    assert personal_links.find_personal_url(old) is None
    assert not may_answer(event, old)
    found = presence.survey(event, roster.list_participants(event.id))
    assert (found.registered, found.duplicates) == (2, ())
    with pytest.raises(NotFound):
        duplicates.merge_groups(event.id, "W001", "W059", by=BY)


def test_reading_the_same_sheet_again_changes_nothing(app: Flask) -> None:
    with app.app_context():
        with transaction():
            event = an_event_row()
        bring_in(event, KITCHEN, AGAIN)
        duplicates.merge_groups(event.id, "W058", "W059", by=BY)
        before = [ask.text for ask in row_of(event, "W058").asks]

        done = bring_in(event, KITCHEN, AGAIN)

        assert (done.added, done.updated) == ((), ())
        assert [(r.code, r.merged_into) for r in done.plan.rows if r.merged_into] == [
            ("W059", "W058")
        ]
        assert done.plan.duplicates == ()
        assert [ask.text for ask in row_of(event, "W058").asks] == before
        assert before == ["Zaal", "Bakfiets"]
        assert row_of(event, "W059").state == "merged"


@pytest.mark.parametrize(
    ("rows", "asks"),
    [
        ((KITCHEN,), ["Zaal", "Bakfiets"]),
        ((AGAIN.replace("Bakfiets", "Kar"),), ["Zaal", "Bakfiets", "Kar"]),
        ((KITCHEN, AGAIN.replace("Bakfiets", "Kar")), ["Zaal", "Kar"]),
    ],
)
def test_changed_rows_of_both_are_what_the_one_says(
    app: Flask, rows: tuple[str, ...], asks: list[str]
) -> None:
    with app.app_context():
        with transaction():
            event = an_event_row()
        bring_in(event, KITCHEN, AGAIN)
        duplicates.merge_groups(event.id, "W058", "W059", by=BY)

        bring_in(event, *rows)

        assert [ask.text for ask in row_of(event, "W058").asks] == asks


@pytest.mark.parametrize(
    ("header", "rows", "may_tell"),
    [
        ("", (KITCHEN, AGAIN), True),
        (",tell_wishes", (f"{KITCHEN[:-1]},ja\n", f"{AGAIN[:-1]},ja\n"), True),
        (",tell_wishes", (f"{KITCHEN[:-1]},nee\n",), False),
        (",tell_wishes", (f"{AGAIN[:-1]},nee\n",), False),
        (",tell_wishes", (f"{KITCHEN[:-1]},ja\n", f"{AGAIN[:-1]},nee\n"), False),
    ],
)
def test_what_was_agreed_after_merging_stands_until_a_row_says_no(
    app: Flask, header: str, rows: tuple[str, ...], *, may_tell: bool
) -> None:
    with app.app_context():
        with transaction():
            event = an_event_row()
        bring_in(event, KITCHEN, AGAIN)
        duplicates.merge_groups(event.id, "W058", "W059", by=BY)
        with transaction():
            row_of(event, "W058").shows_wishes = True

        bring_in(event, *rows, header=f"{HEADER[:-1]}{header}\n")

        assert row_of(event, "W058").shows_wishes is may_tell


def test_three_registrations_become_one(event: EventRow) -> None:
    duplicates.merge_groups(event.id, "W058", "W059", by=BY)
    duplicates.merge_groups(event.id, "W001", "W058", by=BY)

    kept = next(c for c in ("W001", "W058") if row_of(event, c).state == "registered")
    merged = [row.code for row in look_alikes.list_merged_into(event.id, kept)]
    assert sorted([kept, *merged]) == ["W001", "W058", "W059"]
    assert {ask.text for ask in row_of(event, kept).asks} >= {
        "Warmhoudboxen",
        "Bakfiets",
    }


def test_stand_and_decisions_about_people_move_along(event: EventRow) -> None:
    with transaction():
        stand = db.session.scalars(select(TableRow)).first()
        assert stand is not None
        stand.owner_code = "W059"
    duplicates.decide_person(event.id, "W059.2", "W001.1", Judgement.SAME, by=BY)

    duplicates.merge_groups(event.id, "W058", "W059", by=BY)

    assert db.session.scalars(select(TableRow.owner_code)).first() == "W058"
    people = people_of(event)
    assert people["W058.3"] == people["W001.1"]


def test_who_was_told_of_meetings_is_kept(event: EventRow) -> None:
    with transaction():
        a_programme_row(
            setup.get_event(event.id), (("W001", "W059"),), state="released"
        )

    assert duplicates.merge_groups(event.id, "W058", "W059", by=BY) == Merged(
        kept="W059"
    )


def test_two_that_were_both_told_of_meetings_cannot_be_merged(event: EventRow) -> None:
    with transaction():
        a_programme_row(
            setup.get_event(event.id),
            (("W001", "W059"), ("W001", "W058")),
            state="released",
        )

    outcome = duplicates.merge_groups(event.id, "W058", "W059", by=BY)

    assert outcome == BothReleased()
    assert row_of(event, "W059").state == "registered"


def test_two_groups_are_not_asked_again_until_somebody_wants_it(
    event: EventRow,
) -> None:
    duplicates.keep_apart(event.id, "W059", "W058", by=BY)
    decided = look_alikes.read_questions(event)
    assert bring_in(event, KITCHEN, AGAIN).plan.duplicates == ()
    duplicates.ask_again(event.id, About.GROUP, "W058", "W059", by=BY)
    asked = look_alikes.read_questions(event)

    assert decided.groups == ()
    assert [(d.a, d.b, d.verdict) for d in decided.decided] == [
        ("W058", "W059", Judgement.DIFFERENT)
    ]
    assert (len(asked.groups), asked.decided) == (1, ())


def test_what_was_merged_cannot_be_asked_again(event: EventRow) -> None:
    duplicates.merge_groups(event.id, "W058", "W059", by=BY)
    duplicates.ask_again(event.id, About.GROUP, "W058", "W059", by=BY)

    (one,) = look_alikes.read_questions(event).decided
    assert one.is_final


def test_person_is_decided_and_the_word_can_change(event: EventRow) -> None:
    with transaction():
        row_of(event, "W001").delegates[0].contact = "06 1111 1111"
        row_of(event, "W001").delegates[0].name = "Fatiha"
    (question,) = look_alikes.read_questions(event).people
    taken = people_of(event)
    duplicates.decide_person(event.id, "W058.1", "W001.1", Judgement.DIFFERENT, by=BY)
    apart = people_of(event)
    duplicates.decide_person(event.id, "W058.1", "W001.1", Judgement.SAME, by=BY)

    assert question.is_taken_for_one
    assert taken["W058.1"] == taken["W001.1"]
    assert apart["W058.1"] != apart["W001.1"]
    assert people_of(event)["W058.1"] == people_of(event)["W001.1"]
    assert look_alikes.read_questions(event).people == ()
    assert presence.survey(event, roster.list_participants(event.id)).shared == ()


@pytest.mark.parametrize("other", ["W001.9", "W058.1"])
def test_decision_about_nobody_is_refused(event: EventRow, other: str) -> None:
    with pytest.raises(NotFound):
        duplicates.decide_person(event.id, "W058.1", other, Judgement.SAME, by=BY)


def test_every_decision_is_written_down_by_code_alone(event: EventRow) -> None:
    duplicates.decide_person(event.id, "W058.1", "W001.1", Judgement.SAME, by=BY)
    duplicates.keep_apart(event.id, "W001", "W059", by=BY)
    duplicates.ask_again(event.id, About.GROUP, "W001", "W059", by=BY)
    duplicates.merge_groups(event.id, "W058", "W059", by=BY)

    rows = db.session.scalars(select(AuditRow).order_by(AuditRow.id)).all()
    assert [(row.action, row.detail) for row in rows] == [
        ("person.same", {"codes": ["W001.1", "W058.1"]}),
        ("group.different", {"codes": ["W001", "W059"]}),
        ("group.ask_again", {"codes": ["W001", "W059"]}),
        ("participants.merge", {"kept": "W058", "merged": "W059"}),
    ]
