"""Indexes for a fleet: what is ready to be sent, what waits to be planned. SQLite has one process and needs none."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.create_index(
        "ix_outbox_ready",
        "outbox",
        ["platform", "priority", "due_at", "id"],
        postgresql_where=sa.text("status IN ('due', 'unsure') AND payload IS NOT NULL"),
    )
    op.create_index(
        "ix_outbox_unplanned",
        "outbox",
        ["platform", "due_at", "id"],
        postgresql_where=sa.text("status = 'due' AND payload IS NULL"),
    )


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.drop_index("ix_outbox_unplanned", table_name="outbox")
    op.drop_index("ix_outbox_ready", table_name="outbox")
