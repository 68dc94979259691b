"""The illustrative figures: plausible, consistent with each other, and never real."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cjdata import queries
from cjdata.ingest.illustrative import _Generator, make_illustrative
from cjdata.ingest.population_file import load_populations
from cjdata.ingest.published import CheckedFigures, load_published
from cjdata.library import FigureSet
from cjdata.reference.areas import Areas, load_areas, read_csv
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.catalogue_files import load_catalogue
from cjdata.reference.periods import financial_years

SCOTLAND, CLACKS, GLASGOW, ORKNEY = "S92000003", "S12000005", "S12000049", "S12000023"
YEARS = financial_years("2015-16", "2024-25")
Cells = dict[tuple[str, str, str], dict[str, Any]]


@pytest.fixture(scope="module")
def cells(illustrative: FigureSet) -> Cells:
    rows = queries.observations(illustrative.database)
    return {(r["measure"], r["area_code"] or r["area_name"], r["period"]): r for r in rows}


@pytest.fixture(scope="module")
def real(home: Path, catalogue: Catalogue, areas: Areas) -> CheckedFigures:
    return load_published(home / "published", catalogue, areas)


def value(cells: Cells, measure: str, area: str, period: str) -> float | None:
    return cells[measure, area, period]["value"]


def test_every_measure_drawn_and_the_people_behind_rates_have_every_council_and_year(
    cells: Cells, catalogue: Catalogue, areas: Areas
) -> None:
    measures = [m for m in catalogue.measures.values() if m.plot]
    courts = {(c.name, p) for c in areas.court_areas for p in YEARS if c.is_in_force(p)}
    assert len(courts) > 20
    expected = {
        (m.id, a.code, p)
        for m in measures
        for a in areas.single
        for p in YEARS
        if not (m.is_by_court and areas.court_area_of(a, p))
    }
    expected |= {(m.id, c, p) for m in measures if m.is_by_court for c, p in courts}
    expected |= {
        (people, a.code, p[:4])
        for people in ("population_16_to_70", "population_all_ages")
        for a in areas.single
        for p in YEARS
    }
    assert set(cells) == expected


def test_every_row_says_that_it_is_not_real(cells: Cells) -> None:
    for row in cells.values():
        assert row["edition"] == "illustrative"
        assert "Not real" in row["note"]
        assert (row["value"] is not None) == (row["status"] == "illustrative")


def test_making_the_figures_twice_gives_the_same(
    home: Path, real: CheckedFigures, catalogue: Catalogue, areas: Areas
) -> None:
    once, twice = (make_illustrative(real, catalogue, areas, home / "reference") for _ in range(2))
    assert once == twice


def test_no_published_row_is_passed_on(
    home: Path, real: CheckedFigures, catalogue: Catalogue, areas: Areas
) -> None:
    made = make_illustrative(real, catalogue, areas, home / "reference")
    assert not set(made.observations) & set(real.observations)
    assert {o.source_id for o in made.observations} == {"illustrative-generator"}
    cited = {row["source_id"] for row in made.breaks}
    assert {s["source_id"] for s in made.sources} == cited | {"illustrative-generator"}
    assert "revision" not in {row["kind"] for row in made.breaks}


def test_no_council_s_figure_is_copied_from_a_published_one(
    cells: Cells, real: CheckedFigures
) -> None:
    published = [
        o
        for o in real.observations
        if o.area_code not in ("", SCOTLAND)
        and o.value is not None
        and o.value >= 100
        and (o.measure, o.area_code, o.period) in cells
    ]
    same = [o for o in published if cells[o.measure, o.area_code, o.period]["value"] == o.value]
    assert len(published) > 10
    assert len(same) <= len(published) // 10


@pytest.fixture(scope="module")
def exact(published: FigureSet, cells: Cells, catalogue: Catalogue) -> dict[tuple[str, str], float]:
    """Scotland's newest real figures that are exact counts, by measure and period."""
    measures = sorted({measure for measure, _, _ in cells})
    return {
        (row["measure"], row["period"]): row["value"]
        for row in queries.current_figures(published.database, measures, [SCOTLAND])
        if row["precision"] == "exact"
        and catalogue.measures[row["measure"]].unit == "count"
        and (row["measure"], SCOTLAND, row["period"]) in cells
    }


def unlike(cells: Cells, exact: dict[tuple[str, str], float]) -> dict[tuple[str, str], object]:
    made = {key: value(cells, key[0], SCOTLAND, key[1]) for key in exact}
    return {key: (given, made[key]) for key, given in exact.items() if made[key] != given}


def test_scotland_is_the_real_total_where_that_is_exact(
    cells: Cells, exact: dict[tuple[str, str], float], catalogue: Catalogue
) -> None:
    assert exact["people_convicted_total", "2019-20"] == 75670
    assert exact["cpo_commenced", "2018-19"] == 16469
    wholes = {k: v for k, v in exact.items() if not catalogue.measures[k[0]].illustrative.part_of}
    assert len(wholes) > 30
    assert unlike(cells, wholes) == {}


