"""Figures counted by court area: a council that is counted with others has none of its own."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from build_courts import (
    ANGUS,
    AYRSHIRE,
    EARLIER,
    EAST_AYRSHIRE,
    EAST_LOTHIAN,
    EDINBURGH,
    FIFE,
    LATER,
    MIDLOTHIAN,
    PAGE,
    PEOPLE,
    RATE,
    RATES,
    court_folder,
    court_sources,
    row,
)
from checking_sentences import N
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from one_chart import one_chart
from pptx_checks import opened
from project_files import PROJECT

from cjdata.charts import style
from cjdata.cli.data_tool import main
from cjdata.errors import SourceError
from cjdata.exports.figures_csv import figures_csv
from cjdata.exports.site import site_html
from cjdata.exports.slides import deck
from cjdata.exports.workbook import figures_workbook
from cjdata.library import FigureSet, Library
from cjdata.publishing.build_snapshots import build
from cjdata.reference.areas import Areas, load_areas
from cjdata.reference.statuses import SOURCE_STATUSES, STATUSES
from cjdata.text import number
from cjdata.views.comparison.data import CompareSelection, CompareView, compare_view
from cjdata.views.glance.data import glance_view
from cjdata.views.notes.status import status_view
from cjdata.views.shared.assemble import Assembler, years_of
from cjdata.views.trend.data import ThemeView, theme_view
from cjdata.views.trend.figures import theme_options
from cjdata.views.trend.selection import Selection

Edit = Callable[[Path, str, str], None]
SCOTLAND = "S92000003"
ALL_AREAS = load_areas(PROJECT / "data" / "reference")
COURTS = [court.code for court in ALL_AREAS.court_areas]
COURT_OF_THREE = "court-area-edinburgh-midlothian-and-east-lothian"
COUNCILS = [council.code for council in ALL_AREAS.councils]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built data folder with figures by court area. Nobody changes it."""
    return court_folder(tmp_path_factory.mktemp("courts"))


@pytest.fixture(scope="module")
def figures(folder: Path) -> FigureSet:
    return Library(folder).figures("published")


@pytest.fixture(scope="module")
def made_up(folder: Path) -> FigureSet:
    return Library(folder).figures("illustrative")


@pytest.fixture(scope="module")
def trend(figures: FigureSet, today: date) -> Callable[..., ThemeView]:
    def view(area: str, *others: str, measure: str = RATE, **chosen: object) -> ThemeView:
        form = "percent" if measure == RATE else "number"
        selection = Selection(area, others or (SCOTLAND,), measure, form, **chosen)
        return theme_view(figures, PAGE, selection, today)

    return view


@pytest.fixture(scope="module")
def compared(figures: FigureSet, today: date) -> Callable[..., CompareView]:
    def view(area: str, period: str = "2017-18", **chosen: str) -> CompareView:
        return compare_view(figures, CompareSelection(area, RATE, period, **chosen), today)

    return view


def column(view: ThemeView, name: str) -> dict[str, str]:
    """Give a column of the table by year; what qualifies all of it stands in its header."""
    (place,) = (n for n, head in enumerate(view.table.header) if head.split(" (re")[0] == name)
    return {cells[0].text: cells[place].text for cells in view.table.rows}


def lines(view: ThemeView) -> dict[str, list[float]]:
    return {
        line.area.name: [point.value for point in line.points]
        for panel in view.panels
        for line in panel.lines
    }


# The list of court areas


def test_seven_names_stand_for_the_councils_that_are_counted_together(areas: Areas) -> None:
    assert [court.name for court in areas.court_areas] == [
        "Aberdeen City and Aberdeenshire",
        "Ayrshire (East, North and South)",
        "Dunbartonshire (East and West)",
        "Edinburgh and Midlothian",
        "Edinburgh, Midlothian and East Lothian",
        "Lanarkshire (North and South)",
        "Renfrewshire and East Renfrewshire",
    ]
    assert all(court.sort == "court_area" for court in areas.court_areas)
    assert all(court.held_as == court.name for court in areas.court_areas)


