"""Whose every message is: found by code, not by name.

What stands in the outbox already is told by the invitation it carries, or by the
address it goes to.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BY_INVITATION = """
UPDATE message SET participant_code = (
    SELECT invitation.participant_code FROM invitation
    WHERE invitation.id = message.invitation_id
) WHERE invitation_id IS NOT NULL
"""
BY_ADDRESS = """
UPDATE message SET participant_code = (
    SELECT MIN(participant.code) FROM participant
    JOIN delegate ON delegate.participant_id = participant.id
    WHERE participant.event_id = message.event_id
    AND delegate.name = message.recipient_name
    AND COALESCE(delegate.contact, '') = message.recipient_address
) WHERE participant_code IS NULL AND event_id IS NOT NULL
"""


def upgrade() -> None:
    with op.batch_alter_table("message") as message:
        message.add_column(sa.Column("participant_code", sa.String(), nullable=True))
        message.create_index(op.f("ix_message_participant_code"), ["participant_code"])
    op.execute(BY_INVITATION)
    op.execute(BY_ADDRESS)


def downgrade() -> None:
    with op.batch_alter_table("message") as message:
        message.drop_index(op.f("ix_message_participant_code"))
        message.drop_column("participant_code")
