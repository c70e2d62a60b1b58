"""Who may look at a runner's week."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "share",
        sa.Column("id", number, nullable=False),
        sa.Column("owner", number, nullable=False),
        sa.Column("viewer", number, nullable=True),
        sa.Column("code", sa.String(length=32), nullable=True),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("label", sa.String(length=64), nullable=False),
        sa.Column("pain", sa.Boolean(), nullable=False),
        sa.Column("tests", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.Boolean(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["owner"], ["person.id"], name=op.f("fk_share_owner"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["viewer"], ["person.id"], name=op.f("fk_share_viewer"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share")),
        sa.UniqueConstraint("code", name=op.f("uq_share_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_share_owner"), "share", ["owner"], unique=False)
    op.create_index(op.f("ix_share_viewer"), "share", ["viewer"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_share_viewer"), table_name="share")
    op.drop_index(op.f("ix_share_owner"), table_name="share")
    op.drop_table("share")