@pytest.mark.parametrize(("period", "count"), [("2012-13", 25), ("2015-16", 25), ("2017-18", 24)])
def test_every_council_is_in_one_court_area_of_24_or_25(
    areas: Areas, period: str, count: int
) -> None:
    alone = [c for c in areas.councils if areas.court_area_of(c, period) is None]
    courts = {areas.court_area_of(c, period) for c in areas.councils} - {None}
    assert len(alone) + len(courts) == count


def test_east_lothian_is_counted_with_edinburgh_and_midlothian_from_2016_17_on(
    areas: Areas,
) -> None:
    east_lothian, midlothian = areas.by_code[EAST_LOTHIAN], areas.by_code[MIDLOTHIAN]
    assert areas.court_area_of(east_lothian, "2015-16") is None
    assert areas.court_area_of(east_lothian, "2016-17") is areas.get_group(LATER)
    assert areas.court_area_of(midlothian, "2015-16") is areas.get_group(EARLIER)
    assert areas.court_area_of(midlothian, "2016-17") is areas.get_group(LATER)


def test_a_court_area_is_found_by_its_name_and_by_its_id(areas: Areas) -> None:
    for court in areas.court_areas:
        assert areas.get_group(court.name.upper()) is court
        assert areas.resolve(court.code) is court


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("S12000033;", "S12000099;", "line 2: S12000099 is no council. Did you mean"),
        ("S12000033;S12000034", "S12000033", "line 2: a court area needs two councils or more"),
        ("S12000033;S12000034", "S12000033;S12000033", "line 2: a court area needs two councils"),
        (",2015-16,", ",2016-17,", "line 6: City of Edinburgh is in the court area of line 5 at"),
        (",2015-16,", ",2015-17,", "line 5: “2015-17” is not a financial year"),
        ("2016-17,,", "2016-17,2014-15,", "its last year, 2014-15, lies before its first, 2016-17"),
        ("Edinburgh and Midlothian,", "Midlothian,", "line 5: “Midlothian” is the name of another"),
        ("Edinburgh and Midlothian,", ",", "line 5: the court area has no name or no short name"),
        (
            "Dunbartonshire (East and West),",
            "Aberdeen City and Aberdeenshire,",
            "line 4: “Aberdeen City and Aberdeenshire” stands in line 2 too",
        ),
    ],
)
def test_a_mistake_in_the_list_is_found_at_its_line(
    data_folder: Path, edit: Edit, old: str, new: str, words: str
) -> None:
    edit(data_folder / "reference" / "court_areas.csv", old, new)
    with pytest.raises(SourceError) as refused:
        load_areas(data_folder / "reference")
    said = [str(finding) for finding in refused.value.findings]
    assert any("reference/court_areas.csv" in text and words in text for text in said), said


# Reading the reviewed figures


def mistakes(tmp_path: Path, *rows: dict[str, str]) -> list[str]:
    folder = court_sources(tmp_path, rows)
    with pytest.raises(SourceError) as refused:
        build(folder)
    assert not (folder / "extracts" / "current.json").exists()
    return [str(finding) for finding in refused.value.findings]


@pytest.mark.parametrize(
    ("added", "words"),
    [
        (row(RATE, "", "2017-18", 26.0), "the area has neither a code nor a name"),
        (
            row(RATE, "Edinburgh and Midlothain", "2014-15", 26.0),
            "“Edinburgh and Midlothain” has no code and is no court area. "
            "Did you mean “Edinburgh and Midlothian”?",
        ),
        (row(RATE, EARLIER, "2017-18", 26.0), f"{EARLIER} is not a court area in 2017-18"),
        (row(RATE, LATER, "2015-16", 26.0), f"{LATER} is not a court area in 2015-16"),
        (
            row(RATE, MIDLOTHIAN, "2017-18", 26.0),
            f"Midlothian is counted in {LATER} in 2017-18 (reference/court_areas.csv), so it has "
            "no value of its own",
        ),
        (
            row("cpo_commenced", AYRSHIRE, "2017-18", 120),
            f"{AYRSHIRE} is a court area, but cpo_commenced is counted by council",
        ),
    ],
)
def test_a_figure_that_nobody_would_see_is_refused_at_its_line(
    tmp_path: Path, added: dict[str, str], words: str
) -> None:
    (said,) = mistakes(tmp_path, added)
    assert re.match(r"published/observations.csv, line \d+: ", said)
    assert words in said


