"""Local plans: what is printed is kept as printed, and nothing is worked out across what is not."""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdata.library import Library
from cjdata.reference.areas import CLACKMANNANSHIRE, Areas
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.plan_files import load_plans
from cjdata.reference.plans import (
    Distance,
    NoDistance,
    Plan,
    PlanFigure,
    PlanMeasure,
    Plans,
    RuleCheck,
    Target,
    distance_of,
    latest_of,
)

NAME = "clackmannanshire-2018-23"
Edit = Callable[[Path, str, str], None]

PRINTED = {
    # The baseline, the trend and both targets of measures that are easy to get wrong.
    "out-of-work-benefits-18-24": ("6.4", "Up", "6.4", "6.3"),
    "participation-16-19": ("88.2", "-", "88.5", "89.0"),
    "job-density": ("0.51", "Down", "0.53", "0.55"),
    "sense-of-community": ("60", "Up", "65", "80"),
    "safe-at-night": ("92", "Up", "94", "96"),
    "satisfied-with-tackling-crime": ("59", "Up", "65", "75"),
    "substance-misuse-prevalence": ("1.8", "Down", "1.7", "1.6"),
    "suicide-rate": ("32", "Up", "25", "20"),
    "school-exclusions": ("212", "-", "Reduce year on year", "Reduce year on year"),
    "domestic-abuse-incidents-rate": ("136", "Up", "130", "120"),
    "perpetrators-referred": ("16", "Up", "18", "25"),
    "equality-and-diversity-promoted": ("34", "Down", "40", "60"),
    "fearful-of-crime": ("12", "Up", "10", "6"),
    "recorded-crime-rate": ("437", "Up", "420", "400"),
    "hate-incidents": ("43", "Down", "40", "35"),
}


@pytest.fixture(scope="module")
def plan(home: Path, catalogue: Catalogue, areas: Areas) -> Plan:
    plans = load_plans(home / "reference" / "plans", catalogue, areas)
    assert not plans.mistakes
    [plan] = plans.of(CLACKMANNANSHIRE)
    return plan


@pytest.fixture
def folder(data_folder: Path) -> Path:
    return data_folder / "reference" / "plans"


@pytest.fixture
def read(folder: Path, catalogue: Catalogue, areas: Areas) -> Callable[[], Plans]:
    return lambda: load_plans(folder, catalogue, areas)


def measure(
    *targets: str,
    baseline: str | None = "60",
    unit: str = "percent",
    printed: str = "yes",
) -> PlanMeasure:
    years = ("2018-19", "2021-22")
    return PlanMeasure.model_validate(
        {
            "id": "m",
            "outcome": "An outcome",
            "name": "A measure",
            "unit": unit,
            "unit_printed": printed,
            "baseline": baseline,
            "trend": "Up",
            "targets": tuple(
                Target(period=y, text=t) for y, t in zip(years, targets, strict=False)
            ),
            "lead": "LOIP",
        }
    )


def figure(period: str, value: str | None, unit: str = "percent") -> PlanFigure:
    return PlanFigure.model_validate(
        {
            "measure": "m",
            "period": period,
            "value": value,
            "unit": unit,
            "status": "published" if value else "restricted",
            "source": "A report",
        }
    )


# --- What the plan prints ---


def test_every_measure_of_the_plan_is_there_as_printed(plan: Plan) -> None:
    shown = {
        m.id: (m.baseline, m.trend, *(t.text for t in m.targets))
        for m in plan.measures
        if m.baseline is not None
    }
    assert shown == PRINTED
    assert len(plan.measures) == 25
    assert len({m.name for m in plan.measures}) == 25


def test_the_measures_stand_under_the_four_outcomes_of_the_plan(plan: Plan) -> None:
    counts = [sum(m.outcome == o for m in plan.measures) for o in plan.outcomes]
    assert counts == [7, 8, 4, 6]
    assert plan.outcomes[0] == "Attractive to businesses and people with fair opportunities for all"


def test_a_baseline_that_is_not_printed_is_none_and_never_zero(plan: Plan) -> None:
    new = [m for m in plan.measures if m.trend == "new measure"]
    assert len(new) == 10
    assert all(m.baseline is None and m.targets == () for m in new)
    assert {m.id for m in plan.measures} - {m.id for m in new} == set(PRINTED)


def test_what_the_plan_leaves_unsaid_of_a_unit_is_kept(plan: Plan) -> None:
    unsaid = {m.id: (m.unit_printed, m.note) for m in plan.measures if m.unit_printed != "yes"}
    assert unsaid == {
        "substance-misuse-prevalence": ("no", "unit not printed"),
        "suicide-rate": ("no", "unit not printed"),
        "fearful-of-crime": ("no", "unit not printed"),
        "domestic-abuse-incidents-rate": ("without base", "rate base not printed"),
    }
    [rule] = [m for m in plan.measures if m.note == "target is a rule not a number"]
    assert [t.value for t in rule.targets] == [None, None]


