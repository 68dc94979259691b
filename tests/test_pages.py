"""Every page as Streamlit runs it, without a browser: what it shows and what the address does."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from known_pages import HOME, PAGES, THEME_PATHS
from read_pages import PROJECT, Node, Page, open_page
from some import some
from streamlit.testing.v1 import AppTest

from cjdata import queries, settings, wording
from cjdata.library import FigureSet, library
from cjdata.publishing.build_snapshots import build
from cjdata.reference.areas import SCOTLAND
from cjdata.reference.periods import kind_of
from cjdata.store.snapshots import current_ids
from cjdata.text import value_text
from cjdata.views.trend import words as themes

PATHS = [entry.path for entry in PAGES]
AREA_PATHS = [entry.path for entry in PAGES if entry.section == "Areas"]
AREAS = ("Clackmannanshire", "Scotland", "Na h-Eileanan Siar", "Glasgow City", "City of Edinburgh")
BOTH_SETS = (settings.PUBLISHED, settings.ILLUSTRATIVE)
MARK = "Illustrative figures: not real"

every_page = pytest.mark.parametrize("path", PATHS)
every_theme_page = pytest.mark.parametrize("path", THEME_PATHS)
either_set = pytest.mark.parametrize("figures_set", BOTH_SETS)


# --- Data folders ---


@pytest.fixture(scope="session")
def built_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with both sets built."""
    folder = tmp_path_factory.mktemp("pages") / "data"
    for part in ("published", "reference"):
        shutil.copytree(PROJECT / "data" / part, folder / part)
    build(folder)
    return folder


@pytest.fixture(autouse=True)
def _usual_settings(built_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CJDATA_ILLUSTRATIVE", "CJDATA_OPEN_ON"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CJDATA_HOME", str(built_folder))


