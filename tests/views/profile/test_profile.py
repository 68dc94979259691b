"""The area profile: every indicator of one area on one page, and what moved over ten years."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from build_series import (
    ORDERS,
    SCOTLAND,
    SHARE,
    any_series,
    bare,
    break_at,
    series,
)
from hypothesis import given
from hypothesis import strategies as st
from known_pages import CATALOGUE
from read_pages import open_page

from cjdata.exports.figures_csv import figures_csv
from cjdata.formats import text_of
from cjdata.library import FigureSet, Library
from cjdata.reference.catalogue import Catalogue, Direction, Measure
from cjdata.reference.periods import financial_years
from cjdata.series import Series
from cjdata.statistics import Counts, Evidence, change_since_year_before, is_clear_difference
from cjdata.text import value_text
from cjdata.views.profile.data import ProfileView, profile_view
from cjdata.views.profile.evidence import Headline, headlines_of
from cjdata.views.profile.rows import ProfileRow, profile_row
from cjdata.views.shared.beside import opening_beside
from cjdata.views.shared.sparkline import sparkline_svg, stretches_of
from cjdata.views.years import words as years_words
from cjdata.views.years.data import YearsView, cells_of, years_view
from cjdata.wording import short_cells
from cjdata.wording.reading import TOGETHER_NOTE

YEARS = financial_years("2015-16", "2024-25")
JUDGED = ("better", "worse")
SPOILT = re.compile(r"  |\bNone\b(?! held)|\bnan\b|\bnull\b|\[\]|\(\)|\.\.| \.")


@pytest.fixture(scope="module", params=["published", "illustrative"])
def figures(request: pytest.FixtureRequest, library: Library) -> FigureSet:
    return library.figures(request.param)


@pytest.fixture(scope="module")
def profiles(figures: FigureSet, today: date) -> list[ProfileView]:
    return [profile_view(figures, area.code, today) for area in figures.areas.single]


@pytest.fixture(scope="module")
def grids(figures: FigureSet, today: date) -> list[YearsView]:
    return [years_view(figures, area.code, today) for area in figures.areas.single]


def rows_of(profiles: list[ProfileView]) -> Iterator[ProfileRow]:
    for profile in profiles:
        yield from profile.rows


def evidence(one: Series, out_of: int = 100, direction: Direction = "none") -> Evidence:
    """A percentage series, with the counts that make it."""
    held = {f.period: Counts(round((f.value or 0) * out_of / 100), out_of) for f in one.with_values}
    return Evidence(one, held, direction)


def row_of(catalogue: Catalogue, own: Evidence, scotland: Evidence | None = None) -> ProfileRow:
    """The row of a profile for a made-up measure."""
    theme = catalogue.indicators[0]
    beside = scotland and Headline(theme, scotland.measure, scotland, scotland)
    years = [f.period for f in own.series.figures]
    return profile_row(Headline(theme, own.measure, own, own), beside, years)


def without_value(one: Series, period: str, status: str) -> Series:
    return replace(
        one,
        figures=tuple(
            replace(f, value=None, status=status) if f.period == period else f for f in one.figures
        ),
    )


# --- What the profile lists ---


def test_every_indicator_is_listed_in_the_order_of_the_framework_with_its_outcome(
    profiles: list[ProfileView], figures: FigureSet
) -> None:
    for profile in profiles:
        assert [g.theme for g in profile.groups] == list(figures.catalogue.themes)
        assert [g.outcome for g in profile.groups] == [
            figures.catalogue.outcome_of(g.theme) for g in profile.groups
        ]


def test_every_headline_measure_has_a_row_whether_there_are_figures_or_not(
    profiles: list[ProfileView],
) -> None:
    for profile in profiles:
        for group in profile.groups:
            listed = tuple(row.measure.id for row in group.rows)
            assert listed == group.theme.headline_of(profile.area.kind)
            assert all(row.value.text for row in group.rows)


def test_an_area_whose_latest_year_is_suppressed_keeps_its_row_and_says_why(
    catalogue: Catalogue,
) -> None:  # R14
    hidden = without_value(series([40, 42, 44], SHARE), "2017-18", "suppressed")
    row = row_of(catalogue, evidence(hidden))
    assert (row.value.text, row.year) == ("42%", "2016-17")
    assert row.newer == "2017-18: not shown, to protect individuals"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("restricted", "Restricted"),
        ("suppressed", "Not shown, to protect individuals"),
        ("not_loaded", "Not loaded yet"),
        ("scotland_only", "Scotland only"),
        ("not_applicable", "Not applicable"),
    ],
)
def test_an_area_without_any_figure_keeps_its_row_and_says_why(
    status: str, words: str, catalogue: Catalogue
) -> None:
    row = row_of(catalogue, evidence(without_value(series([40], SHARE), "2015-16", status)))
    assert row.value.text == words
    assert row.value.is_missing
    assert row.sparkline == ""


def test_a_true_zero_is_a_figure(catalogue: Catalogue) -> None:
    row = row_of(catalogue, bare(series([3, 0])))
    assert (row.value.text, row.value.is_missing, row.change) == ("0", False, "From 3 to 0")


def test_a_small_percentage_shows_the_cases_behind_it(catalogue: Catalogue) -> None:
    row = row_of(catalogue, evidence(series([50, 75], SHARE), out_of=8))
    assert text_of(row.count) == "6 of 8"
    assert text_of(row.interval) == "95% interval 41% to 93%"
    assert row.change == "From 50% to 75%"


def test_what_is_not_loaded_is_counted_and_its_publications_are_named(
    published: FigureSet, today: date
) -> None:
    for area in published.areas.councils:
        profile = profile_view(published, area.code, today)
        rows = [row for group in profile.groups if group.theme.is_national for row in group.rows]
        waiting = sum(row.value.text == "Not loaded yet" for row in rows)
        assert profile.absence is not None
        assert profile.absence.heading.startswith(f"{waiting} of the {len(rows)} ")
        assert all(
            "Council figures are published in " in text for text in profile.absence.sentences[:1]
        )


def test_nothing_is_said_to_be_waiting_of_illustrative_figures(
    illustrative: FigureSet, today: date
) -> None:
    assert profile_view(illustrative, "S12000005", today).absence is None


# --- Beside Scotland ---


def test_area_and_scotland_in_a_row_are_for_the_same_year(profiles: list[ProfileView]) -> None:
    # R15
    for row in rows_of(profiles):
        if row.latest is None or row.scotland is None or row.beside is None:
            continue
        same = row.scotland.series.by_period.get(row.latest.period)
        if same is None or same.value is None:
            assert row.beside.is_missing
            assert row.comparison is not None
            assert row.comparison.why is not None
        else:
            text = value_text(row.measure, same.value, same.decimals)
            assert row.beside.text == text


def test_no_comparison_is_made_where_scotland_has_another_year(catalogue: Catalogue) -> None:
    own = evidence(series([40, 60], SHARE))
    scotland = evidence(series([40], SHARE, SCOTLAND), out_of=10_000)
    row = row_of(catalogue, own, scotland)
    assert row.beside is not None
    assert row.beside.is_missing
    assert row.comparison is not None
    assert row.comparison.why == "no benchmark"


def test_scotland_is_never_compared_with_itself(figures: FigureSet, today: date) -> None:
    profile = profile_view(figures, SCOTLAND.code, today)
    assert [row.beside for row in profile.rows] == [None] * len(profile.rows)
    assert [row.comparison for row in profile.rows] == [None] * len(profile.rows)
    assert "compared" not in profile.finding.text
    header = profile.download.columns
    assert {row[header.index("compared_with")] for row in profile.download.rows} == {""}


def test_nothing_is_judged_without_an_interval(profiles: list[ProfileView]) -> None:
    for row in rows_of(profiles):
        if row.comparison is not None and row.comparison.why is None:
            assert row.latest is not None
            assert row.evidence.interval(row.latest.period) is not None
            assert row.interval


def test_better_and_worse_are_said_only_where_a_direction_is_desired(
    profiles: list[ProfileView],
) -> None:
    for row in rows_of(profiles):
        if row.evidence.direction == "none":
            roles = {row.trend.role, row.compared.role if row.compared else "none"}
            assert not roles & set(JUDGED)


def test_numbers_are_never_compared_with_scotland(profiles: list[ProfileView]) -> None:
    for row in rows_of(profiles):
        if row.measure.unit == "count" and row.comparison is not None:
            assert row.comparison.why is not None


def test_the_sentence_counts_what_the_table_shows(profiles: list[ProfileView]) -> None:
    for profile in profiles:
        national = [group for group in profile.groups if group.theme.is_national]
        held = sum(any(row.latest for row in group.rows) for group in national)
        said = profile.finding.text.split(" figure for ")[1].split()[0]
        assert said == (
            "all" if held == len(CATALOGUE.indicators) else str(held) if held else "none"
        )
        for word in ("better", "worse", "similar"):
            marks = [row.compared for row in profile.rows if row.compared]
            shown = sum(mark.word.casefold() == word for mark in marks)
            found = re.search(rf"(\d+|all) (?:is|are) {word}", profile.finding.text)
            assert bool(found) == bool(shown)
            if found and found[1] != "all":
                assert int(found[1]) == shown


# --- Small lines ---

SVG = "{http://www.w3.org/2000/svg}"
AREA_COLOUR, SCOTLAND_COLOUR = "#12436D", "#F46A25"


def drawn(svg: str, colour: str = AREA_COLOUR) -> list[ET.Element]:
    return [
        element
        for element in ET.fromstring(svg).iter()
        if colour in (element.get("stroke"), element.get("fill"))
    ]


def places(svg: str, colour: str = AREA_COLOUR) -> list[list[float]]:
    """The places along the axis of each stretch of a line."""
    found = []
    for element in drawn(svg, colour):
        if element.tag == f"{SVG}path":
            points = element.attrib["d"].lstrip("M").split("L")
            found.append([float(point.split()[0]) for point in points])
        elif element.tag == f"{SVG}circle":
            found.append([float(element.attrib["cx"])])
    return found


def place_of(year: str) -> float:
    [[place], *_] = places(sparkline_svg(series([1], first=int(year[:4])), None, YEARS))
    return place


def test_all_small_lines_of_a_table_share_one_time_axis(profiles: list[ProfileView]) -> None:
    # R11
    expected = {year: place_of(year) for year in YEARS}
    for profile in profiles:
        assert len(set(profile.years)) == 10
        assert any(profile.years[0] in note for note in profile.notes)
        at = dict(zip(profile.years, expected.values(), strict=True))
        for row in profile.rows:
            newest = [f for f in row.evidence.series.with_values if f.period in at]
            if newest and row.sparkline:
                assert places(row.sparkline)[-1] == [at[newest[-1].period]]


def test_a_missing_year_parts_the_line() -> None:  # R6
    svg = sparkline_svg(series([5, 6, None, 8, 9]), None, YEARS)
    stretches = [found for found in places(svg) if len(found) > 1]
    assert stretches == [
        [place_of("2015-16"), place_of("2016-17")],
        [place_of("2018-19"), place_of("2019-20")],
    ]


def test_a_break_parts_the_line() -> None:
    svg = sparkline_svg(series([5, 6, 7, 8], breaks=[break_at("2017-18")]), None, YEARS)
    assert [len(found) for found in places(svg)] == [2, 2, 1]


def test_years_measured_another_way_are_left_out() -> None:
    changed = series([5, 6, 7, 8], breaks=[break_at("2017-18", "definition")])
    svg = sparkline_svg(changed, None, YEARS)
    assert min(min(found) for found in places(svg)) == place_of("2017-18")


@given(any_series())
def test_a_line_touches_exactly_the_years_that_have_a_figure(one: Series) -> None:  # R6, R12
    svg = sparkline_svg(one, None, YEARS)
    kept = {f.period for stretch in stretches_of(one, YEARS) for f in stretch}
    touched = {place for found in places(svg) for place in found} if svg else set()
    assert touched == {place_of(year) for year in kept}
    assert kept <= {f.period for f in one.with_values}


@given(any_series(), st.data())
def test_no_line_runs_over_a_year_without_a_figure(one: Series, data: st.DataObject) -> None:
    missing = {f.period for f in one.figures if f.value is None} & set(YEARS)
    if not missing:
        return
    gap = place_of(data.draw(st.sampled_from(sorted(missing))))
    svg = sparkline_svg(one, None, YEARS)
    for found in places(svg) if svg else []:
        assert not min(found) <= gap <= max(found)


def test_scotland_is_a_thin_orange_line_with_a_square_at_its_end() -> None:
    svg = sparkline_svg(series([40, 42], SHARE), series([50, 51], SHARE, SCOTLAND), YEARS)
    tags = [element.tag for element in drawn(svg, SCOTLAND_COLOUR)]
    assert sorted(tags) == [f"{SVG}path", f"{SVG}rect"]
    [line] = [e for e in drawn(svg) if e.tag == f"{SVG}path"]
    [behind] = [e for e in drawn(svg, SCOTLAND_COLOUR) if e.tag == f"{SVG}path"]
    assert float(behind.attrib["stroke-width"]) < float(line.attrib["stroke-width"])


def test_scotland_is_not_drawn_beside_numbers(profiles: list[ProfileView]) -> None:
    for row in rows_of(profiles):
        if row.measure.unit == "count" and row.sparkline:
            assert drawn(row.sparkline, SCOTLAND_COLOUR) == []


def test_every_small_line_lies_within_its_frame_and_is_described(
    profiles: list[ProfileView],
) -> None:
    for row in rows_of(profiles):
        if row.sparkline:
            frame = ET.fromstring(row.sparkline)
            width, height = float(frame.attrib["width"]), float(frame.attrib["height"])
            for circle in frame.iter(f"{SVG}circle"):
                assert 0 <= float(circle.attrib["cx"]) <= width
                assert 0 <= float(circle.attrib["cy"]) <= height
            assert row.sparkline_words.endswith(".")


# --- The grid of years ---


def test_the_grid_marks_only_what_clearly_differs_from_the_year_before(
    figures: FigureSet, grids: list[YearsView]
) -> None:
    for grid in grids:
        held = headlines_of(figures, grid.area)
        for one, row in zip(held, grid.rows, strict=True):
            for cell in (cell for cell in row.cells if cell.symbol):
                later = one.shown.series.by_period[cell.year]
                earlier = one.shown.series.before(later)
                assert earlier is not None
                assert not cell.break_before
                held = [one.shown.counts[figure.period] for figure in (later, earlier)]
                assert is_clear_difference(one.measure, *held)


def test_a_move_is_said_in_words_too(grids: list[YearsView]) -> None:
    for grid in grids:
        for cell in (cell for row in grid.rows for cell in row.cells):
            word = {"▲": "higher", "▼": "lower", "": ""}[cell.symbol]
            assert word in cell.moved
            assert bool(word) == bool(cell.moved)


def test_nothing_is_marked_over_a_gap() -> None:
    cells = cells_of(evidence(series([10, None, 90], SHARE)))
    assert [cell.symbol for cell in cells] == ["", "", ""]


def test_a_break_is_marked_and_nothing_moves_over_it() -> None:
    cells = cells_of(evidence(series([10, 90, 10], SHARE, breaks=[break_at("2016-17")])))
    assert [bool(cell.break_before) for cell in cells] == [False, True, False]
    assert [cell.symbol for cell in cells] == ["", "", "▼"]


def test_every_row_of_the_grid_covers_every_year_once(grids: list[YearsView]) -> None:
    for grid in grids:
        for row in grid.rows:
            assert sum(cell.span for cell in row.cells) == len(grid.years)
            assert all(cell.span == 1 for cell in row.cells if not cell.is_missing)
            assert all(cell.words for cell in row.cells if cell.is_missing)


def test_absences_of_different_kinds_read_differently() -> None:
    statuses = ("restricted", "suppressed", "not_loaded", "not_collected", "low", "not_applicable")
    held = [without_value(series([1], SHARE), "2015-16", status).figures[0] for status in statuses]
    words = [years_words.grid_absence(figure) for figure in held]
    assert len({*words, "0"}) == len(statuses) + 1


# --- Files ---


def records(view: ProfileView | YearsView) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(figures_csv(view).decode("utf-8-sig"))))


def printed(measure: Measure, record: dict[str, str]) -> str:
    decimals = len(record["value"].partition(".")[2])
    return value_text(measure, float(record["value"]), decimals)


def test_the_file_of_the_grid_holds_what_the_grid_shows(
    grids: list[YearsView], figures: FigureSet
) -> None:
    for grid in grids[::8]:
        held = {(r["measure"], r["period"]): r for r in records(grid)}
        measures = {m.name: m for m in figures.catalogue.measures.values()}
        for name, *cells in grid.table.rows:
            for year, cell in zip(grid.years, cells, strict=True):
                record = held.pop((name.text, year))
                if cell.is_missing:
                    assert record["value"] == ""
                    assert record["reason_if_missing"]
                else:
                    assert printed(measures[name.text], record) == cell.text
        assert held == {}


def test_the_file_of_the_profile_holds_what_the_profile_shows(
    profiles: list[ProfileView],
) -> None:
    for profile in profiles[::8]:
        held = {(r["measure_id"], r["area"], r["period"]): r for r in records(profile)}
        assert {key[0] for key in held} == {row.measure.id for row in profile.rows}
        for row in (row for row in profile.rows if row.latest):
            record = held[row.measure.id, profile.area.name, row.year]
            assert printed(row.measure, record) == row.value.text
            if row.comparison is not None:
                assert record["comparison"] == row.comparison.word


# --- Words ---


def test_no_text_is_spoilt(profiles: list[ProfileView], grids: list[YearsView]) -> None:
    for view in (*profiles, *grids):
        cells = [cell.text for row in view.table.rows for cell in row]
        lines = [view.finding.text, view.description, view.source_line, *view.notes, *cells]
        assert [line for line in lines if SPOILT.search(line) or not line] == []
        assert len(view.how_to_read) == 2


@pytest.mark.parametrize(
    ("values", "measure", "words"),
    [
        ([48, 39], ORDERS, "9 fewer, from 48 (down 19%)"),
        ([9, 14], ORDERS, "From 9 to 14"),
        ([20, 20], ORDERS, "The same"),
        ([40, 42.0], SHARE, "2 points higher, from 40%"),
        ([40, 41.0], SHARE, "1 point higher, from 40%"),
        ([40], ORDERS, "First year held"),
        ([40, None, 41], ORDERS, "No figure for the year before"),
    ],
)
def test_a_change_is_said_in_a_few_words(
    values: list[float | None], measure: Measure, words: str
) -> None:
    one = series(values, measure)
    assert short_cells.change_cell(measure, change_since_year_before(one, one.latest)) == words


def test_a_change_over_a_break_is_refused() -> None:
    one = series([40, 60], breaks=[break_at("2016-17")])
    words = short_cells.change_cell(ORDERS, change_since_year_before(one, one.latest))
    assert words == "Break at 2016-17: not compared"


def test_a_rounded_change_says_about() -> None:
    one = series([2600, 3400], precision="rounded")
    words = short_cells.change_cell(ORDERS, change_since_year_before(one, one.latest))
    assert words == "Up from about 2,600"


# --- The page ---


@pytest.fixture
def _folder(home: object, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CJDATA_ILLUSTRATIVE", "CJDATA_OPEN_ON"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CJDATA_HOME", str(home))


@pytest.mark.usefixtures("_folder")
@pytest.mark.parametrize("figures_set", ["published", "illustrative"])
@pytest.mark.parametrize("area", ["Clackmannanshire", "Scotland", "Na h-Eileanan Siar"])
def test_the_page_shows_profile_and_grid(area: str, figures_set: str) -> None:
    page = open_page("area-profile", {"area": area, "set": figures_set})
    assert page.title == f"Area profile: {area}"
    [table] = page.root.all("table", "cj-profile")
    [grid] = page.root.all("table", "cj-years")
    assert len(table.all("tr")) == 1 + 13 + (20 if area == "Scotland" else 19)
    assert len(grid.all("tr")) == 1 + (20 if area == "Scotland" else 19)
    assert all(image.attributes["alt"] for image in table.all("img"))
    headers = [node.text for node in table.all("thead")[0].all("th")]
    assert ("Scotland, same year" in headers) == (area != "Scotland")
    assert not page.problems


@pytest.mark.usefixtures("_folder")
def test_the_address_of_a_profile_shows_it_again() -> None:
    page = open_page("area-profile", {"area": "Fife", "set": "illustrative"})
    assert page.address == {"area": "Fife", "set": "illustrative"}
    again = open_page("area-profile", page.address)
    assert again.html == page.html
    assert open_page("area-profile").address == {}


@pytest.mark.usefixtures("_folder")
def test_each_indicator_leads_to_its_page_for_the_same_area() -> None:
    page = open_page("area-profile", {"area": "Fife"})
    [table] = page.root.all("table", "cj-profile")
    links = [node.attributes["href"] for node in table.all("a")]
    assert links[1] == "diversion?area=Fife"
    assert links[-1] == "recorded-crime?area=Fife"
    assert len(links) == len(CATALOGUE.themes)


def test_a_measure_without_a_figure_has_no_judgement_in_the_table_either(
    published: FigureSet, today: date
) -> None:
    """The workbook says what the page says: not that a year is missing, for every year is."""
    for name in ("Orkney Islands", "Clackmannanshire"):
        view = profile_view(published, published.areas.find(name).code, today)
        columns = [
            view.table.header.index(one)
            for one in ("Beside Scotland", "Five-year trend", "Change since the year before")
        ]
        without = [
            cells
            for row, cells in zip(view.rows, view.table.rows, strict=True)
            if row.latest is None
        ]
        assert without
        for cells in without:
            assert {cells[n].text for n in columns} == {"Not without a figure"}


# --- Three years together where single ones are small ---


def test_the_profile_shows_each_measure_in_the_form_that_the_first_page_shows(
    profiles: list[ProfileView], figures: FigureSet
) -> None:
    together = 0
    for profile in profiles:
        first = opening_beside(figures, profile.area)
        for row in profile.rows:
            shown = first[row.measure.id]
            assert row.latest == shown.latest
            assert row.is_together == (shown.single is not None)
            assert row.latest is None or row.single.trend == shown.trend
            if row.comparison and shown.shared and shown.shared[0] is shown.latest:
                assert row.comparison == shown.comparison
            together += row.is_together
    assert together or not figures.is_illustrative


def test_a_profile_says_where_three_years_are_together_and_what_a_change_is_since(
    profiles: list[ProfileView],
) -> None:
    for profile in profiles:
        rows = [row for row in profile.rows if row.is_together]
        assert (TOGETHER_NOTE in profile.notes) == bool(rows)
        for row in rows:
            assert " to " in row.year
            assert row.change.endswith(("on the three years before", "No three years before")) or (
                "Break at" in row.change
            )


def test_the_file_of_a_profile_holds_single_years_and_those_taken_together(
    profiles: list[ProfileView],
) -> None:
    for profile in profiles[:8]:
        held = {
            (row["measure_id"], row["area"], row["period"]) for row in profile.download.named_rows
        }
        for row in profile.rows:
            for one in (row.single, row.evidence):
                for figure in one.series.figures:
                    assert (row.measure.id, profile.area.name, figure.period) in held
