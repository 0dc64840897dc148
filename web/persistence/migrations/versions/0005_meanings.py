"""What texts mean, kept so that each is read once."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meaning",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_meaning")),
    )
    op.create_index(op.f("ix_meaning_used_at"), "meaning", ["used_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_meaning_used_at"), table_name="meaning")
    op.drop_table("meaning")