def test_the_same_figure_of_a_court_area_twice_is_refused(tmp_path: Path) -> None:
    (said,) = mistakes(tmp_path, row(RATE, LATER, "2017-18", 26.0))
    assert "the same measure, area, period and edition stand in line" in said


def test_counted_together_is_no_status_that_a_row_may_carry() -> None:
    assert STATUSES["counted_together"].marker == "[x]"
    assert "counted_together" not in SOURCE_STATUSES


# The page of a council that is always counted with others


def test_its_figure_is_none_and_says_whose_figure_there_is(figures: FigureSet) -> None:
    measure = figures.catalogue.measures[RATE]
    series = Assembler(figures, [RATE]).series(
        measure, figures.areas.by_code[MIDLOTHIAN], years_of(figures, measure)
    )
    assert {(f.value, f.status) for f in series.figures} == {(None, "counted_together")}
    assert series.by_period["2017-18"].reason == (
        "Midlothian is counted together with City of Edinburgh and East Lothian: 26.0% for the "
        "three together in 2017-18."
    )
    assert series.by_period["2015-16"].reason == (
        "Midlothian is counted together with City of Edinburgh: 26.8% for the two together in "
        "2015-16."
    )


def test_its_finding_leads_with_the_figure_of_all_of_them(trend: Callable[..., ThemeView]) -> None:
    view = trend(MIDLOTHIAN, SCOTLAND, ANGUS)
    assert view.finding.lead == (
        "Midlothian is counted together with City of Edinburgh and East Lothian: 26.0% for the "
        "three together in 2017-18."
    )
    assert view.finding.rest[0] == (
        f"In {LATER} in the 2017-18 cohort, the share of people convicted again was 26.0%, "
        "27.1% the year before."
    )
    assert "In the same year: Angus 24.7%." in view.finding.text
    assert f"The figure for {LATER} is published for the 3 councils together." in view.finding.text


def test_its_number_is_named_with_its_noun(trend: Callable[..., ThemeView]) -> None:
    assert trend(MIDLOTHIAN, measure=PEOPLE).finding.lead == (
        "Midlothian is counted together with City of Edinburgh and East Lothian: 3,913 people "
        "followed for the three together in 2017-18."
    )


def test_its_chart_draws_the_lines_of_the_groups_by_their_names(
    trend: Callable[..., ThemeView],
) -> None:
    view = trend(MIDLOTHIAN, SCOTLAND, ANGUS)
    assert list(lines(view)) == [LATER, EARLIER, "Angus"]
    assert lines(view)[LATER] == [27.1, 26.0]
    assert lines(view)[EARLIER] == [29.0, 29.3, 26.8]
    data = one_chart(view)
    assert data is not None
    assert [(one.name, one.part) for one in data.series] == [
        (LATER, "group"),
        (EARLIER, "group"),
        ("Angus", "other"),
    ]


def test_its_table_says_in_every_cell_with_whom_it_is_counted(
    trend: Callable[..., ThemeView],
) -> None:
    view = trend(MIDLOTHIAN)
    assert column(view, "Midlothian") == {
        "2017-18": "26.0% with City of Edinburgh and East Lothian",
        "2016-17": "27.1% with City of Edinburgh and East Lothian",
        "2015-16": "26.8% with City of Edinburgh",
        "2014-15": "29.3% with City of Edinburgh",
        "2013-14": "29.0% with City of Edinburgh",
    }
    assert column(view, LATER)["2017-18"] == "26.0%"
    assert column(view, LATER)["2015-16"] == "Not a court area"
    assert all(cells[1].is_missing and cells[1].reason for cells in view.table.rows)


