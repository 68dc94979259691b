"""DuckDB over one snapshot: loaded once, locked, and asked through one cursor a query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb

from cjdata import settings
from cjdata.errors import CjdataError, Finding, SnapshotError
from cjdata.store.snapshots import Snapshot

LOAD_TABLE = {
    "observations": "create table observations as select * from read_parquet($path)",
    "sources": "create table sources as select * from read_parquet($path)",
    "breaks": "create table breaks as select * from read_parquet($path)",
    "kept_out": "create table kept_out as select * from read_parquet($path)",
}
"""One statement a table: a table's name cannot be bound."""


class Database:
    """A locked in-memory database of one snapshot.

    After loading it can reach no file and no network, and its settings cannot be changed
    back. It is closed when the last reader lets go of it, so that a newer snapshot can take
    over while a page still reads this one.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._connection = _connect()
        try:
            for table, statement in LOAD_TABLE.items():
                self._connection.execute(statement, {"path": str(snapshot.path(table))})
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

    def close(self) -> None:
        """Let go of the memory now; otherwise it goes with the last reference."""
        self._connection.close()


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
