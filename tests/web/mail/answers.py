"""Mails that answer our invitations, written as people's programs write them."""

import re
from pathlib import Path

from matcher.invitations import from_ical
from web.persistence.database import db
from web.persistence.rows import InvitationRow, MessageRow

MAILS = Path(__file__).parents[2] / "matcher" / "invitations" / "mails"


def invitation_of(code: str, sequence: int = 0) -> InvitationRow:
    """Find a state of the one entry of a participant."""
    return (
        db.session.query(InvitationRow)
        .filter_by(participant_code=code, sequence=sequence)
        .one()
    )


def answer_to(
    row: InvitationRow, name: str, *changes: tuple[str, str], sender: str = ""
) -> bytes:
    """Write the answer to an invitation in the shape of one program.

    Args:
        row: What is answered.
        name: Which of the mails in ``tests/matcher/invitations/mails``.
        changes: Texts in it that are others here; base64 parts are out of reach.
        sender: Who writes; the invited person by default.
    """
    told = from_ical(row.content)
    assert told.attendee is not None
    text = (MAILS / f"{name}.eml").read_text("utf-8")
    for old, new in (
        *changes,
        ("4f3c0000-0000-5000-8000-000000000001@trefpunt", row.uid),
        (
            "From: Mehari <mehari@example.net>",
            f"From: {sender or '<mehari@example.net>'}",
        ),
        ("mehari@example.net", told.attendee.address),
    ):
        assert old in text or (old, new) not in changes
        text = text.replace(old, new)
    if sender:
        text = re.sub("(?m)^From: .*$", f"From: <{sender}>", text, count=1)
    return text.encode()


def message_of(row: InvitationRow) -> MessageRow:
    """Find the mail that carried an invitation."""
    return db.session.query(MessageRow).filter_by(invitation_id=row.id).one()