def test_no_later_figure_is_invented(plan: Plan) -> None:
    assert plan.figures == ()
    assert {distance_of(m, []) for m in plan.measures} == {NoDistance("not loaded")}


def test_the_period_of_the_plan_is_over_from_april_2023(plan: Plan) -> None:
    assert not plan.is_over("2023-03")
    assert plan.is_over("2023-04")


# --- Distance ---


@pytest.mark.parametrize(
    ("targets", "baseline", "latest", "amount", "reached"),
    [
        (("65", "80"), "60", ("2021-22", "75"), "-5", False),
        (("65", "80"), "60", ("2021-22", "80.0"), "0", True),
        (("65", "80"), "60", ("2018-19", "66"), "1", True),
        (("65", "80"), "60", ("2019-20", "66"), "-14", False),
        (("65", "80"), "60", ("2023-24", "82"), "2", True),
        (("40", "35"), "43", ("2021-22", "36"), "1", False),
        (("40", "35"), "43", ("2021-22", "30"), "-5", True),
        (("6.4", "6.3"), "6.4", ("2018-19", "6.5"), "0.1", False),
        (("65", "80"), None, ("2021-22", "75"), "-5", None),
        (("60", "60"), "60", ("2021-22", "75"), "15", None),
    ],
)
def test_the_distance_is_from_the_target_of_the_year_or_the_next_or_the_last(
    targets: tuple[str, ...],
    baseline: str | None,
    latest: tuple[str, str],
    amount: str,
    reached: bool | None,
) -> None:
    found = distance_of(measure(*targets, baseline=baseline), [figure(*latest)])
    assert isinstance(found, Distance)
    assert found.amount == Decimal(amount)
    assert found.is_reached is reached


@pytest.mark.parametrize(
    ("shown", "figures", "why"),
    [
        (measure("65"), [], "not loaded"),
        (measure("65"), [figure("2018-19", None)], "no value"),
        (measure("65"), [figure("2018-19", "64"), figure("2019-20", None)], "no value"),
        (measure(), [figure("2018-19", "64")], "no target"),
        (measure("65"), [figure("2018-19", "64", "count")], "another unit"),
        (measure("65", printed="no"), [figure("2018-19", "64")], "unit not printed"),
        (
            measure("25", unit="count_or_rate_not_printed"),
            [figure("2018-19", "24", "count_or_rate_not_printed")],
            "unit not printed",
        ),
        (
            measure("130", unit="rate", printed="without base"),
            [figure("2018-19", "131", "rate")],
            "base not printed",
        ),
        (measure("0.53", unit="rate"), [figure("2018-19", "0.5", "rate")], "base not printed"),
    ],
)
def test_there_is_no_distance_where_it_would_compare_unlike_things(
    shown: PlanMeasure, figures: list[PlanFigure], why: str
) -> None:
    assert distance_of(shown, figures) == NoDistance(why)  # type: ignore[arg-type]


def test_a_rule_gives_no_distance() -> None:
    rule = measure("Reduce year on year", "Reduce year on year", unit="count", baseline="212")
    assert distance_of(rule, [figure("2021-22", "190", "count")]) == NoDistance("rule")


def test_a_rule_is_not_held_against_the_baseline_or_a_year_further_back() -> None:
    rule = measure("Reduce year on year", unit="count", baseline="212")
    gap = [figure("2019-20", "200", "count"), figure("2021-22", "190", "count")]
    assert distance_of(rule, gap) == NoDistance("rule")


@pytest.mark.parametrize(("after", "kept"), [("190", True), ("200", False), ("210", False)])
def test_a_rule_is_checked_where_two_years_follow_each_other(after: str, kept: bool) -> None:
    rule = measure("Reduce year on year", unit="count", baseline="212")
    found = distance_of(
        rule, [figure("2021-22", after, "count"), figure("2020-21", "200", "count")]
    )
    assert isinstance(found, RuleCheck)
    assert found.is_kept is kept
    assert (found.earlier.period, found.later.period) == ("2020-21", "2021-22")


def test_a_rule_that_is_not_known_is_not_checked() -> None:
    rule = measure("Keep an eye on it", unit="count")
    figures = [figure("2020-21", "200", "count"), figure("2021-22", "190", "count")]
    assert distance_of(rule, figures) == NoDistance("rule")


numbers = st.decimals(min_value=0, max_value=9999, places=1).map(str)
periods = st.integers(2015, 2030).map(lambda year: f"{year}-{(year + 1) % 100:02d}")


