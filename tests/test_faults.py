"""The faults seen in other dashboards, each as a rule that this one keeps.

They are numbered and ordered as in the list that the project was given.
"""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import test_registry
from add_data_files import COVER, HEADER, TABLE, rows_of, workbook
from build_private import SOURCE, PrivateFolder
from build_series import CLACKS as CLACKS_AREA
from build_series import SCOTLAND as SCOTLAND_AREA
from build_series import SHARE as SHARE_MEASURE
from build_series import figure, series
from everything import outputs, views
from hypothesis import given
from hypothesis import strategies as st
from known_pages import PAGES, THEME_PATHS
from PIL import Image
from project_files import PROJECT
from read_pages import open_page

from cjdata import queries
from cjdata.changes.figure_changes import make_report
from cjdata.exports.figures_csv import figures_csv
from cjdata.exports.filenames import file_name
from cjdata.exports.picture import picture_png, picture_svg
from cjdata.ingest.published import CheckedFigures
from cjdata.ingest.spreadsheets.open_file import read_book
from cjdata.library import FigureSet
from cjdata.observations import Observation
from cjdata.publishing.load_workbooks import Upload, check_files
from cjdata.publishing.published_state import tables_of
from cjdata.reference.areas import SCOTLAND, Areas
from cjdata.reference.catalogue import Catalogue
from cjdata.series import Series
from cjdata.statistics import Counts, Evidence
from cjdata.views.comparison.data import CompareSelection, compare_view
from cjdata.views.comparison.standings import standings
from cjdata.views.profile.data import ProfileRow, profile_view
from cjdata.views.table import figures_table
from cjdata.views.trend.data import ThemeView, theme_view
from cjdata.views.trend.selection import Selection
from cjdata.views.view import View
from cjdata.views.view_type import THINGS
from cjdata.wording import comparison_mark, trend_mark

CLACKS, FALKIRK, STIRLING, FIFE, MORAY = (
    "S12000005",
    "S12000014",
    "S12000030",
    "S12000047",
    "S12000020",
)
SHARE, DONE, ENDED = "dtto_completion_percent", "dtto_completed", "dtto_terminated"
DIVERSION = "diversion_cases_commenced"
YEARS = ("2015-16", "2016-17", "2017-18", "2018-19", "2019-20")
TODAY = date(2026, 11, 22)
Rows = list[Observation]


@pytest.fixture
def made(tmp_path: Path, home: Path, catalogue: Catalogue, areas: Areas) -> PrivateFolder:
    """A folder for figures made up by a test."""
    return PrivateFolder(tmp_path, home / "reference", catalogue, areas)


@pytest.fixture
def under_a_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """Supplied figures are shown, but for counts from 1 to 9 and what tells them."""
    monkeypatch.setenv("CJDATA_SUPPLIED", "on")
    monkeypatch.setenv("CJDATA_DISCLOSURE_THRESHOLD", "9")
    monkeypatch.setenv("CJDATA_DISCLOSURE_AGREED", "2026-11-01")


