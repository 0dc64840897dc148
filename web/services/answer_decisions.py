"""What an organiser decides about answers that ask for something: one click each."""

from enum import StrEnum

from web.persistence.database import db
from web.persistence.queries import setup
from web.persistence.rows import MeetingAnswerRow
from web.persistence.transaction import transaction
from web.refusals import EditedElsewhere
from web.services import audit, meeting_answers, meeting_changes
from web.services.answer_letters import queue_time_stays
from web.services.meeting_answers import (
    AnswerKept,
    AnswerOutdated,
    AnswerPolicy,
    AnswerState,
    AnswerVerdict,
    AnswerWay,
    GivenAnswer,
    MeetingAnswer,
)


class Decision(StrEnum):
    """What an organiser does with an answer that asks for something."""

    REMOVE = "remove"
    """The meeting is taken away, and both are told."""
    MOVE = "move"
    """It moves to a time that is free, and both are told."""
    KEEP = "keep"
    """It stays as it is."""


def decide(
    event_id: int, invitation_id: int, decision: Decision, *, slot: str = "", by: str
) -> bool:
    """Decide what becomes of a meeting that somebody declined or cannot come to.

    Args:
        event_id: The event.
        invitation_id: The invitation that was answered.
        decision: What becomes of the meeting.
        slot: With ``move``: the slot it moves to.
        by: The organiser's e-mail address.

    Returns:
        Whether it was done; a time that is not free any more changes nothing.

    Raises:
        EditedElsewhere: The answer was changed or decided about meanwhile.
        NotReleasable: Another meeting cannot be told to people.
    """
    with transaction():
        answer = _get_asking(event_id, invitation_id)
        if not _carry_out(answer, decision, event_id, slot=slot, by=by):
            return False
        audit.record(
            f"answer.{decision.value}",
            by=by,
            event_id=event_id,
            detail={
                "meeting": answer.meeting_code,
                "participant": answer.participant_code,
            },
        )
        return True


def answer_for(
    event_id: int, invitation_id: int, state: AnswerState, *, by: str
) -> AnswerKept | AnswerOutdated:
    """Keep the answer that somebody gave an organiser, such as by telephone.

    Raises:
        EditedElsewhere: The meeting changed meanwhile.
    """
    with transaction():
        answer = _get_standing(event_id, invitation_id)
        outcome = meeting_answers.keep_answer(
            GivenAnswer(
                uid=answer.uid,
                sequence=answer.sequence,
                state=state,
                way=AnswerWay.ORGANISER,
            )
        )
        audit.record(
            "answer.give",
            by=by,
            event_id=event_id,
            detail={
                "meeting": answer.meeting_code,
                "participant": answer.participant_code,
                "state": state.value,
            },
        )
    return outcome


def save_policies(
    event_id: int, *, on_decline: AnswerPolicy, on_other_time: AnswerPolicy, by: str
) -> None:
    """Keep who takes declined meetings away and who moves those at a bad time."""
    with transaction():
        event = setup.get_event(event_id)
        event.on_decline, event.on_other_time = on_decline, on_other_time
        audit.record(
            "answer.policy",
            by=by,
            event_id=event_id,
            detail={"on_decline": on_decline, "on_other_time": on_other_time},
        )


def _carry_out(
    answer: MeetingAnswer, decision: Decision, event_id: int, *, slot: str, by: str
) -> bool:
    code = answer.meeting_code
    if decision is Decision.REMOVE:
        meeting_changes.remove_meeting(event_id, code, by=by)
        _settle(answer, AnswerVerdict.GRANTED)
    elif decision is Decision.MOVE:
        if not meeting_changes.move_meeting(event_id, code, slot, by=by):
            return False
        meeting_answers.accept_moved(answer, event_id)
        _settle(answer, AnswerVerdict.GRANTED)
    else:
        _settle(answer, AnswerVerdict.KEPT)
        if answer.state is AnswerState.OTHER_TIME:
            queue_time_stays(event_id, answer)
    return True


def _settle(answer: MeetingAnswer, verdict: AnswerVerdict) -> None:
    db.session.get_one(MeetingAnswerRow, answer.invitation_id).verdict = verdict


def _get_asking(event_id: int, invitation_id: int) -> MeetingAnswer:
    answer = _get_standing(event_id, invitation_id)
    if not answer.asks_organiser:
        raise EditedElsewhere
    return answer


def _get_standing(event_id: int, invitation_id: int) -> MeetingAnswer:
    for answer in meeting_answers.list_answers(event_id):
        if answer.invitation_id == invitation_id:
            return answer
    raise EditedElsewhere