def test_its_page_names_no_workbook_that_would_help(trend: Callable[..., ThemeView]) -> None:
    note = trend(MIDLOTHIAN).absence
    assert note is not None
    assert note.heading.startswith("Midlothian is counted together with")
    assert not note.link
    assert "loaded" not in " ".join((note.heading, *note.sentences))


def test_its_facts_name_the_group_and_its_figure(trend: Callable[..., ThemeView]) -> None:
    first = trend(MIDLOTHIAN).facts[0]
    assert (first.label, first.value) == (f"{LATER}, 2017-18", "26.0%")


def test_its_other_figures_are_those_of_the_group_too(trend: Callable[..., ThemeView]) -> None:
    context = trend(MIDLOTHIAN).context
    assert context is not None
    [table] = context.tables  # All of them are of the page itself.
    assert [cell.text for cell in table.rows[0]][1:] == [
        "3,913 with City of Edinburgh and East Lothian",
        "None held",
    ]


def test_where_not_even_the_group_has_a_figure_it_says_so(trend: Callable[..., ThemeView]) -> None:
    view = trend(EAST_AYRSHIRE)
    assert column(view, "East Ayrshire")["2015-16"] == "Counted together"
    assert (
        column(view, "East Ayrshire")["2016-17"] == "28.8% with North Ayrshire and South Ayrshire"
    )
    earlier = view.series[0].by_period["2015-16"]
    assert earlier.reason == (
        "East Ayrshire is counted together with North Ayrshire and South Ayrshire, and no figure "
        "for the three together is held for 2015-16."
    )
    assert view.years[-1] == "2016-17", "Other areas’ newer figures do not stretch its axis."
    assert view.finding.lead.endswith("28.8% for the three together in 2016-17.")


def test_it_can_be_compared_with_its_group_which_is_drawn_once(
    figures: FigureSet, trend: Callable[..., ThemeView]
) -> None:
    later = figures.areas.get_group(LATER)
    assert later is not None
    names = [series.area.name for series in trend(MIDLOTHIAN, later.code, FIFE).series]
    assert names == ["Midlothian", LATER, EARLIER, "Fife"]


def test_the_file_has_no_value_for_it_and_says_why(trend: Callable[..., ThemeView]) -> None:
    view = trend(MIDLOTHIAN)
    rows = list(csv.DictReader(figures_csv(view).decode("utf-8-sig").splitlines()))
    own = [r for r in rows if r["area"] == "Midlothian"]
    assert own
    for one in own:
        assert one["value"] == ""
        assert (one["status"], one["marker"]) == ("counted together", "[x]")
        assert "is counted together with City of Edinburgh" in one["reason_if_missing"]
        assert "counted together with others" in one["reason_if_not_compared"]
    assert [r["value"] for r in rows if r["area"] == LATER] == ["", "", "", "27.1", "26.0"]


def test_workbook_slides_and_one_file_page_say_the_same(
    figures: FigureSet, trend: Callable[..., ThemeView], today: date
) -> None:
    view, area = trend(MIDLOTHIAN, SCOTLAND, ANGUS), figures.areas.by_code[MIDLOTHIAN]
    told = "Midlothian is counted together with City of Edinburgh and East Lothian: 26.0%"
    book = openpyxl.load_workbook(BytesIO(figures_workbook([view], area=area, today=today)))
    cells = [cell.value for sheet in book for cells in sheet.iter_rows() for cell in cells]
    assert "[x] 26.0% with City of Edinburgh and East Lothian" in cells
    assert any(told in str(cell) for cell in cells)
    slides = opened(deck([view], title="", area=area, today=today)).slides
    titles = [slide.shapes.title.text for slide in slides if slide.shapes.title]
    assert any(told in title for title in titles)
    assert told in site_html([view], area=area, today=today).decode("utf-8")


# A council that was counted by itself before


