"""The database of words as a whole: every row of every table, out and back in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, DateTime, insert, select

from cjdata.errors import Mistake
from cjdata.narrative.plain_text import WordsError
from cjdata.narrative.table_definitions import (
    UtcMoment,
    ended_sign_ins,
    metadata,
    packs,
    versions,
)
from cjdata.narrative.words_database import WordsDatabase

Row = Mapping[str, Any]
"""A row by the names of its columns; a moment is a text of ISO 8601 with its zone."""


def all_rows(database: WordsDatabase) -> dict[str, list[Row]]:
    """Give every row of every table, as they were at one moment.

    Raises
    ------
    WordsError
        When the database refuses.
    """

    def read(connection: Connection) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for table in metadata.sorted_tables:
            rows = connection.execute(select(table).order_by(*table.primary_key.columns))
            found[table.name] = [
                {name: _as_text(value) for name, value in row.items()} for row in rows.mappings()
            ]
        return found

    # Alone: nobody changes a table after another was read.
    return database.read_alone(read)


def put_all_rows(database: WordsDatabase, rows: Mapping[str, Sequence[Row]]) -> None:
    """Put rows into a database without words and packs: all of them, or none.

    Raises
    ------
    WordsError
        When it holds some already, a table or column is not known, or it refuses.
    """

    def put(connection: Connection) -> None:
        if holds_words(connection):
            fix = "Restore into an empty one."
            raise WordsError(Mistake(database.where, "the database holds words already", fix))
        for name in rows:
            if name not in metadata.tables:
                fix = "Restore it with the version of the dashboard that made it, or a later one."
                raise WordsError(Mistake(name, "this table is not known", fix))
        for table in metadata.sorted_tables:
            given = [_as_values(table.name, row) for row in rows.get(table.name, ())]
            if table is ended_sign_ins:  # of this database itself: they count for two days
                there = set(connection.scalars(select(ended_sign_ins.c.mark)))
                given = [row for row in given if row["mark"] not in there]
            if given:
                connection.execute(insert(table), given)

    database.write(put)


def holds_words(connection: Connection) -> bool:
    """Say whether a version of words or of a pack is there: that a sign-in ended is neither."""
    asked = (select(table.c.id).limit(1) for table in (versions, packs))
    return any(connection.scalar(one) is not None for one in asked)


def _as_values(table: str, row: Row) -> dict[str, Any]:
    columns = metadata.tables[table].columns
    strange = sorted(set(row) ^ set(columns.keys()))
    if strange:
        fix = "Restore it with the version of the dashboard that made it, or a later one."
        raise WordsError(Mistake(table, f"its columns do not agree: {', '.join(strange)}", fix))
    return {
        name: datetime.fromisoformat(value)
        if isinstance(columns[name].type, UtcMoment | DateTime)
        else value
        for name, value in row.items()
    }


def _as_text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