@pytest.fixture
def on_pages(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages show the project’s own figures."""
    monkeypatch.setenv("CJDATA_HOME", str(home))


def shares(
    made: PrivateFolder,
    held: Mapping[str, tuple[int, int]],
    area: str = CLACKS,
    status: str = "published",
) -> Rows:
    """Give percentages with the counts behind them, by year: how many, out of how many."""
    return [
        row
        for year, (top, bottom) in held.items()
        for row in (
            made.row(DONE, area, year, top, status=status),
            made.row(ENDED, area, year, bottom, status=status),
            made.row(SHARE, area, year, round(100 * top / bottom, 1), status=status),
        )
    ]


def counts(made: PrivateFolder, held: Mapping[str, int | None], area: str = CLACKS) -> Rows:
    """Give numbers of cases by year."""
    return [
        made.row(DIVERSION, area, year, n, status="published" if n is not None else "not_available")
        for year, n in held.items()
    ]


def trend(figures: FigureSet, measure: str, area: str = CLACKS, **how: Any) -> ThemeView:
    """Give the view of a measure on its page."""
    theme = figures.catalogue.theme_of(measure)
    assert theme
    form = figures.catalogue.measures[measure].form
    others = how.pop("others", (SCOTLAND,) if area != SCOTLAND else ())
    return theme_view(figures, theme.page, Selection(area, others, measure, form, **how), TODAY)


def break_in(measure: str, period: str, text: str = "A new return.") -> dict[str, str]:
    return {
        "measure": measure,
        "area_code": "",
        "period": period,
        "kind": "definition",
        "text": text,
        "source_id": "a-load/1",
    }


def file_of(view: View) -> list[dict[str, str]]:
    """Read the file of a view as a spreadsheet does."""
    text = figures_csv(view).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def cell_of(view: View, area: str, period: str) -> dict[str, str]:
    [row] = [r for r in file_of(view) if (r["area"], r["period"]) == (area, period)]
    return row


def drawn(view: View, key: str = "period") -> list[dict[str, Any]]:
    """Give the rows with a key that stand in the drawing of a view as it goes to the browser."""
    plots = view.drawing.plots if view.drawing else ()
    return [row for plot in plots for row in _rows_in(plot.spec) if key in row]


def _rows_in(spec: Any) -> Iterator[dict[str, Any]]:
    if isinstance(spec, dict):
        values = spec.get("values")
        if isinstance(values, list):
            yield from (row for row in values if isinstance(row, dict))
        for part in spec.values():
            yield from _rows_in(part)
    elif isinstance(spec, list):
        for part in spec:
            yield from _rows_in(part)


def points(view: View) -> list[dict[str, Any]]:
    return [row for row in drawn(view) if "segment" in row]


def row_of(view: Any, measure: str) -> ProfileRow:
    [row] = [row for row in view.rows if row.measure.id == measure]
    assert isinstance(row, ProfileRow)
    return row


def texts_of(view: View) -> str:
    """Give all sentences and cells of a view."""
    cells = [
        f"{cell.text} {cell.qualifier} {cell.reason}" for line in view.table.rows for cell in line
    ]
    return "\n".join(
        [
            view.heading,
            view.finding.text,
            view.description,
            *view.how_to_read,
            *view.drawing_notes,
            *view.notes,
            view.source_line,
            *view.table.header,
            *view.table.notes,
            *cells,
        ]
    )


def words_in(picture: bytes) -> str:
    """Give the text that is drawn in a picture, its lines joined."""
    nodes = ET.fromstring(picture).iter("{http://www.w3.org/2000/svg}text")
    return " ".join("".join(node.itertext()) for node in nodes)


# Disclosure


@pytest.mark.usefixtures("under_a_rule")
def test_R1_one_decision_on_what_is_hidden_holds_for_every_derived_column(
    made: PrivateFolder,
) -> None:
    held = dict.fromkeys(YEARS[:4], (40, 60)) | {YEARS[4]: (3, 60)}
    made.publish([*shares(made, held, status="supplied"), *shares(made, held, SCOTLAND)])
    view = trend(made.figures(), SHARE)
    row = cell_of(view, "Clackmannanshire", YEARS[4])
    derived = ("value", "lower_95", "upper_95", "interval_method", "note")
    assert {name: row[name] for name in derived} == dict.fromkeys(derived, "")
    assert row["comparison"] == "not compared"
    assert (row["status"], row["marker"]) == ("suppressed", "[c]")
    assert YEARS[4] not in {p["period"] for p in points(view) if p["area"] == "Clackmannanshire"}
    main = view.evidence[0]
    assert main.interval(YEARS[4]) is None
    assert main.trend.result == "cannot be calculated"
    assert main.counts.keys() == set(YEARS[:4])
    index = trend(made.figures(), SHARE, is_index=True, base=YEARS[0])
    assert cell_of(index, "Clackmannanshire", YEARS[4])["index"] == ""
    profile = profile_view(made.figures(), CLACKS, TODAY)
    assert row_of(profile, SHARE).year == YEARS[3]


@pytest.mark.usefixtures("under_a_rule")
def test_R2_a_planted_rate_without_its_count_is_not_shown(made: PrivateFolder) -> None:
    made.publish([made.row(SHARE, CLACKS, YEARS[4], 75.0)])
    assert cell_of(trend(made.figures(), SHARE), "Clackmannanshire", YEARS[4])["value"] == ""


@pytest.mark.usefixtures("under_a_rule")
def test_R3_a_hidden_value_is_nowhere_in_what_the_browser_receives(
    made: PrivateFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CJDATA_DISCLOSURE_THRESHOLD", "9000")
    year = "2022-23"
    rate = 10_000 * 7419 / made.people(CLACKS, 2022)
    made.publish(
        [
            made.row(DIVERSION, CLACKS, year, 7419, note="Some 7,419"),
            made.row("diversion_rate_per_10000", CLACKS, year, round(rate, 1)),
            made.row(DIVERSION, FALKIRK, year, 22_000),
        ]
    )
    pages = {"diversion": DIVERSION}
    told = "\n".join(
        text for view in views(made.figures(), (CLACKS,), pages) for text in outputs(view)
    )
    assert "22,000" in told
    secret = rf"(?<![\d.,])(7,?419|{rate:,.1f}|{rate:.1f})(?!\d)"
    assert not re.search(secret, told)
    monkeypatch.setenv("CJDATA_HOME", str(made.folder))
    page = open_page("diversion", {"measure": DIVERSION, "compare": "Falkirk"})
    sent = page.html + "".join(str(chart.proto) for chart in page.charts)
    assert "22,000" in sent
    assert not re.search(secret, sent)


@pytest.mark.usefixtures("under_a_rule")
def test_R4_a_hidden_value_cannot_be_found_by_subtraction(made: PrivateFolder) -> None:
    year = YEARS[3]
    councils = made.all_councils({CLACKS: 3}, 50)
    made.publish(
        [
            *(made.row(DIVERSION, code, year, n) for code, n in councils.items()),
            made.row(DIVERSION, CLACKS, year, 5, edition="2020-21"),
        ]
    )
    rows = queries.observations(made.figures().database, [DIVERSION])
    hidden = [r["area_code"] for r in rows if r["value"] is None]
    assert CLACKS in hidden
    assert len(hidden) == 2
    printed = queries.editions_of(made.figures().database, [DIVERSION], hidden)
    assert [row["value"] for row in printed] == [None] * 3
    with_clacks = [g for g in made.areas.all_groups if CLACKS in g.members]
    for group in with_clacks:
        view = trend(made.figures(), DIVERSION, FIFE, others=(group.code,))
        assert cell_of(view, group.name, year)["value"] == ""


# Time


def test_R5_change_from_the_year_before_is_given_for_consecutive_years_only(
    made: PrivateFolder,
) -> None:
    made.publish(counts(made, {"2020-21": 40, "2023-24": 70}))
    view = trend(made.figures(), DIVERSION)
    assert not re.search(r"than the year before|up \d|30 more", texts_of(view))
    assert all("30 more" not in fact.detail for fact in view.facts)
    profile = profile_view(made.figures(), CLACKS, TODAY)
    assert "30" not in row_of(profile, "diversion_rate_per_10000").change


def test_R6_no_line_is_drawn_over_a_missing_year(made: PrivateFolder) -> None:
    made.publish(counts(made, {"2019-20": 40, "2020-21": 42, "2022-23": 50, "2023-24": 70}))
    view = trend(made.figures(), DIVERSION)
    own = [p for p in points(view) if p["area"] == "Clackmannanshire"]
    assert len({p["segment"] for p in own}) == 2
    assert "2021-22" not in {row["period"] for row in drawn(view) if "value" in row}


def test_R7_nothing_spans_a_break_unless_it_is_asked_for_and_said(made: PrivateFolder) -> None:
    held = {year: (60 + n, 100) for n, year in enumerate(YEARS)}
    made.publish(shares(made, held), [break_in(SHARE, YEARS[3])])
    view = trend(made.figures(), SHARE)
    found = view.evidence[0].trend
    assert found.result == "cannot be calculated"
    assert [b.text for b in found.breaks] == ["A new return."]
    assert len({p["segment"] for p in points(view)}) == 2
    across = trend(made.figures(), SHARE, across_breaks=True)
    assert len({p["segment"] for p in points(across)}) == 1
    assert "A new return." in texts_of(across)
    assert across.crossed
    assert across.evidence[0].trend.result == "cannot be calculated"


def test_R7_no_change_is_given_over_a_break(made: PrivateFolder) -> None:
    made.publish(
        shares(made, {YEARS[3]: (60, 100), YEARS[4]: (80, 100)}), [break_in(SHARE, YEARS[4])]
    )
    view = trend(made.figures(), SHARE)
    assert "percentage point" not in texts_of(view)
    index = trend(made.figures(), SHARE, is_index=True, base=YEARS[3])
    assert cell_of(index, "Clackmannanshire", YEARS[4])["index"] == ""


def test_R8_cannot_be_calculated_is_not_no_clear_change(made: PrivateFolder) -> None:
    bare = [made.row(SHARE, CLACKS, year, 60.0, status="published") for year in YEARS]
    made.publish(bare)
    without = trend(made.figures(), SHARE).evidence[0].trend
    made.publish(shares(made, dict.fromkeys(YEARS, (60, 100))))
    steady = trend(made.figures(), SHARE).evidence[0].trend
    assert (without.result, steady.result) == ("cannot be calculated", "no clear change")
    assert trend_mark(without).word != trend_mark(steady).word
    assert trend_mark(without).detail.endswith(".")


def test_R9_each_of_the_five_points_needs_its_limits(made: PrivateFolder) -> None:
    rows = shares(made, {year: (50 + 9 * n, 100) for n, year in enumerate(YEARS)})
    without_one = [o for o in rows if (o.measure, o.period) != (DONE, YEARS[2])]
    made.publish(without_one)
    found = trend(made.figures(), SHARE).evidence[0]
    assert len(found.series.with_values) == 5
    assert sum(found.interval(year) is not None for year in YEARS) == 4
    assert found.trend.result == "cannot be calculated"


def test_R10_a_mark_rests_on_the_years_since_the_last_break_and_limits_are_labelled(
    made: PrivateFolder,
) -> None:
    since = {year: (30 + 100 * n, 1000) for n, year in enumerate(YEARS)}
    marks = []
    for before in (5, 990):
        held = {"2013-14": (before, 1000), "2014-15": (before, 1000), **since}
        made.publish(shares(made, held), [break_in(SHARE, YEARS[0])])
        view = trend(made.figures(), SHARE)
        marks.append(trend_mark(view.evidence[0].trend))
        assert any(head.startswith("95% interval") for head in view.table.header)
        assert all("95% interval" in p["text"] for p in points(view))
        assert cell_of(view, "Clackmannanshire", YEARS[4])["interval_method"] == "Wilson"
    assert marks[0] == marks[1]
    assert marks[0].symbol == "▲"


def test_R11_small_lines_share_one_time_axis_and_say_where_it_starts(
    illustrative: FigureSet, made: PrivateFolder
) -> None:
    view = profile_view(illustrative, CLACKS, TODAY)
    drawn_rows = [row for row in view.rows if row.sparkline and row.latest]
    ends: dict[str, set[str]] = {}
    for row in drawn_rows:
        dots = re.findall(r'<circle cx="([\d.]+)"[^>]* r="3.2"', row.sparkline)
        ends.setdefault(row.evidence.series.with_values[-1].period, set()).update(dots)
    assert len(drawn_rows) > 5
    assert all(len(places) == 1 for places in ends.values())
    assert any(view.years[0] in note and "every one runs from" in note for note in view.notes)
    held = dict.fromkeys(YEARS, (60, 100))
    made.publish(shares(made, held), [break_in(SHARE, YEARS[3])])
    [only] = [r for r in profile_view(made.figures(), CLACKS, TODAY).rows if r.sparkline]
    assert only.sparkline.count("L") == 1, "years measured another way are drawn"


# Missing, zero and status


def test_R12_missing_is_never_turned_into_zero(made: PrivateFolder) -> None:
    made.publish(counts(made, {"2020-21": 40, "2021-22": None, "2022-23": 50}))
    view = trend(made.figures(), DIVERSION)
    assert view.series[0].by_period["2021-22"].value is None
    assert {p["value"] for p in points(view)} == {40, 50}
    [line] = [line for line in view.table.rows if line[0].text == "2021-22"]
    assert (line[1].is_missing, line[1].text) == (True, "Not available")
    assert cell_of(view, "Clackmannanshire", "2021-22")["value"] == ""
    assert not re.search(r"\b0 in 2021-22|no diversion", view.description)


FIVE = {
    CLACKS: (0, "published"),
    FALKIRK: (None, "low"),
    STIRLING: (None, "suppressed"),
    FIFE: (None, "not_collected"),
    MORAY: (None, "not_applicable"),
}


def test_R13_five_kinds_of_nothing_look_and_read_differently(made: PrivateFolder) -> None:
    rows = [
        made.row(SHARE, code, YEARS[3], value, status=status)
        for code, (value, status) in FIVE.items()
    ]
    others = [a.code for a in made.areas.councils if a.code not in FIVE]
    rows += [made.row(SHARE, code, YEARS[3], 40 + n) for n, code in enumerate(others)]
    made.publish([replace(o, status="published") if o.status == "supplied" else o for o in rows])
    bars = compare_view(made.figures(), CompareSelection(CLACKS, SHARE, YEARS[3]), TODAY).bars
    by_code = {row["code"]: row for row in drawn(bars, "code") if row["code"] in FIVE}
    marks = {code: (row.get("shape", "bar"), row["text"]) for code, row in by_code.items()}
    assert len(set(marks.values())) == 5
    assert marks[CLACKS][0] == "bar"
    assert {shape for code, (shape, _) in marks.items() if code != CLACKS}.isdisjoint({"bar"})
    assert marks[STIRLING][0] != marks[FIFE][0], "hidden looks like not collected"
    assert len({row["description"] for row in by_code.values()}) == 5
    view = trend(made.figures(), SHARE, others=tuple(FIVE)[1:])
    [line] = [line for line in view.table.rows if line[0].text == YEARS[3]]
    heads = dict(zip(view.table.header, line, strict=True))
    names = [made.areas.by_code[code].name for code in FIVE]
    assert len({heads[name].text for name in names}) == 5
    assert [heads[name].is_missing for name in names] == [False, True, True, True, True]
    reasons = [cell_of(view, name, YEARS[3])["reason_if_missing"] for name in names[1:]]
    assert len(set(reasons)) == 4


def test_R14_an_area_whose_latest_year_is_hidden_stays_in_its_profile_with_words(
    made: PrivateFolder,
) -> None:
    latest = made.row(SHARE, CLACKS, YEARS[4], None, status="suppressed")
    made.publish([*shares(made, {YEARS[3]: (60, 100)}), latest])
    row = row_of(profile_view(made.figures(), CLACKS, TODAY), SHARE)
    assert (row.value.text, row.year) == ("60.0%", YEARS[3])
    assert YEARS[4] in row.newer
    assert "protect individuals" in row.newer
    made.publish([latest])
    only = row_of(profile_view(made.figures(), CLACKS, TODAY), SHARE)
    assert only.value.text == "Not shown, to protect individuals"


def test_R15_area_and_comparator_in_one_row_are_for_the_same_year_and_it_is_shown(
    made: PrivateFolder,
) -> None:
    own = shares(made, {YEARS[2]: (60, 100), YEARS[3]: (61, 100)})
    both = shares(made, {YEARS[3]: (500, 1000), YEARS[4]: (900, 1000)}, SCOTLAND)
    made.publish([*own, *both])
    row = row_of(profile_view(made.figures(), CLACKS, TODAY), SHARE)
    assert row.beside
    assert (row.year, row.beside.text) == (YEARS[3], "50.0%")
    made.publish([*own, *shares(made, {YEARS[4]: (900, 1000)}, SCOTLAND)])
    row = row_of(profile_view(made.figures(), CLACKS, TODAY), SHARE)
    assert row.comparison
    assert row.comparison.standing == "not compared"
    assert row.beside
    assert row.beside.is_missing
    assert "90.0" not in row.beside.text


def test_R16_estimated_provisional_and_computed_values_are_marked_apart(
    made: PrivateFolder,
) -> None:
    kinds = ("published", "provisional", "estimated", "revised", "secondary", "computed")
    one = Series(
        CLACKS_AREA,
        SHARE_MEASURE,
        tuple(figure(f"20{10 + n}-{11 + n}", 50, status=kind) for n, kind in enumerate(kinds)),
    )
    table = figures_table([one], "Shares")
    assert len({line[1].qualifier for line in table.rows}) == len(kinds)
    assert len(table.notes) == len(kinds) - 1
    rows = counts(made, dict.fromkeys(YEARS, 40))
    for status in ("provisional", "estimated"):
        made.publish([*rows[:4], replace(rows[4], status=status)])
        view = trend(made.figures(), DIVERSION)
        dashes = [plot for plot in view.panels if plot.rows["dashes"]]
        assert {row["period"] for row in dashes[0].rows["dashes"]} == set(YEARS[3:])
        assert any(status in p["text"] for p in points(view))
    three = [
        row for code in (CLACKS, FALKIRK, STIRLING) for row in counts(made, {YEARS[4]: 9}, code)
    ]
    made.publish(three)
    sum_of_three = trend(made.figures(), DIVERSION, others=("forth-valley",))
    assert cell_of(sum_of_three, "Forth Valley", YEARS[4])["status"] == "computed"
    assert any(note.startswith("Computed here: ") for note in sum_of_three.table.notes)


def test_R16_a_publishers_estimate_is_read_as_one(home: Path, areas: Areas) -> None:
    rows = rows_of(areas)
    rows[3][3] = "28 [e]"
    checked = check_files(home, [Upload("a.xlsx", _diversion(rows))])
    [datum] = [d for d in checked.reads[0].data if d.status == "estimated"]
    assert (datum.value, datum.area.name) == (28, rows[3][1])


def test_R17_a_category_called_none_survives_loading_and_export(
    tmp_path: Path, made: PrivateFolder
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Area,Penalty,Number\nFife,None,3\nFife,NA,4\nFife,N/A,5\n", encoding="utf-8")
    [sheet] = read_book(path).sheets
    assert [row[1] for row in sheet.rows] == ["Penalty", "None", "NA", "N/A"]
    [row] = counts(made, {YEARS[4]: 40})
    made.publish([replace(row, note="None")])
    assert cell_of(trend(made.figures(), DIVERSION), "Clackmannanshire", YEARS[4])["note"] == "None"


# Caveats, words and judgement


@pytest.mark.usefixtures("on_pages")
@pytest.mark.parametrize("page", THEME_PATHS)
def test_R18_every_caveat_held_is_on_the_page_and_in_the_download(
    illustrative: FigureSet, page: str
) -> None:
    theme = illustrative.catalogue.theme_by_page[page]
    text = open_page(page, {"set": "illustrative"}).root.text
    rows = file_of(trend(illustrative, theme.opening_choice.key))
    for caveat in theme.caveats:
        assert " ".join(caveat.split()) in text
        assert all(caveat in row["caveats"] for row in rows)


JUDGED = re.compile(r"\b(better|worse|improv\w+|getting)\b", re.IGNORECASE)


def test_R19_without_a_desired_direction_nothing_is_better_or_worse(
    illustrative: FigureSet,
) -> None:
    catalogue = illustrative.catalogue
    told = 0
    for theme in catalogue.indicators:
        for measure in theme.headline:
            if catalogue.judged_direction_of(measure) != "none":
                continue
            view = trend(illustrative, measure)
            said = [view.finding.text, view.description, *(f.value for f in view.facts)]
            said += [cell.text for line in view.table.rows for cell in line]
            assert not JUDGED.search("\n".join(said)), measure
            told += 1
    assert told > 5


def test_R19_nothing_is_higher_or_lower_without_an_interval(made: PrivateFolder) -> None:
    made.publish(
        [
            made.row(SHARE, area, YEARS[4], value, status="published")
            for area, value in ((CLACKS, 20.0), (SCOTLAND, 90.0))
        ]
    )
    view = trend(made.figures(), SHARE)
    row = cell_of(view, "Clackmannanshire", YEARS[4])
    assert (row["comparison"], row["reason_if_not_compared"]) == (
        "not compared",
        "The counts behind the figure are not all held.",
    )
    assert not re.search(r"\b(higher|lower|better|worse)\b", view.finding.text)


def test_R20_colour_is_never_the_only_carrier_of_a_judgement(illustrative: FigureSet) -> None:
    found = {
        comparison_mark(one.comparison)
        for measure in ("cpo_completion_percent", "diversion_rate_per_10000", DIVERSION)
        for year in YEARS
        for one in standings(illustrative, measure, year)
    }
    looks = {(mark.role, mark.symbol, mark.word) for mark in found}
    assert {role for role, *_ in looks} >= {"better", "worse", "similar", "none", "neutral"}
    assert all(symbol and word for _, symbol, word in looks)
    in_grey = {(symbol, word) for _, symbol, word in looks}
    assert len(in_grey) == len(looks)


whole_numbers = st.integers(min_value=10_000, max_value=90_000)


@given(top=whole_numbers, more=st.integers(min_value=0, max_value=60))
def test_R21_two_figures_printed_alike_are_never_higher_or_lower(top: int, more: int) -> None:
    base = 10_000_000
    own, other = (
        Evidence(
            series([round(100 * n / base, 1)], SHARE_MEASURE, area, decimals=1),
            {"2015-16": Counts(n, base)},
            "up",
        )
        for n, area in ((100 * top, CLACKS_AREA), (100 * (top + more), SCOTLAND_AREA))
    )
    found = own.against(other, "2015-16")
    values = [one.series.figures[0].value for one in (own, other)]
    if values[0] == values[1]:
        assert found.standing == "similar"
        assert comparison_mark(found).role == "similar"
    else:
        assert found.standing in ("lower", "similar")


BROKEN = re.compile(r"\bnan\b|\bNaN\b|\bnull\b|\bundefined\b|\(\s*\)|\bNone\b(?=\s*[.,;)%]|\s*$)")


def test_R22_nothing_broken_reaches_the_reader_where_all_is_missing(made: PrivateFolder) -> None:
    made.publish([made.row(DIVERSION, CLACKS, YEARS[3], None, status="not_available")])
    pages = {page: made.catalogue.theme_by_page[page].opening_choice.key for page in THEME_PATHS}
    shown = [v for v in views(made.figures(), (CLACKS, SCOTLAND), pages) if isinstance(v, View)]
    assert len(shown) > 30
    for view in shown:
        for line in texts_of(view).splitlines():
            assert not BROKEN.search(line), f"{view.kind}: {line}"
        for row in file_of(view):
            assert not any(BROKEN.search(cell) for cell in row.values()), f"{view.kind}: {row}"
        assert view.finding.text.endswith((".", "?"))


@pytest.mark.usefixtures("on_pages")
@pytest.mark.parametrize("path", ["compare-areas", "area-profile", "diversion", "at-a-glance"])
def test_R22_nothing_chosen_gives_a_page_and_no_error(path: str) -> None:
    page = open_page(path, {"compare": "", "measure": "", "from": "", "area": ""})
    assert page.title
    assert not BROKEN.search(page.root.text)


def test_R23_the_comparator_is_named_and_a_group_says_how_its_figure_comes_about(
    illustrative: FigureSet,
) -> None:
    view = trend(illustrative, DIVERSION, others=(SCOTLAND, "forth-valley"))
    own = [row for row in file_of(view) if row["area"] == "Clackmannanshire"]
    assert {row["compared_with"] for row in own} == {"Scotland"}
    valley = cell_of(view, "Forth Valley", view.series[1].with_values[-1].period)
    assert valley["status"] == "computed"
    assert valley["note"].startswith("Sum of Clackmannanshire, Falkirk and Stirling")
    assert any("the sum of the three councils" in note for note in view.notes)
    assert {"Scotland", "Forth Valley"} <= {p["area"] for p in points(view)}
    share = trend(illustrative, "cpo_completion_percent", others=("forth-valley",))
    period = share.series[1].with_values[-1].period
    assert cell_of(share, "Forth Valley", period)["note"].startswith("Ratio of the sums")


def test_R23_scotland_is_its_own_published_figure_never_the_sum_of_councils(
    made: PrivateFolder,
) -> None:
    councils = [a.code for a in made.areas.councils]
    made.publish([row for code in councils for row in counts(made, {YEARS[4]: 10}, code)])
    view = trend(made.figures(), DIVERSION)
    assert cell_of(view, "Scotland", YEARS[4])["value"] == ""
    made.publish(counts(made, {YEARS[4]: 350}, SCOTLAND))
    row = cell_of(trend(made.figures(), DIVERSION), "Scotland", YEARS[4])
    assert (row["value"], row["status"]) == ("350", "published")


@pytest.mark.parametrize("page", THEME_PATHS)
def test_R24_counted_by_is_never_empty(
    published: FigureSet, illustrative: FigureSet, page: str
) -> None:
    for figures in (published, illustrative):
        theme = figures.catalogue.theme_by_page[page]
        view = trend(figures, theme.opening_choice.key)
        counted = figures.catalogue.counted_by(view.measure.id)
        assert f"Counted by: {counted}." in view.source_line
        assert all(row["counted_by"] == counted for row in file_of(view))
        assert f"Counted by: {counted}." in words_in(picture_svg(view))


@pytest.mark.parametrize("name", ["Forth Valley", "Clackmannanshire and Stirling"])
def test_R25_two_councils_reported_together_are_never_one_council(
    home: Path, areas: Areas, name: str
) -> None:
    rows = rows_of(areas)
    place = next(n for n, row in enumerate(rows) if row[1] == "Clackmannanshire")
    rows[place][1] = name
    checked = check_files(home, [Upload("a.xlsx", _diversion(rows))])
    assert checked.errors
    assert any(name in str(remark) for remark in checked.errors)
    assert checked.report is None or not any(
        c.new_value == rows[place][3] and c.area_code == CLACKS for c in checked.report.changes
    )


def _diversion(rows: Sequence[Sequence[Any]]) -> bytes:
    table = [[TABLE], [], HEADER, *rows]
    return workbook(("Cover", [[COVER], ["Published 10 September 2025"]]), ("DFP_1", table))


# Screen, export and engineering


@pytest.mark.parametrize("measure", [DIVERSION, "cpo_completion_percent"])
def test_R26_chart_table_and_file_agree_cell_by_cell(illustrative: FigureSet, measure: str) -> None:
    view = trend(illustrative, measure, others=(SCOTLAND, "forth-valley"))
    in_chart = {(p["area"], p["period"]): p for p in points(view)}
    compared = 0
    for line in view.table.rows:
        cells = dict(zip(view.table.header, line, strict=True))
        for one in view.series:
            head = next(h for h in cells if h.startswith(one.area.name))
            in_table, row = cells[head], cell_of(view, one.area.name, line[0].text)
            point = in_chart.get((one.area.name, line[0].text))
            assert in_table.is_missing == (point is None) == (row["value"] == "")
            if point is not None:
                assert re.sub(r"[,%]", "", in_table.text) == row["value"]
                assert float(row["value"]) == pytest.approx(point["value"])
                assert point["text"].startswith(in_table.text)
                compared += 1
    assert compared > 10


@given(note=st.text(alphabet="a,\";'\n\r é–|", max_size=30))
def test_R27_a_written_file_reads_back_unchanged(published: FigureSet, note: str) -> None:
    view = trend(published, DIVERSION)
    place = view.download.columns.index("note")
    first = list(view.download.rows[0])
    first[place] = note
    changed = replace(view, make_download=lambda: replace(view.download, rows=(tuple(first),)))
    assert file_of(changed)[0]["note"] in (note, f"'{note}")


@pytest.mark.parametrize("highest", [7, 70, 71_000])
def test_R28_axes_end_where_the_data_do(made: PrivateFolder, highest: int) -> None:
    for factor in (1, 2):
        made.publish(counts(made, {YEARS[3]: 5, YEARS[4]: highest * factor}))
        view = trend(made.figures(), DIVERSION)
        [panel] = view.panels
        assert panel.ticks[0] == 0
        assert highest * factor <= panel.ticks[-1] <= 2.5 * highest * factor
        assert panel.top >= panel.ticks[-1]


def test_R29_an_exported_chart_is_sharp_at_slide_size(illustrative: FigureSet) -> None:
    view = trend(illustrative, DIVERSION)
    image = Image.open(io.BytesIO(picture_png(view)))
    assert image.width >= 1920
    assert image.width * 9 == image.height * 16
    assert re.fullmatch(r"[a-z0-9_-]+\.png", file_name(view, "png"))
    assert "clackmannanshire" in file_name(view, "png")


def test_R30_printing_to_a4_cuts_no_chart_and_no_table() -> None:
    """It takes a browser to print: the test there prints the page and looks at the sheets."""
    tests = (PROJECT / "tests" / "browser" / "test_profile_prints.py").read_text(encoding="utf-8")
    assert re.search(r"^def test_\w*(print|page|cut|whole)\w*\(", tests, re.MULTILINE)
    assert "pdf" in tests


@pytest.mark.usefixtures("on_pages")
@pytest.mark.parametrize("path", [entry.path for entry in PAGES])
def test_R31_no_placeholder_or_dead_link_ships(path: str) -> None:
    page = open_page(path)
    assert not re.search(
        r"lorem|\bTODO\b|\bFIXME\b|\bTBC\b|xxx|\{\w*\}|placeholder", page.root.text, re.IGNORECASE
    )
    links = [node.attributes.get("href", "") for node in page.root.all("a")]
    assert all(re.match(r"(https?://\S|/?[a-z-]+|#\w)", link) for link in links), links


def test_R32_figures_of_an_earlier_edition_can_still_be_shown(made: PrivateFolder) -> None:
    old, new = (
        replace(
            made.row(DIVERSION, CLACKS, "2022-23", value, edition=edition, status="published"),
            source_id=edition,
        )
        for value, edition in ((40, "2022-23"), (44, "2023-24"))
    )
    official = SOURCE | {"designation": "accredited official statistics"}
    sources = [
        official | {"source_id": edition, "published": published}
        for edition, published in (("2022-23", "2024-01-16"), ("2023-24", "2024-09-24"))
    ]
    made.publish([old, new], sources=sources)
    figures = made.figures()
    by_edition = [
        queries.observations(figures.database, [DIVERSION], [CLACKS], edition=edition)[0]["value"]
        for edition in ("2022-23", "2023-24")
    ]
    assert by_edition == [40, 44]
    view = trend(figures, DIVERSION)
    assert view.editions
    assert {row[3].text for row in view.editions.rows} == {"40", "44"}
    before = trend(figures, DIVERSION, as_at="2022-23")
    assert cell_of(before, "Clackmannanshire", "2022-23")["value"] == "40"
    first, second = (
        tables_of(CheckedFigures(rows, tuple(sources), (), ()))["observations"]
        for rows in ((old,), (old, new))
    )
    [change] = [c for c in make_report(first, second).changes if c.kind == "revised"]
    assert (change.old_value, change.new_value) == (40, 44)


def test_R33_all_32_areas_can_be_seen_in_one_view_or_one_family_group(
    illustrative: FigureSet,
) -> None:
    selection = CompareSelection(CLACKS, "diversion_rate_per_10000", "2023-24")
    shown = compare_view(illustrative, selection, TODAY)
    assert {view.kind for view in shown.views} >= {"bars", "funnel", "map"}
    for view in shown.views:
        marks = {row["code"]: row for row in drawn(view, "code")}
        assert {a.code for a in illustrative.areas.councils} <= marks.keys(), view.kind
        assert "Scotland" in str(view.drawing.plots) if view.drawing else False, view.kind
        assert len([row for row in file_of(view) if row["area"] != "Scotland"]) >= 32
    assert shown.group
    assert CLACKS in shown.group.members
    bars = [row for row in drawn(shown.bars, "bar_top") if "shape" not in row]
    fills = {row["code"]: row["fill"] for row in bars}
    family = {fills[code] for code in shown.group.members if code != CLACKS}
    others = {fill for code, fill in fills.items() if code not in shown.group.members}
    assert len(family) == 1
    assert family.isdisjoint(others)


def test_R34_every_view_has_automated_tests() -> None:
    cells = {(offer.kind, thing) for offer, thing in test_registry.CELLS}
    kinds = {
        kind
        for path in (PROJECT / "cjdata" / "views").rglob("*.py")
        for kind in re.findall(r'\bkind="([a-z-]+)"', path.read_text(encoding="utf-8"))
    }
    assert kinds
    assert {(kind, thing) for kind in kinds for thing in THINGS} <= cells
