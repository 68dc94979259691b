"""DuckDB over one snapshot: loaded once, locked, and asked through one cursor a query."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import duckdb

from cjdata import settings
from cjdata.errors import CjdataError, Finding, SnapshotError
from cjdata.store.snapshots import Snapshot

LOAD_TABLE = {
    "observations": "create table observations as select * from read_parquet($path)",
    "breaks": "create table breaks as select * from read_parquet($path)",
    "sources": "create table sources as select * from read_parquet($path)",
    "kept_out": "create table kept_out as select * from read_parquet($path)",
}
"""One statement a table: a table's name cannot be bound."""

LOAD_PUBLIC_OBSERVATIONS = """
-- Which observations may everybody see? What was supplied privately leaves no trace.
create table observations as
select * replace (
    edition = max(edition) over (
        partition by measure, coalesce(area_code, area_name), period
    ) as is_current
)
from read_parquet($path)
where status <> 'supplied' and not starts_with(edition, '(supplied) ')
order by measure, area_code, area_name, period, edition
"""

LOAD_ALL_OBSERVATIONS = """
-- Which observations hold, where supplied ones may be shown? A supplied figure stands where the
-- newest edition has none, such as a restricted one; never in the place of a published one.
create table observations as
with cells as (
    select *,
           max(edition) filter (where status <> 'supplied') over cell as newest,
           max(edition) filter (where status = 'supplied') over cell as supplied
    from read_parquet($path)
    window cell as (partition by measure, coalesce(area_code, area_name), period)
),
marked as (
    select *,
           coalesce(
               bool_or(edition = newest and value is not null) over cell, false
           ) as is_published
    from cells
    window cell as (partition by measure, coalesce(area_code, area_name), period)
)
select * exclude (newest, supplied, is_published) replace (
    edition = case
        when supplied is null or is_published then newest
        else supplied
    end as is_current
)
from marked
order by measure, area_code, area_name, period, edition
"""

LOAD_PUBLIC_SOURCES = """
-- Which sources may everybody see? All but those of figures that were supplied privately alone.
create table sources as
select *
from read_parquet($path)
where source_id in (select source_id from observations)
   or source_id in (select source_id from breaks)
   or source_id not in (
       select source_id
       from read_parquet($observations)
       where status = 'supplied' or starts_with(edition, '(supplied) ')
   )
"""

READ_PRIVATE = """
-- Which figures must be looked at to decide what is hidden of those supplied privately?
select measure, coalesce(area_code, area_name) as area, period, value, status, edition,
       status = 'supplied' or starts_with(edition, '(supplied) ') as is_private
from observations
where period in (select period from observations where status = 'supplied')
order by measure, area, period, edition
"""

MAKE_HIDDEN = """
create table hidden as
select unnest($measures::varchar[]) as measure,
       unnest($areas::varchar[]) as area,
       unnest($periods::varchar[]) as period
"""

HIDE = """
-- Takes the hidden figures out, and the notes that somebody wrote beside supplied figures: they
-- may hold a number. Who provided them is kept.
create or replace table observations as
with judged as (
    select o.*,
           o.status = 'supplied' or starts_with(o.edition, '(supplied) ') as is_private,
           o.status = 'supplied' and h.measure is not null as is_hidden
    from observations as o
    left join hidden as h
           on h.measure = o.measure
          and h.area = coalesce(o.area_code, o.area_name)
          and h.period = o.period
)
select * exclude (is_private, is_hidden) replace (
    case when is_hidden then null else value end as value,
    case when is_hidden then 0::tinyint else decimals end as decimals,
    case when is_hidden then 'exact' else precision end as precision,
    case when is_hidden then 'suppressed' else status end as status,
    case when is_private then regexp_extract(note, '^Provided by [^;]*') else note end as note,
    case when is_hidden then '' else origin end as origin
)
from judged
order by measure, area_code, area_name, period, edition
"""

DROP_HIDDEN = "drop table hidden"

COUNT_SUPPLIED = "select count(*) as rows from observations where status = 'supplied'"

