"""The versions of saved packs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; the words are left alone."""
    op.create_table(
        "words_pack",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("name", "area", "state", "author")
        ),
        sa.Column("saved", sa.DateTime(timezone=True), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        # Last, as SQLite would read all of it to get at what comes after.
        sa.Column("body", sa.Text(), nullable=False),
        sa.UniqueConstraint("pack", "number", name="words_pack_once"),
        sa.CheckConstraint("state in ('saved', 'removed', 'aside')", name="words_pack_state"),
    )


def downgrade() -> None:
    """Refuse: going back would throw packs away."""
    raise NotImplementedError("Packs are never thrown away: restore a copy of the database.")
