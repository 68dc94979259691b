"""The tables of words and packs. Migrations make them; this says what they are like by now."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

HEAD = "0003"
"""The newest migration."""
VERSION_TABLE = "words_schema"
"""Says which migration the database is at. Its own name, as a database can be shared."""


class UtcMoment(TypeDecorator[datetime]):
    """A moment in UTC, also in SQLite, which knows no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give what the database keeps."""
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back in UTC."""
        if value is None:
            return None
        if dialect.name == "sqlite":
            return value.replace(tzinfo=UTC)
        return value.astimezone(UTC)


metadata = MetaData()

versions = Table(
    "words_version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("area", Text, nullable=False),
    Column("year", Text, nullable=False),
    Column("outline", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("choice", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("saved", UtcMoment, nullable=False),
    Column("based_on", Integer, nullable=False),
    # Writers wait for each other; should one not, two texts still cannot be the same version.
    UniqueConstraint(
        "area", "year", "outline", "section", "outcome", "number", name="words_version_once"
    ),
    CheckConstraint("state in ('draft', 'published', 'aside')", name="words_version_state"),
)

packs = Table(
    "words_pack",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pack", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("area", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("saved", UtcMoment, nullable=False),
    Column("based_on", Integer, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("pack", "number", name="words_pack_once"),
    CheckConstraint("state in ('saved', 'removed', 'aside')", name="words_pack_state"),
)

ended_sign_ins = Table(
    "words_ended_sign_in",
    metadata,
    Column("mark", Text, primary_key=True),
    Column("ended", UtcMoment, nullable=False),
)
