"""Sign-ins that were ended, so that a cookie that was kept opens nothing any more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; words and packs are left alone."""
    op.create_table(
        "words_ended_sign_in",
        sa.Column("mark", sa.Text(), primary_key=True),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    """Refuse: going back would let ended sign-ins count again."""
    raise NotImplementedError("Restore a copy of the database.")
