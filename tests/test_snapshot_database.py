"""The database and the questions asked of it, on a dozen rows checked by hand."""

from __future__ import annotations

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from cjdata import queries, store
from cjdata.library import FigureSet
from cjdata.observations import (
    BREAKS,
    KEPT_OUT,
    SOURCES,
    Observation,
    observations_table,
    text_table,
)
from cjdata.store.snapshot_database import SnapshotDatabase
from cjdata.store.snapshots import Snapshot, write_snapshot

SCOTLAND, CLACKS, FALKIRK = "S92000003", "S12000005", "S12000014"
CENTRE = "A centre of two councils"
NAMES = {SCOTLAND: "Scotland", CLACKS: "Clackmannanshire", FALKIRK: "Falkirk", "": CENTRE}


def row(
    measure: str,
    code: str,
    period: str,
    value: float | None,
    edition: str,
    status: str = "published",
) -> Observation:
    return Observation(
        measure=measure,
        area_code=code,
        area=NAMES[code],
        period=period,
        value=value,
        decimals=0,
        unit="count",
        precision="not_printed" if value is None else "exact",
        status=status,
        edition=edition,
        source_id=edition,
        note="",
    )


ROWS = [
    row("orders", SCOTLAND, "2020-21", 90, "2020-21"),
    row("orders", SCOTLAND, "2021-22", 100, "2021-22"),
    row("orders", SCOTLAND, "2021-22", 101, "2022-23", "revised"),
    row("orders", SCOTLAND, "2021-22", 102, "2023-24", "revised"),
    row("orders", SCOTLAND, "2022-23", 110, "2022-23"),
    row("orders", CLACKS, "2021-22", 5, "2021-22"),
    row("orders", CLACKS, "2022-23", None, "2022-23", "restricted"),
    row("orders", FALKIRK, "2022-23", 7, "2022-23"),
    row("orders", "", "2022-23", 12, "2022-23"),
    row("hours", CLACKS, "2024-03-31", 44, "2023-24"),
    row("hours", CLACKS, "2019-20", 40, "2023-24"),
    row("cases", FALKIRK, "2023", 3, "2023-24"),
]
PUBLISHED = {
    "2023-24": "2025-01",
    "2022-23": "2024-01",
    "2021-22": "2023-01",
    "2020-21": "2022-02",
}
SOURCE_ROWS = [
    {name: f"{name} {edition}" for name in SOURCES.names}
    | {
        "source_id": edition,
        "published": published,
        "rank_date": "",
        "designation": "accredited official statistics",
    }
    for edition, published in PUBLISHED.items()
]
BREAK_ROWS = [
    dict(zip(BREAKS.names, values, strict=True))
    for values in (
        ("orders", "", "2022-23", "collection", "A new return", "a"),
        ("orders", CLACKS, "2021-22", "definition", "A new rule", "b"),
        ("hours", "", "2020-21", "pandemic", "The pandemic", "a"),
    )
]
KEPT_ROWS = [{"figure": f, "why": "w", "to_settle": "s"} for f in ("Z", "A")]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    tables = {
        "observations": observations_table(reversed(ROWS), SOURCE_ROWS),
        "sources": text_table(SOURCE_ROWS, SOURCES),
        "breaks": text_table(BREAK_ROWS, BREAKS),
        "kept_out": text_table(KEPT_ROWS, KEPT_OUT),
    }
    return write_snapshot(tmp_path_factory.mktemp("extracts"), "published", tables, {})


@pytest.fixture(scope="module")
def database(snapshot: Snapshot) -> SnapshotDatabase:
    return SnapshotDatabase(snapshot)


def cells(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(r["measure"], r["area_name"], r["period"], r["value"], r["edition"]) for r in rows]


# The questions


def test_the_newest_edition_of_each_cell_is_current(database: SnapshotDatabase) -> None:
    rows = queries.current_figures(database, ["orders"], [SCOTLAND, CLACKS])
    assert [(r["area_code"], r["period"], r["value"], r["edition"]) for r in rows] == [
        (CLACKS, "2021-22", 5, "2021-22"),
        (CLACKS, "2022-23", None, "2022-23"),
        (SCOTLAND, "2020-21", 90, "2020-21"),
        (SCOTLAND, "2021-22", 102, "2023-24"),
        (SCOTLAND, "2022-23", 110, "2022-23"),
    ]
    assert [r["status"] for r in rows][:2] == ["published", "restricted"]


