"""The versions of the coordinator's words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "words_version",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("area", "year", "outline", "section", "outcome")
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("body", "choice", "state", "author")
        ),
        sa.Column("saved", sa.DateTime(timezone=True), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.UniqueConstraint(
            "area", "year", "outline", "section", "outcome", "number", name="words_version_once"
        ),
        sa.CheckConstraint("state in ('draft', 'published', 'aside')", name="words_version_state"),
    )


def downgrade() -> None:
    """Refuse: going back would throw words away."""
    raise NotImplementedError("Words are never thrown away: restore a copy of the database.")