def test_east_lothian_keeps_its_own_figures_and_says_with_whom_it_is_counted_now(
    trend: Callable[..., ThemeView],
) -> None:
    view = trend(EAST_LOTHIAN, ANGUS)
    assert column(view, "East Lothian") == {
        "2017-18": "26.0% with City of Edinburgh and Midlothian",
        "2016-17": "27.1% with City of Edinburgh and Midlothian",
        "2015-16": "26.2%",
        "2014-15": "23.5%",
        "2013-14": "29.0%",
    }
    assert lines(view)["East Lothian"] == [29.0, 23.5, 26.2]
    assert lines(view)[LATER] == [27.1, 26.0]
    assert EARLIER not in lines(view)
    assert view.absence is None
    assert view.finding.lead.startswith("In East Lothian in the 2015-16 cohort, the share")
    assert (
        "East Lothian is counted together with City of Edinburgh and Midlothian: 26.0% for the "
        "three together in 2017-18."
    ) in view.finding.rest


def test_it_has_no_trend_over_the_years_in_which_it_is_counted_with_others(
    trend: Callable[..., ThemeView],
) -> None:
    main = trend(EAST_LOTHIAN).evidence[0]
    assert main.trend.why == "counted together"
    said = "A trend cannot be calculated: East Lothian is counted together with others from 2016-17"
    assert f"{said} on." in trend(EAST_LOTHIAN).finding.text


def test_it_is_never_compared_with_the_group_it_is_in(trend: Callable[..., ThemeView]) -> None:
    view = trend(EAST_LOTHIAN, ANGUS)
    main, later = view.evidence[:2]
    assert later.series.area.name == LATER
    assert main.against(later, "2017-18").why == "counted together"
    assert f"than {LATER}" not in view.finding.text
    assert f"No figure is held for {LATER}" not in view.finding.text


def test_its_hidden_figure_of_the_year_of_the_change_gives_way_to_the_group_s(
    trend: Callable[..., ThemeView],
) -> None:
    figure = trend(EAST_LOTHIAN).series[0].by_period["2016-17"]
    assert RATES[EAST_LOTHIAN]["2016-17"] is None
    assert (figure.value, figure.status) == (None, "counted_together")


def test_a_council_counted_with_others_is_named_so_where_another_is_compared_with_it(
    trend: Callable[..., ThemeView],
) -> None:
    view = trend(FIFE, EDINBURGH)
    assert (
        "City of Edinburgh is counted together with East Lothian and Midlothian: 26.0% for the "
        "three together in 2017-18."
    ) in view.finding.rest
    assert view.evidence[0].against(view.evidence[1], "2017-18").why == "benchmark counted together"


def test_no_year_of_such_a_council_can_be_the_base_of_an_index(
    figures: FigureSet, trend: Callable[..., ThemeView]
) -> None:
    view = trend(MIDLOTHIAN, FIFE, measure=PEOPLE, is_index=True)
    options = theme_options(figures, PAGE, view.selection)
    assert options.bases
    assert column(view, "Midlothian")["2017-18"].startswith("3,913 with")
    assert "Midlothian" not in lines(view)


# Other groups


def test_a_group_is_not_computed_where_a_council_of_it_is_counted_with_others(
    figures: FigureSet,
) -> None:
    measure, years = figures.catalogue.measures[PEOPLE], ["2016-17", "2017-18"]
    assembler = Assembler(figures, [PEOPLE])
    lothian = figures.areas.get_group("NHS Lothian") or figures.areas.get_group("Lothian")
    assert lothian is not None
    shared = assembler.series(measure, lothian, years)
    assert {(f.value, f.status) for f in shared.figures} == {(None, "not_computed")}
    assert all("some of its councils are counted together" in f.reason for f in shared.figures)
    alone = figures.areas.pick(figures.areas.by_code[code] for code in (FIFE, ANGUS))
    assert alone is not None
    assert [f.value for f in assembler.series(measure, alone, years).figures] == [3133, 2795]


def test_a_court_area_is_the_sum_of_its_councils_in_any_other_measure(
    made_up: FigureSet,
) -> None:
    measure = made_up.catalogue.measures["cpo_commenced"]
    assembler, later = Assembler(made_up, [measure.id]), made_up.areas.get_group(LATER)
    assert later is not None
    (of_all,) = assembler.series(measure, later, ["2022-23"]).figures
    members = [
        assembler.series(measure, made_up.areas.by_code[code], ["2022-23"]).figures[0].value
        for code in later.members
    ]
    assert of_all.status == "computed"
    assert of_all.value == sum(value or 0 for value in members)


