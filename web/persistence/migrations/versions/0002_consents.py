"""What a participant agreed that those it meets are told."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

COLUMNS = ("shows_wishes", "shows_target_groups")


def upgrade() -> None:
    with op.batch_alter_table("participant") as participant:
        for name in COLUMNS:
            participant.add_column(
                sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
            )
    with op.batch_alter_table("participant") as participant:
        for name in COLUMNS:
            participant.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("participant") as participant:
        for name in COLUMNS:
            participant.drop_column(name)
