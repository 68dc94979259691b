"""DuckDB over one snapshot: loaded once, locked, and asked through one cursor a query."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import duckdb

from cjdata import settings
from cjdata.errors import CjdataError, Mistake, SnapshotError
from cjdata.store.snapshots import Snapshot

LOAD_TABLE = {
    "breaks": "create table breaks as select * from read_parquet($path)",
    "sources": "create table sources as select * from read_parquet($path)",
    "kept_out": "create table kept_out as select * from read_parquet($path)",
}
"""One statement a table: a table's name cannot be bound."""

DROP_HIDDEN = "drop table hidden"

Decide = Callable[[Sequence[Mapping[str, Any]]], Collection[tuple[str, str, str]]]
"""Gives the cells (measure, area, period) to hide, from the rows of
``sql/figures_beside_supplied.sql``."""

COUNT_ROWS = {
    "observations": "select count(*) as rows from observations",
    "sources": "select count(*) as rows from sources",
    "breaks": "select count(*) as rows from breaks",
    "kept_out": "select count(*) as rows from kept_out",
}


class SnapshotDatabase:
    """A locked in-memory database of one snapshot.

    After loading it can reach no file and no network, and its settings cannot be changed
    back. It is closed when the last reader lets go of it, so that a newer snapshot can take
    over while a page still reads this one.
    """

    def __init__(
        self, snapshot: Snapshot, decide: Decide | None = None, *, shows_supplied: bool = False
    ) -> None:
        """Load a snapshot.

        Parameters
        ----------
        decide
            What is hidden of figures supplied privately, and of local evidence under the same
            rule. It is taken out here, so that nothing that asks the database can show it.
        shows_supplied
            Whether supplied figures are shown, but for what is hidden; else they leave no trace.
        """
        self.snapshot = snapshot
        self.is_masked = False
        """Whether a rule was applied to figures that are not published."""
        self.hidden: frozenset[tuple[str, str, str]] = frozenset()
        """The cells (measure, area, period) whose supplied figures were taken out."""
        self._connection = _connect()
        try:
            table = "observations"
            self._connection.execute(_sql("all_observations"), _paths(snapshot, table, ""))
            judged = self.rows(_sql("figures_beside_supplied"))
            if judged and decide:
                self.hidden = frozenset(decide(judged))
                self.is_masked = bool(self.hidden) or shows_supplied
            for table, statement in _statements(shows_supplied=shows_supplied).items():
                self._connection.execute(statement, _paths(snapshot, table, statement))
            if self.is_masked:
                self._hide()
        except duckdb.Error as error:
            self._connection.close()
            raise SnapshotError(
                Mistake(
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
        self._connection.execute(_sql("make_hidden_cells"), dict(zip(names, columns, strict=True)))
        self._connection.execute(_sql("take_out_hidden"))
        self._connection.execute(DROP_HIDDEN)

    def row_counts(self) -> dict[str, int]:
        """Count the rows of each table that a reader may see."""
        return {table: self.rows(count)[0]["rows"] for table, count in COUNT_ROWS.items()}

    def close(self) -> None:
        """Let go of the memory now; otherwise it goes with the last reference."""
        self._connection.close()


@cache
def _sql(question: str) -> str:
    """Give the text of a statement, by the name of its file."""
    file = resources.files("cjdata.store").joinpath("sql", f"{question}.sql")
    return file.read_text(encoding="utf-8")


def _statements(*, shows_supplied: bool) -> dict[str, str]:
    """Give what loads each table, once all observations are there."""
    if shows_supplied:
        return LOAD_TABLE
    observations = {"observations": _sql("public_observations")}
    return observations | LOAD_TABLE | {"sources": _sql("public_sources")}


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
            Mistake(
                "setting CJDATA_DUCKDB_MEMORY",
                f"“{memory}” is not an amount of memory",
                "Write it like 512MB.",
            )
        ) from error
