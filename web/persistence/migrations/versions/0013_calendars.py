"""What calendars show of meetings, and feeds of organisers."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("event") as event:
        event.add_column(
            sa.Column(
                "calendar_names",
                sa.Boolean(),
                nullable=False,
                server_default=sa.false(),
            )
        )
        event.add_column(
            sa.Column(
                "calendar_alarm", sa.Integer(), nullable=False, server_default="15"
            )
        )
    with op.batch_alter_table("event") as event:
        event.alter_column("calendar_names", server_default=None)
        event.alter_column("calendar_alarm", server_default=None)
    with op.batch_alter_table("event_organiser") as organiser:
        organiser.add_column(sa.Column("feed_nonce", sa.String(), nullable=True))
        organiser.add_column(sa.Column("feed_hash", sa.String(), nullable=True))
        organiser.create_unique_constraint(
            op.f("uq_event_organiser_feed_hash"), ["feed_hash"]
        )


def downgrade() -> None:
    with op.batch_alter_table("event_organiser") as organiser:
        organiser.drop_constraint(op.f("uq_event_organiser_feed_hash"), type_="unique")
        organiser.drop_column("feed_hash")
        organiser.drop_column("feed_nonce")
    with op.batch_alter_table("event") as event:
        event.drop_column("calendar_alarm")
        event.drop_column("calendar_names")