Decide = Callable[[list[dict[str, Any]]], Collection[tuple[str, str, str]]]
"""Gives the cells (measure, area, period) to hide, from the rows of ``READ_PRIVATE``."""

COUNT_ROWS = {
    "observations": "select count(*) as rows from observations",
    "sources": "select count(*) as rows from sources",
    "breaks": "select count(*) as rows from breaks",
    "kept_out": "select count(*) as rows from kept_out",
}


class Database:
    """A locked in-memory database of one snapshot.

    After loading it can reach no file and no network, and its settings cannot be changed
    back. It is closed when the last reader lets go of it, so that a newer snapshot can take
    over while a page still reads this one.
    """

    def __init__(self, snapshot: Snapshot, decide: Decide | None = None) -> None:
        """Load a snapshot.

        Parameters
        ----------
        decide
            What is hidden of figures supplied privately. It is taken out here, so that nothing
            that asks the database can show it. Without it, nothing is hidden.
        """
        self.snapshot = snapshot
        self.is_masked = False
        """Whether a rule was applied to figures supplied privately."""
        self.hidden: frozenset[tuple[str, str, str]] = frozenset()
        """The cells (measure, area, period) whose supplied figures were taken out."""
        self._connection = _connect()
        try:
            for table, statement in _statements().items():
                self._connection.execute(statement, _paths(snapshot, table, statement))
            self.supplied = self.rows(COUNT_SUPPLIED)[0]["rows"]
            """How many figures were supplied privately and may be seen, before any is hidden."""
            if self.supplied and decide:
                self.hidden = frozenset(decide(self.rows(READ_PRIVATE)))
                self._hide()
                self.is_masked = True
        except duckdb.Error as error:
            self._connection.close()
            raise SnapshotError(
                Finding(
                    str(snapshot.path(table)),
                    "the file cannot be read as Parquet",
                    "Run: python -m cjdata build",
                )
            ) from error
        self._connection.execute("set enable_external_access = false")
        self._connection.execute("set lock_configuration = true")

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Run a query with bound parameters and give its rows as dictionaries."""
        with self._connection.cursor() as cursor:
            cursor.execute(sql, dict(parameters or {}))
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _hide(self) -> None:
        names = ("measures", "areas", "periods")
        columns = map(list, zip(*self.hidden, strict=True)) if self.hidden else ([], [], [])
        self._connection.execute(MAKE_HIDDEN, dict(zip(names, columns, strict=True)))
        self._connection.execute(HIDE)
        self._connection.execute(DROP_HIDDEN)

    def row_counts(self) -> dict[str, int]:
        """Count the rows of each table that a reader may see."""
        return {table: self.rows(count)[0]["rows"] for table, count in COUNT_ROWS.items()}

    def close(self) -> None:
        """Let go of the memory now; otherwise it goes with the last reference."""
        self._connection.close()


def _statements() -> dict[str, str]:
    if settings.supplied_allowed():
        return LOAD_TABLE | {"observations": LOAD_ALL_OBSERVATIONS}
    return LOAD_TABLE | {
        "observations": LOAD_PUBLIC_OBSERVATIONS,
        "sources": LOAD_PUBLIC_SOURCES,
    }


def _paths(snapshot: Snapshot, table: str, statement: str) -> dict[str, str]:
    """Give the files that a statement reads: its own, and that of the observations if it asks."""
    paths = {"path": str(snapshot.path(table))}
    if "$observations" in statement:
        paths["observations"] = str(snapshot.path("observations"))
    return paths


def _connect() -> duckdb.DuckDBPyConnection:
    memory = settings.duckdb_memory()
    try:
        return duckdb.connect(
            ":memory:",
            config={
                "memory_limit": memory,
                "threads": settings.duckdb_threads(),
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            },
        )
    except duckdb.Error as error:
        raise CjdataError(
            Finding(
                "setting CJDATA_DUCKDB_MEMORY",
                f"“{memory}” is not an amount of memory",
                "Write it like 512MB.",
            )
        ) from error
