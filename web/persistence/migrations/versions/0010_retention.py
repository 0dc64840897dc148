"""How long an event keeps what participants told."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("event") as event:
        event.add_column(
            sa.Column("keep_days", sa.Integer(), nullable=False, server_default="90")
        )
        event.add_column(sa.Column("warned_at", sa.DateTime(timezone=True)))
        event.add_column(sa.Column("erased_at", sa.DateTime(timezone=True)))
        event.add_column(
            sa.Column("counts", sa.JSON(), nullable=False, server_default="{}")
        )
    with op.batch_alter_table("event") as event:
        for name in ("keep_days", "counts"):
            event.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("event") as event:
        for name in ("counts", "erased_at", "warned_at", "keep_days"):
            event.drop_column(name)
