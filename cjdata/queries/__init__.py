"""The questions asked of a snapshot, each an SQL file beside this one, values bound."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from cjdata.observations import COMPUTED
from cjdata.store.snapshot_database import SnapshotDatabase

Rows = list[dict[str, Any]]


@cache
def sql(question: str) -> str:
    """Give the SQL text of a question, by the name of its file."""
    return resources.files(__package__).joinpath(f"{question}.sql").read_text(encoding="utf-8")


def current_figures(
    database: SnapshotDatabase,
    measures: Sequence[str],
    areas: Sequence[str],
    as_at: str | None = None,
) -> Rows:
    """Which figures hold for these measures and areas, now or as at an edition?

    ``as_at`` leaves out what was published after the edition named.
    """
    parameters = {"measures": list(measures), "areas": list(areas), "computed": COMPUTED}
    if as_at is None:
        return database.rows(sql("current_figures"), parameters)
    return database.rows(sql("figures_as_at"), {**parameters, "as_at": as_at})


def reprinted(database: SnapshotDatabase) -> Rows:
    """Which measures and areas have a period that more than one edition prints?"""
    return database.rows(sql("reprinted"))


def editions_of(database: SnapshotDatabase, measures: Sequence[str], areas: Sequence[str]) -> Rows:
    """What did each edition print for these measures and areas?"""
    return database.rows(sql("editions_of"), {"measures": list(measures), "areas": list(areas)})


def editions_by_measure(database: SnapshotDatabase) -> Rows:
    """Which official editions print each measure, and when was each published?"""
    return database.rows(sql("editions_by_measure"))


def last_years(database: SnapshotDatabase) -> Rows:
    """Up to which financial year does each area have a row of each measure?"""
    return database.rows(sql("last_years"))


def printed_once(database: SnapshotDatabase, measures: Sequence[str]) -> Rows:
    """Which figures of these measures does one official edition alone print?"""
    return database.rows(sql("printed_once"), {"measures": list(measures)})


def breaks_of(database: SnapshotDatabase, measures: Sequence[str]) -> Rows:
    """Where do these measures break, and why?"""
    return database.rows(sql("breaks_of"), {"measures": list(measures)})


def coverage(database: SnapshotDatabase) -> Rows:
    """What is loaded of each measure: areas, years, editions, sources, missing values?"""
    return database.rows(sql("coverage"))


def observations(
    database: SnapshotDatabase,
    measures: Sequence[str] = (),
    areas: Sequence[str] = (),
    periods: Sequence[str] = (),
    edition: str | None = None,
) -> Rows:
    """Which observations answer a request? An empty list asks for all; no edition, for now."""
    return database.rows(
        sql("observations"),
        {
            "measures": list(measures),
            "areas": list(areas),
            "periods": list(periods),
            "edition": edition,
        },
    )


def kept_out(database: SnapshotDatabase) -> Rows:
    """Which figures are kept out, because publications contradict each other?"""
    return database.rows(sql("kept_out"))


def sources(database: SnapshotDatabase) -> Rows:
    """Which sources are there?"""
    return database.rows(sql("sources"))


def years_of(database: SnapshotDatabase, measure: str) -> Rows:
    """From which to which financial year does a measure have rows, for any area?"""
    return database.rows(sql("years_of"), {"measure": measure})


def areas_without_code(database: SnapshotDatabase) -> list[str]:
    """Which areas have figures but no code?"""
    return [row["area_name"] for row in database.rows(sql("areas_without_code"))]


def editions(database: SnapshotDatabase) -> list[str]:
    """Which editions are held, the oldest first?"""
    return [row["edition"] for row in database.rows(sql("editions"))]


def dated_editions(database: SnapshotDatabase, measure: str) -> list[str]:
    """Which editions of a measure, of known date, can a reader go back to, the oldest first?"""
    rows = database.rows(sql("dated_editions"), {"measure": measure})
    return [row["edition"] for row in rows]
