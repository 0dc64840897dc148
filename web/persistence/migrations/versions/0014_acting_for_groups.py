"""Consent to fill in for a group, and helpers with the groups that agreed."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def _goes_with(table: str, column: str, owner: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{owner}.id"],
        name=op.f(f"fk_{table}_{column}"),
        ondelete="CASCADE",
    )


def upgrade() -> None:
    op.create_table(
        "behalf_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("read_out", sa.String(), nullable=False),
        sa.Column("organiser", sa.String(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        _goes_with("behalf_consent", "participant_id", "participant"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_behalf_consent")),
    )
    op.create_index(
        op.f("ix_behalf_consent_participant_id"), "behalf_consent", ["participant_id"]
    )
    op.create_table(
        "helper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        _goes_with("helper", "event_id", "event"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helper")),
        sa.UniqueConstraint("event_id", "code", name=op.f("uq_helper_event_id_code")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_helper_token_hash")),
    )
    op.create_table(
        "helped_group",
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        _goes_with("helped_group", "helper_id", "helper"),
        _goes_with("helped_group", "participant_id", "participant"),
        sa.PrimaryKeyConstraint(
            "helper_id", "participant_id", name=op.f("pk_helped_group")
        ),
    )


def downgrade() -> None:
    op.drop_table("helped_group")
    op.drop_table("helper")
    op.drop_index(op.f("ix_behalf_consent_participant_id"), table_name="behalf_consent")
    op.drop_table("behalf_consent")
