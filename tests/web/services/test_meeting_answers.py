"""Answers to meetings: the newest state of an entry, and the latest answer to it."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from tests.factories import NOW, a_participant_row, a_programme_row, an_event_row
from web.persistence.database import db
from web.persistence.rows import DelegateRow, EventRow, MeetingAnswerRow
from web.persistence.transaction import transaction
from web.refusals import NotFound
from web.services.meeting_answers import (
    AnswerKept,
    AnswerOutdated,
    AnswerState,
    AnswerVerdict,
    AnswerWay,
    GivenAnswer,
    MeetingAnswer,
    Proposal,
    find_answer,
    get_answer_of,
    give_answer,
    list_answers,
    list_answers_of,
)
from web.services.releases import release

BOTH = [("W001", "W002"), ("W001", "W003")]
EIGHT = datetime(2026, 10, 22, 18, 0, tzinfo=UTC)


@pytest.fixture
def event_id(app) -> int:
    """An event whose released version 1 lets W001 meet W002 and W003."""
    with app.app_context():
        with transaction():
            event = an_event_row(slots=4)
            for code in ("W001", "W002", "W003"):
                contact = f"{code.lower()}@voorbeeld.nl"
                a_participant_row(event, code, contact=contact)
            a_programme_row(event, BOTH)
        release(event.id, version=1, by="samira@voorbeeld.nl", known=0)
        return event.id


@pytest.fixture(autouse=True)
def _context(app):
    with app.app_context():
        yield


def _release(event_id: int, version: int, pairs=BOTH, **changes: str) -> None:
    """Release a version; *changes* are made to its first meeting."""
    with transaction():
        event = db.session.get_one(EventRow, event_id)
        programme = a_programme_row(event, pairs, version=version)
        for field, value in changes.items():
            setattr(programme.meetings[0], field, value)
    release(event_id, version=version, by="samira@voorbeeld.nl", known=version - 1)


def _entry(event_id: int, participant: str = "W001", other: str = "W002"):
    return get_answer_of(event_id, participant, "+".join(sorted((participant, other))))


def _give(entry: MeetingAnswer, state: AnswerState, **fields):
    given = {"way": AnswerWay.LINK, "sequence": entry.sequence, **fields}
    return give_answer(GivenAnswer(uid=entry.uid, state=state, **given))


def _states(event_id: int) -> list[tuple[str, str, str]]:
    return sorted(
        (found.meeting_code, found.participant_code, found.state.value)
        for found in list_answers(event_id)
    )


def test_nobody_has_answered_after_a_release(event_id) -> None:
    assert _states(event_id) == [
        ("W001+W002", "W001", "none"),
        ("W001+W002", "W002", "none"),
        ("W001+W003", "W001", "none"),
        ("W001+W003", "W003", "none"),
    ]


def test_answer_is_of_one_person_and_one_meeting(event_id) -> None:
    outcome = _give(_entry(event_id), AnswerState.ACCEPTED, way=AnswerWay.MAIL)

    assert outcome == AnswerKept(before=AnswerState.NONE, answer=_entry(event_id))
    assert (_entry(event_id).way, _entry(event_id).answered_at) == (
        AnswerWay.MAIL,
        NOW,
    )
    assert _states(event_id) == [
        ("W001+W002", "W001", "accepted"),
        ("W001+W002", "W002", "none"),
        ("W001+W003", "W001", "none"),
        ("W001+W003", "W003", "none"),
    ]


def test_answers_of_a_participant_are_those_of_its_own_people(event_id) -> None:
    _give(_entry(event_id), AnswerState.TENTATIVE)

    assert [
        (found.meeting_code, found.delegate_code, found.state)
        for found in list_answers_of(event_id, "W001")
    ] == [
        ("W001+W002", "W001.1", AnswerState.TENTATIVE),
        ("W001+W003", "W001.1", AnswerState.NONE),
    ]


def test_same_answer_again_changes_nothing(event_id) -> None:
    _give(_entry(event_id), AnswerState.ACCEPTED)

    again = _give(_entry(event_id), AnswerState.ACCEPTED)

    assert again == AnswerKept(before=AnswerState.ACCEPTED, answer=_entry(event_id))
    assert db.session.query(MeetingAnswerRow).count() == 1


def test_answer_that_is_taken_back_is_no_answer(event_id) -> None:
    _give(_entry(event_id), AnswerState.DECLINED)

    outcome = _give(_entry(event_id), AnswerState.NONE)

    assert outcome == AnswerKept(before=AnswerState.DECLINED, answer=_entry(event_id))
    assert _entry(event_id).state is AnswerState.NONE
    assert db.session.query(MeetingAnswerRow).count() == 0


def test_taking_back_what_was_never_given_is_no_answer_either(event_id) -> None:
    outcome = _give(_entry(event_id), AnswerState.NONE)

    assert outcome == AnswerKept(before=AnswerState.NONE, answer=_entry(event_id))


def test_moved_meeting_asks_again_and_an_unmoved_one_does_not(event_id) -> None:
    for other in ("W002", "W003"):
        _give(_entry(event_id, other=other), AnswerState.ACCEPTED)

    _release(event_id, 2, table="A-2")

    assert _states(event_id) == [
        ("W001+W002", "W001", "none"),
        ("W001+W002", "W002", "none"),
        ("W001+W003", "W001", "accepted"),
        ("W001+W003", "W003", "none"),
    ]


def test_answer_to_an_older_state_is_not_applied(event_id) -> None:
    old = _entry(event_id)
    _release(event_id, 2, table="A-2")

    outcome = _give(old, AnswerState.ACCEPTED, way=AnswerWay.MAIL)

    assert outcome == AnswerOutdated(sequence=1, is_cancelled=False)
    assert _entry(event_id).state is AnswerState.NONE


def test_answer_to_a_cancelled_meeting_is_not_applied(event_id) -> None:
    old = _entry(event_id)
    _release(event_id, 2, BOTH[1:])

    outcome = _give(old, AnswerState.ACCEPTED, sequence=1)

    assert outcome == AnswerOutdated(sequence=1, is_cancelled=True)
    assert find_answer(old.uid) is None


def test_answer_to_a_state_that_nobody_was_sent_is_refused(event_id) -> None:
    with pytest.raises(NotFound):
        _give(_entry(event_id), AnswerState.ACCEPTED, sequence=1)


@pytest.mark.usefixtures("event_id")
def test_answer_to_an_unknown_entry_is_refused() -> None:
    given = GivenAnswer(
        uid="nobody@trefpunt",
        sequence=0,
        state=AnswerState.ACCEPTED,
        way=AnswerWay.MAIL,
    )

    with pytest.raises(NotFound):
        give_answer(given)

    assert find_answer("nobody@trefpunt") is None


def test_meeting_of_somebody_else_has_no_entry(event_id) -> None:
    with pytest.raises(NotFound):
        get_answer_of(event_id, "W003", "W001+W002")


def test_answer_that_was_given_earlier_but_comes_later_is_not_applied(
    event_id, clock
) -> None:
    earlier = NOW + timedelta(minutes=1)
    clock.move(minutes=2)
    _give(_entry(event_id), AnswerState.DECLINED)

    outcome = _give(_entry(event_id), AnswerState.ACCEPTED, at=earlier)

    assert outcome == AnswerOutdated(sequence=0, is_cancelled=False)
    assert _entry(event_id).state is AnswerState.DECLINED


def test_clock_that_runs_ahead_does_not_keep_later_answers_out(event_id, clock) -> None:
    _give(_entry(event_id), AnswerState.ACCEPTED, at=NOW + timedelta(days=3))
    clock.move(seconds=1)

    _give(_entry(event_id), AnswerState.DECLINED)

    assert _entry(event_id).state is AnswerState.DECLINED


@pytest.mark.parametrize(
    "proposal",
    [
        Proposal(slot="A4"),
        Proposal(start=EIGHT, end=EIGHT + timedelta(minutes=20)),
        None,
    ],
)
def test_other_time_keeps_what_is_proposed(event_id, proposal) -> None:
    _give(_entry(event_id), AnswerState.OTHER_TIME, proposal=proposal)

    assert _entry(event_id).proposal == proposal
    assert _entry(event_id).asks_organiser


def test_answer_after_a_proposal_drops_it(event_id) -> None:
    _give(_entry(event_id), AnswerState.OTHER_TIME, proposal=Proposal(slot="A4"))

    _give(_entry(event_id), AnswerState.ACCEPTED, proposal=Proposal(slot="A4"))

    assert _entry(event_id).proposal is None
    assert not _entry(event_id).asks_organiser


def test_another_proposal_is_looked_at_again(event_id) -> None:
    _give(_entry(event_id), AnswerState.OTHER_TIME, proposal=Proposal(slot="A3"))
    with transaction():
        db.session.query(MeetingAnswerRow).one().verdict = AnswerVerdict.KEPT

    _give(_entry(event_id), AnswerState.OTHER_TIME, proposal=Proposal(slot="A3"))
    same = _entry(event_id).asks_organiser
    _give(_entry(event_id), AnswerState.OTHER_TIME, proposal=Proposal(slot="A4"))

    assert (same, _entry(event_id).asks_organiser) == (False, True)


def test_mended_address_keeps_the_answer(event_id) -> None:
    proposal = Proposal(slot="A4")
    _give(_entry(event_id), AnswerState.OTHER_TIME, proposal=proposal)
    with transaction():
        db.session.query(DelegateRow).filter_by(code="W001.1").one().contact = "f@x.nl"

    _release(event_id, 2)

    entry = _entry(event_id)
    assert (entry.sequence, entry.state) == (1, AnswerState.OTHER_TIME)
    assert (entry.proposal, entry.way) == (proposal, AnswerWay.LINK)
    assert _entry(event_id, other="W003").state is AnswerState.NONE


@pytest.mark.parametrize("seed", range(8))
def test_any_run_of_answers_and_releases_ends_as_a_simple_book_says(
    event_id, seed, clock
) -> None:
    """The book: an entry's answer, forgotten whenever its place changes."""
    random = Random(seed)  # noqa: S311 -- a test's own dice
    codes = [("W001", "W002"), ("W002", "W001"), ("W001", "W003"), ("W003", "W001")]
    book = dict.fromkeys(codes, "none")
    seen = {pair: [_entry(event_id, *pair)] for pair in codes}
    version, tables = 1, ["A-1"]
    for _step in range(12):
        clock.move(minutes=1)
        if random.random() < 0.3:
            version += 1
            tables.append(random.choice(["A-1", "A-2"]))
            _release(event_id, version, table=tables[-1])
            for pair in codes[:2]:
                if tables[-1] != tables[-2]:
                    book[pair] = "none"
                    seen[pair].append(_entry(event_id, *pair))
            continue
        pair, state = random.choice(codes), random.choice(list(AnswerState))
        entry = random.choice(seen[pair])
        outcome = _give(entry, state)
        is_newest = entry == seen[pair][-1]
        assert isinstance(outcome, AnswerKept) == is_newest
        if is_newest:
            book[pair] = state.value

    assert {pair: _entry(event_id, *pair).state.value for pair in codes} == book