# All councils side by side


def test_every_group_stands_once_under_its_own_name_among_the_councils(
    compared: Callable[..., CompareView],
) -> None:
    view = compared(MIDLOTHIAN)
    names = [cells[0].text for cells in view.bars.table.rows]
    assert names.count(LATER) == 1
    assert EARLIER not in names
    assert len(set(names)) == len(names)
    cells = {row[0].text: row[1] for row in view.bars.table.rows}
    assert cells[LATER].text == "26.0%"
    assert cells["Midlothian"].text == "26.0% with City of Edinburgh and East Lothian"
    assert cells["Midlothian"].is_missing
    assert "26.0% for the three together" in cells["Midlothian"].reason


def test_a_group_that_is_picked_out_is_not_listed_twice(
    compared: Callable[..., CompareView], figures: FigureSet
) -> None:
    later = figures.areas.get_group(LATER)
    assert later is not None
    names = [c[0].text for c in compared(MIDLOTHIAN, group=later.code).bars.table.rows]
    assert names.count(LATER) == 1


def test_the_bars_and_the_slides_draw_the_group_and_no_bar_for_its_councils(
    compared: Callable[..., CompareView],
) -> None:
    view = compared(MIDLOTHIAN)
    assert view.bars.drawing is not None
    data = one_chart(view.bars)
    assert data is not None
    drawn = dict(zip(data.categories, data.series[0].values, strict=True))
    assert drawn[LATER] == 26.0
    assert {drawn.get(name) for name in ("Midlothian", "City of Edinburgh", "East Lothian")} == {
        None
    }
    (page,) = view.bars.drawing.plots
    text = json.dumps(page.spec, ensure_ascii=False)
    assert "26.0% shared" in text


TOGETHER = "East Lothian (counted with others)"


@pytest.mark.parametrize("kind", ["bars", "scatter"])
def test_the_group_of_the_chosen_council_stands_out_and_the_key_says_for_whom(
    compared: Callable[..., CompareView], kind: str
) -> None:
    views = compared(EAST_LOTHIAN, versus=PEOPLE).views
    (view,) = (one for one in views if one.kind == kind)
    assert view.drawing is not None
    (page,) = view.drawing.plots
    rows = [row for layer in page.spec["layer"] for row in layer["data"]["values"]]
    assert TOGETHER in {row.get("text") for row in rows}
    look = style.BARS if kind == "bars" else style.DOTS
    (key,) = {row["fill"] for row in rows if row.get("text") == TOGETHER}
    assert key == look["area"].fill
    drawn = {row["fill"] for row in rows if row.get("code") == COURT_OF_THREE and "fill" in row}
    assert drawn == {key}, "the mark of all three looks as the key says"
    chosen = {cells[0].text for cells in view.table.rows if cells[0].qualifier == "chosen"}
    assert chosen == {"East Lothian", LATER}
    data = one_chart(view)
    assert data is not None
    assert dict(zip(data.categories, data.parts, strict=True))[LATER] == "area"


def test_how_to_read_says_that_the_mark_is_of_the_court_area(
    compared: Callable[..., CompareView],
) -> None:
    assert "the chosen council’s" in " ".join(compared(EAST_LOTHIAN).bars.how_to_read)
    assert "the chosen one" in " ".join(compared(FIFE).bars.how_to_read)


def test_a_council_with_a_figure_of_its_own_stands_out_by_itself(
    compared: Callable[..., CompareView],
) -> None:
    for view in (compared(FIFE).bars, compared(EAST_LOTHIAN, period="2015-16").bars):
        assert view.drawing is not None
        assert "counted with others)" not in str(view.drawing.plots[0].spec)
        marked = [c[0].text for c in view.table.rows if c[0].qualifier == "chosen"]
        assert marked == [view.area.name]


