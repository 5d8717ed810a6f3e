"""The tables of what people have in hand: whose it is, and its items."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """One row a piece of work, and one for each of its items."""
    op.create_table(
        "talks",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("changed", sa.String(40), nullable=False, index=True),
    )
    op.create_table(
        "talk_items",
        sa.Column("talk_id", sa.String(40), sa.ForeignKey("talks.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("name", sa.String(200), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """The tables go, and all that is in hand with them."""
    op.drop_table("talk_items")
    op.drop_table("talks")