def test_a_part_is_scotland_s_real_total_unless_the_real_figures_contradict_each_other(
    cells: Cells, exact: dict[tuple[str, str], float], catalogue: Catalogue
) -> None:
    def fits(measure: str, period: str) -> bool:
        recipe = catalogue.measures[measure].illustrative
        if recipe.part_of is None or recipe.share is None:  # a whole, or what the others leave
            return False
        return exact[measure, period] <= exact.get((recipe.part_of, period), float("inf"))

    parts = {key: v for key, v in exact.items() if fits(*key)}
    assert len(parts) > 30
    assert unlike(cells, parts) == {}


def test_councils_add_up_to_scotland(cells: Cells, catalogue: Catalogue, areas: Areas) -> None:
    whole = short = 0
    for measure in catalogue.measures.values():
        if not (measure.plot and measure.is_count):
            continue
        if catalogue.geography_of(measure.id) == "scotland" or measure.is_by_court:
            continue
        for period in YEARS:
            total = value(cells, measure.id, SCOTLAND, period)
            councils = [value(cells, measure.id, c.code, period) for c in areas.councils]
            shown = [v for v in councils if v is not None]
            if total is None:
                assert shown == []
            elif len(shown) == 32:
                assert sum(shown) == total, (measure.id, period)
                whole += 1
            else:
                assert sum(shown) <= total
                short += 1
    assert whole > 400
    assert short > 0


def test_councils_add_up_to_scotland_with_the_hidden_ones_counted(
    home: Path, real: CheckedFigures, catalogue: Catalogue, areas: Areas
) -> None:
    generator = _Generator(real, catalogue, areas, load_populations(home / "reference"))
    for measure in ("police_custody_referrals", "treatment_transfers_custody_to_community"):
        counts = generator._counts(catalogue.measures[measure])
        for period in YEARS:
            assert counts[SCOTLAND, period] == sum(counts[c.code, period] for c in areas.councils)


def test_a_part_never_exceeds_its_whole(cells: Cells, catalogue: Catalogue) -> None:
    parents = {
        m.id: m.illustrative.part_of
        for m in catalogue.measures.values()
        if m.plot and m.illustrative.part_of
    }
    checked = 0
    for (measure, area, period), row in cells.items():
        if row["value"] is None or (parents.get(measure), area, period) not in cells:
            continue
        whole = value(cells, parents[measure], area, period)
        if whole is not None:
            assert row["value"] <= whole, (measure, area, period)
            checked += 1
    assert checked > 5000


def test_the_parts_of_a_whole_together_never_exceed_it(
    home: Path, real: CheckedFigures, catalogue: Catalogue, areas: Areas
) -> None:
    generator = _Generator(real, catalogue, areas, load_populations(home / "reference"))
    measures = [m for m in catalogue.measures.values() if m.is_count and m.plot]
    sums: dict[tuple[str, str, str], int] = {}
    for measure in measures:
        for (area, period), count in generator._counts(measure).items():
            if measure.illustrative.part_of:
                key = (measure.illustrative.part_of, area, period)
                sums[key] = sums.get(key, 0) + count
    assert len(sums) > 5000
    for (parent, area, period), total in sums.items():
        assert total <= generator.counts[parent][area, period], (parent, area, period)


def parts_of(
    cells: Cells, catalogue: Catalogue, measure_id: str, area: str, period: str
) -> tuple[list[float | None], list[float | None]]:
    measure = catalogue.measures[measure_id]
    top = [value(cells, m, area, period) for m in measure.numerator]
    bottom = [value(cells, m, area, period) for m in measure.denominator]
    bottom += [None if (v := value(cells, m, area, period)) is None else -v for m in measure.minus]
    return top, bottom


def test_percentages_follow_from_the_counts(cells: Cells, catalogue: Catalogue) -> None:
    ratios = [m.id for m in catalogue.measures.values() if m.denominator and m.plot]
    assert len(ratios) >= 5
    checked = 0
    for (measure, area, period), row in cells.items():
        if measure not in ratios or row["value"] is None:
            continue
        top, bottom = parts_of(cells, catalogue, measure, area, period)
        assert None not in top + bottom, (measure, area, period)
        base = sum(v or 0 for v in bottom)
        share = 100 * sum(v or 0 for v in top) / base
        step = 1 if base < 100 else 0.1
        assert abs(row["value"] - share) <= step / 2 + 1e-9, (measure, area, period)
        assert 0 <= row["value"] <= 100
        checked += 1
    assert checked > 1000


