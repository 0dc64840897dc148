"""The languages in which participants do not get an event."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("event") as event:
        event.add_column(
            sa.Column(
                "withheld_languages", sa.JSON(), nullable=False, server_default="[]"
            )
        )
    with op.batch_alter_table("event") as event:
        event.alter_column("withheld_languages", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("event") as event:
        event.drop_column("withheld_languages")
