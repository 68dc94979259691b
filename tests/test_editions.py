"""Which edition is newer: the one published later, whatever its name, and official ones alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdata import queries
from cjdata.observations import (
    BREAKS,
    KEPT_OUT,
    SOURCES,
    Observation,
    observations_table,
    text_table,
)
from cjdata.reference.designations import OFFICIAL
from cjdata.reference.editions import (
    ACCOUNT,
    STATISTICS,
    SUPPLIED,
    EditionRank,
    EditionRanks,
    can_be_ordered,
    is_date,
    labels_by_name,
    labels_in_order,
)
from cjdata.store.snapshot_database import SnapshotDatabase
from cjdata.store.snapshots import write_snapshot

SCOTLAND = "S92000003"
PRESS = "newspaper’s account"


def source(
    source_id: str, published: str, designation: str = OFFICIAL[0], rank_date: str = ""
) -> dict[str, str]:
    return dict.fromkeys(SOURCES.names, "") | {
        "source_id": source_id,
        "published": published,
        "designation": designation,
        "rank_date": rank_date,
    }


def figure(value: float, edition: str, source_id: str = "", **other: Any) -> Observation:
    """Give what an edition prints of one cell; its source is called as it is."""
    base = Observation(
        "orders",
        SCOTLAND,
        "Scotland",
        "2022-23",
        value,
        0,
        "count",
        "exact",
        "published",
        edition,
        source_id or edition,
        "",
    )
    return replace(base, **other)


def in_force(figures: list[Observation], sources: list[dict[str, str]]) -> str:
    (row,) = [r for r in observations_table(figures, sources).to_pylist() if r["is_current"]]
    return str(row["edition"])


# One cell, several editions


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (("2024-25 part 1", "2025-09-10"), ("2024-25", "2026-01-13")),
        (("2017-18 open data", "2019-02"), ("2017-18", "2020-02-04")),
        (("updated 2023-24", "2025-03"), ("2024-25", "2025-09-10")),
        (("2024-25", "2025-09-10"), ("2024-25 updated", "2025-11")),
        (("2019-20 (overview)", "2021-01"), ("2019-20", "2021-03")),
        (("b", "2019"), ("a", "2020-01-01")),
    ],
)
def test_the_edition_published_later_is_in_force_whatever_it_is_called(
    older: tuple[str, str], newer: tuple[str, str]
) -> None:
    figures = [figure(1, newer[0]), figure(2, older[0])]
    assert in_force(figures, [source(*older), source(*newer)]) == newer[0]


def test_an_account_never_stands_in_the_place_of_an_official_figure() -> None:
    figures = [figure(1, "2022-23"), figure(2, "2024-12", "paper")]
    sources = [source("2022-23", "2024-01"), source("paper", "2026-10-01", PRESS)]
    assert in_force(figures, sources) == "2022-23"


@pytest.mark.parametrize("status", ["secondary", "local_evidence"])
def test_a_figure_quoted_in_an_official_source_is_an_account(status: str) -> None:
    figures = [figure(1, "2022-23"), figure(2, "2024-25", status=status)]
    sources = [source("2022-23", "2024-01"), source("2024-25", "2025-09")]
    assert in_force(figures, sources) == "2022-23"


def test_accounts_rank_among_themselves_by_date_and_then_by_label() -> None:
    figures = [figure(1, "2024-12", "a"), figure(2, "2024-10", "b"), figure(3, "2024-11", "a")]
    dated = [source("a", "2024-01", PRESS), source("b", "2024-12", PRESS)]
    assert in_force(figures, dated) == "2024-10"
    assert in_force(figures, [s | {"published": ""} for s in dated]) == "2024-12"


def test_what_quotes_statistics_never_stands_before_them() -> None:
    figures = [figure(46.3, "2009-10"), figure(46.4, "2021 (written answer)", "answer")]
    sources = [source("2009-10", "2011"), source("answer", "2021", "other official publication")]
    assert in_force(figures, sources) == "2009-10"


def test_an_account_never_stands_before_what_a_public_body_says() -> None:
    figures = [figure(46.4, "2021 (written answer)", "answer"), figure(46.0, "2024", "paper")]
    sources = [
        source("answer", "2021", "other official publication"),
        source("paper", "2024", PRESS),
    ]
    assert in_force(figures, sources) == "2021 (written answer)"


def test_a_reviewed_date_goes_before_the_printed_one() -> None:
    figures = [figure(1, "2022-23"), figure(2, "2021-22")]
    sources = [source("2022-23", "2024"), source("2021-22", "", rank_date="2024-06")]
    assert in_force(figures, sources) == "2021-22"


def test_a_supplied_figure_stands_behind_every_other() -> None:
    figures = [figure(1, "(supplied) 2025-26", "own"), figure(2, "2024-12", "paper")]
    sources = [source("own", "2026-01", "supplied privately"), source("paper", "", PRESS)]
    assert in_force(figures, sources) == "2024-12"


# Any editions

dates = st.sampled_from(["", "2024", "2024-01", "2024-01-16", "2024-02", "2025", "2025-09-10"])
labels = st.sampled_from(
    ["2023-24", "2023-24 part 1", "updated 2023-24", "2024-25", "(supplied) x"]
)
ranks = st.builds(EditionRank, st.integers(SUPPLIED, STATISTICS), dates, labels)


@given(ranks, ranks, ranks)
def test_ranks_are_in_one_order(one: EditionRank, other: EditionRank, third: EditionRank) -> None:
    assert (one < other) + (one == other) + (one > other) == 1
    if one <= other <= third:
        assert one <= third


@given(ranks, ranks)
def test_what_is_official_stands_above_what_is_not(one: EditionRank, other: EditionRank) -> None:
    if one.is_official and not other.is_official:
        assert one > other


@given(ranks, ranks, labels, labels)
def test_labels_decide_nothing_where_dates_differ(
    one: EditionRank, other: EditionRank, label: str, its_label: str
) -> None:
    if one.standing == other.standing and one.date != other.date:
        assert (one < other) == (replace(one, label=label) < replace(other, label=its_label))


@given(dates.filter(bool), dates.filter(bool))
def test_dates_that_can_be_ordered_are_in_the_order_of_their_texts(one: str, other: str) -> None:
    if can_be_ordered(one, other):
        assert (one < other) == (one + "-99" < other + "-99")
    else:
        assert one[: len(other)] == other[: len(one)]


@given(st.lists(ranks))
def test_editions_are_listed_once_the_newest_last(found: list[EditionRank]) -> None:
    listed = labels_in_order(found)
    assert len(listed) == len(set(listed)) == len({one.label for one in found})
    tops = [max(one.date for one in found if one.label == label) for label in listed]
    assert tops == sorted(tops)


@given(st.lists(ranks))
def test_editions_of_many_publications_are_listed_by_name(found: list[EditionRank]) -> None:
    assert labels_by_name(found) == sorted(labels_in_order(found))


@pytest.mark.parametrize(
    "text", ["2024-13", "2024-00", "2024-02-30", "24", "2024-1", "2024-01-16 ", "soon", "2024/01"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert not is_date(text)


def test_an_unknown_source_ranks_as_an_account_without_a_date() -> None:
    assert EditionRanks([]).of("gone", "published", "2024-25") == EditionRank(
        ACCOUNT, "", "2024-25"
    )


# As at an edition


@pytest.fixture
def database(tmp_path: Path) -> SnapshotDatabase:
    sources = [
        source("2017-18", "2019-02"),
        source("2017-18 open data", "2018-03-17"),
        source("2022-23", "2024-01-16"),
        source("2023-24 part 1", "2024-09-24"),
        source("updated 2022-23", "2024-05"),
        source("paper", "2024-12", PRESS),
        source("report", "", "council paper"),
        source("own", "", "supplied privately, not published"),
    ]
    rows = [
        figure(17, "2017-18"),
        figure(18, "2017-18 open data"),
        figure(22, "2022-23"),
        figure(23, "2023-24 part 1"),
        figure(24, "updated 2022-23"),
        figure(99, "2024-12", "paper"),
        figure(5, "2024-12", "paper", period="2023-24"),
        figure(6, "2023-24", "report", period="2021-22"),
        figure(7, "2022-23", measure="hours"),
        figure(8, "(supplied) 2010-11", "own", period="2020-21", status="supplied"),
    ]
    tables = {
        "observations": observations_table(rows, sources),
        "sources": text_table(sources, SOURCES),
        "breaks": text_table([], BREAKS),
        "kept_out": text_table([], KEPT_OUT),
    }
    return SnapshotDatabase(write_snapshot(tmp_path, "published", tables, {}))


@pytest.mark.parametrize(
    ("edition", "values"),
    [
        # The figure of 2021-22 has no date: it is none of an edition before that year began.
        ("2017-18 open data", {"2022-23": 18}),
        ("2017-18", {"2022-23": 17}),
        ("2022-23", {"2022-23": 22, "2021-22": 6}),
        ("updated 2022-23", {"2022-23": 24, "2021-22": 6}),
        ("2023-24 part 1", {"2022-23": 23, "2021-22": 6}),
        ("2024-12", {"2022-23": 23, "2021-22": 6, "2023-24": 5}),
    ],
)
def test_as_at_an_edition_holds_what_was_published_by_its_date(
    database: SnapshotDatabase, edition: str, values: dict[str, float]
) -> None:
    rows = queries.current_figures(database, ["orders"], [SCOTLAND], edition)
    assert {r["period"]: r["value"] for r in rows} == values


def test_a_measure_without_that_edition_is_as_at_the_date_the_label_has_elsewhere(
    database: SnapshotDatabase,
) -> None:
    assert not queries.current_figures(database, ["hours"], [SCOTLAND], "2017-18")
    (row,) = queries.current_figures(database, ["hours"], [SCOTLAND], "2023-24 part 1")
    assert row["value"] == 7


def test_editions_to_go_back_to_are_dated_and_the_oldest_comes_first(
    database: SnapshotDatabase,
) -> None:
    assert queries.dated_editions(database, "orders") == [
        "2017-18 open data",
        "2017-18",
        "2022-23",
        "updated 2022-23",
        "2023-24 part 1",
        "2024-12",
    ]
    assert "2023-24" in queries.editions(database)
    assert "2017-18" not in queries.dated_editions(database, "hours")


def test_what_was_supplied_leaves_no_trace_in_the_order_of_editions(
    database: SnapshotDatabase,
) -> None:
    rows = database.rows("select period, edition_rank from observations where measure = 'orders'")
    places: dict[str, list[int]] = {}
    for row in rows:
        places.setdefault(row["period"], []).append(row["edition_rank"])
    assert all(sorted(found) == list(range(1, len(found) + 1)) for found in places.values())
    assert "2020-21" not in places
