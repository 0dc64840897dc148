"""Answers to invitations, what follows from them, and which changes were seen."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

POLICIES = ("on_decline", "on_other_time")


def upgrade() -> None:
    op.create_table(
        "meeting_answer",
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_slot", sa.String(), nullable=True),
        sa.Column("proposed_start", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proposed_end", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["invitation.id"],
            name=op.f("fk_meeting_answer_invitation_id_invitation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("invitation_id", name=op.f("pk_meeting_answer")),
    )
    _add(
        "event",
        *(
            sa.Column(name, sa.String(), nullable=False, server_default="organiser")
            for name in POLICIES
        ),
    )
    _add(
        "participant",
        sa.Column("seen_version", sa.Integer(), nullable=False, server_default="0"),
    )


def _add(table: str, *columns: sa.Column[str] | sa.Column[int]) -> None:
    """Add columns that hold one value in every row there is."""
    with op.batch_alter_table(table) as altered:
        for column in columns:
            altered.add_column(column)
    with op.batch_alter_table(table) as altered:
        for column in columns:
            altered.alter_column(column.name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("participant") as participant:
        participant.drop_column("seen_version")
    with op.batch_alter_table("event") as event:
        for name in POLICIES:
            event.drop_column(name)
    op.drop_table("meeting_answer")
