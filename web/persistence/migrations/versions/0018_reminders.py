"""When people of an event are reminded."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("event") as event:
        event.add_column(
            sa.Column("reminders", sa.JSON(), nullable=False, server_default="[]")
        )
    with op.batch_alter_table("event") as event:
        event.alter_column("reminders", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("event") as event:
        event.drop_column("reminders")
