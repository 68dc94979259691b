"""Opens the words' database: SQLite in the data folder, or PostgreSQL where a setting says so.

SQLite keeps its rollback journal rather than a write-ahead log: that works on the network drives
where councils keep folders, leaves one file to back up, and survives a kill or a power cut.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from cjdata.errors import Mistake
from cjdata.narrative.answer_in_time import PatientConnection, within
from cjdata.narrative.database_troubles import told
from cjdata.narrative.plain_text import WordsError
from cjdata.narrative.table_definitions import HEAD, VERSION_TABLE

T = TypeVar("T")

SQLITE_FILE = "words.sqlite"
PATIENCE = 4.0
"""Seconds to wait for another writer or for a free connection, before a person is told."""
_BESIDES = 1.0
"""Seconds besides for all that is asked: so a page waits five at most."""

_MIGRATIONS = Path(__file__).parent / "migrations"
_WRITERS_LOCK = 2_016_000_010
"""The number of PostgreSQL's lock for writers: any, as long as it is always this one."""


def words_url(home: Path, setting: str | None) -> URL:
    """Give the database's address: what the setting says, or the file of the data folder.

    Raises
    ------
    WordsError
        When the setting names no SQLite or PostgreSQL database. It is not repeated in the
        message, as it may hold a password.
    """
    if not setting:
        return URL.create("sqlite", database=str(home / SQLITE_FILE))
    try:
        url = make_url(setting)
    except ArgumentError:
        url = URL.create("unknown")
    if url.drivername in {"postgres", "postgresql"}:
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in {"sqlite", "postgresql+psycopg"} or not url.database:
        raise WordsError(
            Mistake(
                "setting CJDATA_DATABASE_URL",
                "is no address of a PostgreSQL or SQLite database",
                "Set it to postgresql://USER:PASSWORD@HOST/DATABASE, or leave it out.",
            )
        )
    return url


class WordsDatabase:
    """A database that is up to date. It can be shared by threads."""

    def __init__(self, engine: Engine, limit: float) -> None:
        self.engine = engine
        self.limit = limit
        """Seconds within which anything that is asked is answered, or a person is told."""
        self.where = place_of(engine.url)
        self.on_write: Callable[[], None] = lambda: None
        """What is done after something was saved that is to be kept."""

    def read(self, work: Callable[[Connection], T]) -> T:
        """Do work that only reads.

        Raises
        ------
        WordsError
            When the database refuses.
        """
        return self._in_transaction(work, writes=False)

    def read_alone(self, work: Callable[[Connection], T]) -> T:
        """Do work that only reads, while nobody else writes.

        Raises
        ------
        WordsError
            When the database refuses.
        """
        return self._in_transaction(work, writes=True)

    def write(self, work: Callable[[Connection], T], *, is_kept: bool = True) -> T:
        """Do all of some work or none of it, while nobody else writes.

        ``is_kept`` says that its loss would be one: words and packs, not what counts for a day.

        Raises
        ------
        WordsError
            When the database refuses; nothing is saved then.
        """
        done = self._in_transaction(work, writes=True)
        if is_kept:
            self.on_write()
        return done

    def bring_up_to_date(self) -> None:
        """Make the tables, or change them to what this version needs, where they are not so.

        Raises
        ------
        WordsError
            When the database refuses, or a newer version of this program made it.
        """
        if self.read(_revision) != HEAD:
            self.read_alone(lambda connection: _migrate(connection, self.where))

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def _in_transaction(self, work: Callable[[Connection], T], *, writes: bool) -> T:
        with (
            told(self.where, self.limit),
            within(self.limit),
            self.engine.connect().execution_options(writes=writes) as connection,
            connection.begin(),
        ):
            return work(connection)


def open_database(url: URL, patience: float = PATIENCE) -> WordsDatabase:
    """Connect to the database, and bring it up to date where that is needed.

    Raises
    ------
    WordsError
        When it cannot be reached or written, or a newer version of this program made it.
    """
    is_sqlite = url.get_backend_name() == "sqlite"
    engine = _sqlite(url, patience) if is_sqlite else _postgresql(url, patience)
    database = WordsDatabase(engine, patience + _BESIDES)
    try:
        database.bring_up_to_date()
    except BaseException:
        database.close()
        raise
    return database


def place_of(url: URL) -> str:
    """Name the database, without its password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.render_as_string(hide_password=True)


def _sqlite(url: URL, patience: float) -> Engine:
    arguments = {"timeout": patience, "check_same_thread": False}
    engine = create_engine(url, poolclass=NullPool, connect_args=arguments)

    @event.listens_for(engine, "connect")
    def connected(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # transactions begin where we say
        connection.execute("pragma synchronous = full")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        # A reader that turns writer could be refused at once; whoever will write says so first.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("begin immediate" if writes else "begin")

    return engine


def _postgresql(url: URL, patience: float) -> Engine:
    limit = patience + _BESIDES
    arguments: dict[str, Any] = {"connect_timeout": max(2, math.ceil(limit))}
    engine = create_engine(url, pool_pre_ping=True, connect_args=arguments, pool_timeout=patience)

    @event.listens_for(engine, "do_connect")
    def connect(_: object, __: object, given: list[Any], named: dict[str, Any]) -> object:
        return PatientConnection.connect(*given, **named)

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        # What nobody waits for any more, the server is not to go on with either.
        limits = {"statement_timeout": limit, "idle_in_transaction_session_timeout": 3 * limit}
        writes = connection.get_execution_options().get("writes")
        if writes:
            limits["lock_timeout"] = patience
        asked = [
            f"set_config('{name}', '{value * 1000:.0f}', true)" for name, value in limits.items()
        ]
        connection.exec_driver_sql(f"select {', '.join(asked)}")
        if writes:  # one at a time, as with SQLite; readers wait for nobody
            connection.exec_driver_sql(f"select pg_advisory_xact_lock({_WRITERS_LOCK})")

    return engine


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    held = connection.scalar(text(f"select version_num from {VERSION_TABLE}"))  # noqa: S608
    return str(held) if held else None


def _migrate(connection: Connection, where: str) -> None:
    """Run the migrations that are missing, in a transaction that writes."""
    held = _revision(connection)
    if held == HEAD:  # the other process was first
        return
    from alembic.config import Config  # noqa: PLC0415 - needed once in a database's life
    from alembic.runtime.environment import EnvironmentContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    scripts = ScriptDirectory(str(_MIGRATIONS))
    if held and held not in {step.revision for step in scripts.walk_revisions()}:
        what = f"a newer version of this program made the database (step {held})"
        raise WordsError(Mistake(where, what, "Update the program; nothing was changed."))
    steps = EnvironmentContext(
        Config(),
        scripts,
        fn=lambda at, _: scripts._upgrade_revs(HEAD, at),  # noqa: SLF001
    )
    with steps:
        steps.configure(connection=connection, version_table=VERSION_TABLE)
        steps.run_migrations()