@pytest.mark.parametrize(
    ("as_at", "values"),
    [
        ("2020-21", [90]),
        ("2021-22", [90, 100]),
        ("2022-23", [90, 101, 110]),
        ("2023-24", [90, 102, 110]),
        ("2000-01", []),
    ],
)
def test_figures_as_at_an_edition_leave_out_newer_ones(
    database: SnapshotDatabase, as_at: str, values: list[float]
) -> None:
    rows = queries.current_figures(database, ["orders"], [SCOTLAND], as_at=as_at)
    assert [r["value"] for r in rows] == values


def test_every_edition_of_a_cell_is_listed_newest_first(database: SnapshotDatabase) -> None:
    rows = queries.editions_of(database, ["orders"], [SCOTLAND])
    assert [(r["period"], r["edition"], r["value"], r["is_current"]) for r in rows] == [
        ("2022-23", "2022-23", 110, True),
        ("2021-22", "2023-24", 102, True),
        ("2021-22", "2022-23", 101, False),
        ("2021-22", "2021-22", 100, False),
        ("2020-21", "2020-21", 90, True),
    ]


def test_breaks_come_in_the_order_of_time(database: SnapshotDatabase) -> None:
    rows = queries.breaks_of(database, ["orders"])
    assert [(r["period"], r["kind"], r["area_code"]) for r in rows] == [
        ("2021-22", "definition", CLACKS),
        ("2022-23", "collection", ""),
    ]
    assert queries.breaks_of(database, ["cases"]) == []


def test_coverage_counts_councils_years_and_what_is_missing(database: SnapshotDatabase) -> None:
    by_measure = {r["measure"]: r for r in queries.coverage(database)}
    assert list(by_measure) == ["cases", "hours", "orders"]
    orders = by_measure["orders"]
    assert (orders["councils"], orders["scotland_periods"], orders["other_areas"]) == (2, 3, 1)
    assert (orders["first_period"], orders["last_period"]) == ("2020-21", "2022-23")
    assert (orders["observations"], orders["values_held"]) == (9, 8)
    assert orders["editions"] == ["2020-21", "2021-22", "2022-23", "2023-24"]
    assert orders["undated_editions"] is None
    assert orders["source_ids"] == sorted(PUBLISHED)
    assert orders["missing_statuses"] == ["restricted"]
    assert not by_measure["hours"]["missing_statuses"]


def test_an_empty_request_asks_for_everything_current(database: SnapshotDatabase) -> None:
    assert len(queries.observations(database)) == len(ROWS) - 2


def test_observations_are_asked_for_by_measure_area_period_and_edition(
    database: SnapshotDatabase,
) -> None:
    assert cells(queries.observations(database, ["orders"], [FALKIRK, CENTRE], ["2022-23"])) == [
        ("orders", "Falkirk", "2022-23", 7, "2022-23"),
        ("orders", CENTRE, "2022-23", 12, "2022-23"),
    ]
    old = queries.observations(database, ["orders"], [SCOTLAND], edition="2021-22")
    assert cells(old) == [("orders", "Scotland", "2021-22", 100, "2021-22")]
    assert queries.observations(database, ["orders"], edition="1999-00") == []


def test_the_years_of_a_measure_are_its_financial_years(database: SnapshotDatabase) -> None:
    assert queries.years_of(database, "orders") == [
        {"first_year": "2020-21", "last_year": "2022-23"}
    ]
    assert queries.years_of(database, "hours") == [
        {"first_year": "2019-20", "last_year": "2019-20"}
    ]
    assert queries.years_of(database, "cases") == []
    assert queries.years_of(database, "unknown") == []


def test_sources_editions_and_areas_without_a_code_are_listed(database: SnapshotDatabase) -> None:
    assert [r["source_id"] for r in queries.sources(database)] == sorted(PUBLISHED)
    assert queries.editions(database) == ["2020-21", "2021-22", "2022-23", "2023-24"]
    assert queries.areas_without_code(database) == [CENTRE]
    assert [r["figure"] for r in queries.kept_out(database)] == ["A", "Z"]