@given(numbers, numbers, numbers, numbers, periods)
def test_a_distance_leads_back_from_the_figure_to_its_target(
    baseline: str, first: str, last: str, value: str, period: str
) -> None:
    found = distance_of(measure(first, last, baseline=baseline), [figure(period, value)])
    assert isinstance(found, Distance)
    assert found.target.value is not None
    assert Decimal(value) - found.amount == found.target.value
    assert found.target.period >= period or found.target.period == "2021-22"


@given(numbers, numbers, numbers)
def test_a_target_is_reached_exactly_from_its_own_side(
    baseline: str, target: str, value: str
) -> None:
    found = distance_of(measure(target, baseline=baseline), [figure("2018-19", value)])
    assert isinstance(found, Distance)
    start, end, now = map(Decimal, (baseline, target, value))
    if start == end:
        assert found.is_reached is None
    else:
        assert found.is_reached is (now >= end if end > start else now <= end)


@given(st.lists(periods, unique=True), numbers)
def test_the_latest_is_of_the_newest_year_in_whatever_order_they_stand(
    years: list[str], value: str
) -> None:
    latest = latest_of([figure(year, value) for year in years])
    assert (latest.period if latest else None) == max(years, default=None)


# --- Files with mistakes ---


def findings(plans: Plans) -> str:
    return "\n".join(map(str, plans.mistakes))


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "what"),
    [
        (f"{NAME}.csv", "baseline,", "start,", f"plans/{NAME}.csv", "column baseline is missing"),
        (f"{NAME}.csv", "target_2018_19", "target_2017_18", f"{NAME}.csv", "target_2018_19 is"),
        (f"{NAME}.csv", ",0.51,", ",many,", f"{NAME}.csv, line 5", "baseline is “many”"),
        (f"{NAME}.csv", ",0.51,", ",-1,", f"{NAME}.csv, line 5", "baseline is “-1”"),
        (f"{NAME}.csv", ",0.53,", ",0.5.3,", f"{NAME}.csv, line 5", "neither a number nor a rule"),
        (f"{NAME}.csv", "job-density,", "hate-incidents,", f"{NAME}.csv, line 25", "stands twice"),
        (f"{NAME}.csv", ",rate,yes,0.51", ",ratio,yes,0.51", f"{NAME}.csv, line 5", "unit is"),
        (
            f"{NAME}.csv",
            ",rate,yes,0.51",
            ",rate,maybe,0.51",
            f"{NAME}.csv, line 5",
            "unit_printed",
        ),
        (
            f"{NAME}.csv",
            "0.55,LOIP,,",
            "0.55,LOIP,cpo_comenced,",
            f"{NAME}.csv, line 5",
            "“cpo_comenced” is not",
        ),
        (
            f"{NAME}.csv",
            "0.55,LOIP,,",
            "0.55,LOIP,cpo_completion_percent,",
            f"{NAME}.csv, line 5",
            "is in percent",
        ),
        (
            f"{NAME}.toml",
            '"Clackmannanshire"',
            '"Clacmanan"',
            f"{NAME}.toml, line 4",
            "“Clacmanan”",
        ),
        (f"{NAME}.toml", '"Clackmannanshire"', '"Scotland"', f"{NAME}.toml, line 4", "“Scotland”"),
        (f"{NAME}.toml", 'ends = "2023-03"', 'ends = "March"', f"{NAME}.toml, line", "ends: "),
        (f"{NAME}.toml", "licence = ", "license = ", f"{NAME}.toml", "license"),
        (f"{NAME}.toml", "title = ", "title ", f"{NAME}.toml", "not valid TOML"),
        (f"{NAME}-figures.csv", "period,", "year,", f"{NAME}-figures.csv", "period is missing"),
    ],
)
def test_a_mistake_is_found_by_file_and_line(
    folder: Path,
    read: Callable[[], Plans],
    edit: Edit,
    file: str,
    old: str,
    new: str,
    where: str,
    what: str,
) -> None:
    edit(folder / file, old, new)
    plans = read()
    assert plans.all == ()
    assert where in findings(plans)
    assert what in findings(plans)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("luck,2021-22,5,percent,published,A report,,", "“luck” is not a measure of the plan"),
        ("hate-incidents,2021,5,count,published,A report,,", "“2021” is not a financial year"),
        ("hate-incidents,2021-22,five,count,published,A report,,", "value is “five”"),
        ("hate-incidents,2021-22,,count,published,A report,,", "needs a value"),
        ("hate-incidents,2021-22,5,count,restricted,A report,,", "must not have a value"),
        ("hate-incidents,2021-22,5,count,supplied,A report,,", "“supplied” is no status"),
        ("hate-incidents,2021-22,5,furlongs,published,A report,,", "unit is “furlongs”"),
        ("hate-incidents,2021-22,5,count,published,,,", "source is missing"),
        ("hate-incidents,2021-22,5,count,published,A report,www,", "no web address"),
    ],
)
def test_a_later_figure_is_checked_by_line(
    folder: Path, read: Callable[[], Plans], row: str, what: str
) -> None:
    path = folder / f"{NAME}-figures.csv"
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    plans = read()
    assert plans.all == ()
    assert f"plans/{NAME}-figures.csv, line 2" in findings(plans)
    assert what in findings(plans)


