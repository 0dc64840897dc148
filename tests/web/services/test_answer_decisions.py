"""What follows from an answer: at once by policy, or by an organiser's click."""

import pytest

from tests.factories import a_participant_row, a_programme_row, an_event_row
from web.persistence.database import db
from web.persistence.queries.participants import find_released_programme
from web.persistence.rows import (
    AuditRow,
    AvailabilityRow,
    EventRow,
    MessageRow,
    ParticipantRow,
)
from web.persistence.transaction import transaction
from web.refusals import EditedElsewhere
from web.services.answer_decisions import (
    Decision,
    answer_for,
    decide,
    save_policies,
)
from web.services.answer_overview import read_overview
from web.services.meeting_answers import (
    AnswerEffect,
    AnswerKept,
    AnswerPolicy,
    AnswerState,
    AnswerWay,
    GivenAnswer,
    MeetingAnswer,
    Proposal,
    get_answer_of,
    give_answer,
    list_answers,
)
from web.services.releases import NotReleasable, release

BY = "samira@voorbeeld.nl"
MEETING = "W001+W002"


@pytest.fixture
def event_id(app) -> int:
    """W001 (mail) meets W002 (phone) in A1 and W003 (mail) in A2; A3 is free."""
    with app.app_context():
        with transaction():
            event = an_event_row()
            a_participant_row(event, "W001", contact="w001@voorbeeld.nl")
            a_participant_row(
                event,
                "W002",
                name="Buurtmoestuin",
                delegates=["Piet"],
                contact="06 0000 0001",
                channels=["whatsapp"],
            )
            a_participant_row(
                event, "W003", name="Cijferhuis", delegates=["Noor"], contact="n@x.nl"
            )
            a_programme_row(event, [("W001", "W002"), ("W001", "W003")])
        release(event.id, version=1, by=BY, known=0)
        return event.id


@pytest.fixture(autouse=True)
def _context(app):
    with app.app_context():
        yield


def _direct(event_id: int) -> None:
    save_policies(
        event_id,
        on_decline=AnswerPolicy.DIRECT,
        on_other_time=AnswerPolicy.DIRECT,
        by=BY,
    )


def _entry(event_id: int, participant: str = "W001") -> MeetingAnswer:
    return get_answer_of(event_id, participant, MEETING)


def _give(event_id: int, state: AnswerState, slot: str = "", who: str = "W001"):
    entry = _entry(event_id, who)
    given = GivenAnswer(
        uid=entry.uid,
        sequence=entry.sequence,
        state=state,
        way=AnswerWay.LINK,
        proposal=Proposal(slot=slot) if slot else None,
    )
    outcome = give_answer(given)
    assert isinstance(outcome, AnswerKept)
    return outcome


def _held(event_id: int) -> dict[str, tuple[str, str]]:
    programme = find_released_programme(event_id)
    assert programme is not None
    return {m.code: (m.slot, m.table) for m in programme.meetings}


def _told(since: int = 0) -> list[tuple[str, str]]:
    rows = db.session.query(MessageRow).order_by(MessageRow.id).offset(since)
    return [(row.kind, row.recipient_name) for row in rows]


def _count() -> int:
    return db.session.query(MessageRow).count()


def _actions() -> list[str]:
    return [row.action for row in db.session.query(AuditRow).order_by(AuditRow.id)]


def test_decline_changes_nothing_until_the_organiser_decides(event_id) -> None:
    before = (_held(event_id), _count())

    outcome = _give(event_id, AnswerState.DECLINED)

    assert outcome.effect is AnswerEffect.NOTHING
    assert outcome.answer.asks_organiser
    assert (_held(event_id), _count()) == before


def test_removal_frees_the_time_and_tells_both_without_a_reason(event_id) -> None:
    _give(event_id, AnswerState.DECLINED)
    before = _count()

    done = decide(event_id, _entry(event_id).invitation_id, Decision.REMOVE, by=BY)

    assert done
    assert _held(event_id) == {"W001+W003": ("A2", "A-1")}
    assert _told(before) == [
        ("cancellation", "Fatma Yilmaz"),
        ("programme", "Piet"),
    ]
    (text,) = db.session.query(MessageRow).filter_by(kind="programme").offset(1)
    assert "Gaat niet door: Koffie & Verhalen" in text.body
    assert "liever niet" not in text.body.casefold()
    assert _actions()[-2:] == ["programme.release", "answer.remove"]


def test_direct_policy_removes_a_declined_meeting_at_once(event_id) -> None:
    _direct(event_id)

    outcome = _give(event_id, AnswerState.DECLINED)

    assert outcome.effect is AnswerEffect.REMOVED
    assert _held(event_id) == {"W001+W003": ("A2", "A-1")}
    assert [a.meeting_code for a in list_answers(event_id)] == ["W001+W003"] * 2


def test_direct_policy_moves_to_a_free_time_that_its_chooser_has_accepted(
    event_id,
) -> None:
    _direct(event_id)

    outcome = _give(event_id, AnswerState.OTHER_TIME, slot="A3")

    assert outcome.effect is AnswerEffect.MOVED
    assert _held(event_id)[MEETING] == ("A3", "A-1")
    assert (_entry(event_id).sequence, _entry(event_id).state) == (
        1,
        AnswerState.ACCEPTED,
    )
    assert _entry(event_id, "W002").state is AnswerState.NONE


@pytest.mark.parametrize("slot", ["", "A2", "A9"])
def test_direct_policy_leaves_a_time_that_is_not_free_to_the_organiser(
    event_id, slot
) -> None:
    """In A2, W001 meets somebody else; A9 is no slot."""
    _direct(event_id)

    outcome = _give(event_id, AnswerState.OTHER_TIME, slot=slot)

    assert outcome.effect is AnswerEffect.NOTHING
    assert _held(event_id)[MEETING] == ("A1", "A-1")
    assert _entry(event_id).asks_organiser


