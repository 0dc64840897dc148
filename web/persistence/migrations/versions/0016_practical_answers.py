"""An interpreter, for whom a participant speaks, and how it is reached."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

COLUMNS = ("interpreter", "speaks_for", "calling", "go_between", "missing_group")


def upgrade() -> None:
    with op.batch_alter_table("participant") as participant:
        for name in COLUMNS:
            participant.add_column(
                sa.Column(name, sa.String(), nullable=False, server_default="")
            )
    with op.batch_alter_table("participant") as participant:
        for name in COLUMNS:
            participant.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("participant") as participant:
        for name in COLUMNS:
            participant.drop_column(name)
