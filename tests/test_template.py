"""The dashboard's own templates: readable, with lists, and loaded back just as they were filled."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from filling import Typed, check, filled, publish
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjdata import queries
from cjdata.errors import UnknownName
from cjdata.exports.template import ROWS, YEARS, template_name, write_template
from cjdata.exports.template_words import HEADINGS, SUBJECTS, TITLES, UNIT_NAMES, Kind
from cjdata.ingest.spreadsheets.open_file import open_book
from cjdata.ingest.spreadsheets.source_workbook import SourceSheet
from cjdata.library import Library
from cjdata.observations import Observation
from cjdata.publishing.load_workbooks import publish_files
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

CLACKS, SCOTLAND = "S12000005", "S92000003"
ARRESTS = "Arrest referrals (Change Grow Live)"
SHARE = "Community payback orders: share completed (council report)"
HOURS = "Hours of unpaid work under community payback orders (council report)"
CUSTODY = "Referrals from police custody centres"
TRANSFERS = "Transfers of drug or alcohol treatment from custody to the community"
KINDS: tuple[Kind, ...] = ("local", "supplied")
STATUS = {"local": "local_evidence", "supplied": "supplied"}
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

Make = Callable[..., bytes]
Row = list[Typed]


@pytest.fixture
def make(catalogue: Catalogue, areas: Areas, today: date) -> Make:
    def made(kind: Kind = "local", area: str = "Clackmannanshire") -> bytes:
        return write_template(
            kind, catalogue, areas, areas.find(area) if area else None, today=today
        )

    return made


def sheet_of(content: bytes, name: str) -> SourceSheet:
    return next(s for s in open_book(content, "template.xlsx").sheets if s.name == name)


def part(content: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return ET.fromstring(archive.read(name))


def text_of(content: bytes, sheet: str) -> str:
    rows = sheet_of(content, sheet).rows
    return "\n".join(str(value) for row in rows for value in row if value != "")


def rules(content: bytes) -> dict[str, ET.Element]:
    """The rules of the sheet of figures, by the first cell of each."""
    found = part(content, "xl/worksheets/sheet2.xml").iter(f"{MAIN}dataValidation")
    return {rule.attrib["sqref"].split(":")[0]: rule for rule in found}


def offered(content: bytes, cell: str) -> list[str]:
    """What the list of a cell offers."""
    formula = rules(content)[cell].findtext(f"{MAIN}formula1") or ""
    match = re.fullmatch(r"Lists!\$([A-F])\$(\d+):\$\1\$(\d+)", formula)
    assert match, formula
    column = "ABCDEF".index(match[1])
    lists = sheet_of(content, "Lists")
    return [str(lists.at(row - 1, column)) for row in range(int(match[2]), int(match[3]) + 1)]


def read(home: Path, content: bytes) -> list[Observation]:
    """The figures that a filled-in template would load."""
    checked = check(home, content)
    assert not checked.errors, "\n".join(map(str, checked.errors))
    return [o for load in checked.loads for o in load.observations]


def refusals(home: Path, content: bytes) -> list[tuple[str, str]]:
    """The cell and the words of each refusal; nothing may be ready to be loaded."""
    checked = check(home, content)
    assert checked.errors
    assert not checked.loads
    assert checked.report is None
    return [(remark.cell, str(remark)) for remark in checked.errors]


# The workbook


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_has_instructions_a_table_to_fill_in_and_lists(make: Make, kind: Kind) -> None:
    book = open_book(make(kind), "template.xlsx")
    assert [sheet.name for sheet in book.sheets] == ["Instructions", "Figures", "Lists"]
    figures = book.sheets[1].rows
    assert figures[0][0] == f"Community Justice Dashboard: {SUBJECTS[kind]}"
    assert [figures[1][0], figures[2][0]] == ["Local authority:", "Clackmannanshire"]
    assert tuple(figures[4]) == HEADINGS
    assert HEADINGS == ("Measure", "Period", "Value", "Unit", "Provider", "Note")


@pytest.mark.parametrize("kind", KINDS)
def test_no_figure_stands_in_the_table_of_a_new_template(make: Make, kind: Kind) -> None:
    below = sheet_of(make(kind), "Figures").rows[5:]
    assert {value for row in below for value in row} <= {""}


@pytest.mark.parametrize("kind", KINDS)
def test_instructions_say_what_each_column_takes_and_how_to_load_it(make: Make, kind: Kind) -> None:
    text = text_of(make(kind), "Instructions")
    for heading in HEADINGS:
        assert re.search(rf"^[A-F]: {heading}$", text, re.MULTILINE)
    assert "“Add official workbooks”" in text
    assert "python -m cjdata import FILE" in text
    assert "cell A3" in text
    assert "from row 6 down" in text
    assert "The example is invented" in text


def test_instructions_say_who_sees_the_figures(make: Make) -> None:
    local, supplied = (text_of(make(kind), "Instructions") for kind in KINDS)
    assert "marked as local evidence" in local
    assert "CJDATA_SUPPLIED" not in local
    assert "CJDATA_SUPPLIED=on" in supplied
    assert "marked “supplied to the partnership”" in supplied


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_is_one_that_could_be_filled_in(
    make: Make, home: Path, kind: Kind, catalogue: Catalogue
) -> None:
    content = make(kind)
    rows = sheet_of(content, "Instructions").rows
    example = [row[2] for row in rows if re.match(r"[A-F]: ", str(row[0]))]
    (figure,) = read(home, filled(content, [example]))
    assert (figure.value, figure.period, figure.unit) == (40, "2025-26", "count")
    assert catalogue.measures[figure.measure].name == example[0]


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_is_an_accessible_workbook(make: Make, kind: Kind) -> None:
    content = make(kind)
    core = ET.tostring(part(content, "docProps/core.xml"), encoding="unicode")
    assert f"{TITLES[kind]}, Clackmannanshire" in core
    assert ":language>en-GB<" in core
    for number in (1, 2, 3):
        sheet = part(content, f"xl/worksheets/sheet{number}.xml")
        assert sheet.find(f".//{MAIN}mergeCell") is None
        assert sheet.find(f".//{MAIN}headerFooter") is None
        assert sheet.find(f".//{MAIN}pane") is None
        assert sheet.find(f".//{MAIN}tablePart") is not None
        view = sheet.find(f".//{MAIN}sheetView")
        assert view is not None
        assert view.get("tabSelected") == ("1" if number == 1 else None)
        assert view.find(f"{MAIN}selection") is None, "the cursor has left A1"


@pytest.mark.parametrize("kind", KINDS)
def test_every_table_has_a_name_and_a_heading_over_each_column(make: Make, kind: Kind) -> None:
    content = make(kind)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/tables/")]
    tables = {table.attrib["name"]: table for table in (part(content, name) for name in names)}
    figures = {"local": "local_evidence", "supplied": "figures_supplied"}[kind]
    assert set(tables) == {"columns_explained", figures, "measures", "periods", "units", "areas"}
    assert tables[figures].attrib["ref"] == f"A5:F{5 + ROWS}"
    for table in tables.values():
        assert all(column.attrib["name"] for column in table.iter(f"{MAIN}tableColumn"))
        assert table.find(f"{MAIN}autoFilter") is None


def test_the_same_template_is_the_same_file(make: Make) -> None:
    assert make("local") == make("local")


def test_a_template_may_leave_the_area_open(make: Make) -> None:
    assert sheet_of(make("local", ""), "Figures").at(2, 0) == ""


def test_a_group_of_councils_has_no_template(catalogue: Catalogue, areas: Areas) -> None:
    with pytest.raises(UnknownName, match="“Forth Valley” is not a known single area"):
        write_template("local", catalogue, areas, areas.find("Forth Valley"))


def test_the_file_is_named_by_what_goes_into_it_and_the_area(areas: Areas) -> None:
    assert template_name("local", areas.find("Argyll and Bute")) == (
        "local-evidence_argyll-and-bute.xlsx"
    )
    assert template_name("supplied") == "supplied-figures.xlsx"


# Lists and messages


@pytest.mark.parametrize("kind", KINDS)
def test_the_measures_offered_are_those_of_the_kind(
    make: Make, kind: Kind, catalogue: Catalogue
) -> None:
    names = offered(make(kind), "A6")
    by_name = {measure.name: measure for measure in catalogue.measures.values()}
    assert len(names) == len(set(names))
    assert {by_name[name].role == "local" for name in names} == {kind == "local"}
    everything = {
        m.name for m in by_name.values() if (m.role == "local") == (kind == "local") and m.plot
    }
    assert set(names) == everything
    assert (CUSTODY in names, ARRESTS in names) == (kind == "supplied", kind == "local")


def test_each_measure_of_the_list_has_its_unit_beside_it(make: Make, catalogue: Catalogue) -> None:
    units = {m.name: UNIT_NAMES.get(m.unit) for m in catalogue.measures.values()}
    for kind in KINDS:
        rows = sheet_of(make(kind), "Lists").rows[5:]
        shown = {row[0]: row[1] for row in rows if row[0]}
        assert shown == {name: units[str(name)] for name in shown}


def test_the_years_offered_are_the_last_twelve_with_the_one_that_runs(
    catalogue: Catalogue, areas: Areas
) -> None:
    march, april = date(2027, 3, 31), date(2027, 4, 1)
    first, second = (
        offered(write_template("local", catalogue, areas, today=day), "B6")
        for day in (march, april)
    )
    assert len(first) == len(second) == YEARS
    assert (first[0], first[-1]) == ("2026-27", "2015-16")
    assert (second[0], second[-1]) == ("2027-28", "2016-17")


def test_the_areas_offered_are_the_councils_and_scotland(make: Make, areas: Areas) -> None:
    assert offered(make(), "A3") == [area.name for area in areas.single]


def test_a_value_must_be_a_number_from_0_up(make: Make) -> None:
    rule = rules(make())["C6"]
    assert rule.attrib["type"] == "decimal"
    assert rule.attrib["operator"] == "greaterThanOrEqual"
    assert rule.findtext(f"{MAIN}formula1") == "0"


def test_an_older_year_may_be_written_though_it_is_not_offered(make: Make, home: Path) -> None:
    assert rules(make())["B6"].attrib["errorStyle"] == "warning"
    assert "errorStyle" not in rules(make())["A6"].attrib
    (figure,) = read(home, filled(make(), [[ARRESTS, "2009-10", 28]]))
    assert figure.period == "2009-10"


def test_every_cell_to_fill_in_says_what_is_wanted(make: Make) -> None:
    found = rules(make())
    assert set(found) == {"A3", "A6", "B6", "C6", "D6", "E6", "F6"}
    for cell, rule in found.items():
        assert len(rule.attrib["prompt"]) > 30, cell
        assert rule.attrib["showInputMessage"] == "1"


def test_a_year_stays_as_it_is_typed(make: Make) -> None:
    """A spreadsheet takes “2011-12” for December 2011 in a cell that is not for text."""
    content = make()
    styles = part(content, "xl/styles.xml")
    formats = styles.findall(f"{MAIN}cellXfs/{MAIN}xf")
    cells = part(content, "xl/worksheets/sheet2.xml").iter(f"{MAIN}c")
    years = [cell for cell in cells if re.fullmatch(r"B([6-9]|\d\d+)", cell.attrib["r"])]
    assert len(years) == ROWS
    assert {formats[int(cell.attrib["s"])].attrib["numFmtId"] for cell in years} == {"49"}


# Loaded back


@pytest.mark.parametrize("kind", KINDS)
def test_every_measure_offered_loads_back_as_itself(
    make: Make, home: Path, kind: Kind, catalogue: Catalogue
) -> None:
    content = make(kind)
    by_name = {measure.name: measure for measure in catalogue.measures.values()}
    names = offered(content, "A6")
    rows: list[Row] = [
        [name, "2024-25", 7 + n % 80, UNIT_NAMES[by_name[name].unit], f"Team {n}", f"Note {n}."]
        for n, name in enumerate(names)
    ]
    figures = read(home, filled(content, rows))
    assert [(o.measure, o.value, o.unit, o.note) for o in figures] == [
        (by_name[name].id, 7 + n % 80, by_name[name].unit, f"Provided by Team {n}; Note {n}.")
        for n, name in enumerate(names)
    ]
    assert {(o.area_code, o.period, o.status) for o in figures} == {
        (CLACKS, "2024-25", STATUS[kind])
    }


def test_a_published_load_answers_queries_with_what_went_in(make: Make, data_folder: Path) -> None:
    rows: list[Row] = [
        [ARRESTS, "2024-25", 31, "number", "Change Grow Live", "Referrals, not people"],
        ["", "", None, "", "", ""],
        [SHARE, "2024-25", 70.5, "percent", "Justice Services", ""],
        [HOURS, "2024-25", 12345, "hours", "", ""],
    ]
    publish(data_folder, filled(make(), rows), "evidence.xlsx")
    database = Library(data_folder).figures("published").database
    found = queries.observations(database, (), [CLACKS], ["2024-25"])
    assert [
        (row["measure"], row["value"], row["unit"], row["status"], row["note"])
        for row in found
        if row["status"] == "local_evidence"
    ] == [
        ("arrest_referrals_local", 31, "count", "local_evidence",
         "Provided by Change Grow Live; Referrals, not people"),
        ("cpo_completion_percent_local", 70.5, "percent", "local_evidence",
         "Provided by Justice Services"),
        ("cpo_unpaid_work_hours_local", 12345, "hours", "local_evidence", ""),
    ]  # fmt: skip


def test_each_figure_keeps_the_cell_it_stood_in(make: Make, home: Path) -> None:
    content = filled(make(), [["", "", None], [ARRESTS, "2024-25", 31, "number"]])
    (figure,) = read(home, content)
    assert figure.origin == "filled in.xlsx, Figures, C7"


def test_the_same_file_loaded_again_changes_nothing(make: Make, data_folder: Path) -> None:
    content = filled(make(), [[ARRESTS, "2024-25", 31, "number"]])
    publish(data_folder, content)
    again = check(data_folder, content)
    assert again.changes_nothing
    assert publish_files(data_folder, again, by="a test", accept=False) is None


@pytest.mark.parametrize("area", ["Scotland", "Argyll and Bute", "Na h-Eileanan Siar"])
def test_the_area_above_the_table_is_that_of_every_figure(
    make: Make, home: Path, areas: Areas, area: str
) -> None:
    content = filled(make("local", area), [[ARRESTS, "2024-25", 31], [ARRESTS, "2023-24", 30]])
    assert {o.area_code for o in read(home, content)} == {areas.find(area).code}


def test_the_area_may_be_typed_as_it_is_also_called(make: Make, home: Path) -> None:
    content = filled(make("local", ""), [[ARRESTS, "2024-25", 31]], cells={(2, 0): "Western Isles"})
    assert read(home, content)[0].area == "Na h-Eileanan Siar"


@pytest.mark.parametrize(
    "typed", ["2024-25", "2024/25", "2024-2025", "2024/2025", "2024–25", date(2024, 12, 1)], ids=str
)
def test_a_year_may_be_typed_in_any_usual_form(make: Make, home: Path, typed: Typed) -> None:
    (figure,) = read(home, filled(make(), [[ARRESTS, typed, 31]]))
    assert figure.period == "2024-25"


@pytest.mark.parametrize(("typed", "meant"), [("28", 28), ("1,234", 1234), (28.0, 28), (0, 0)])
def test_a_number_may_be_a_text(make: Make, home: Path, typed: Typed, meant: float) -> None:
    (figure,) = read(home, filled(make(), [[ARRESTS, "2024-25", typed, "number"]]))
    assert (figure.value, figure.status) == (meant, "local_evidence")


@pytest.mark.parametrize(
    ("typed", "shown_as", "meant", "decimals"),
    [
        (71, "", 71, 0),
        ("71%", "", 71, 0),
        ("71.5 %", "", 71.5, 1),
        (0.71, "0%", 71, 0),
        (0.715, "0.0%", 71.5, 1),
        (70.5, "", 70.5, 1),
    ],
)
def test_a_percentage_may_be_typed_in_any_usual_form(
    make: Make, home: Path, typed: Typed, shown_as: str, meant: float, decimals: int
) -> None:
    content = filled(make(), [[SHARE, "2024-25", typed, "percent"]], shown_as=shown_as)
    (figure,) = read(home, content)
    assert (figure.value, figure.decimals) == (meant, decimals)


def test_unit_provider_and_note_may_be_left_empty(make: Make, home: Path) -> None:
    (figure,) = read(home, filled(make(), [[ARRESTS, "2024-25", 31]]))
    assert figure.note == ""


def test_a_council_with_its_own_evidence_alone_is_not_asked_about_the_others(
    make: Make, home: Path
) -> None:
    content = filled(
        make(), [[ARRESTS, "2024-25", 31], [HOURS, "2021-22", 9], [HOURS, "2019-20", 9]]
    )
    assert check(home, content).warnings == []


LETTERS = st.text(st.sampled_from("abc XYZ019,;:=+-@'\"“”&<>é\t\n"), max_size=30)
FIGURES = st.lists(
    st.tuples(
        st.sampled_from([ARRESTS, HOURS]),
        st.integers(2015, 2026).map(lambda year: f"{year}-{(year + 1) % 100:02d}"),
        st.integers(0, 99_999),
        LETTERS,
        LETTERS,
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda row: row[:2],
)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=FIGURES, gaps=st.lists(st.integers(0, 12), max_size=4))
def test_whatever_is_filled_in_comes_back(
    make: Make, home: Path, rows: list[tuple[str, str, int, str, str]], gaps: list[int]
) -> None:
    written: list[Row] = [[m, p, v, "", who, note] for m, p, v, who, note in rows]
    for gap in gaps:
        written.insert(gap, [""] * 6)
    ids = {ARRESTS: "arrest_referrals_local", HOURS: "cpo_unpaid_work_hours_local"}
    expected = {
        (ids[m], p, v, "; ".join(t for t in (_provided(who), _one_line(note)) if t))
        for m, p, v, who, note in rows
    }
    figures = read(home, filled(make(), written))
    assert {(o.measure, o.period, o.value, o.note) for o in figures} == expected
    assert len(figures) == len(rows)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _provided(who: str) -> str:
    return f"Provided by {_one_line(who)}" if who.split() else ""


# Refused


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        (["Arrest referals", "2024-25", 31], "A7", "“Arrest referals”"),
        ([CUSTODY, "2024-25", 31], "A7", f"“{CUSTODY}”"),
        (["", "2024-25", 31], "A7", "a measure"),
        ([ARRESTS, "2024-26", 31], "B7", "“2024-26”; expected a year"),
        ([ARRESTS, "last year", 31], "B7", "“last year”; expected a year"),
        ([ARRESTS, "", 31], "B7", "nothing; expected a year"),
        ([ARRESTS, "2024-25", "about 30"], "C7", "“about 30”"),
        ([ARRESTS, "2024-25", "-"], "C7", "“-”"),
        ([ARRESTS, "2024-25", ""], "C7", "a number"),
        ([ARRESTS, "", ""], "B7", "a year"),
        ([ARRESTS, "2024-25", -3], "C7", "a number from 0 up"),
        ([ARRESTS, "2024-25", 2.5], "C7", "a whole number"),
        ([ARRESTS, "2024-25", "31%"], "C7", "“31%”"),
        ([SHARE, "2024-25", 101], "C7", "a percentage from 0 to 100"),
        ([SHARE, "2024-25", "101%"], "C7", "a percentage from 0 to 100"),
        ([SHARE, "2024-25", 31, "number"], "C7", "“number”"),
        ([SHARE, "2024-25", 31, "hours"], "C7", "“hours”"),
        ([ARRESTS, "2024-25", 31, "percent"], "C7", "“percent”"),
        ([ARRESTS, "2024-25", 31, "hours"], "C7", "“hours”"),
        ([ARRESTS, "2024-25", 31, "rate per 10,000"], "C7", "“rate per 10,000”"),
        ([HOURS, "2024-25", 31, "percent"], "C7", "“percent”"),
        ([ARRESTS, "2023-24", 31], "C7", "a second time (the first is C6)"),
        ([ARRESTS, "2023/24", 28], "C7", "a second time (the first is C6)"),
    ],
    ids=lambda value: "-".join(map(str, value)) if isinstance(value, list) else None,
)
def test_a_row_with_a_mistake_is_refused_with_its_cell(
    make: Make, home: Path, row: Row, cell: str, words: str
) -> None:
    content = filled(make(), [[ARRESTS, "2023-24", 28, "number"], row])
    found = refusals(home, content)
    unit = cell.replace("C", "D")
    assert any(where in (cell, unit) and words in text for where, text in found), found


def test_all_mistakes_are_told_at_once(make: Make, home: Path) -> None:
    rows: list[Row] = [["Orders", "2024-25", 1], [ARRESTS, "soon", 1], [ARRESTS, "2024-25", "few"]]
    assert {"A6", "B7", "C8"} <= {cell for cell, _ in refusals(home, filled(make(), rows))}


def test_a_dash_is_never_nought_however_old_the_years_are(make: Make, home: Path) -> None:
    rows: list[Row] = [[ARRESTS, "2018-19", "-"], [ARRESTS, "2017-18", 3]]
    assert refusals(home, filled(make(), rows))[0][0] == "C6"


def test_a_row_copied_for_scotland_is_refused(make: Make, home: Path) -> None:
    content = make("supplied", "Scotland")
    rows: list[Row] = [[CUSTODY, "2024-25", 31], [CUSTODY, "2024-25", 31]]
    assert refusals(home, filled(content, rows))[0][0] == "C7"


@pytest.mark.parametrize("kind", KINDS)
def test_an_untouched_template_is_refused_as_empty(make: Make, home: Path, kind: Kind) -> None:
    for content in (make(kind), filled(make(kind), []), make(kind, "")):
        assert "empty" in refusals(home, content)[0][1]


@pytest.mark.parametrize(
    ("typed", "cell"), [("", "A5"), ("Clackmananshire", "A3"), ("Forth Valley", "A3")]
)
def test_figures_of_no_known_area_are_refused(
    make: Make, home: Path, typed: str, cell: str
) -> None:
    content = filled(make("local", ""), [[ARRESTS, "2024-25", 31]], cells={(2, 0): typed})
    where, text = refusals(home, content)[0]
    assert where == cell
    assert "one of the 32 local authorities or Scotland" in text
    assert f"“{typed}”" in text or not typed