def test_rates_follow_from_the_counts_and_the_population(
    cells: Cells, catalogue: Catalogue, home: Path
) -> None:
    columns = {"16 to 70": "population_16_70", "all ages": "population_all_ages"}
    people: dict[tuple[str, str], dict[int, int]] = {}
    for line in read_csv(home / "reference" / "population.csv", set(columns.values())):
        for ages, column in columns.items():
            if line[column]:
                by_year = people.setdefault((ages, line["gss_code"]), {})
                by_year[int(line["year"])] = int(line[column])
    rates = {m.id: m for m in catalogue.measures.values() if m.population and m.plot}
    assert set(rates) >= {"cpo_rate_per_10000", "diversion_rate_per_10000"}
    for (measure, area, period), row in cells.items():
        if measure in rates and row["value"] is not None:
            held = people[rates[measure].population, area]
            near = min(held, key=lambda y: (abs(y - int(period[:4])), y))
            count = sum(value(cells, m, area, period) or 0 for m in rates[measure].numerator)
            per = {"per_100000": 100_000, "per_10000": 10_000, "per_1000": 1_000}
            expected = count * per[rates[measure].unit] / held[near]
            assert row["value"] == pytest.approx(expected, abs=0.051)


def test_the_ways_of_missing_all_occur(cells: Cells) -> None:
    found = {row["status"] for row in cells.values()}
    assert found >= {"illustrative", "restricted", "not_collected", "not_applicable"}
    assert "scotland_only" in found


def test_a_restricted_council_cannot_be_worked_out_from_the_others(
    cells: Cells, areas: Areas
) -> None:
    hidden: dict[tuple[str, str], int] = {}
    for (measure, area, period), row in cells.items():
        if row["status"] == "restricted" and area != SCOTLAND:
            hidden[measure, period] = hidden.get((measure, period), 0) + 1
    assert hidden
    alone = [
        key for key, n in hidden.items() if n == 1 and cells[key[0], SCOTLAND, key[1]]["value"]
    ]
    assert alone == []


def test_what_is_hidden_in_a_count_is_hidden_in_its_percentage(
    data_folder: Path, edit: Callable[[Path, str, str], None]
) -> None:
    reference = data_folder / "reference"
    path = reference / "catalogue" / "indicators" / "06-housing.toml"
    edit(
        path,
        '[[choice]]\nlabel = "Applications after prison"',
        """[[measure]]
id = "homelessness_from_prison_percent"
name = "Share of applications that come from prison"
label = "From prison"
unit = "percent"
subject = "the share of applications that came from prison"
numerator = ["homelessness_applications_from_prison"]
denominator = ["homelessness_applications_total"]

[[choice]]
label = "Applications after prison\"""",
    )
    edit(path, "share = 0.05", "share = 0.05\nrestricted_below = 40")
    catalogue, areas = load_catalogue(reference / "catalogue"), load_areas(reference)
    figures = load_published(data_folder / "published", catalogue, areas)
    made = make_illustrative(figures, catalogue, areas, reference)
    by_cell = {(o.measure, o.area_code, o.period): o for o in made.observations}
    hidden = [
        o
        for o in made.observations
        if o.measure == "homelessness_applications_from_prison" and o.status == "restricted"
    ]
    assert len(hidden) > 20
    shares = [
        by_cell["homelessness_from_prison_percent", o.area_code, o.period].value for o in hidden
    ]
    assert [s for s in shares if s is not None] == []


def test_sizes_follow_populations(cells: Cells) -> None:
    for period in YEARS:
        glasgow, clacks, orkney = (
            value(cells, "people_convicted_total", area, period)
            for area in (GLASGOW, CLACKS, ORKNEY)
        )
        assert glasgow > clacks > orkney > 0


def test_the_pandemic_shows_as_a_dip(cells: Cells) -> None:
    for measure in ("people_convicted_total", "cpo_commenced", "people_convicted_custody"):
        before = value(cells, measure, SCOTLAND, "2019-20")
        dip = value(cells, measure, SCOTLAND, "2020-21")
        after = value(cells, measure, SCOTLAND, "2022-23")
        assert dip < 0.8 * before
        assert dip < after


def test_years_before_and_after_a_collection_hold_nothing(
    cells: Cells, catalogue: Catalogue
) -> None:
    checked = 0
    for (measure, _, period), row in cells.items():
        record = catalogue.measures[measure]
        early = record.first_period and period < record.first_period
        late = record.last_period and period > record.last_period
        if early or late:
            assert (row["value"], row["status"]) == (None, "not_collected")
            checked += 1
        else:
            assert row["status"] != "not_collected"
    assert checked > 100


def test_a_measure_of_scotland_alone_has_no_council_figure(cells: Cells) -> None:
    attitude = "attitude_community_sentence_percent"
    assert value(cells, attitude, SCOTLAND, "2023-24") is not None
    assert cells[attitude, CLACKS, "2023-24"]["status"] == "scotland_only"


def test_counts_are_whole_and_nothing_is_below_zero(cells: Cells) -> None:
    for row in cells.values():
        if row["value"] is not None:
            assert row["value"] >= 0
            if row["unit"] == "count":
                assert row["value"] == int(row["value"])
