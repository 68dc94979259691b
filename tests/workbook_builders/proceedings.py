"""Criminal Proceedings in Scotland: main penalties for Scotland, and by council."""

from __future__ import annotations

from workbook_builders import front
from workbook_builders.front import Made
from workbook_builders.jsw_one import ten_years_to
from workbook_builders.known import Numbers
from workbook_builders.layouts import Column, columns_of, lines, long
from workbook_builders.layouts_scotland import Line, measures_down
from workbook_builders.seeded import known
from workbook_builders.style import BRACKETED, Style

PENALTIES = (
    ("Total", "total"),
    ("Custody", "custody"),
    ("Prison", "prison"),
    ("Young offenders institution", "young_offenders_institution"),
    ("Supervised release order", "supervised_release_order"),
    ("Extended sentence", "extended_sentence"),
    ("Order for lifelong restriction", "order_for_lifelong_restriction"),
    ("Community sentence", "community_sentence"),
    ("Community payback order", "community_payback_order"),
    ("Restriction of liberty order", "restriction_of_liberty_order"),
    ("Drug treatment & testing order", "drug_treatment_testing_order"),
    ("Other community sentences [note 1]", "~other_community"),
    ("Financial penalty", "financial_penalty"),
    ("Fine", "fine"),
    ("Compensation order", "compensation_order"),
    ("Other sentence", "other_sentence"),
    ("Admonition [note 2]", "admonition"),
    ("Absolute discharge, no order made", "~absolute_discharge"),
    ("Remit to children's hearing", "~remit"),
    ("Insanity, hospital, guardianship order", "~insanity"),
)
SHARES = {
    "custody": "Custody",
    "community_sentence": "Community sentence",
    "financial_penalty": "Financial penalty",
    "other_sentence": "Other sentence",
}
STYLE = Style(percent="number", symbols=BRACKETED, scotland_at="first")


def _measure(kind: str) -> str:
    return f"~people_convicted_{kind[1:]}" if kind.startswith("~") else f"people_convicted_{kind}"


NUMBERS = [Line(label, _measure(kind)) for label, kind in PENALTIES]
PERCENTAGES = [
    Line("Total"),
    Line("Custody", "custody_percent"),
    Line("Prison", "~people_convicted_prison_percent"),
    Line("Community sentence", "community_sentence_percent"),
    Line("Financial penalty", "financial_penalty_percent"),
    Line("Fine", "~people_convicted_fine_percent"),
    Line("Other sentence", "other_sentence_percent"),
]
COUNCILS = [
    Column("people_convicted_total", "All people convicted"),
    *columns_of({f"people_convicted_{kind}": words for kind, words in SHARES.items()}, "Number"),
    *columns_of({f"{kind}_percent": words for kind, words in SHARES.items()}, "Percentage"),
]


def whole_percentages(numbers: Numbers) -> Numbers:
    """Round the shares of main penalties to whole numbers, as they are published."""
    names = [f"{kind}_percent" for kind in SHARES]
    more = ("~people_convicted_prison_percent", "~people_convicted_fine_percent")
    return numbers.rounded(dict.fromkeys([*names, *more], 0))


def criminal_proceedings(
    edition: str = "2022-23",
    *,
    kind: str = "xlsx",
    style: Style = STYLE,
    numbers: Numbers | None = None,
) -> Made:
    """Tables 7(a) and 7(b) for Scotland over ten years, and main penalties by council."""
    ten = ten_years_to(edition)
    numbers = whole_percentages(numbers or known(ten[0], ten[-1]))
    span = f"{ten[0]} to {ten[-1]}"
    tables = [
        measures_down(
            numbers,
            NUMBERS,
            name="Table_7a",
            periods=ten,
            preamble=lines(f"Table 7(a): People convicted by main penalty, {span}", "Number"),
            footnotes=lines("", "[note 1] Includes community service and probation orders."),
            style=style,
            heading="Main penalty",
            change=f"% change {ten[-2]} to {ten[-1]}",
        ),
        measures_down(
            numbers,
            PERCENTAGES,
            name="Table_7b",
            periods=ten,
            preamble=lines(
                f"Table 7(b): Percentage of people convicted by main penalty, {span}",
                "“[low]” means less than 0.5 per cent.",
            ),
            style=style,
            heading="Main penalty",
        ),
        long(
            numbers,
            COUNCILS,
            name="LA_1",
            periods=ten,
            preamble=lines(
                f"Table LA_1: People convicted by main penalty and local authority, {span}",
                "Local authority of the home postcode of the person convicted.",
            ),
            style=style,
            year_heading="Financial year",
            by_area=True,
            year_first=False,
            only_latest_shown=False,
        ),
    ]
    title = f"Criminal Proceedings in Scotland, {edition}"
    sheets = [
        front.cover(title, published=front.issued("28 October", edition)),
        front.contents(tables),
        front.notes(("Other community sentences.", "Admonitions include those with no order.")),
        *tables,
    ]
    return front.made(f"criminal-proceedings-{edition}-tables", kind, sheets, numbers)