def test_the_map_marks_those_that_are_counted_together_and_shades_none_of_them(
    compared: Callable[..., CompareView],
) -> None:
    view = compared(MIDLOTHIAN)
    assert view.tiles is not None
    assert view.tiles.drawing is not None
    (page,) = view.tiles.drawing.plots
    layers = {
        layer["data"]["values"][0].get("line", "tiles"): layer for layer in page.spec["layer"]
    }
    tiles = {tile["code"]: tile for tile in layers["tiles"]["data"]["values"]}
    assert {tiles[code]["value"] for code in (MIDLOTHIAN, EDINBURGH, EAST_LOTHIAN)} == {"+"}
    assert tiles[FIFE]["value"] == "25.4%"
    assert "Counted together with others" in json.dumps(page.spec)
    assert view.tiles.finding.lead.startswith("Of the 3 councils with a figure of their own")


def test_who_has_no_figure_is_told_apart_from_who_is_counted_together(
    compared: Callable[..., CompareView],
) -> None:
    said = compared(FIFE).finding.text
    assert "14 councils are counted together with others, each group under one name." in said
    assert "15 councils have no figure: not loaded yet." in said


def test_two_measures_by_court_area_are_laid_against_each_other_group_by_group(
    compared: Callable[..., CompareView],
) -> None:
    scatter = compared(FIFE, versus=PEOPLE).scatter
    assert scatter is not None
    data = one_chart(scatter)
    assert data is not None
    assert set(data.categories) == {LATER, "Fife", "Angus", "West Lothian"}


def test_a_measure_by_court_area_is_laid_against_one_by_council(
    compared: Callable[..., CompareView],
) -> None:
    scatter = compared(FIFE, versus="cpo_completion_percent").scatter
    assert scatter is not None
    names = [cells[0].text for cells in scatter.table.rows]
    assert "Midlothian" in names
    assert LATER not in names


# Everywhere


def own_values(view: ThemeView) -> Iterator[tuple[str, str, object]]:
    """Give all that a view gives as a value of an area: its figures, its points, its rows."""
    for one in view.evidence:
        for figure in one.series.figures:
            yield one.series.area.code, figure.period, figure.value
            yield one.series.area.code, figure.period, one.counts.get(figure.period)
    for panel in view.panels:
        for line in panel.lines:
            for point in line.points:
                yield line.area.code, point.period, point.value
    for values in view.download.rows:
        cells = dict(zip(view.download.columns, values, strict=True))
        yield cells["area_code"], cells["period"], cells["value"]
    data = one_chart(view)
    codes = {series.area.name: series.area.code for series in view.series}
    for drawn in data.series if data else ():
        for period, value in zip(data.categories if data else (), drawn.values, strict=True):
            yield codes[drawn.name], period, value


@given(
    area=st.sampled_from([*COUNCILS, SCOTLAND]),
    others=st.lists(st.sampled_from([*COUNCILS, *COURTS, SCOTLAND]), max_size=3, unique=True),
    measure=st.sampled_from([RATE, PEOPLE]),
    is_index=st.booleans(),
    as_at=st.sampled_from([None, "2015-16", "2017-18"]),
    which=st.sampled_from(["published", "illustrative"]),
)
def test_no_view_ever_gives_the_group_s_value_as_the_council_s_own(
    figures: FigureSet,
    made_up: FigureSet,
    area: str,
    others: list[str],
    measure: str,
    is_index: bool,
    as_at: str | None,
    which: str,
) -> None:
    held = figures if which == "published" else made_up
    form = "percent" if measure == RATE else "number"
    chosen = Selection(area, tuple(others), measure, form, as_at=as_at, is_index=is_index)
    view = theme_view(held, PAGE, chosen, date(2026, 11, 22))
    for code, period, value in own_values(view):
        one = ALL_AREAS.by_code[code]
        if ALL_AREAS.court_area_of(one, period):
            assert value in (None, ""), (one.name, period, value)


