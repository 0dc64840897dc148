"""Who lets whom know how to reach them, after they met."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contact_consent",
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column],
                ["participant.id"],
                name=op.f(f"fk_contact_consent_{column}"),
                ondelete="CASCADE",
            )
            for column in ("participant_id", "other_id")
        ),
        sa.PrimaryKeyConstraint(
            "participant_id", "other_id", name=op.f("pk_contact_consent")
        ),
    )


def downgrade() -> None:
    op.drop_table("contact_consent")
