"""Looking through what others offer and ask, and marking whom to meet."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

COLUMNS = (
    ("participant", "in_marketplace", sa.false()),
    ("event", "marketplace", sa.true()),
)


def upgrade() -> None:
    for table, name, default in COLUMNS:
        with op.batch_alter_table(table) as changed:
            changed.add_column(
                sa.Column(name, sa.Boolean(), nullable=False, server_default=default)
            )
        with op.batch_alter_table(table) as changed:
            changed.alter_column(name, server_default=None)
    op.create_table(
        "mark",
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_mark_participant_id_participant"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("participant_id", "target", name=op.f("pk_mark")),
    )


def downgrade() -> None:
    op.drop_table("mark")
    for table, name, _ in COLUMNS:
        with op.batch_alter_table(table) as changed:
            changed.drop_column(name)