@pytest.mark.parametrize(
    "text",
    [
        "Clackmannanshire' OR '1'='1",
        "S92000003'; DROP TABLE observations; --",
        "%",
        "$areas",
        "[S92000003]",
        "']) or true --",
    ],
)
def test_a_name_that_looks_like_sql_is_only_a_name(database: SnapshotDatabase, text: str) -> None:
    assert queries.observations(database, ["orders"], [text]) == []
    assert queries.observations(database, [text]) == []
    assert queries.observations(database, periods=[text]) == []
    assert queries.observations(database, edition=text) == []
    assert queries.current_figures(database, [text], [text], text) == []
    assert queries.years_of(database, text) == []
    assert len(queries.observations(database)) == len(ROWS) - 2


def test_every_statement_of_the_store_begins_with_the_question_it_answers() -> None:
    texts = [p.read_text("utf-8") for p in (Path(store.__file__).parent / "sql").glob("*.sql")]
    assert len(texts) >= 5
    assert all(text.startswith("-- ") and "?" in text.split("\n\n")[0] for text in texts)


def test_every_question_is_asked_with_bound_values_alone() -> None:
    folder = Path(queries.__file__).parent
    texts = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.sql")}
    assert len(texts) >= 9
    for name, text in texts.items():
        assert queries.sql(name) == text
        assert text.startswith("-- ")
        statement = [line for line in text.splitlines() if not line.startswith("--")]
        assert not [line for line in statement if ";" in line]


# Locked


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_csv('{file}')",
        "select * from read_parquet('{parquet}')",
        "select * from '{parquet}'",
        "select * from read_text('{file}')",
        "select * from glob('{folder}/*')",
        "copy observations to '{folder}/out.csv'",
        "copy observations from '{file}'",
        "export database '{folder}/out'",
        "attach '{folder}/other.db'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "set autoinstall_known_extensions = true",
        "set memory_limit = '20GB'",
        "reset enable_external_access",
        "pragma enable_external_access = true",
    ],
)
def test_a_loaded_database_reaches_no_file_and_cannot_be_unlocked(
    database: SnapshotDatabase, snapshot: Snapshot, tmp_path: Path, statement: str
) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n", encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    text = statement.format(
        file=tmp_path / "secret.csv", parquet=snapshot.path("sources"), folder=tmp_path
    )
    with pytest.raises(duckdb.Error):
        database.rows(text)
    assert sorted(tmp_path.iterdir()) == before
    assert len(queries.observations(database)) == len(ROWS) - 2


def test_many_readers_at_once_get_the_same_answers(published: FigureSet) -> None:
    measures = ["people_convicted_total", "cpo_commenced", "diversion_cases_commenced"]

    def ask(n: int) -> list[dict[str, Any]]:
        return queries.current_figures(published.database, [measures[n % 3]], [SCOTLAND, CLACKS])

    expected = [ask(n) for n in range(3)]
    assert all(expected)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(160)))
    assert all(answer == expected[n % 3] for n, answer in enumerate(answers))


def test_a_database_goes_with_its_last_reader(snapshot: Snapshot) -> None:
    database = SnapshotDatabase(snapshot)
    watch = weakref.ref(database)
    del database
    gc.collect()
    assert watch() is None


# The tables of a snapshot


def test_the_newest_edition_is_the_one_published_last() -> None:
    table = observations_table(ROWS, SOURCE_ROWS).to_pylist()
    current = [
        (r["period"], r["edition"])
        for r in table
        if r["is_current"] and r["area_code"] == SCOTLAND and r["measure"] == "orders"
    ]
    assert current == [("2020-21", "2020-21"), ("2021-22", "2023-24"), ("2022-23", "2022-23")]


def test_an_area_without_a_code_has_none_and_not_an_empty_one(snapshot: Snapshot) -> None:
    rows = pq.read_table(snapshot.path("observations")).to_pylist()
    assert [r["area_name"] for r in rows if r["area_code"] is None] == [CENTRE]
    assert all(r["area_code"] != "" for r in rows)


def test_a_table_without_rows_keeps_its_columns() -> None:
    table = text_table([], SOURCES)
    assert table.num_rows == 0
    assert table.schema.names == SOURCES.names
