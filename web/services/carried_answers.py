"""Answers that stand for the next state of an entry that did not move."""

from web.persistence.database import db
from web.persistence.queries import answers
from web.persistence.rows import InvitationRow, MeetingAnswerRow


def carry_over(previous: InvitationRow, following: InvitationRow) -> None:
    """Let an answer stand for the next state of an entry.

    For a person whose address was mended: the meeting is the one they answered.
    """
    row = answers.find_answer_to(previous.id)
    if row is None:
        return
    db.session.add(
        MeetingAnswerRow(
            invitation_id=following.id,
            state=row.state,
            way=row.way,
            answered_at=row.answered_at,
            proposed_slot=row.proposed_slot,
            proposed_start=row.proposed_start,
            proposed_end=row.proposed_end,
            verdict=row.verdict,
        )
    )
