"""Reading what people answered to their invitations."""

from collections.abc import Collection

from sqlalchemy import select

from web.persistence.database import db
from web.persistence.rows import InvitationRow, MeetingAnswerRow


def find_newest_of_entry(uid: str) -> InvitationRow | None:
    """Find the newest state of one calendar entry."""
    return db.session.scalar(
        select(InvitationRow)
        .where(InvitationRow.uid == uid)
        .order_by(InvitationRow.sequence.desc())
        .limit(1)
    )


def find_answer_to(invitation_id: int) -> MeetingAnswerRow | None:
    """Find what was answered to an invitation."""
    return db.session.get(MeetingAnswerRow, invitation_id)


def list_answers_to(
    invitation_ids: Collection[int],
) -> tuple[MeetingAnswerRow, ...]:
    """List what was answered to these invitations."""
    return tuple(
        db.session.scalars(
            select(MeetingAnswerRow).where(
                MeetingAnswerRow.invitation_id.in_(invitation_ids)
            )
        )
    )