def test_a_sound_later_figure_is_loaded(folder: Path, read: Callable[[], Plans]) -> None:
    path = folder / f"{NAME}-figures.csv"
    row = "hate-incidents,2021-22,38,count,local_evidence,A report,https://example.org/,"
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    [plan] = read().all
    [loaded] = plan.figures
    assert (loaded.value, loaded.period, loaded.status) == ("38", "2021-22", "local_evidence")


def test_the_same_year_twice_is_refused(folder: Path, read: Callable[[], Plans]) -> None:
    path = folder / f"{NAME}-figures.csv"
    row = "hate-incidents,2021-22,38,count,published,A report,,\n"
    path.write_text(path.read_text(encoding="utf-8") + row + row, encoding="utf-8")
    assert "line 3: the measure has a figure for 2021-22 already" in findings(read())


def test_a_plan_without_its_measures_and_measures_without_a_plan_are_named(
    folder: Path, read: Callable[[], Plans]
) -> None:
    (folder / f"{NAME}.csv").rename(folder / "other.csv")
    plans = read()
    assert plans.all == ()
    assert f"plans/{NAME}.csv: cannot be read" in findings(plans)
    assert "plans/other.csv: belongs to no plan" in findings(plans)


def copy_plan(folder: Path, name: str, edit: Edit, **changes: tuple[str, str]) -> None:
    for ending in (".toml", ".csv"):
        text = (folder / f"{NAME}{ending}").read_text(encoding="utf-8")
        (folder / f"{name}{ending}").write_text(text, encoding="utf-8")
    for old, new in changes.values():
        edit(folder / f"{name}.toml", old, new)


def test_a_broken_plan_costs_no_other_plan(
    folder: Path, read: Callable[[], Plans], edit: Edit, areas: Areas
) -> None:
    copy_plan(folder, "fife-2018-23", edit, area=('"Clackmannanshire"', '"Fife"'))
    edit(folder / f"{NAME}.csv", ",0.51,", ",many,")
    plans = read()
    assert [plan.area_code for plan in plans.all] == [areas.find("Fife").code]
    assert f"{NAME}.csv, line 5" in findings(plans)
    assert "fife" not in findings(plans)


def test_two_plans_of_one_area_and_edition_are_one_too_many(
    folder: Path, read: Callable[[], Plans], edit: Edit
) -> None:
    copy_plan(folder, "twin", edit)
    plans = read()
    assert len(plans.all) == 1
    assert "the area has a plan 2018-23 in clackmannanshire-2018-23.toml already" in findings(plans)


def test_the_newest_of_several_plans_comes_first(
    folder: Path, read: Callable[[], Plans], edit: Edit
) -> None:
    newer = {"edition": ('"2018-23"', '"2023-28"'), "ends": ('"2023-03"', '"2028-03"')}
    copy_plan(folder, "clackmannanshire-2023-28", edit, **newer)
    assert [plan.edition for plan in read().of(CLACKMANNANSHIRE)] == ["2023-28", "2018-23"]


def test_without_a_folder_there_is_no_plan_and_no_mistake(
    tmp_path: Path, catalogue: Catalogue, areas: Areas
) -> None:
    assert load_plans(tmp_path / "plans", catalogue, areas) == Plans()


def test_a_running_dashboard_sees_a_mistake_and_its_correction(
    data_folder: Path, edit: Edit
) -> None:
    library = Library(data_folder)
    assert library.reference().plans.all
    path = data_folder / "reference" / "plans" / f"{NAME}.csv"
    edit(path, ",0.51,", ",many,")
    assert not library.reference().plans.all
    assert library.reference().plans.mistakes
    assert not library.reference().mistakes
    edit(path, ",many,", ",0.51,")
    assert library.reference().plans.all


def test_the_files_hold_the_columns_that_the_guide_names(home: Path) -> None:
    guide = Path(__file__).resolve().parents[1] / "docs" / "plans.md"
    said = guide.read_text(encoding="utf-8")
    with (home / "reference" / "plans" / f"{NAME}-figures.csv").open(encoding="utf-8") as file:
        [header] = csv.reader(file)
    assert [name for name in header if f"`{name}`" not in said] == []