@pytest.mark.parametrize("which", ["published", "illustrative"])
@pytest.mark.parametrize("measure_id", [RATE, PEOPLE])
def test_the_figure_named_is_that_of_the_group_as_it_is_printed(
    figures: FigureSet, made_up: FigureSet, measure_id: str, which: str
) -> None:
    held = figures if which == "published" else made_up
    measure, assembler = held.catalogue.measures[measure_id], Assembler(held, [measure_id])
    years = years_of(held, measure)
    told = 0
    for council in held.areas.councils:
        for figure in assembler.series(measure, council, years).figures:
            court = held.areas.court_area_of(council, figure.period)
            if court is None:
                assert figure.together is None
                continue
            (of_all,) = assembler.series(measure, court, [figure.period]).figures
            found = re.search(rf": ({N})%?[^.:]* for the (?:two|three) together", figure.reason)
            printed = None if of_all.value is None else number(of_all.value, of_all.decimals)
            assert (found[1] if found else None) == printed
            assert {held.areas.by_code[c].name for c in court.members} == {
                council.name,
                *(figure.together.others if figure.together else ()),
            }
            told += found is not None
    assert told


@pytest.mark.parametrize("period", ["2013-14", "2015-16", "2016-17", "2017-18"])
def test_no_council_in_a_group_has_a_value_or_a_place_among_all_councils(
    compared: Callable[..., CompareView], areas: Areas, period: str
) -> None:
    view = compared(MIDLOTHIAN, period)
    for values in view.bars.download.rows:
        cells = dict(zip(view.bars.download.columns, values, strict=True))
        if areas.court_area_of(areas.by_code[cells["area_code"]], period):
            assert cells["value"] is None
            assert not cells["place_from"]
            assert "counted together" in str(cells["reason_if_missing"])


def test_the_illustrative_set_has_rows_for_groups_and_none_for_their_councils(
    made_up: FigureSet, today: date
) -> None:
    view = theme_view(made_up, PAGE, Selection(MIDLOTHIAN, (FIFE,), PEOPLE, "number"), today)
    assert all(figure.value is None for figure in view.series[0].figures)
    assert view.series[1].area.name == LATER
    assert all(f.value is not None for f in view.series[1].figures if f.period >= "2016-17")
    assert "Midlothian is counted together with" in view.finding.lead


def test_the_first_page_still_says_what_it_says_of_every_indicator(
    figures: FigureSet, published: FigureSet, today: date
) -> None:
    ours = glance_view(figures, MIDLOTHIAN, today)
    theirs = glance_view(published, MIDLOTHIAN, today)
    own = {e.theme.id: e.lines for e in theirs.entries}
    shared = [e for e in ours.entries if e.theme.id in own]
    assert len(shared) == len(own)
    national = [e for e in shared if e.theme.is_national]
    assert [e.lines for e in national] == [own[e.theme.id] for e in national]


# The data tool


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[str, str]:
    monkeypatch.setenv("CJDATA_HOME", str(folder))
    done = CliRunner().invoke(main, list(words))
    assert done.exit_code == 0, done.output
    return done.stdout, done.stderr


def test_the_query_finds_a_court_area_by_its_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (EARLIER, EARLIER.lower()):
        out, _ = run(
            folder, monkeypatch, "query", "--measure", RATE, "--area", name, "--format", "json"
        )
        assert [(r["period"], r["value"]) for r in json.loads(out)] == list(RATES[EARLIER].items())


def test_the_query_says_under_which_name_a_council_is_counted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("query", "--measure", RATE, "--area", "Midlothian")
    out, err = run(folder, monkeypatch, *asked)
    assert out == ""
    later = f"Midlothian is counted together with others from 2016-17: {LATER}."
    earlier = f"Midlothian is counted together with others until 2015-16: {EARLIER}."
    assert later in err
    assert earlier in err
    _, of_a_year = run(folder, monkeypatch, *asked, "--period", "2017-18")
    assert later in of_a_year
    assert earlier not in of_a_year


def test_the_status_tells_councils_counted_together_apart_from_those_not_loaded(
    figures: FigureSet, today: date
) -> None:
    measures = {one.measure: one for one in status_view(figures, today).measures}
    assert "13 of 32 councils: counted together with others" in measures[RATE].missing
    assert "15 of 32 councils: not loaded yet" in measures[RATE].missing
