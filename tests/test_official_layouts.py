"""The recipes that ship read the layouts of official files; all numbers here are made up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from project_files import PROJECT
from reading_sheets import CLACKS, FALKIRK, SCOTLAND, book, errors, sheet, values

from cjdata.ingest.figures_read import ReadWorkbook
from cjdata.ingest.labels.court_areas import counted_together
from cjdata.ingest.recipes.recipe_loading import load_recipes
from cjdata.ingest.remarks import LoadRefused, of_level
from cjdata.ingest.spreadsheets.source_workbook import SourceSheet, SourceWorkbook, Value
from cjdata.ingest.workbook_reading import Reader
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

Row = Sequence[Value]


@pytest.fixture(scope="module")
def reader(areas: Areas, catalogue: Catalogue) -> Reader:
    recipes = load_recipes(PROJECT / "data" / "reference" / "recipes", catalogue)
    return Reader(recipes, areas, catalogue)


def assert_quiet(found: ReadWorkbook) -> None:
    """Check that nothing is wrong and nothing asked."""
    assert not errors(found)
    assert not of_level(found.remarks, "question")


def csv(name: str, rows: Iterable[Row]) -> SourceWorkbook:
    return SourceWorkbook(
        f"{name}.csv", "csv", "0" * 64, (SourceSheet(name, [list(row) for row in rows]),)
    )


# Reconviction Rates

COHORTS = ("2015-16", "2016-17", "2017-18")
RECONVICTION = "Reconviction rates and average number of reconvictions per offender"
HEADS = (
    "Number of offenders",
    "Reconviction rate",
    "Average number of reconvictions per offender",
)


def reconvictions(name: str, title: str, first: str, rows: Iterable[Row]) -> SourceSheet:
    top: list[Row] = [["Return to Index"], [f"{name}{title}"], [], [first, *HEADS]]
    notes: list[Row] = [["1. Figures for previous cohorts may differ from those published."]]
    return sheet([*top, *rows, *notes], name)


def cohorts(number: int) -> list[Row]:
    return [[year, number + n, 20.5 + n, 0.4] for n, year in enumerate(COHORTS)]


@pytest.fixture(scope="module")
def bulletin(reader: Reader) -> ReadWorkbook:
    disposals = (
        "Discharged from Custody[note 3]",
        "Restriction of Liberty Order",
        "Community Payback Order[note 5]",
        "Drug Treatment and Testing Order",
        "Monetary Disposal",
    )
    disposal_rows: list[Row] = []
    for n, label in enumerate(disposals, start=1):
        disposal_rows += [[label], *cohorts(1_000 * n)]
    by_court: list[Row] = [
        ["All", 9_000, 26.5, 0.45],
        ["Aberdeen City and Aberdeenshire[note 2, 13]", 3_000, 30.5, 0.6],
        ["Angus", 600, 24.5, 0.4],
        ["Ayrshire, East, North and South[note 4]", 3_100, 27.5, 0.5],
        ["Clackmannanshire", 350, 31.5, 0.6],
        ["Edinburgh, East Lothian, and Midlothian[note 8, 13]", 3_900, 26.5, 0.5],
        ["High Court[note 13]", 600, 10.5, 0.1],
    ]
    by_home: list[Row] = [
        ["All", 9_000, 26.5, 0.45],
        ["Clackmannanshire", 355, 27.5, 0.5],
        ["Falkirk", 950, 28.5, 0.5],
        ["Fife", 2_100, 25.5, 0.4],
        ["Other[note 2]", 650, 9.5, 0.1],
        ["Unknown[note 3]", 7_300, 30.5, 0.6],
    ]
    years = f"{COHORTS[0]} to {COHORTS[-1]} cohorts"
    made = book(
        reconvictions("Table 1", f": {RECONVICTION}: {years}", "Cohort", cohorts(40_000)),
        reconvictions(
            "Table 2", f": {RECONVICTION}, by gender: {years}", "Gender", [["Males"], *cohorts(9)]
        ),
        reconvictions(
            "Table 9", f": {RECONVICTION}, by index disposal: {years}", "Index disposal",
            disposal_rows,
        ),
        reconvictions(
            "Table 10b",
            f" - {RECONVICTION}, by custodial sentence length one year or less: {years}",
            "Custodial sentence length",
            [["1 year or less"], *cohorts(4_000)],
        ),
        reconvictions(
            "Table 12",
            f": {RECONVICTION}, by local authority group based on court location: 2017-18 cohort",
            "Local authority group[note 1]",
            by_court,
        ),
        reconvictions(
            "Table 13",
            f": {RECONVICTION}, by local authority based on residence of offenders: 2017-18 cohort",
            "Local Authority",
            by_home,
        ),
        cover="",
    )  # fmt: skip
    return reader.read(made)


def test_the_tables_of_the_reconviction_bulletin_are_read_without_a_question(
    bulletin: ReadWorkbook,
) -> None:
    assert_quiet(bulletin)
    assert (bulletin.recipe.id, bulletin.edition) == ("reconvictions", "2017-18")
    assert {table.sheet for table in bulletin.tables} == {
        "Table 1", "Table 9", "Table 10b", "Table 12", "Table 13",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("reconviction_cohort_size", 40_002),
        ("reconviction_rate_one_year_released_from_custody", 22.5),
        ("reconviction_rate_one_year_cpo", 22.5),
        ("reconviction_rate_one_year_custody_one_year_or_less", 22.5),
    ],
)
def test_cohorts_under_a_label_are_of_that_sentence(
    measure: str, value: float, bulletin: ReadWorkbook
) -> None:
    assert values(bulletin)[measure, SCOTLAND, "2017-18"] == value


def test_a_court_area_is_known_by_its_name_with_its_parts_in_any_order(
    bulletin: ReadWorkbook, areas: Areas
) -> None:
    read = {
        d.area.name: d.value
        for d in bulletin.data
        if d.measure == "reconviction_rate_one_year_court_area"
    }
    assert read == {
        "Aberdeen City and Aberdeenshire": 30.5,
        "Angus": 24.5,
        "Ayrshire (East, North and South)": 27.5,
        "Clackmannanshire": 31.5,
        "Edinburgh, Midlothian and East Lothian": 26.5,
    }


def test_a_court_area_is_no_area_of_a_measure_by_home(bulletin: ReadWorkbook) -> None:
    home = [d for d in bulletin.data if d.measure == "reconviction_rate_one_year_home_area"]
    assert {d.area.name: d.value for d in home} == {
        "Clackmannanshire": 27.5,
        "Falkirk": 28.5,
        "Fife": 25.5,
    }


def test_a_court_area_of_other_years_is_refused(
    reader: Reader, catalogue: Catalogue, areas: Areas
) -> None:
    title = f": {RECONVICTION}, by local authority group based on court location: 2017-18 cohort"
    rows: list[Row] = [[n, 600, 24.5, 0.4] for n in ("Angus", "Fife", "Edinburgh and Midlothian")]
    table = reconvictions("Table 12", title, "Local authority group", rows)
    found = counted_together(reader.read(book(table, cover="")), catalogue, areas)
    assert [(r.kind, r.cell) for r in errors(found)] == [("not counted together", "B7")]


@pytest.mark.parametrize(
    "heading",
    [
        "Number of reconvicted offenders",
        "Average number of reconvictions per reconvicted offender",
        "Average number of offenders per reconviction",
        "Average reconviction rate per offender",
    ],
)
def test_words_of_the_title_make_no_other_heading_the_one_that_is_wanted(
    heading: str, reader: Reader
) -> None:
    title = f": {RECONVICTION}: {COHORTS[0]} to {COHORTS[-1]} cohorts"
    table = reconvictions("Table 1", title, "Cohort", cohorts(40_000))
    place = 1 if heading.startswith("Number") else 3
    for row in table.rows:
        row[:] = [heading if cell == HEADS[place - 1] else cell for cell in row]
    found = reader.read(book(table, cover=""))
    assert of_level(found.remarks, "question") or errors(found)


@pytest.mark.parametrize(
    "label",
    ["Community Payback Order (women)", "Community Payback Order with a treatment requirement"],
)
def test_a_label_that_says_more_than_the_block_that_is_wanted_is_asked_about(
    label: str, reader: Reader
) -> None:
    years = f"{COHORTS[0]} to {COHORTS[-1]} cohorts"
    title = f": {RECONVICTION}, by index disposal: {years}"
    custody = [["Discharged from Custody"], *cohorts(1_000)]
    rows = [*custody, [label], *cohorts(2_000)]
    found = reader.read(book(reconvictions("Table 9", title, "Index disposal", rows), cover=""))
    [question] = of_level(found.remarks, "question")
    assert label in question.found


def test_a_label_that_a_recipe_wants_and_that_is_not_there_is_told(reader: Reader) -> None:
    title = f": {RECONVICTION}, by index disposal: 2015-16 to 2017-18 cohorts"
    rows = [["Discharged from Custody"], *cohorts(1), ["Community Payback Order"], *cohorts(2)]
    table = reconvictions("Table 9", title, "Index disposal", rows)
    found = reader.read(book(table, cover=""))
    assert not errors(found)
    told = [r.found for r in found.remarks if r.kind == "block not found"]
    assert ["drug treatment" in text for text in told] == [True, False]


# Prison population


def prison_books() -> SourceWorkbook:
    councils = ("Clackmannanshire", "Falkirk", "Fife", "Stirling")
    arrivals: list[Row] = [["All known LA", "Arrivals", 1_000, 1_100]]
    arrivals.append(["All known LA", "per 1000 pop.", 1.5, 1.6])
    for number, name in enumerate(councils, start=1):
        arrivals.append([name, "Arrivals", 100 * number, 110 * number])
        arrivals.append([name, "per 1000 pop.", 1 + number / 10, 2 + number / 10])
    status: list[Row] = [
        ["Sentenced", "average", "All", "All", "All", 6_000.4, 6_100.5],
        ["Sentenced", "individuals", "All", "All", "All", 12_000, 12_100],
        ["Sentenced", "average", "16-17", "All", "All", 20.5, 21.5],
        ["Sentenced", "individuals", "All", "Men", "All", 11_000, 11_100],
        ["Untried", "average", "All", "All", "All", 1_500.5, 1_600.5],
    ]
    status += [["Sentenced", "average", "All", "All", n, 9.5, 9.6] for n in (*councils, "Perth")]
    heads = ("Legal Status", "Measurement", "Age", "Gender", "Establishment")
    return book(
        sheet(
            [
                ["A1: Average Daily Populations by Source"],
                [],
                ["Financial Year", "Source", "Average Population", "Average Population (cellwise)"],
                ["2008-09", "SG Official Stats", 7_800, "[x]"],
                ["2022-23", "SPS Aggregation", 7_400, 7_405.5],
                ["2023-24", "SPS Aggregation", 7_800, 7_805.5],
            ],
            "A1",
        ),
        sheet(
            [
                ["C2: Arrivals by Local Authority"],
                [],
                ["Local Authority", "Measurement", "2022-23", "2023-24"],
                *arrivals,
            ],
            "C2",
        ),
        sheet(
            [
                ["E1: People in prison; Full- & Part-year Individuals"],
                [],
                ["Financial Year", "Average Daily Population", "Total People", "Full-year",
                 "Total Arrivals", "Total Departures", "People Departing"],
                ["2022-23", 7_405.4, 15_000, 3_000, 11_000, 10_900, 8_500],
                ["2023-24", 7_805.4, 15_100, 3_100, 11_100, 11_000, 8_600],
            ],
            "E1",
        ),
        sheet(
            [["M1: Legal Status Population Attributes"], [], [*heads, "2022-23", "2023-24"],
             *status],
            "M1",
        ),
        cover="Scottish Prison Population Statistics, 2023-24",
    )  # fmt: skip


def test_rows_are_chosen_by_what_a_column_says_and_of_the_others_those_for_all(
    reader: Reader,
) -> None:
    found = reader.read(prison_books())
    assert_quiet(found)
    read = values(found)
    assert read["prison_arrivals", CLACKS, "2023-24"] == 110
    assert read["prison_arrivals_per_1000", FALKIRK, "2022-23"] == 1.2
    assert read["prison_arrivals", SCOTLAND, "2022-23"] == 1_000
    assert read["prison_average_daily_population", SCOTLAND, "2023-24"] == 7_805.5
    assert read["prison_average_daily_population_sentenced", SCOTLAND, "2023-24"] == 6_100.5
    assert read["prison_individuals_sentenced_in_year", SCOTLAND, "2022-23"] == 12_000
    assert read["prison_individuals_departing", SCOTLAND, "2023-24"] == 8_600
    assert ("prison_average_daily_population", SCOTLAND, "2008-09") not in read  # left blank
    assert len(read) == 2 + 5 * 4 + 3 * 2 + 2 * 2


def test_rows_that_are_chosen_and_not_there_are_told_with_what_stands_there(reader: Reader) -> None:
    made = prison_books()
    for one in made.sheets:
        for row in one.rows if one.name == "C2" else ():
            row[:] = ["Arrivals (women)" if cell == "Arrivals" else cell for cell in row]
    [warning] = of_level(reader.read(made).remarks, "warning")
    assert (warning.kind, warning.sheet) == ("no row of a measure", "C2")
    assert "“Arrivals (women)”" in warning.found


# Recorded crime


def crimes(title: str, kind: str, number: float, *last: str) -> SourceSheet:
    rows: list[Row] = []
    for n, name in enumerate(("Scotland", "Clackmannanshire", "Falkirk", "Fife"), start=1):
        for group, what in (("Total Crimes", "Total"), ("Sexual crimes", "Total")):
            rows.append([name, group, what, number * n, number * n + 1, *([-0.2] * len(last))])
        rows.append([name, "Sexual crimes", "Rape", "n/l", 2, *([-0.1] * len(last))])
    return sheet(
        [
            [title],
            ["Note: There is a filter available from which a local authority can be selected"],
            ["Local Authority", "Crime group", kind, "2023-24 [note 7]", "2024-25", *last],
            *rows,
        ],
        title.split(":", maxsplit=1)[0].replace(" ", "_"),
    )


def recorded_crime() -> SourceWorkbook:
    return book(
        crimes(
            "Table 1: Crimes recorded by the police, Scotland, 2023-24 to 2024-25", "Crime type",
            100, "% change 23-24 to 24-25",
        ),
        crimes(
            "Table 4: Crimes and offences recorded in Scotland per 10,000 population [note 11], "
            "2023-24 to 2024-25", "Crime/offence type", 50.25,
        ),
        sheet([["Notes"], ["Note 11: From the mid-year population estimates."]], "Notes"),
        cover="Recorded Crime in Scotland, 2024-25",
    )  # fmt: skip


def test_all_crimes_are_read_and_no_group_of_them(reader: Reader) -> None:
    found = reader.read(recorded_crime())
    assert_quiet(found)
    assert found.recipe.id == "recorded-crime"
    read = values(found)
    assert read["recorded_crimes", CLACKS, "2024-25"] == 201
    assert read["recorded_crimes_per_10000", FALKIRK, "2023-24"] == 150.75
    assert len(read) == 2 * 4 * 2


@pytest.mark.parametrize(
    ("recipe", "said"),
    [
        ("population", "Source: mid-year population estimates, National Records of Scotland"),
        ("homelessness", "Note 3: compare with Homelessness in Scotland, 2023-24"),
        ("scjs", "See also the Scottish Crime and Justice Survey"),
    ],
)
def test_a_source_or_a_note_never_says_what_a_file_is(
    recipe: str, said: str, reader: Reader
) -> None:
    other = sheet([["Sea fish landed in ports"], [said], ["Port", "Tonnes"], ["Oban", 3]], "Fish")
    with pytest.raises(LoadRefused) as refusal:
        reader.read(book(other, cover="Sea Fisheries, 2024"))
    [remark] = refusal.value.remarks
    assert "the file says it is" not in remark.found, recipe
    assert "names no publication that a recipe knows" in remark.found


def test_a_file_that_names_its_publication_and_has_no_table_of_ours_is_told_with_its_words(
    reader: Reader,
) -> None:
    table = sheet(
        [["Table A1: Estimates of the extent of crime, 2023/24"], ["Crime", "Count"], ["All", 5]],
        "Table A1",
    )
    cover = "Scottish Crime & Justice Survey 2023/24, Supplementary tables"
    with pytest.raises(LoadRefused) as refusal:
        reader.read(book(table, cover=cover))
    [remark] = refusal.value.remarks
    assert f"the file says it is Scottish Crime and Justice Survey (“{cover}”)" in remark.found
    assert "Attitudes to prison" in remark.expected
    assert "nothing in it to load" in remark.fix


# Criminal Proceedings

PENALTIES = {
    "Total[note 1] ": (1_000, 1_100),
    "Custody": (150, 165),
    "Community sentence ": (300, 330),
    "Financial penalty": (400, 440),
    "Other sentence[note 1]": (150, 165),
}


def proceedings(*slip: str) -> SourceWorkbook:
    """Write table 7: counts, averages, then shares, under years that may be printed twice."""
    years = ("2012-13", "2013-14")
    shares: list[Row] = [
        [name.split("[")[0], counts[0] / 10, counts[1] / 11]
        for name, counts in PENALTIES.items()
        if "Total" not in name
    ]  # fmt: skip
    return book(
        sheet(
            [
                ["Return to index"],
                ["Table 7  People with a charge proved by main penalty, 2012-13 to 2013-14"],
                ["", "", "Number"],
                ["Main penalty", *years, "% change"],
                ["", "", "", "2012-13 to 2013-14"],
                *([name, *counts, 10.0] for name, counts in PENALTIES.items()),
                ["Average amount of penalty[note 4]"],
                ["Custody (days)[note 5]", 284, 292],
                ["Fine[note 6, 7] (£)", 244.5, 224.0],
                ["1. Includes a small number of sentences unknown.  2. Of first instance."],
                ["", "         Percentage"],
                ["Main penalty", *years],
                ["Total", *(slip or (100, 100))],
                *shares,
            ],
            "Table 7",
        ),
        cover="Criminal Proceedings in Scotland, 2013-14",
    )


@pytest.mark.parametrize("slip", [(), ("2010-11", "2011-12")], ids=["as meant", "years twice"])
def test_counts_and_shares_are_read_and_the_averages_between_them_are_not(
    slip: tuple[str, ...], reader: Reader
) -> None:
    found = reader.read(proceedings(*slip))
    assert_quiet(found)
    read = values(found)
    assert read["people_convicted_custody", SCOTLAND, "2013-14"] == 165
    assert read["custody_percent", SCOTLAND, "2013-14"] == pytest.approx(15)
    assert len(read) == 5 * 2 + 4 * 2
    kinds = {(remark.level, remark.kind) for remark in found.remarks}
    assert (("warning", "two years over a column") in kinds) == bool(slip)


# Population


def people() -> SourceWorkbook:
    names = (("S12000005", "Clackmannanshire"), ("S12000014", "Falkirk"), ("S12000015", "Fife"))
    title = "Estimated population by sex, five year age group and administrative area, mid-2019"

    def block(number: int) -> list[Row]:
        rows: list[Row] = [["S92000003", "Scotland", 6 * number, number, number, "Scotland"]]
        rows.append(["", "Council areas", "", "", "", "Council areas"])
        rows += [[code, n, number * k, k, k, n] for k, (code, n) in enumerate(names, start=1)]
        return rows

    heads = ["Area code[note 1]", "Area name", "All Ages", "0 - 4", "5 - 9"]
    ages: list[Value] = ["", "", "", "Age group"]
    rows: list[Row] = [
        [f"Table 3: {title}", "", "", "", "back to contents"],
        [],
        ["Persons", *ages[1:], "", "Persons"],
        [*heads, "Area"],
        *block(2_000),
        ["", "", "", "", "", "Males"],
        ["Males", *ages[1:], "", "Area"],
        heads,
        *block(900),
        ["", "", "", "", "", "Females"],
        ["Females", *ages[1:], "", "Area"],
        heads,
        *block(1_100),
    ]
    single: list[Row] = [
        [f"Table 2: {title.replace('five year age group', 'single year of age')}"],
        [],
        ["Persons", "", "", "Age "],
        ["Area code", "Area name", "All Ages", *map(float, range(20))],
        *([code, n, 2_000, *[9] * 20] for code, n in names),
    ]  # fmt: skip
    merged = [(row, 3, row, 4) for row in (2, 10, 18)]
    contents: list[Row] = [
        ["Mid-2019 Population Estimates Scotland: Data"],
        ["Table 2", str(single[0][0])[9:]],
        ["Table 3", title],
    ]
    return SourceWorkbook(
        "mid-19.xlsx", "xlsx", "0" * 64,
        (
            sheet(contents, "Contents"),
            sheet(single, "Table 2"),
            sheet(rows, "Table 3", merged=merged),
        ),
    )  # fmt: skip


def test_of_persons_males_and_females_below_each_other_the_persons_are_read(
    reader: Reader,
) -> None:
    found = reader.read(people())
    assert_quiet(found)
    assert values(found) == {
        ("population_all_ages", SCOTLAND, "2019"): 12_000,
        ("population_all_ages", CLACKS, "2019"): 2_000,
        ("population_all_ages", FALKIRK, "2019"): 4_000,
        ("population_all_ages", "S12000047", "2019"): 6_000,
    }
    over = [r.found for r in found.remarks if r.kind == "passed over"]
    assert ["Males" in text for text in over] == [True, False]
    assert "Females" in over[1]


# Open data

OPEN_HEADS = ("FeatureCode", "DateCode", "Measurement", "Units", "Value", "Gender", "Age")
RATIO, MEAN = ("Ratio", "Percent reconvicted"), ("Mean", "Average reconvictions per offender")


def download(name: str = "sgs_reconvictions") -> SourceWorkbook:
    rows: list[Row] = [OPEN_HEADS]
    for year in ("2016/2017", "2017/2018"):
        for n, code in enumerate((SCOTLAND, CLACKS, FALKIRK), start=1):
            rows.append([code, year, *RATIO, f"{20 + n}.5", "All", "All"])
            rows.append([code, year, *MEAN, f"0.{n}", "All", "All"])
            rows.append([code, year, *RATIO, "9.5", "Male", "All"])
            rows.append([code, year, *MEAN, "0.9", "All", "Under 21 years"])
    rows.append(["S12000010", "2016/2017", *RATIO, "11.1", "All", "All"])
    rows += [[c, "2016/2017", *RATIO, "27.5", "All", "All"] for c in ("S12000036", "S12000019")]
    return csv(name, rows)


def test_a_full_download_is_read_by_its_measurement_and_units(
    reader: Reader, catalogue: Catalogue, areas: Areas
) -> None:
    found = counted_together(reader.read(download()), catalogue, areas)
    assert_quiet(found)
    read = values(found)
    rate, mean = (
        "reconviction_rate_one_year_court_area",
        "average_reconvictions_per_offender_court_area",
    )
    assert read[rate, CLACKS, "2017-18"] == 22.5
    assert read[mean, FALKIRK, "2016-17"] == 0.3
    together = [d for d in found.data if d.area.sort == "court_area"]
    assert [(d.area.name, d.value) for d in together] == [
        ("Edinburgh, Midlothian and East Lothian", 27.5)
    ]
    assert len(read) == 3 * 2 * 2 + 1  # fmt: skip


@pytest.mark.parametrize(("heading", "text"), [("Quintile", "1"), ("", "Women"), ("", "1")])
def test_a_further_column_of_open_data_is_asked_about_whatever_is_over_it(
    heading: str, text: str, reader: Reader
) -> None:
    rows = [list(row) for row in download().sheets[0].rows]
    rows = [[*row, heading if n == 0 else text] for n, row in enumerate(rows)]
    found = reader.read(csv("sgs_reconvictions", rows))
    assert of_level(found.remarks, "question")


def test_rows_of_open_data_that_nothing_is_read_from_are_named(reader: Reader) -> None:
    rows = [
        ["Individuals" if cell == RATIO[1] else cell for cell in row]
        for row in download().sheets[0].rows
    ]
    notes = of_level(reader.read(csv("sgs_reconvictions", rows)).remarks, "note")
    found = [note.found for note in notes]
    assert any("Units Individuals” (9 rows)" in text for text in found)


def test_open_data_of_another_subject_are_none_of_ours(reader: Reader) -> None:
    rows = [[*OPEN_HEADS[:5]], [CLACKS, "2003", "Ratio", "Percent Of 16 to 19 Year Olds", "15.1"]]
    with pytest.raises(LoadRefused) as refusal:
        reader.read(csv("sgs-neet", rows))
    [remark] = refusal.value.remarks
    assert remark.kind == "unknown workbook"


def pivot(order: str = "Community payback orders") -> SourceWorkbook:
    uri = "http://statistics.gov.scot/id/statistical-geography"
    years = ("2019/2020", "2020/2021")
    names = (("Scotland", SCOTLAND), ("Clackmannanshire", CLACKS), ("Falkirk", FALKIRK))
    return csv(
        "download",
        [
            ["Generated by http://statistics.gov.scot", "2026-02-16T13:37:29+00:00"],
            ["http://statistics.gov.scot/data/social-work-orders-commenced",
             "Social Work Orders Commenced"],
            ["measure type", "Count"],
            ["Order Type", order],
            ["Measure (cell values): ", "Count(Orders)"],
            [],
            ["", "", *(f"http://reference.data.gov.uk/id/government-year/{y}" for y in years)],
            ["http://purl.org/linked-data/sdmx/2009/dimension#refArea", "Reference Area", *years],
            *([f"{uri}/{code}", name, str(50 * n), str(55 * n)]
              for n, (name, code) in enumerate(names, start=1)),
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("order", "measure"),
    [
        ("Community payback orders", "cpo_commenced"),
        ("Drug treatment and testing orders", "dtto_commenced"),
    ],
)
def test_a_line_above_a_download_says_which_measure_it_is(
    order: str, measure: str, reader: Reader
) -> None:
    found = reader.read(pivot(order))
    assert_quiet(found)
    read = values(found)
    assert read[measure, CLACKS, "2020-21"] == 110
    assert len(read) == 6


def test_a_line_above_that_says_something_else_is_of_no_measure(reader: Reader) -> None:
    with pytest.raises(LoadRefused):
        reader.read(pivot("Supervised attendance orders"))
