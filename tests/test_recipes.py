"""The recipes that ship: each knows its own publication, reads it right, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import pytest
from project_files import PROJECT
from workbook_builders import jsw_one, jsw_two, older, open_data, others, population, proceedings
from workbook_builders.front import Made
from workbook_builders.known import Key, Symbol

from cjdata.ingest.figures_read import ReadWorkbook
from cjdata.ingest.recipes.recipe import Recipe
from cjdata.ingest.recipes.recipe_loading import load_recipes
from cjdata.ingest.remarks import LoadRefused, of_level
from cjdata.ingest.spreadsheets.open_file import open_book
from cjdata.ingest.spreadsheets.source_workbook import SourceSheet, SourceWorkbook, Value
from cjdata.ingest.workbook_reading import Reader
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

FOLDER = PROJECT / "data" / "reference" / "recipes"
FILES = sorted(FOLDER.glob("*.toml"))
SHARED = {"jsw-orders", "jsw-bulletin"}
"""Recipes of tables that others include; no workbook is theirs."""
OLD = {"jsw-to-2016-17", "jsw-2017-18-to-2022-23"}
JSW = OLD | {"jsw-part-1", "jsw-part-2"}

KINDS = ("custody", "community_sentence", "financial_penalty", "other_sentence")
COUNTS = tuple(f"people_convicted_{kind}" for kind in KINDS)
SHARES = tuple(f"{kind}_percent" for kind in KINDS)

PERIODS = ("2023-24", "2024-25")
SCOTLAND, CLACKS = "S92000003", "S12000005"
PART_1 = "Justice Social Work Statistics in Scotland: 2024-25 - Part 1"
PART_2 = "Justice Social Work Statistics in Scotland: 2024-25 - Part 2"
Numbers = dict[Key, float]

ON_DAY = ("cpo_in_force", "throughcare_caseload")
"""Counts on 31 March: the year that heads them ends on that day."""


@pytest.fixture(scope="module")
def recipes(catalogue: Catalogue) -> tuple[Recipe, ...]:
    return load_recipes(FOLDER, catalogue)


@pytest.fixture(scope="module")
def reader(recipes: tuple[Recipe, ...], areas: Areas, catalogue: Catalogue) -> Reader:
    return Reader(recipes, areas, catalogue)


def day_of(measure: str, period: str) -> str:
    return f"{int(period[:4]) + 1}-03-31" if measure in ON_DAY else period


def errors(read: ReadWorkbook) -> list[str]:
    return [str(remark) for remark in of_level(read.remarks, "error")]


def numbers_of(read: ReadWorkbook) -> dict[Key, float | None]:
    """Give what was read by key. A key read twice must be read alike."""
    held: dict[Key, float | None] = {}
    for d in read.data:
        assert held.setdefault(d.key, d.value) == d.value, d
    return held


def council_sheet(
    areas: Areas, title: str, columns: Mapping[str, str], *, above: Sequence[str] = ()
) -> tuple[SourceSheet, Numbers]:
    """Make a sheet with a row per year and area, and the numbers in it; ids with ~ are fillers.

    A heading with a bar has the label of a group before it, and the header two rows.
    """
    known: Numbers = {}
    rows: list[list[Value]] = [[title], ["Back to contents"], *([text] for text in above), []]
    groups = [heading.rpartition("|")[0] for heading in columns.values()]
    names = [heading.rpartition("|")[2] for heading in columns.values()]
    if any(groups):
        rows.append(["", "", *groups])
    rows.append(["Year", "Local authority", *names])
    for year, period in enumerate(PERIODS):
        for place, area in enumerate((*areas.councils, areas.scotland)):
            cells: list[Value] = []
            for number, measure in enumerate(columns):
                value = 9000 + 31 * place + 7 * year - 500 * number
                is_share = measure.endswith("percent")
                cells.append(value / 20_000 if is_share else value)
                key = (measure, area.code, day_of(measure, period))
                known[key] = value / 200 if is_share else value
            rows.append([period, area.name, *cells])
    kept = {key: value for key, value in known.items() if not key[0].startswith("~")}
    return SourceSheet(f"T{len(title)}", rows), kept


def book(*sheets: SourceSheet, cover: str = PART_1, name: str = "tables.xlsx") -> SourceWorkbook:
    return SourceWorkbook(
        name, "xlsx", "0" * 64, (SourceSheet("Cover", [[cover], ["Contact us"]]), *sheets)
    )


# The files


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_recipe_begins_with_what_it_is_in_plain_words(path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    comment = lines[: next(n for n, line in enumerate(lines) if not line.startswith("#"))]
    assert len(comment) >= 5
    assert all(len(line) <= 100 for line in comment)


def test_every_publication_of_the_project_has_its_recipe(recipes: tuple[Recipe, ...]) -> None:
    assert {recipe.id for recipe in recipes} == SHARED | {
        "jsw-part-1",
        "jsw-part-2",
        "jsw-2017-18-to-2022-23",
        "jsw-to-2016-17",
        "criminal-proceedings",
        "homelessness",
        "no-one-left-behind",
        "treatment-transfers",
        "scjs",
        "population",
        "single-year-population",
        "prison",
        "reconvictions",
        "recorded-crime",
        "open-data-orders",
        "open-data-reconvictions",
        "local-evidence",
        "supplied",
    }
    assert all(recipe.table for recipe in recipes)


def test_a_shared_recipe_reads_no_workbook_itself(recipes: tuple[Recipe, ...]) -> None:
    for recipe in recipes:
        assert recipe.fits_edition("2098-99") == (recipe.id not in SHARED | OLD)
        assert recipe.id not in SHARED or not recipe.fits_edition("")


def test_the_editions_of_justice_social_work_lie_end_to_end(recipes: tuple[Recipe, ...]) -> None:
    by_id = {recipe.id: recipe for recipe in recipes}
    for edition, expected in (
        ("2016-17", {"jsw-to-2016-17"}),
        ("2017-18", {"jsw-2017-18-to-2022-23"}),
        ("2022-23", {"jsw-2017-18-to-2022-23"}),
        ("2023-24", {"jsw-part-1", "jsw-part-2"}),
    ):
        fitting = {name for name in JSW if by_id[name].fits_edition(edition)}
        assert fitting == expected


def test_no_column_wants_what_it_does_not_want(recipes: tuple[Recipe, ...]) -> None:
    for recipe in recipes:
        for table in recipe.table:
            for column in table.column:
                assert not set(column.headings) & set(column.unless), (recipe.id, column.id)


# Every publication as it is laid out


def as_held(made: Made) -> Numbers:
    """Name populations and days as the dashboard does, and leave out what is not printed."""
    ids = {
        "population_all_ages": "population_all_ages",
        "population_16plus": "population_16_and_over",
        "population_16_70": "population_16_to_70",
    }
    printed = {key for sheet in made.sheets for key in sheet.at}
    return {
        (ids.get(m, m), a, day_of(m, p)): v
        for (m, a, p), v in made.numbers.items()
        if (m, a, p) in printed
    }


Case = tuple[str, Callable[[], Made], str, str, set[str]]
"""A name, the workbook, its recipe and edition, and measures that are left out on purpose."""

CASES: tuple[Case, ...] = (
    ("part 1", jsw_one.jsw_part_1, "jsw-part-1", "2024-25 part 1", set()),
    (
        "part 1, first",
        lambda: jsw_one.jsw_part_1("2023-24", kind="ods"),
        "jsw-part-1",
        "2023-24 part 1",
        set(),
    ),
    ("payback orders", jsw_two.jsw_part_2_cpo, "jsw-part-2", "2024-25 part 2", set()),
    ("drug treatment orders", jsw_two.jsw_part_2_dtto, "jsw-part-2", "2024-25 part 2", set()),
    ("reports", jsw_two.jsw_part_2_reports, "jsw-part-2", "2024-25 part 2", set()),
    ("2016-17", older.cjsw_old, "jsw-to-2016-17", "2016-17", set()),
    ("2019-20", lambda: older.cjsw_old("2019-20"), "jsw-2017-18-to-2022-23", "2019-20", set()),
    (
        "Criminal Proceedings",
        proceedings.criminal_proceedings,
        "criminal-proceedings",
        "2022-23",
        set(),
    ),
    ("homelessness", others.homelessness, "homelessness", "2024-25", set()),
    ("No One Left Behind", others.no_one_left_behind, "no-one-left-behind", "2024-25", set()),
    ("treatment", others.treatment_transfers, "treatment-transfers", "2024-25", set()),
    ("attitudes", others.scjs, "scjs", "2023-24", set()),
    ("population, one year", population.population, "population", "2024", set()),
    ("population, years", population.population_series, "population", "2024", set()),
    ("orders commenced", open_data.orders_csv, "open-data-orders", "2023-24 open data", set()),
    (
        "orders terminated",
        lambda: open_data.orders_csv("terminated"),
        "open-data-orders",
        "2023-24 open data",
        # “Completed/discharged” is not known to be the count of completed orders that is held.
        {"fiscal_work_orders_completed"},
    ),
)


@pytest.mark.parametrize(
    ("make", "recipe", "edition", "left_out"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_a_publication_is_recognised_and_read_cell_by_cell(
    reader: Reader, make: Callable[[], Made], recipe: str, edition: str, left_out: set[str]
) -> None:
    made = make()
    read = reader.read(open_book(made.content, made.name))
    assert (read.recipe.id, read.edition) == (recipe, edition)
    assert errors(read) == []
    expected = {k: v for k, v in as_held(made).items() if k[0] not in left_out}
    got = numbers_of(read)
    assert Counter(key[0] for key in got) == Counter(key[0] for key in expected)
    wrong = {k: (v, got.get(k)) for k, v in expected.items() if not _same(v, got.get(k))}
    assert wrong == {}


def _same(expected: object, got: float | None) -> bool:
    if isinstance(expected, Symbol):
        return got is None
    assert isinstance(expected, int | float)
    return got is not None and got == pytest.approx(expected, abs=1e-6)


# Tables as the bulletins print them, with their numbers

ORDERS = """
Orders commenced|20457|20121|20492|20571|19485|17704|17468
Community payback orders1|18688|19065|19451|19202|17881|16470|16710
Community service orders2|227|85|..|..|..|..|..
With an element of unpaid work2|71|24|..|..|..|..|..
Drug treatment and testing orders1|625|551|533|475|577|600|510
Fiscal work orders4|||508|894|1027|634|248
Individuals with orders commenced|17682|17285|17517|17490|16753|15096|14845
Community payback orders1|16082|16323|16525|16160|15197|13908|14122
Community service orders2|219|83|..|..|..|..|..
With an element of unpaid work2|66|24|..|..|..|..|..
Drug treatment and testing orders1|597|520|489|446|531|556|476
Fiscal work orders4|||503|884|1025|632|247
Orders in force at 31 March
Community payback orders1|16020|16821|17181|17446|16742|15770|16488
Drug treatment and testing orders1|690|595|561|504|562|589|586
Orders terminated|20095|20098|20555|20261|20094|18713|16721
Community payback orders1|16209|18264|19091|18937|18585|17442|15992
Community service orders2|759|245|109|..|..|..|..
Drug treatment and testing orders1|677|646|567|532|519|573|513
Fiscal work orders4|||363|792|990|698|216
Proportion of completions/discharges6|72.7|69.9|69.5|69.2|69.3|67.8|68.2
Community payback orders1,3,5|74.3|70.6|70.0|69.3|69.3|68.1|69.0
"""
BAIL_TABLE = """
Bail information
Requests from court for bail information|9061|8355|9709|8662|6874
Bail supervision cases
Number commenced|481|450|497|411|417
Individuals|436|430|467|397|400
Court services
Written reports|345|748|975|1177|1047
Home detention curfew assessments
Reports|3203|2917|3167|3178|2939
Individuals|2911|2665|2845|2876|2649
"""
PENALTIES = """
Total|106622|99950|-6
Custody|14035|13735|-2
Prison|12327|12023|-2
Young offenders institution|1157|1183|2
Supervised release order|324|350|8
Extended sentence|207|169|-18
Order for life-long restriction|20|10|-50
Community sentence|18616|18943|2
Community payback order|16794|16742|0
Restriction of liberty order|1177|1646|40
Drug treatment & testing order|528|486|-8
Community service order|68|40|-41
Probation and other community sentences1|49|29|-41
Financial penalty|56792|49918|-12
Fine|55952|49147|-12
Compensation order|840|771|-8
Other sentence|17179|17354|1
Admonition2|16427|16496|0
Remit to children's hearing|67|76|13
Average length of custodial sentence (days)|292|289|-1
"""


def bulletin(cover: str, title: str, heads: str, rows: str) -> SourceWorkbook:
    cells: list[list[Value]] = [[title], [], list(heads.split("|"))]
    for line in rows.strip().splitlines():
        label, *figures = line.split("|")
        cells.append([label, *(_figure(text) for text in figures)])
    return book(SourceSheet("Table", cells), cover=cover, name="tables.xls")


def _figure(text: str) -> Value:
    return float(text) if text.lstrip("-").replace(".", "").isdigit() else text


def in_year(read: ReadWorkbook, period: str) -> dict[str, float | None]:
    return {m: value for (m, _, p), value in numbers_of(read).items() if p == period}


def test_the_table_of_orders_is_read_by_block_and_name(reader: Reader) -> None:
    read = reader.read(
        bulletin(
            "Criminal Justice Social Work Statistics in Scotland: 2019-20",
            "Table 2 Social work orders: 2013-14 to 2019-20",
            "|2013-14|2014-15|2015-166|2016-176|2017-18|2018-19|2019-20",
            ORDERS,
        )
    )
    assert errors(read) == []
    assert in_year(read, "2016-17") == {
        "social_work_orders_commenced_total": 20571,
        "cpo_commenced": 19202,
        "dtto_commenced": 475,
        "fiscal_work_orders_commenced": 894,
        "cpo_individuals": 16160,
        "cpo_terminated": 18937,
        "dtto_terminated": 532,
        "fiscal_work_orders_terminated": 792,
        "cpo_completion_percent": 69.3,
    }
    assert in_year(read, "2017-03-31") == {"cpo_in_force": 17446}


def test_the_table_of_bail_does_not_take_curfew_for_bail(reader: Reader) -> None:
    read = reader.read(
        bulletin(
            "Criminal Justice Social Work Statistics in Scotland: 2013-14",
            "Table 4 Bail information, court services and home detention curfew assessments",
            "|2009-10|2010-11|2011-12|2012-13|2013-14",
            BAIL_TABLE,
        )
    )
    assert errors(read) == []
    assert in_year(read, "2013-14") == {
        "bail_information_requests": 6874,
        "bail_supervision_cases_commenced": 417,
        "bail_supervision_individuals": 400,
    }


def test_the_table_of_penalties_is_read_by_its_rows(reader: Reader) -> None:
    read = reader.read(
        bulletin(
            "Criminal Proceedings in Scotland 2015-16",
            "Table 7(a): People convicted by main penalty, 2006-07 to 2015-16",
            "Main penalty|2014-15|2015-16|% change 2014-15 to 2015-16",
            PENALTIES,
        )
    )
    assert errors(read) == []
    assert in_year(read, "2015-16") == {
        "people_convicted_total": 99950,
        "people_convicted_custody": 13735,
        "people_convicted_prison": 12023,
        "people_convicted_young_offenders_institution": 1183,
        "people_convicted_supervised_release_order": 350,
        "people_convicted_extended_sentence": 169,
        "people_convicted_order_for_lifelong_restriction": 10,
        "people_convicted_community_sentence": 18943,
        "people_convicted_community_payback_order": 16742,
        "people_convicted_restriction_of_liberty_order": 1646,
        "people_convicted_drug_treatment_testing_order": 486,
        "people_convicted_financial_penalty": 49918,
        "people_convicted_fine": 49147,
        "people_convicted_compensation_order": 771,
        "people_convicted_other_sentence": 17354,
        "people_convicted_admonition": 16496,
    }


# The same table in other words

DIVERSION = (
    {
        "diversion_referrals": "Referrals",
        "diversion_assessments": "Assessments",
        "diversion_cases_commenced": "Cases commenced",
        "diversion_cases_completed": "Cases completed",
    },
    {
        "diversion_referrals": "Number of referrals received [note 2]",
        "diversion_assessments": "Number of assessments undertaken",
        "diversion_cases_commenced": "Number of cases started",
        "diversion_cases_completed": "Number of cases successfully completed3,4",
        "diversion_rate_per_10000": "Cases started per 10,000 population aged 16 to 70",
    },
    {
        "diversion_referrals": "Stage|Diversion referrals",
        "diversion_assessments": "Stage|Cases assessed",
        "diversion_cases_commenced": "Stage|Diversion cases commenced",
        "diversion_cases_completed": "Stage|Successful completions",
        "diversion_individuals": "People|Individuals with a case commenced",
    },
)
BAIL = (
    {
        "bail_suitability_assessments": "Assessment reports for bail suitability",
        "bail_supervision_cases_commenced": "Bail supervision cases commenced",
        "bail_supervision_cases_completed": "Bail supervision cases completed",
    },
    {
        "bail_suitability_assessments": "Number of bail suitability assessments",
        "bail_supervision_cases_commenced": "Supervision cases started",
        "bail_supervision_cases_completed": "Supervision cases successfully completed",
        "bail_supervision_individuals": "People on bail supervision",
    },
    {
        "bail_information_requests": "Bail information|Requests from court for bail information",
        "bail_supervision_cases_commenced": "Bail supervision cases|Number commenced",
        "bail_supervision_individuals": "Bail supervision cases|Individuals",
        "bail_supervision_cases_completed": "Bail supervision cases|Completed [note 5]",
        "~monitored": "Bail supervision cases|of which with electronic monitoring",
    },
)
COMMENCED = (
    {"cpo_commenced": "Orders commenced", "cpo_rate_per_10000": "Rate per 10,000 population"},
    {"cpo_commenced": "Number of CPOs imposed", "cpo_rate_per_10000": "CPOs per 10,000"},
    {
        "cpo_commenced": "Total orders issued [note 1]",
        "cpo_individuals": "Individuals given orders",
        "~with_unpaid_work": "Orders with unpaid work",
    },
)
ENDED = (
    {
        "cpo_terminated": "Total finished",
        "cpo_completed": "Reason|Successfully completed",
        "cpo_early_discharge": "Reason|Early discharge",
        "cpo_revoked_review": "Reason|Revoked (review)",
        "cpo_revoked_breach": "Reason|Revoked (breach)",
        "cpo_transfer_out": "Reason|Transfer out of area",
        "~death": "Reason|Death",
        "~other": "Reason|Other",
        "cpo_completion_percent": "Completion rate [note 3]",
    },
    {
        "cpo_terminated": "Number of orders terminated",
        "cpo_completed": "Order successfully completed",
        "cpo_early_discharge": "Discharged early",
        "cpo_revoked_review": "Revoked due to review",
        "cpo_revoked_breach": "Revoked due to breach",
        "cpo_transfer_out": "Transferred out of area",
        "cpo_completion_percent": "Successful completion rate",
    },
    {
        "cpo_terminated": "Total orders ended",
        "cpo_completed": "Number|Successful completions",
        "cpo_early_discharge": "Number|Early discharge",
        "cpo_revoked_review": "Number|Revocation following review",
        "cpo_revoked_breach": "Number|Revocation following breach",
        "cpo_transfer_out": "Number|Transfer to another area",
        "~completed_percent": "Percentage|Successful completions",
        "~discharged_percent": "Percentage|Early discharge",
    },
)
THROUGHCARE = (
    {
        "throughcare_custody_cases_commenced": "Cases commenced in custody",
        "throughcare_community_cases_commenced": "Cases commenced in the community",
        "throughcare_cases_commenced_total": "Total cases commenced",
    },
    {
        "throughcare_custody_cases_commenced": "Custody-based cases started",
        "throughcare_community_cases_commenced": "Community-based cases started",
        "throughcare_community_cases_completed": "Community-based cases completed",
        "throughcare_caseload": "Caseload at 31 March",
    },
    {
        "throughcare_custody_cases_commenced": "Cases commenced|Custody",
        "throughcare_community_cases_commenced": "Cases commenced|Community",
        "throughcare_cases_commenced_total": "Cases commenced|All",
        "~custody_caseload": "Individuals at 31 March|Custody",
        "~community_caseload": "Individuals at 31 March|Community",
    },
)
VOLUNTARY = (
    {
        "voluntary_throughcare_cases_commenced": "Cases commenced",
        "voluntary_throughcare_individuals": "Individuals receiving assistance",
    },
    {
        "voluntary_throughcare_cases_commenced": "Voluntary throughcare cases",
        "voluntary_throughcare_individuals": "People who received help",
    },
    {"voluntary_throughcare_cases_commenced": "Number of cases started2"},
)
WORDINGS = [
    *((PART_1, "Diversion from prosecution by local authority", c) for c in DIVERSION),
    *((PART_1, "Bail services by local authority", c) for c in BAIL),
    *((PART_2, "Community payback orders imposed, by local authority", c) for c in COMMENCED),
    *((PART_2, "CPOs terminated by reason for termination", c) for c in ENDED),
    *((PART_1, "Statutory throughcare in custody and in the community", c) for c in THROUGHCARE),
    *((PART_1, "Voluntary throughcare by local authority", c) for c in VOLUNTARY),
]


@pytest.mark.parametrize(("cover", "title", "columns"), WORDINGS)
def test_a_table_is_read_in_other_words_too(
    reader: Reader, areas: Areas, cover: str, title: str, columns: dict[str, str]
) -> None:
    sheet, known = council_sheet(areas, f"Table 1: {title}, 2023-24 to 2024-25", columns)
    read = reader.read(book(sheet, cover=cover))
    assert errors(read) == []
    assert read.edition == f"2024-25 {cover[-6:].lower()}"
    assert numbers_of(read) == pytest.approx(known)


@pytest.mark.parametrize(
    "title",
    [
        "Community payback orders terminated by reason",
        "Reasons for community payback orders ending, by local authority",
        "CPO_23: CPOs finished, by reason, number and percentage",
        "Community payback order completion rates",
    ],
)
def test_the_reasons_for_ending_are_known_by_several_titles(
    reader: Reader, areas: Areas, title: str
) -> None:
    sheet, known = council_sheet(areas, title, ENDED[0])
    assert numbers_of(reader.read(book(sheet, cover=PART_2))) == pytest.approx(known)


@pytest.mark.parametrize(
    ("cover", "title", "measure"),
    [
        (PART_1, "Diversion from prosecution: referrals", "diversion_referrals"),
        (PART_1, "Diversion from prosecution: assessments", "diversion_assessments"),
        (PART_1, "Diversion from prosecution cases commenced", "diversion_cases_commenced"),
        (PART_1, "Diversion cases successfully completed", "diversion_cases_completed"),
        (PART_1, "Diversion cases commenced per 10,000 people", "diversion_rate_per_10000"),
        (PART_1, "Bail supervision cases commenced", "bail_supervision_cases_commenced"),
        (PART_1, "Bail supervision cases completed", "bail_supervision_cases_completed"),
        (PART_1, "Requests from courts for bail information", "bail_information_requests"),
        (
            PART_1,
            "Assessment reports for bail suitability submitted to courts",
            "bail_suitability_assessments",
        ),
        (PART_1, "Structured deferred sentences imposed", "sds_imposed"),
        (PART_1, "Fiscal work orders commenced", "fiscal_work_orders_commenced"),
        (PART_1, "Voluntary throughcare cases commenced", "voluntary_throughcare_cases_commenced"),
        (
            PART_1,
            "Statutory throughcare: custody cases commenced",
            "throughcare_custody_cases_commenced",
        ),
        (
            PART_1,
            "Statutory throughcare: community cases commenced",
            "throughcare_community_cases_commenced",
        ),
        (
            PART_1,
            "Statutory throughcare: community cases completed",
            "throughcare_community_cases_completed",
        ),
        (PART_1, "Statutory throughcare: cases commenced", "throughcare_cases_commenced_total"),
        (PART_2, "Community payback orders imposed", "cpo_commenced"),
        (PART_2, "Community payback orders terminated", "cpo_terminated"),
        (PART_2, "Community payback orders successfully completed", "cpo_completed"),
        (PART_2, "Community payback orders imposed per 10,000 population", "cpo_rate_per_10000"),
        (PART_2, "Individuals given community payback orders", "cpo_individuals"),
        (PART_2, "CPOs finished by reason: early discharge", "cpo_early_discharge"),
        (PART_2, "Community payback orders revoked due to breach", "cpo_revoked_breach"),
        (PART_2, "Community payback orders transferred out of area", "cpo_transfer_out"),
        (PART_2, "Drug treatment and testing orders issued", "dtto_commenced"),
        (PART_2, "Drug treatment and testing orders terminated", "dtto_terminated"),
        (PART_2, "Justice social work reports submitted to courts", "jsw_reports_submitted"),
    ],
)
def test_a_title_alone_names_the_measure_where_the_years_stand_across(
    reader: Reader, areas: Areas, cover: str, title: str, measure: str
) -> None:
    rows: list[list[Value]] = [[f"{title}, by local authority, 2023-24 to 2024-25"]]
    rows.append(["Local authority", *PERIODS])
    rows += [[a.name, 300 + n, 500 + n] for n, a in enumerate((*areas.councils, areas.scotland))]
    read = reader.read(book(SourceSheet("1", rows), cover=cover))
    assert errors(read) == []
    got = numbers_of(read)
    assert {key[0] for key in got} == {measure}
    assert len(got) == 66
    assert got[measure, SCOTLAND, "2024-25"] == 532


@pytest.mark.parametrize(
    ("cover", "title", "count", "rate"),
    [
        (PART_1, "Diversion cases commenced", "diversion_cases_commenced", "diversion_rate"),
        (PART_2, "Community payback orders imposed", "cpo_commenced", "cpo_rate"),
        (PART_2, "DTTOs commenced", "dtto_commenced", "dtto_rate"),
        (PART_2, "Social work reports submitted", "jsw_reports_submitted", "jsw_reports_rate"),
    ],
)
@pytest.mark.parametrize("heading", ["Rate", "Rate per 10,000 people aged 16 to 70"])
def test_a_number_and_its_rate_are_told_apart_where_the_title_names_both(
    reader: Reader, areas: Areas, cover: str, title: str, count: str, rate: str, heading: str
) -> None:
    named = f"{title}: number and rate per 10,000 population, by local authority"
    sheet, known = council_sheet(areas, named, {count: "Number", f"{rate}_per_10000": heading})
    assert numbers_of(reader.read(book(sheet, cover=cover))) == known


@pytest.mark.parametrize("heading", ["Completion rate", "Breach rate", "Rate of change"])
def test_a_rate_of_another_thing_is_no_rate_per_head(
    reader: Reader, areas: Areas, heading: str
) -> None:
    columns = {"cpo_commenced": "Orders imposed", "~other_percent": heading}
    sheet, _ = council_sheet(areas, "Community payback orders imposed", columns)
    read = reader.read(book(sheet, cover=PART_2))
    assert "cpo_rate_per_10000" not in {d.measure for d in read.data}


# What must not be read


@pytest.mark.parametrize(
    ("cover", "title", "columns"),
    [
        (PART_1, "Diversion cases commenced by gender", {"~m": "Males", "~f": "Females"}),
        (PART_1, "Diversion cases commenced by age", {"~1": "16-17", "~2": "Cases commenced"}),
        (PART_1, "Diversion cases by employment status", {"~1": "Cases commenced", "~2": "None"}),
        (PART_1, "Home detention curfew assessments", {"~1": "Reports", "~2": "Individuals"}),
        (PART_1, "Voluntary throughcare: people entitled", {"~1": "Individuals", "~2": "Cases"}),
        (PART_2, "Community payback orders imposed on males", {"~1": "Total orders", "~2": "18"}),
        (PART_2, "Community payback orders by court", {"~1": "Sheriff solemn", "~2": "Orders"}),
        (PART_2, "Community payback order requirements", {"~1": "Total", "~2": "Unpaid work"}),
        (PART_2, "Breach applications for CPOs", {"~1": "Orders", "~2": "Applications"}),
        (
            PART_2,
            "Reasons for community payback orders ending, as percentages",
            {"~1_percent": "Successfully completed", "~2_percent": "Total"},
        ),
        (PART_2, "Unpaid work hours completed", {"~1": "Total", "~2": "Level 1"}),
        (PART_2, "Main outcomes from reports by gender", {"~1": "Total", "~2": "Males"}),
    ],
)
def test_a_breakdown_feeds_no_measure(
    reader: Reader, areas: Areas, cover: str, title: str, columns: dict[str, str]
) -> None:
    spare, known = council_sheet(
        areas,
        "Fiscal work orders commenced" if cover == PART_1 else "DTTOs imposed",
        {"fiscal_work_orders_commenced" if cover == PART_1 else "dtto_commenced": "Imposed"},
    )
    breakdown, _ = council_sheet(areas, f"Table 9: {title}, 2023-24 to 2024-25", columns)
    assert numbers_of(reader.read(book(spare, breakdown, cover=cover))) == known


def test_a_share_of_each_reason_is_not_taken_for_the_completion_rate(
    reader: Reader, areas: Areas
) -> None:
    sheet, known = council_sheet(areas, "CPOs terminated by reason", ENDED[2])
    read = reader.read(book(sheet, cover=PART_2))
    assert "cpo_completion_percent" not in {d.measure for d in read.data}
    assert set(numbers_of(read)) == set(known)


@pytest.mark.parametrize("missing", ["cpo_terminated", "cpo_completed"])
def test_reasons_for_ending_without_their_total_or_completions_are_refused(
    reader: Reader, areas: Areas, missing: str
) -> None:
    columns = {m: h for m, h in ENDED[1].items() if m != missing}
    sheet, _ = council_sheet(areas, "CPOs terminated by reason", columns)
    read = reader.read(book(sheet, cover=PART_2))
    assert any(remark.kind == "heading missing" for remark in of_level(read.remarks, "error"))


@pytest.mark.parametrize(
    ("title", "measures"),
    [
        ("People convicted by main penalty and local authority", COUNTS),
        ("Convictions by local authority of residence and main penalty", COUNTS),
        ("People convicted by local authority and main penalty: number and percentage", COUNTS),
        ("Percentage of people convicted by main penalty and local authority", SHARES),
        ("People convicted by local authority: percentage by main penalty", SHARES),
    ],
)
def test_the_title_tells_shares_of_penalties_from_numbers(
    reader: Reader, areas: Areas, title: str, measures: tuple[str, ...]
) -> None:
    heads = ("Custody", "Community sentence", "Financial penalty", "Other sentence")
    sheet, known = council_sheet(areas, title, dict(zip(measures, heads, strict=True)))
    read = reader.read(book(sheet, cover="Criminal Proceedings in Scotland, 2024-25"))
    assert errors(read) == []
    assert numbers_of(read) == pytest.approx(known)


@pytest.mark.parametrize("basis", ["by court area", "by type of court", "by crime"])
def test_penalties_counted_in_another_way_are_not_read(
    reader: Reader, areas: Areas, basis: str
) -> None:
    columns = {"~1": "Total", "~2": "Custody", "~3": "Community sentence"}
    sheet, _ = council_sheet(areas, f"People convicted by main penalty, {basis}", columns)
    with pytest.raises(LoadRefused):
        reader.read(book(sheet, cover="Criminal Proceedings in Scotland, 2024-25"))


def test_of_penalties_by_age_the_total_alone_is_read(reader: Reader, areas: Areas) -> None:
    columns = {"people_convicted_total": "Total", "~2": "Aged 16-20", "~3": "Aged over 20"}
    sheet, known = council_sheet(areas, "People convicted by main penalty, by age", columns)
    read = reader.read(book(sheet, cover="Criminal Proceedings in Scotland, 2024-25"))
    assert errors(read) == []
    assert numbers_of(read) == {k: v for k, v in known.items() if k[0] == "people_convicted_total"}


OTHER_KINDS = {
    "recorded crime": (
        "Recorded Crime in Scotland, 2024-25",
        "Table 3: Crimes recorded by the police, by crime group and local authority",
        {"~1": "Total crimes", "~2": "Crimes of dishonesty", "~3": "Drugs: possession"},
    ),
    "drug deaths": (
        "Drug-related deaths in Scotland",
        "Table HB5: Drug misuse deaths by council area",
        {"~1": "Total", "~2": "Males", "~3": "Females"},
    ),
    "council tax": (
        "Council tax collection statistics 2024-25",
        "Council tax billed and collected by local authority",
        {"~1": "Amount billed", "~2": "Amount collected", "~3_percent": "Collection rate"},
    ),
    "waste": (
        "Household waste in Scotland",
        "Waste diverted from landfill: diversion by local authority",
        {"~1": "Total", "~2_percent": "Percentage diverted", "~3": "Recycled"},
    ),
    "bail offences": (
        "Recorded crime: bail offences",
        "Bail offences by local authority",
        {"~1": "Total", "~2": "Failure to appear", "~3": "Other"},
    ),
    "deaths": (
        "Vital events",
        "Deaths per 1,000 population by council area",
        {"~1": "All ages", "~2": "Under 65", "~3": "65 and over"},
    ),
    "prison": (
        "Scottish Prison Population Statistics 2024-25",
        "Prison population by local authority of residence",
        {"~1": "Total", "~2": "Remand", "~3": "Sentenced"},
    ),
}


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_a_workbook_of_another_kind_is_refused_by_all(
    reader: Reader, areas: Areas, kind: str
) -> None:
    cover, title, columns = OTHER_KINDS[kind]
    sheet, _ = council_sheet(areas, title, columns)
    with pytest.raises(LoadRefused) as refused:
        reader.read(book(sheet, cover=cover, name=f"{kind}.xlsx"))
    assert [remark.kind for remark in refused.value.remarks] == ["unknown workbook"]


# Parts and editions


@pytest.mark.parametrize(
    ("cover", "recipe", "edition"),
    [
        (PART_1, "jsw-part-1", "2024-25 part 1"),
        ("Justice Social Work Statistics in Scotland: 2023/24", "jsw-part-1", "2023-24 part 1"),
        ("Justice Social Work Statistics: 2022-23", "jsw-2017-18-to-2022-23", "2022-23"),
        ("Criminal Justice Social Work Statistics 2019-20", "jsw-2017-18-to-2022-23", "2019-20"),
        ("Criminal Justice Social Work Statistics 2015-16", "jsw-to-2016-17", "2015-16"),
    ],
)
def test_the_year_of_the_cover_decides_between_the_editions(
    reader: Reader, areas: Areas, cover: str, recipe: str, edition: str
) -> None:
    rows: list[list[Value]] = [["Diversion from prosecution by local authority"], []]
    rows.append(["Year", "Local authority", *DIVERSION[0].values()])
    rows += [["2014-15", area.name, 40, 30, 20, 10] for area in areas.councils]
    read = reader.read(book(SourceSheet("1", rows), cover=cover))
    assert (read.recipe.id, read.edition) == (recipe, edition)
    assert len(read.data) == 128


@pytest.mark.parametrize(
    ("edition", "measure"),
    [
        ("2015-16", "cpo_completion_percent_old_basis"),
        ("2018-19", "cpo_completion_percent"),
        ("2024-25", "cpo_completion_percent"),
    ],
)
def test_a_completion_rate_goes_to_the_measure_of_its_basis(
    reader: Reader, areas: Areas, edition: str, measure: str
) -> None:
    rows: list[list[Value]] = [["Community payback orders terminated by reason"], []]
    rows.append(["Year", "Local authority", *ENDED[1].values()])
    rows += [["2014-15", area.name, 40, 30, 2, 1, 1, 2, 84.2] for area in areas.councils]
    cover = f"Criminal Justice Social Work Statistics {edition}"
    read = reader.read(book(SourceSheet("1", rows), cover=cover))
    assert {d.measure for d in read.data if "percent" in d.measure} == {measure}


def test_a_table_of_the_other_part_is_not_read_by_this_part(reader: Reader, areas: Areas) -> None:
    one, known = council_sheet(areas, "Diversion from prosecution", DIVERSION[0])
    two, _ = council_sheet(areas, "Fully unrelated", {"~x": "Community payback orders imposed"})
    read = reader.read(book(one, two))
    assert read.recipe.id == "jsw-part-1"
    assert numbers_of(read) == known


# Open data and the dashboard's own templates


def test_a_cube_keeps_to_counts_of_the_orders_that_are_held(reader: Reader) -> None:
    head: list[Value] = ["Order Type", "Value", "DateCode", "Units", "FeatureCode", "Measurement"]
    rows: list[list[Value]] = [
        head,
        ["Community payback orders", 130, "2019/2020", "Orders", CLACKS, "Count"],
        ["Community payback orders", 36.1, "2019/2020", "Per 10,000", CLACKS, "Ratio"],
        ["Probation orders", 3, "2019/2020", "Orders", CLACKS, "Count"],
        ["Fiscal work orders", 4, "2019/2020", "Orders", CLACKS, "Count"],
    ]
    name = "social-work-orders-commenced"
    read = reader.read(SourceWorkbook(f"{name}.csv", "csv", "0" * 64, (SourceSheet(name, rows),)))
    assert numbers_of(read) == {
        ("cpo_commenced", CLACKS, "2019-20"): 130,
        ("fiscal_work_orders_commenced", CLACKS, "2019-20"): 4,
    }


def test_the_outcomes_of_a_cube_are_told_apart_as_the_site_names_them(reader: Reader) -> None:
    rows: list[list[Value]] = [
        ["FeatureCode", "DateCode", "Measurement", "Units", "Value"],
        *([CLACKS, "2022/2023", "Count", "Orders", value] for value in (90, 60, 30, 9, 4, 5)),
    ]
    kinds = ["Community payback orders"] * 3 + ["Drug treatment and testing orders"] * 3
    outcomes = [
        "Total orders terminated",
        "Orders completed/discharged",
        "Orders not completed/discharged",
    ] * 2
    rows[0] += ["Order Type", "Social Work Order Outcome"]
    for row, kind, outcome in zip(rows[1:], kinds, outcomes, strict=True):
        row += [kind, outcome]
    name = "social-work-orders-terminated"
    read = reader.read(SourceWorkbook(f"{name}.csv", "csv", "0" * 64, (SourceSheet(name, rows),)))
    assert numbers_of(read) == {
        ("cpo_terminated", CLACKS, "2022-23"): 90,
        ("dtto_terminated", CLACKS, "2022-23"): 9,
        ("dtto_completed_or_discharged", CLACKS, "2022-23"): 4,
    }


def template(title: str, *rows: list[Value]) -> SourceWorkbook:
    head: list[Value] = ["Measure", "Period", "Value", "Unit", "Provider", "Note"]
    return SourceWorkbook(
        "template.xlsx",
        "xlsx",
        "0" * 64,
        (SourceSheet("Figures", [[title], ["Area", "Clackmannanshire"], [], head, *rows]),),
    )


def test_local_evidence_is_loaded_back_with_its_provider(reader: Reader) -> None:
    read = reader.read(
        template(
            "Community Justice Dashboard: local evidence",
            ["Arrest referrals (Change Grow Live)", "2023-24", 41, "number", "CGL", "To March"],
            ["cpo_completion_percent_local", "2023-24", "71%", "percentage", "Council", ""],
        )
    )
    assert read.recipe.id == "local-evidence"
    assert errors(read) == []
    assert {d.status for d in read.data} == {"local_evidence"}
    assert numbers_of(read) == {
        ("arrest_referrals_local", CLACKS, "2023-24"): 41,
        ("cpo_completion_percent_local", CLACKS, "2023-24"): 71,
    }
    assert "CGL" in read.data[0].note


def test_supplied_figures_are_marked_as_supplied(reader: Reader) -> None:
    read = reader.read(
        template(
            "Community Justice Dashboard: figures supplied to the partnership",
            ["police_custody_referrals", "2023-24", 57, "number", "Police Scotland", ""],
        )
    )
    assert (read.recipe.id, {d.status for d in read.data}) == ("supplied", {"supplied"})
    assert numbers_of(read) == {("police_custody_referrals", CLACKS, "2023-24"): 57}


@pytest.mark.parametrize(
    ("title", "measure"),
    [
        ("Community Justice Dashboard: local evidence", "police_custody_referrals"),
        (
            "Community Justice Dashboard: figures supplied to the partnership",
            "arrest_referrals_local",
        ),
    ],
)
def test_a_measure_of_the_other_template_is_an_error(
    reader: Reader, title: str, measure: str
) -> None:
    read = reader.read(template(title, [measure, "2023-24", 57, "number", "Somebody", ""]))
    assert read.data == []
    assert [remark.kind for remark in of_level(read.remarks, "error")] == ["unknown measure"]


# Transfers of treatment


@pytest.mark.parametrize(
    "title",
    [
        "Transfers in treatment from community to custody, by local authority",
        "Transfers of treatment by council area: community to custody",
    ],
)
def test_transfers_the_other_way_are_not_read(reader: Reader, areas: Areas, title: str) -> None:
    rows: list[list[Value]] = [[title], ["Local authority", *PERIODS]]
    rows += [[area.name, 3, 4] for area in areas.councils]
    with pytest.raises(LoadRefused):
        reader.read(book(SourceSheet("1", rows), cover="Treatment transfers"))


def test_transfers_are_told_apart_by_their_direction(reader: Reader, areas: Areas) -> None:
    columns = {
        "~in": "Community to custody",
        "treatment_transfers_custody_to_community": "Custody to the community",
        "~between": "Custody to custody",
    }
    sheet, known = council_sheet(areas, "Transfers of treatment by local authority", columns)
    assert numbers_of(reader.read(book(sheet, cover="Treatment transfers"))) == known