@pytest.fixture
def own_folder(built_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built data folder that a test may damage."""
    folder = tmp_path / "data"
    shutil.copytree(built_folder, folder)
    monkeypatch.setenv("CJDATA_HOME", str(folder))
    return folder


def snapshot_file(folder: Path, figures_set: str, table: str = "observations") -> Path:
    extracts = folder / "extracts"
    return extracts / current_ids(extracts)[figures_set] / f"{table}.parquet"


# --- Reading a page ---


def texts_outside_years(node: Node) -> Iterator[str]:
    """List the texts in which a browser may break a line at any hyphen."""
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif not {"cj-year", "cj-whole"} & set(child.css):
            yield from texts_outside_years(child)


def address_of(area: str, figures_set: str) -> dict[str, str]:
    return {"area": area, "set": figures_set}


def printed(figures: FigureSet, measure_id: str, areas: list[str]) -> dict[tuple[str, str], str]:
    """Give the text of every figure held, straight from the snapshot, by area and year."""
    measure = figures.catalogue.measures[measure_id]
    codes = [figures.areas.find(area).code for area in areas]
    decimals = {
        (row["area_code"], row["period"]): row["decimals"]
        for row in queries.current_figures(figures.database, [measure_id], codes)
    }
    return {
        (figures.areas.by_code[row["area_code"]].name, row["period"]): value_text(
            measure, row["value"], decimals[row["area_code"], row["period"]]
        )
        for row in queries.observations(figures.database, [measure_id], codes)
        if row["value"] is not None and kind_of(row["period"]) == "financial_year"
    }


def is_interval(column: str) -> bool:
    return column.startswith("95% interval")


def assert_shows_the_figures(page: Page, figures: FigureSet, measure: str, area: str) -> None:
    """Check the table cell by cell against the snapshot; what is missing must say so in words."""
    areas = list(dict.fromkeys([area, "Scotland"]))
    expected = printed(figures, measure, areas)
    head, *body = page.figures.all("tr")
    names = [cell.text for cell in head.all("th")]
    assert len([name for name in names if not is_interval(name)]) == 1 + len(areas)
    shown = {}
    for row in body:
        year, *others = [child for child in row.children if isinstance(child, Node)]
        columns = zip(names[1:], others, strict=True)
        held = [(name, cell) for name, cell in columns if not is_interval(name)]
        for name, (column, cell) in zip(areas, held, strict=True):
            assert column.startswith(name)
            if "cj-missing" in cell.css:
                assert any(letter.isalpha() for letter in cell.text), (name, year.text)
            else:
                shown[name, year.text] = cell.without("small")
    assert shown == expected
    years = [row.all("th")[0].text for row in body]
    assert years == sorted(set(years), reverse=True)


# --- Every page ---


@pytest.mark.parametrize(
    ("area", "figures_set", "path"), some(product(AREAS, BOTH_SETS, THEME_PATHS), 3)
)
def test_a_theme_page_shows_the_figures_of_the_snapshot(
    path: str, figures_set: str, area: str
) -> None:
    figures = library().figures(figures_set)
    shown = figures.areas.find(area)
    opening = figures.catalogue.theme_by_page[path].opening_choice_of(shown.kind)
    form = opening.opening_form(shown.kind)  # of single years, however small they are
    page = open_page(path, {**address_of(area, figures_set), "show": form})
    assert page.area == area
    assert_shows_the_figures(page, figures, opening.opening_measure(shown.kind), area)


@pytest.mark.parametrize("area", AREAS)
@either_set
def test_the_first_page_shows_the_newest_figure_of_every_headline_and_scotlands_of_that_year(
    figures_set: str, area: str
) -> None:
    page = open_page("at-a-glance", address_of(area, figures_set))
    figures = library().figures(figures_set)
    shown_of = figures.areas.find(area)
    headlines = [m for theme in figures.catalogue.themes for m in theme.headline_of(shown_of.kind)]
    rows = [row for table in page.root.all("table", "cj-glance") for row in table.all("tr")[1:]]
    for measure_id, row in zip(headlines, rows, strict=True):
        for name, cell in zip(dict.fromkeys([area, "Scotland"]), row.all("td"), strict=False):
            years = printed(figures, measure_id, [name])
            if years:
                own = {year for _, year in printed(figures, measure_id, [area])}
                held = {year for _, year in years}
                newest = name, max(held & own or held)
                [shown] = cell.all("span", "cj-value")
                assert shown.text.removeprefix("about ") == years[newest]
                assert newest[1] in cell.text
            else:
                [shown] = cell.all("span", "cj-missing")
                assert any(letter.isalpha() for letter in shown.text)


@pytest.mark.parametrize("area", AREAS)
@either_set
def test_the_data_notes_are_drawn_for_every_area(figures_set: str, area: str) -> None:
    page = open_page("data-notes", address_of(area, figures_set))
    assert page.title == "Data notes"
    assert library().figures(figures_set).snapshot_id in page.root.text


@either_set
@every_theme_page
def test_every_choice_and_form_shows_its_own_figures(path: str, figures_set: str) -> None:
    figures = library().figures(figures_set)
    for choice in figures.catalogue.theme_by_page[path].choice:
        for form, measure in choice.forms.items():
            page = open_page(path, {"measure": measure, "show": form, "set": figures_set})
            assert_shows_the_figures(page, figures, measure, "Clackmannanshire")
            assert not page.messages


@every_page
def test_illustrative_figures_are_marked_on_the_page_and_on_its_charts(path: str) -> None:
    page = open_page(path, {"set": "illustrative"})
    assert [node.text for node in page.root.all(css="cj-banner")] == [MARK]
    marks = [node.text for node in page.root.all(css="cj-chart-mark")]
    assert set(marks) <= {MARK}
    if path in THEME_PATHS:
        assert len(marks) == len(page.root.all("h2", "cj-chart-heading")) >= 1


@every_page
def test_published_figures_are_never_marked_as_illustrative(path: str) -> None:
    page = open_page(path)
    assert MARK not in page.root.text
    assert not page.root.all(css="cj-banner")


@every_page
def test_no_year_is_torn_apart_at_the_end_of_a_line(path: str) -> None:
    page = open_page(path, {"area": "East Lothian"})
    torn = [t for t in texts_outside_years(page.root) if re.search(r"\b\d{4}-\d{2}\b", t)]
    assert torn == []


@either_set
@every_theme_page
def test_every_chart_is_described_in_words(path: str, figures_set: str) -> None:
    page = open_page(path, {"set": figures_set})
    headings = [heading.text for heading in page.root.all("h2", "cj-chart-heading")]
    descriptions = [chart.proto.alt for chart in page.charts]
    assert all(any(h in text for h in headings) for text in descriptions)
    assert descriptions == [] or all(any(h in t for t in descriptions) for h in headings)
    if page.figures.all("td") and not all("cj-missing" in c.css for c in page.figures.all("td")):
        assert descriptions
    else:
        assert wording.NOTHING_TO_DRAW in page.root.text


# --- Which set of figures ---


def offers(page: Page) -> list[Any]:
    """The links that offer the page on illustrative figures."""
    words = "See this page with illustrative figures (not real)"
    return [link for link in page.at.get("page_link") if link.proto.label == words]


def test_without_illustrative_figures_there_is_no_choice_of_figures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert [radio.label for radio in open_page("diversion").at.radio] == ["Figures"]
    monkeypatch.setenv("CJDATA_ILLUSTRATIVE", "off")
    page = open_page("diversion")
    assert not page.at.radio
    assert not offers(page)


@every_page
def test_without_illustrative_figures_their_address_gives_published_ones(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CJDATA_ILLUSTRATIVE", "off")
    page = open_page(path, {"set": "illustrative"})
    assert "set=illustrative" in page.messages
    assert MARK not in page.root.text
    assert page.address == {}


@every_page
def test_a_demonstration_opens_on_illustrative_figures(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CJDATA_OPEN_ON", "illustrative")
    page = open_page(path, {"area": "Fife"})
    assert page.root.all(css="cj-banner")
    assert page.address == {"area": "Fife", "set": "illustrative"}


def test_in_a_demonstration_a_link_to_published_figures_stays_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CJDATA_OPEN_ON", "illustrative")
    page = open_page("housing", {"set": "published"})
    copied = open_page("housing", page.address)
    assert MARK not in page.root.text
    assert copied.html == page.html


@pytest.mark.parametrize("name", ["CJDATA_OPEN_ON", "CJDATA_ILLUSTRATIVE"])
def test_a_setting_that_makes_no_sense_is_named_on_the_page(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "perhaps")
    page = open_page("diversion")
    assert name in page.problems
    assert "“perhaps”" in page.problems
    assert "Set it to" in page.problems


# --- The address ---


@pytest.mark.parametrize(
    ("key", "value", "nearest", "shown"),
    [
        ("area", "Stirlng", "“Stirling”", "Clackmannanshire"),
        ("compare", "Falkrik", "“Falkirk”", "Scotland"),
        ("measure", "diversion_asessments", "“diversion_assessments”", "diversion_cases_commenced"),
        ("show", "numbr", "“number”", "rate"),
        ("from", "1990-91", "2010-11", "2010-11"),
        ("from", "last year", "2010-11", "2010-11"),
        ("to", "2050-51", "2024-25", "2024-25"),
        ("to", "2019-21", "2024-25", "2024-25"),
        ("edition", "2023-4", "“2023-24", "newest"),
        ("set", "ilustrative", "“illustrative”", "published"),
        ("since", "2022-2", "", "none"),
        ("span", "break", "“breaks”", "none"),
    ],
)
def test_a_wrong_value_in_the_address_is_named_with_the_nearest_right_one(
    key: str, value: str, nearest: str, shown: str
) -> None:
    page = open_page("diversion", {key: value})
    assert f"{key}={value}" in page.messages
    assert nearest in page.messages
    assert shown in page.messages
    assert page.title == "Diversion from prosecution"
    assert key not in page.address


def test_every_wrong_value_is_named_at_once() -> None:
    wrong = {"area": "Atlantis", "compare": "Lyonesse", "measure": "luck", "show": "odds"}
    wrong |= {"from": "never", "to": "always", "set": "dreams"}
    page = open_page("diversion", wrong)
    assert [f"{key}={value}" for key, value in wrong.items() if value not in page.messages] == []
    assert page.address == {}


def test_years_the_wrong_way_round_give_all_years_and_a_message() -> None:
    page = open_page("diversion", {"from": "2020-21", "to": "2015-16"})
    assert "“from” (2020-21) is after “to” (2015-16)" in page.messages
    assert page.address == {}


def test_a_group_is_no_area_of_its_own_and_the_message_does_not_suggest_it() -> None:
    page = open_page("diversion", {"area": "Forth Valley"})
    assert page.area == "Clackmannanshire"
    assert "area=Forth Valley" in page.messages
    assert "Did you mean “Forth Valley”" not in page.messages


def test_what_an_address_says_is_shown_as_text_and_never_as_html() -> None:
    page = open_page("diversion", {"area": "<h1>Fife</h1>"})
    assert page.title == "Diversion from prosecution"
    assert "<h1>Fife</h1>" in page.messages


def test_a_parameter_of_somebody_else_is_left_alone() -> None:
    page = open_page("diversion", {"utm_source": "newsletter", "fbclid": "x1", "area": "Fife"})
    assert page.area == "Fife"
    assert not page.messages


@every_page
def test_defaults_are_not_in_the_address(path: str) -> None:
    defaults = {"area": "Clackmannanshire", "compare": "Scotland", "set": "published"}
    if path == "diversion":
        defaults |= {"measure": "diversion_cases_commenced", "show": "rate"}
        defaults |= {"from": "2010-11", "to": "2024-25"}
    page = open_page(path, defaults)
    assert page.address == {}
    assert not page.messages


@pytest.mark.parametrize(
    "address",
    [
        {
            "area": "Fife",
            "compare": "Scotland,Stirling",
            "show": "number",
            "from": "2018-19",
            "to": "2022-23",
            "set": "illustrative",
        },
        {"measure": "diversion_assessments", "compare": "none"},
        {"measure": "diversion_assessments", "compare": "none", "show": "rate"},
    ],
)
def test_what_differs_from_the_defaults_stays_in_the_address(address: dict[str, str]) -> None:
    page = open_page("diversion", address)
    assert not page.messages
    assert page.address == address
    assert page.run().address == address


def test_a_link_to_a_measure_of_another_form_opens_that_form() -> None:
    page = open_page("diversion", {"measure": "diversion_assessments_per_10000"})
    assert page.address == {"measure": "diversion_assessments", "show": "rate"}
    page = open_page("diversion", {"measure": "diversion_rate_per_10000"})
    assert page.address == {}


def test_a_page_opens_on_what_can_be_compared_and_an_old_link_keeps_its_number() -> None:
    assert "the rate of bail supervision" in open_page("bail", {"set": "illustrative"}).finding
    named = {"measure": "bail_supervision_cases_commenced", "set": "illustrative"}
    old = open_page("bail", named)
    assert "there were" in old.finding
    assert old.address == {"show": "number", "set": "illustrative"}
    assert "there were" in open_page("bail", {"area": "Scotland"}).finding


@pytest.mark.parametrize(
    ("page", "key", "value", "address"),
    [
        ("diversion", "show", "NUMBER", {"show": "number"}),
        ("diversion", "show", "Rate", {}),
        ("community-sentences", "measure", "CPO_COMPLETION_PERCENT", {}),
    ],
)
def test_an_address_in_capitals_is_read_and_nothing_is_said(
    page: str, key: str, value: str, address: dict[str, str]
) -> None:
    """A notice without a word stood here once."""
    seen = open_page(page, {key: value})
    assert not seen.root.all(css="cj-notice")
    assert seen.address == address


def test_the_address_takes_any_name_of_an_area_and_gives_the_official_one() -> None:
    page = open_page("diversion", {"area": "Western Isles", "compare": "edinburgh,scotland"})
    assert page.area == "Na h-Eileanan Siar"
    assert page.address == {"area": "Na h-Eileanan Siar", "compare": "City of Edinburgh,Scotland"}
    assert not page.messages


def test_years_in_the_address_bound_the_table() -> None:
    page = open_page("diversion", {"from": "2018-19", "to": "2020-21", "set": "illustrative"})
    rows = page.figures.all("tbody")[0].all("tr")
    assert [row.all("th")[0].text for row in rows] == ["2020-21", "2019-20", "2018-19"]


def test_an_area_can_be_compared_with_many_others_and_the_page_still_draws() -> None:
    names = ["Scotland", "Falkirk", "Stirling", "Fife", "Moray", "Angus", "Highland"]
    page = open_page("diversion", {"compare": ",".join(names), "set": "illustrative"})
    heads = [cell.text for cell in page.figures.all("thead")[0].all("th")]
    shown = [head for head in heads if not is_interval(head)][2:]
    assert shown == names[: len(shown)]
    assert len(shown) == 5
    assert "Leave out Angus and Highland. Showing Scotland, Falkirk, " in page.messages


def test_an_index_is_offered_only_where_a_year_can_be_its_base() -> None:
    bare = open_page("attitudes", {"area": "Scotland", "show": "index"})
    assert "index" not in bare.at.segmented_control(key="attitudes/show").options
    assert "show=index, but “index” is not a known way to show this measure" in bare.messages
    full = open_page("custody-community", {"area": "Scotland", "show": "index"})
    assert full.at.segmented_control(key="custody-community/show").value == "index"
    assert "show=index" not in full.messages


def test_an_edition_that_the_measure_does_not_have_is_told_and_not_shown() -> None:
    """The label says when other measures were published, and nothing of this one."""
    figures = library().figures("published")
    measure, edition = "reconviction_rate_one_year_home_area", "2024-25 part 1"
    assert edition in queries.editions(figures.database)
    page = open_page("reoffending", {"measure": measure, "edition": edition})
    assert f"edition={edition}, but “{edition}” is not a known edition" in page.messages
    assert "As published up to" not in page.finding
    assert "edition" not in page.address


def test_another_measure_drops_an_edition_that_it_does_not_have() -> None:
    figures = library().figures("published")
    chosen = {"measure": "reconviction_rate_one_year_court_area", "edition": "2012-13"}
    page = open_page("reoffending", chosen)
    assert page.address["edition"] == "2012-13"
    theme = figures.catalogue.theme_by_page["reoffending"]
    other = theme.choice_of("reconviction_rate_one_year_home_area")
    assert other is not None
    page.at.selectbox(key="reoffending/measure").set_value(other.key)
    page = page.run()
    assert "edition" not in page.address
    assert "As published up to" not in page.finding


def test_an_edition_in_the_address_leaves_newer_figures_out() -> None:
    figures = library().figures("published")
    rows = queries.editions_of(figures.database, ["diversion_cases_commenced"], [SCOTLAND])
    edition = min(row["edition"] for row in rows)
    page = open_page("diversion", {"area": "Scotland", "edition": edition})
    said = wording.as_at_sentence(edition)
    assert page.finding.count(said) == 1
    assert said not in page.messages, "the page says it once"
    assert themes.BACK_TO_NEWEST in page.messages
    assert page.address == {"area": "Scotland", "edition": edition}
    held = {row["period"] for row in rows if row["edition"] <= edition and row["value"] is not None}
    assert {
        row.all("th")[0].text
        for row in page.figures.all("tr")[1:]
        if "cj-missing" not in row.all("td")[0].css
    } == held


# --- The controls ---


def typed(page: Page, text: str) -> Page:
    """Type a text into the area's box and press Enter."""
    box = page.at.selectbox(key="area")
    if text not in box.options:
        box.options.append(text)
    return Page(box.set_value(text).run())


def test_another_area_changes_the_finding_the_table_and_the_address() -> None:
    page = typed(open_page("diversion", {"set": "illustrative"}), "Fife")
    assert page.address == {"area": "Fife", "set": "illustrative"}
    assert page.finding.startswith("In Fife in ")
    figures = library().figures("illustrative")
    assert_shows_the_figures(page, figures, "diversion_rate_per_10000", "Fife")


def test_an_alias_typed_gives_the_official_name() -> None:
    page = typed(open_page("diversion"), "Western Isles")
    assert page.area == "Na h-Eileanan Siar"
    assert page.address == {"area": "Na h-Eileanan Siar"}
    assert not page.messages


def test_an_unknown_name_typed_keeps_the_area_and_says_so() -> None:
    page = typed(open_page("diversion", {"area": "Fife"}), "Stirlng")
    assert page.area == "Fife"
    assert "“Stirlng”" in page.messages
    assert "Did you mean “Stirling”?" in page.messages
    assert page.address == {"area": "Fife"}


def test_a_message_about_a_typed_name_is_gone_with_the_next_change() -> None:
    page = typed(typed(open_page("diversion"), "Atlantis"), "Fife")
    assert not page.messages
    assert page.address == {"area": "Fife"}


def test_a_message_about_the_address_is_gone_with_the_next_change() -> None:
    page = typed(open_page("diversion", {"area": "Atlantis"}), "Fife")
    assert not page.messages
    assert page.address == {"area": "Fife"}


def test_another_measure_form_and_years_change_the_view_and_the_address() -> None:
    at = open_page("diversion", {"set": "illustrative"}).at
    at.segmented_control(key="diversion/show").set_value("number").run()
    at.selectbox(key="diversion/from").set_value("2018-19").run()
    at.selectbox(key="diversion/to").set_value("2022-23")
    page = Page(at.run())
    assert page.address == {
        "show": "number",
        "from": "2018-19",
        "to": "2022-23",
        "set": "illustrative",
    }
    assert len(page.figures.all("tbody")[0].all("tr")) == 5
    at.segmented_control(key="diversion/measure").set_value("diversion_assessments")
    page = Page(at.run())
    assert page.address == {
        "measure": "diversion_assessments",
        "from": "2018-19",
        "to": "2022-23",
        "set": "illustrative",
    }


def test_the_other_set_of_figures_is_one_click_away() -> None:
    at = open_page("diversion").at
    page = Page(at.radio(key="set").set_value("illustrative").run())
    assert page.root.all(css="cj-banner")
    assert page.address == {"set": "illustrative"}


def test_scotland_is_compared_with_nothing() -> None:
    page = open_page("diversion", {"area": "Scotland"})
    assert page.at.multiselect(key="compare").value == []
    assert page.address == {"area": "Scotland"}
    year, column = page.figures.all("thead")[0].all("th")
    assert year.text == "Year"
    assert column.text.startswith("Scotland")


def test_changing_to_scotland_and_back_compares_with_scotland_again() -> None:
    page = typed(open_page("diversion", {"area": "Fife"}), "Scotland")
    assert page.at.multiselect(key="compare").value == []
    page = typed(page, "Fife")
    assert page.at.multiselect(key="compare").value == [SCOTLAND]
    assert page.address == {"area": "Fife"}


def test_an_area_is_not_compared_with_itself() -> None:
    page = open_page("diversion", {"area": "Fife", "compare": "Fife,Scotland"})
    assert page.at.multiselect(key="compare").value == [SCOTLAND]
    assert page.address == {"area": "Fife"}


def test_forth_valley_says_which_councils_it_lacks_figures_of() -> None:
    page = open_page("diversion", {"compare": "Forth Valley"})
    cells = [row.all("td")[1] for row in page.figures.all("tbody")[0].all("tr")]
    assert cells
    assert {cell.text for cell in cells} == {"Not all councils"}
    assert "its councils’ figures are not all held" in page.finding


def test_forth_valley_is_the_sum_of_its_councils() -> None:
    members = ["Clackmannanshire", "Falkirk", "Stirling"]
    address = {"area": "Fife", "compare": "Forth Valley", "set": "illustrative"}
    page = open_page("diversion", address | {"show": "number"})
    figures = library().figures("illustrative")
    held = printed(figures, "diversion_cases_commenced", members)
    for row in page.figures.all("tbody")[0].all("tr"):
        year = row.all("th")[0].text
        total = sum(int(held[name, year].replace(",", "")) for name in members)
        assert row.all("td")[2].without("small") == f"{total:,}", "beside Fife and its interval"


@either_set
def test_links_to_other_pages_keep_area_comparison_and_set(figures_set: str) -> None:
    address = {"area": "Fife", "compare": "Falkirk", "set": figures_set, "show": "rate"}
    links = open_page("diversion", address).at.get("page_link")
    kept = {"area": "Fife", "compare": "Falkirk"}
    if figures_set == "illustrative":
        kept["set"] = figures_set
    to_pages = [link.proto for link in links if link.proto.label in {p.title for p in PAGES}]
    assert len(to_pages) == len(PAGES)
    assert [dict(parse_qsl(link.query_string.lstrip("?"))) for link in to_pages] == [kept] * len(
        PAGES
    )


def test_a_bare_address_shows_the_defaults_also_on_another_page() -> None:
    at = open_page("diversion", {"area": "Fife"}).at
    at.query_params.clear()
    page = Page(at.switch_page("pages/bail.py").run())
    assert page.title == "Bail supervision"
    assert "No such figure is loaded yet for Clackmannanshire." in page.finding
    assert page.address == {}


# --- Another year, the index, across breaks, all councils ---


@pytest.mark.parametrize(
    "address",
    [
        {"since": "2016-17", "set": "illustrative"},
        {"show": "index", "set": "illustrative"},
        {"show": "index", "base": "2017-18", "set": "illustrative"},
        {"span": "breaks", "set": "illustrative"},
        {"since": "2016-17", "span": "breaks", "set": "illustrative"},
        {"measure": "diversion_assessments", "show": "index", "set": "illustrative"},
        {"compare": "forth-valley", "show": "index", "set": "illustrative"},
    ],
)
def test_how_figures_are_looked_at_stays_in_the_address(address: dict[str, str]) -> None:
    page = open_page("diversion", address)
    assert not {"since", "base", "span", "show"} & set(page.messages.split("="))
    assert page.address == address
    assert page.run().address == address


def test_another_year_is_told_of_in_the_finding_and_ringed_in_the_chart() -> None:
    page = open_page("community-sentences", {"since": "2018-19", "set": "illustrative"})
    assert "2018-19" in page.finding
    assert "In 2018-19 it was" in page.finding
    assert "The rings mark" in page.root.text
    plain = open_page("community-sentences", {"set": "illustrative"})
    assert "2018-19" not in plain.finding


def test_years_without_a_figure_and_the_latest_cannot_be_the_other_year() -> None:
    at = open_page("diversion", {"set": "illustrative"}).at
    options = at.selectbox(key="diversion/since").options
    assert options[:2] == ["No other year", "2023-24"]
    page = open_page("diversion", {"since": "2024-25", "set": "illustrative"})
    assert "there are no earlier figures of 2024-25" in page.messages
    assert page.address == {"since": "2023-24", "set": "illustrative"}


def test_the_index_is_chosen_beside_number_and_rate_and_takes_another_base() -> None:
    at = open_page("diversion", {"set": "illustrative"}).at
    at.segmented_control(key="diversion/show").set_value("index").run()
    at.selectbox(key="diversion/base").set_value("2017-18")
    page = Page(at.run())
    assert page.address == {"show": "index", "base": "2017-18", "set": "illustrative"}
    assert page.finding.startswith("With 2017-18 as 100, Clackmannanshire is at ")
    [table] = page.root.all("table", "cj-numbers")[:1]
    assert "2017-18 as 100" in table.all("caption")[0].text
    [row] = [row for row in table.all("tr") if row.children and "2017-18" in row.text[:8]]
    assert [cell.text for cell in row.all("td")] == ["100", "100"]
    page = Page(page.at.segmented_control(key="diversion/show").set_value("rate").run())
    assert page.address == {"set": "illustrative"}


def test_a_wrong_base_is_named_with_the_nearest_right_one() -> None:
    page = open_page("diversion", {"show": "index", "base": "2017-8", "set": "illustrative"})
    assert "base=2017-8" in page.messages
    assert "“2017-18”" in page.messages
    assert page.address == {"show": "index", "set": "illustrative"}


def test_an_area_whose_base_is_too_small_is_left_out_of_the_index_and_named() -> None:
    address = {"area": "Orkney Islands", "show": "index", "set": "illustrative"}
    page = open_page("diversion", address)
    notes = [node.text for node in page.root.all("p", "cj-note")]
    assert any("cannot be the base year" in n and "Orkney Islands" in n for n in notes)
    assert page.charts


def test_looking_across_breaks_is_said_and_is_off_unless_asked_for() -> None:
    at = open_page("diversion", {"set": "illustrative"}).at
    assert at.checkbox(key="diversion/span").value is False
    page = Page(at.checkbox(key="diversion/span").check().run())
    assert page.address == {"span": "breaks", "set": "illustrative"}
    assert "You are looking across breaks" in page.messages
    assert "because you asked for it" in page.finding


def test_without_a_break_there_is_nothing_to_look_across() -> None:
    address = {"from": "2022-23", "span": "breaks", "set": "illustrative"}
    page = open_page("diversion", address)
    assert not [box for box in page.at.checkbox if box.key == "diversion/span"]
    assert page.address == {"from": "2022-23", "set": "illustrative"}


def test_rates_and_percentages_show_all_councils_on_a_strip_and_numbers_do_not() -> None:
    rate = open_page("diversion", {"show": "rate", "set": "illustrative"})
    assert len(rate.root.all("h2", "cj-chart-heading")) == 2
    assert len(rate.charts) == 2
    number = open_page("diversion", {"show": "number", "set": "illustrative"})
    assert len(number.root.all("h2", "cj-chart-heading")) == 1
    one_council = open_page("employability")
    assert len(one_council.root.all("h2", "cj-chart-heading")) == 1


def test_a_judgement_is_a_mark_with_a_word_in_the_facts() -> None:
    page = open_page("community-sentences", {"set": "illustrative"})
    [facts] = page.root.all("dl", "cj-facts")
    marks = [mark.text for mark in facts.all("span", "cj-mark")]
    assert len(marks) == 2
    assert all(any(letter.isalpha() for letter in mark) for mark in marks)
    assert [term.text for term in facts.all("dt")][1:3] == [
        "Beside Scotland, 2024-25",
        "Five-year trend",
    ]


# --- Absence ---


def test_a_page_without_figures_says_what_is_missing_where_it_is_and_what_to_do() -> None:
    page = open_page("diversion")
    catalogue = library().reference().catalogue
    theme = catalogue.theme_by_page["diversion"]
    publication = catalogue.publication_by_id[theme.publication]
    [box] = page.root.all(css="cj-absence")
    assert box.all("h2")[0].text == "Clackmannanshire’s figures are not loaded yet."
    assert page.finding.startswith("In Scotland in ")
    assert "No such figure is loaded yet for Clackmannanshire." in page.finding
    assert publication.title.casefold() in box.text.casefold()
    assert publication.council_table in box.text
    assert [a.attributes["href"] for a in box.all("a")] == [publication.url]
    [offer] = offers(page)
    assert "set=illustrative" in offer.proto.query_string


def test_restricted_figures_are_said_to_be_restricted() -> None:
    page = open_page("police-custody")
    [box] = page.root.all(css="cj-absence")
    assert "is restricted: it may not be published" in box.text
    assert "Restricted" in page.figures.text


def test_a_measure_of_scotland_alone_says_so() -> None:
    page = open_page("attitudes")
    [box] = page.root.all(css="cj-absence")
    assert box.all("h2")[0].text == (
        "This is measured for Scotland as a whole only: no council has a figure."
    )
    own = [row.all("td")[0].text for row in page.figures.all("tbody")[0].all("tr")]
    assert set(own) == {"Scotland only"}


def test_housing_shows_the_figures_of_clackmannanshire() -> None:
    page = open_page("housing", {"show": "number"})
    own = [row.all("td")[0].without("small") for row in page.figures.all("tbody")[0].all("tr")]
    assert own[:2] == ["25", "35"]
    assert "there were 25" in page.finding
    assert not page.root.all(css="cj-absence")


# --- Broken data ---


def without_extracts(folder: Path) -> str:
    shutil.rmtree(folder / "extracts")
    return "current.json: no figures have been built yet. Run: python -m cjdata build"


def damaged_parquet(folder: Path) -> str:
    snapshot_file(folder, "published").write_bytes(b"PAR1 but no more")
    return "observations.parquet: the file is damaged. Run: python -m cjdata build"


def lost_parquet(folder: Path) -> str:
    snapshot_file(folder, "published", "breaks").unlink()
    return "breaks.parquet: the file cannot be read. Run: python -m cjdata build"


def broken_pointer(folder: Path) -> str:
    (folder / "extracts" / "current.json").write_text('{"published": ')
    return "current.json: the pointer to the figures cannot be read. Run: python -m cjdata build"


def pointer_to_nothing(folder: Path) -> str:
    (folder / "extracts" / "current.json").write_text('{"published": "published-0"}')
    return "manifest.json: the manifest cannot be read. Run: python -m cjdata build"


def pointer_to_made_up_figures(folder: Path) -> str:
    pointer = folder / "extracts" / "current.json"
    made_up = json.loads(pointer.read_text("utf-8"))["illustrative"]
    pointer.write_text(json.dumps({"published": made_up, "illustrative": made_up}))
    return "which is no snapshot of the published figures. Run: python -m cjdata build"


def no_areas(folder: Path) -> str:
    (folder / "reference" / "areas.csv").unlink()
    return "areas.csv: cannot be read"


def broken_framework(folder: Path) -> str:
    (folder / "reference" / "catalogue" / "framework.toml").write_text("[[aim]\n")
    return "framework.toml: is not valid TOML"


@pytest.mark.parametrize("path", ["at-a-glance", "housing", "data-notes"])
@pytest.mark.parametrize(
    "break_it",
    [
        without_extracts,
        damaged_parquet,
        lost_parquet,
        broken_pointer,
        pointer_to_nothing,
        pointer_to_made_up_figures,
        no_areas,
        broken_framework,
    ],
)
def test_broken_data_is_named_on_the_page_with_what_to_do(
    break_it: Any, path: str, own_folder: Path
) -> None:
    said = break_it(own_folder)
    page = open_page(path)
    assert page.title
    assert said in page.problems


def break_a_record(folder: Path) -> None:
    record = folder / "reference" / "catalogue" / "indicators" / "01-diversion.toml"
    record.write_text(record.read_text(encoding="utf-8") + "\n[[choice\n", encoding="utf-8")


def test_a_mistake_in_one_record_is_named_on_its_page(own_folder: Path) -> None:
    break_a_record(own_folder)
    page = open_page("diversion")
    assert page.title == "Diversion from prosecution"
    assert "indicators/01-diversion.toml: is not valid TOML" in page.problems
    assert "line " in page.problems
    assert "Correct the text at that place." in page.problems


@pytest.mark.parametrize("path", [path for path in PATHS if path != "diversion"])
def test_a_mistake_in_one_record_leaves_the_other_pages_working(
    path: str, own_folder: Path, built_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_a_record(own_folder)
    page = open_page(path)
    if path in THEME_PATHS:
        assert not page.problems
        monkeypatch.setenv("CJDATA_HOME", str(built_folder))
        assert page.html == open_page(path).html
    else:
        assert "indicators/01-diversion.toml" in page.problems
        assert len(page.root.all("h2")) > 5 or path in ("add-data", "meeting-pack", *AREA_PATHS)


def test_a_mistake_made_while_the_dashboard_runs_is_seen_and_its_correction_too(
    own_folder: Path,
) -> None:
    record = own_folder / "reference" / "catalogue" / "indicators" / "01-diversion.toml"
    sound = record.read_text(encoding="utf-8")
    assert not open_page("at-a-glance").problems
    break_a_record(own_folder)
    assert "indicators/01-diversion.toml: is not valid TOML" in open_page("at-a-glance").problems
    record.write_text(sound, encoding="utf-8")
    assert not open_page("at-a-glance").problems
    assert not open_page("diversion").problems


@pytest.mark.parametrize("path", some(PATHS, 5))
def test_broken_illustrative_figures_leave_published_pages_working(
    path: str, own_folder: Path
) -> None:
    snapshot_file(own_folder, "illustrative").write_bytes(b"")
    assert not open_page(path).problems
    broken = open_page(path, {"set": "illustrative"})
    assert "the file is damaged" in broken.problems
    assert broken.at.radio(key="set").value == "illustrative"


def test_from_broken_figures_the_way_back_is_one_click(own_folder: Path) -> None:
    snapshot_file(own_folder, "illustrative").write_bytes(b"")
    at = open_page("housing", {"set": "illustrative"}).at
    page = Page(at.radio(key="set").set_value("published").run())
    assert not page.problems
    assert page.address == {}


# --- Ways in ---


def test_the_start_leads_to_the_first_page_and_keeps_what_the_address_says() -> None:
    at = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60)
    at.query_params["area"] = "Fife"
    page = Page(at.run())
    assert page.title == "At a glance: Fife"
    assert page.address == {"area": "Fife"}


def test_every_page_file_is_a_page_of_the_navigation_and_the_other_way_round() -> None:
    files = {file.stem for file in (PROJECT / "pages").glob("*.py")}
    assert files == set(PATHS)
    assert HOME.path == "at-a-glance"