def test_draft_that_waits_keeps_the_direct_policy_from_overtaking_it(event_id) -> None:
    _direct(event_id)
    with transaction():
        a_programme_row(db.session.get_one(EventRow, event_id), version=2)

    outcome = _give(event_id, AnswerState.DECLINED)

    assert outcome.effect is AnswerEffect.NOTHING
    overview = read_overview(db.session.get_one(EventRow, event_id))
    assert overview is not None
    assert overview.has_draft
    assert [line.answer.meeting_code for line in overview.asking] == [MEETING]


def test_other_meeting_that_cannot_be_told_keeps_the_direct_policy_back(
    event_id,
) -> None:
    _direct(event_id)
    with transaction():
        db.session.query(ParticipantRow).filter_by(
            code="W003"
        ).one().state = "withdrawn"

    outcome = _give(event_id, AnswerState.DECLINED)

    assert outcome.effect is AnswerEffect.NOTHING
    with pytest.raises(NotReleasable):
        decide(event_id, _entry(event_id).invitation_id, Decision.REMOVE, by=BY)
    assert _entry(event_id).asks_organiser


def test_organiser_moves_a_meeting_to_the_time_that_was_asked(event_id) -> None:
    _give(event_id, AnswerState.OTHER_TIME, slot="A3")
    event = db.session.get_one(EventRow, event_id)
    overview = read_overview(event)
    assert overview is not None
    (line,) = overview.asking
    before = _count()

    done = decide(event_id, line.answer.invitation_id, Decision.MOVE, slot="A3", by=BY)

    assert [(time.slot, time.is_proposed) for time in line.free] == [("A3", True)]
    assert done
    assert _held(event_id)[MEETING] == ("A3", "A-1")
    assert _told(before) == [("change", "Fatma Yilmaz"), ("programme", "Piet")]
    assert _entry(event_id).state is AnswerState.ACCEPTED


def test_time_that_was_taken_meanwhile_moves_nothing(event_id) -> None:
    _give(event_id, AnswerState.OTHER_TIME, slot="A3")
    with transaction():
        piet = db.session.query(ParticipantRow).filter_by(code="W002").one()
        for row in db.session.query(AvailabilityRow).filter_by(participant_id=piet.id):
            db.session.delete(row)

    done = decide(
        event_id, _entry(event_id).invitation_id, Decision.MOVE, slot="A3", by=BY
    )

    assert not done
    assert _held(event_id)[MEETING] == ("A1", "A-1")
    assert _entry(event_id).asks_organiser


def test_time_that_stays_is_told_to_who_asked_and_nobody_else(event_id) -> None:
    _give(event_id, AnswerState.OTHER_TIME, slot="A3", who="W002")
    before = _count()

    decide(event_id, _entry(event_id, "W002").invitation_id, Decision.KEEP, by=BY)

    assert _told(before) == [("time_stays", "Piet")]
    message = db.session.query(MessageRow).filter_by(kind="time_stays").one()
    assert (message.channel, message.participant_code) == ("whatsapp", "W002")
    assert "Het gesprek blijft zoals het was." in message.body
    assert "18.45 tot 19.05 uur" in message.body
    assert not _entry(event_id, "W002").asks_organiser


def test_declined_meeting_that_stays_is_told_to_nobody(event_id) -> None:
    _give(event_id, AnswerState.DECLINED)
    before = _count()

    decide(event_id, _entry(event_id).invitation_id, Decision.KEEP, by=BY)

    assert _count() == before
    overview = read_overview(db.session.get_one(EventRow, event_id))
    assert overview is not None
    assert (overview.asking, len(overview.unsure)) == ((), 1)


def test_second_click_on_the_same_answer_is_refused(event_id) -> None:
    _give(event_id, AnswerState.DECLINED)
    invitation_id = _entry(event_id).invitation_id
    decide(event_id, invitation_id, Decision.REMOVE, by=BY)

    with pytest.raises(EditedElsewhere):
        decide(event_id, invitation_id, Decision.REMOVE, by="roos@voorbeeld.nl")


def test_answer_that_was_taken_back_cannot_be_decided(event_id) -> None:
    _give(event_id, AnswerState.DECLINED)
    _give(event_id, AnswerState.NONE)

    with pytest.raises(EditedElsewhere):
        decide(event_id, _entry(event_id).invitation_id, Decision.REMOVE, by=BY)


def test_answer_by_telephone_is_kept_as_the_organisers(event_id) -> None:
    answer_for(
        event_id, _entry(event_id, "W002").invitation_id, AnswerState.ACCEPTED, by=BY
    )

    entry = _entry(event_id, "W002")
    assert (entry.state, entry.way) == (AnswerState.ACCEPTED, AnswerWay.ORGANISER)
    assert _actions()[-1] == "answer.give"


def test_who_has_not_answered_is_listed_by_channel(event_id) -> None:
    _give(event_id, AnswerState.ACCEPTED)

    overview = read_overview(db.session.get_one(EventRow, event_id))

    assert overview is not None
    assert dict(overview.counts) == {AnswerState.ACCEPTED: 1, AnswerState.NONE: 3}
    assert [
        (channel.channel, [(one.person, len(one.lines)) for one in channel.people])
        for channel in overview.waiting
    ] == [("email", [("Noor", 1), ("Fatma Yilmaz", 1)]), ("whatsapp", [("Piet", 1)])]


def test_there_is_no_overview_before_a_release() -> None:
    with transaction():
        event = an_event_row("leeg")

    assert read_overview(event) is None
