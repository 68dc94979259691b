"""Figures known from the publications, each spelled out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from cjdata import queries
from cjdata.library import FigureSet

SCOTLAND, CLACKMANNANSHIRE = "S92000003", "S12000005"

# measure, area, period, value, status, edition: as printed in the edition named, now current
CURRENT = [
    ("people_convicted_total", SCOTLAND, "2006-07", 134416, "revised", "2015-16"),
    ("people_convicted_total", SCOTLAND, "2015-16", 99954, "revised", "2022-23"),
    ("people_convicted_total", SCOTLAND, "2017-18", 83177, "revised", "2022-23"),
    ("people_convicted_total", SCOTLAND, "2018-19", 78487, "revised", "2022-23"),
    ("people_convicted_total", SCOTLAND, "2019-20", 75670, "revised", "2022-23"),
    ("people_convicted_total", SCOTLAND, "2020-21", 42614, "revised", "2022-23"),
    ("people_convicted_total", SCOTLAND, "2022-23", 68067, "published", "2022-23"),
    ("people_convicted_custody", SCOTLAND, "2019-20", 11122, "revised", "2022-23"),
    ("people_convicted_custody", SCOTLAND, "2020-21", 7239, "revised", "2022-23"),
    ("people_convicted_custody", SCOTLAND, "2022-23", 8923, "published", "2022-23"),
    ("cpo_commenced", SCOTLAND, "2015-16", 19451, "published", "2019-20"),
    ("cpo_commenced", SCOTLAND, "2018-19", 16469, "revised", "2020-21"),
    ("cpo_commenced", SCOTLAND, "2019-20", 16800, "revised", "2020-21"),
    ("cpo_commenced", SCOTLAND, "2020-21", 8169, "published", "2020-21"),
    ("cpo_commenced", SCOTLAND, "2024-25", 16500, "published", "2024-25 part 2"),
    ("cpo_commenced", "S12000049", "2019-20", 2537, "secondary", "2019-20"),
    ("cpo_commenced", "S12000034", "2014-15", 588, "secondary", "2018-19"),
    ("diversion_cases_commenced", SCOTLAND, "2023-24", 3400, "published", "2023-24 part 1"),
    ("diversion_cases_commenced", SCOTLAND, "2024-25", 3600, "published", "2024-25 part 1"),
    ("diversion_rate_per_10000", "S12000006", "2018-19", 17.7, "published", "2018-19"),
    ("diversion_rate_per_10000", "S12000026", "2018-19", 0.8, "published", "2018-19"),
    ("cpo_rate_per_10000", CLACKMANNANSHIRE, "2019-20", 69, "published", "2019-20"),
    (
        "homelessness_applications_from_prison",
        CLACKMANNANSHIRE,
        "2022-23",
        35,
        "published",
        "2023-24",
    ),
    (
        "homelessness_applications_from_prison",
        CLACKMANNANSHIRE,
        "2023-24",
        25,
        "published",
        "2023-24",
    ),
    (
        "voluntary_throughcare_cases_commenced",
        CLACKMANNANSHIRE,
        "2023-24",
        26,
        "published",
        "2023-24",
    ),
    ("voluntary_throughcare_entitled", CLACKMANNANSHIRE, "2023-24", 57, "published", "2023-24"),
    (
        "employability_participants_with_convictions",
        CLACKMANNANSHIRE,
        "2023-24",
        13,
        "too_short_for_trend",
        "2023-24",
    ),
    (
        "employability_percent_with_convictions",
        CLACKMANNANSHIRE,
        "2023-24",
        6,
        "too_short_for_trend",
        "2023-24",
    ),
    ("arrest_referrals_local", CLACKMANNANSHIRE, "2023-24", 28, "local_evidence", "2023-24"),
    (
        "bail_supervision_with_em_commenced_local",
        CLACKMANNANSHIRE,
        "2022-23",
        1,
        "local_evidence",
        "2023-24",
    ),
    (
        "homeless_households_permanent_duty_local",
        CLACKMANNANSHIRE,
        "2023-24",
        439,
        "local_evidence",
        "2023-24",
    ),
    ("imprisonment_rate_per_100000", CLACKMANNANSHIRE, "2010-11", 187, "secondary", "2010-11"),
    ("police_custody_referrals", CLACKMANNANSHIRE, "2023-24", None, "restricted", "2023-24"),
    (
        "treatment_transfers_custody_to_community",
        CLACKMANNANSHIRE,
        "2023-24",
        None,
        "too_short_for_trend",
        "2023-24",
    ),
    (
        "attitude_community_sentence_percent",
        CLACKMANNANSHIRE,
        "2023-24",
        None,
        "scotland_only",
        "2023-24",
    ),
]


@pytest.mark.parametrize(("measure", "area", "period", "value", "status", "edition"), CURRENT)
def test_a_known_figure_is_given_as_published(
    published: FigureSet,
    measure: str,
    area: str,
    period: str,
    value: float | None,
    status: str,
    edition: str,
) -> None:
    rows = queries.observations(published.database, [measure], [area], [period])
    assert [(r["value"], r["status"], r["edition"]) for r in rows] == [(value, status, edition)]


def _printed(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(r["edition"], r["value"], r["is_current"]) for r in rows]


def test_every_edition_of_a_revised_figure_is_kept_and_the_newest_is_current(
    published: FigureSet,
) -> None:
    rows = queries.editions_of(published.database, ["people_convicted_total"], [SCOTLAND])
    assert _printed([r for r in rows if r["period"] == "2017-18"]) == [
        ("2022-23", 83177, True),
        ("2019-20", 83177, False),
        ("2018-19", 83179, False),
        ("2017-18", 82716, False),
    ]


def test_a_revision_quoted_by_the_press_is_superseded_by_the_tables(published: FigureSet) -> None:
    rows = queries.editions_of(published.database, ["cpo_commenced"], [SCOTLAND])
    assert _printed([r for r in rows if r["period"] == "2018-19"]) == [
        ("2020-21", 16469, True),
        ("2019-20", 16470, False),
        ("2018-19", 16418, False),
    ]


def test_an_older_edition_can_still_be_shown_after_a_revision(published: FigureSet) -> None:
    rows = queries.current_figures(
        published.database, ["people_convicted_total"], [SCOTLAND], as_at="2018-19"
    )
    by_period = {r["period"]: r["value"] for r in rows}
    assert by_period["2017-18"] == 83179
    assert by_period["2015-16"] == 99950
    assert "2019-20" not in by_period


def test_the_falkirk_custody_centre_has_figures_and_no_code(published: FigureSet) -> None:
    centre = "Forth Valley (Falkirk custody centre)"
    rows = queries.observations(published.database, ["police_custody_throughput"], [centre])
    assert [(r["area_code"], r["period"], r["value"]) for r in rows] == [
        (None, "2022-23", 4370),
        (None, "2023-24", 5057),
    ]


def test_scotland_s_percentages_of_main_penalties_add_up_to_a_whole(published: FigureSet) -> None:
    measures = [
        "custody_percent",
        "community_sentence_percent",
        "financial_penalty_percent",
        "other_sentence_percent",
    ]
    rows = queries.observations(published.database, measures, [SCOTLAND])
    by_period: dict[str, list[float]] = {}
    for row in rows:
        by_period.setdefault(row["period"], []).append(row["value"])
    whole = {period: sum(v) for period, v in by_period.items() if len(v) == 4}
    assert len(whole) >= 5
    assert all(98 <= total <= 102 for total in whole.values()), whole


def test_no_published_count_of_a_council_exceeds_scotland_s(published: FigureSet) -> None:
    rows = queries.observations(published.database, ["cpo_commenced", "dtto_commenced"])
    scotland = {(r["measure"], r["period"]): r["value"] for r in rows if r["area_code"] == SCOTLAND}
    councils = [r for r in rows if r["area_code"] != SCOTLAND and r["value"] is not None]
    assert councils
    for row in councils:
        assert row["value"] < scotland[row["measure"], row["period"]]
