"""Codes of ten minutes before what cannot be undone."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "confirmation_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_confirmation_code_participant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmation_code")),
    )
    op.create_index(
        op.f("ix_confirmation_code_participant_id"),
        "confirmation_code",
        ["participant_id"],
    )


def downgrade() -> None:
    op.drop_index(
        op.f("ix_confirmation_code_participant_id"), table_name="confirmation_code"
    )
    op.drop_table("confirmation_code")
