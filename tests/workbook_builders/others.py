"""Homelessness, No One Left Behind, treatment transfers and attitudes."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_builders import front
from workbook_builders.front import Made, above
from workbook_builders.known import Numbers
from workbook_builders.layouts import Column, columns_of, lines, long, one_year, years_across
from workbook_builders.layouts_scotland import Line, measures_down
from workbook_builders.made_up import ATTITUDES
from workbook_builders.places import SCOTLAND
from workbook_builders.seeded import known, years
from workbook_builders.sheets import Row, SheetSpec
from workbook_builders.style import PLAIN, Style

PROPERTIES = {
    "homelessness_applications_total": "All applications",
    "~home_council_tenancy": "Local authority tenancy",
    "~home_association_tenancy": "Housing association tenancy",
    "~home_private_tenancy": "Private rented tenancy",
    "~home_owned": "Own property",
    "~home_family": "Parental / family home / relatives",
    "~home_friends": "Friends / partners",
    "homelessness_applications_from_prison": "Prison",
    "~home_hospital": "Hospital",
    "~home_supported": "Supported accommodation",
    "~home_other": "Other and not known",
}
SHOWN = Style(percent="shown")
HOMELESS_STYLE = Style(area="ampersand", percent="shown", count="shown", scotland_at="first")


def homelessness(
    edition: str = "2024-25", *, kind: str = "xlsx", style: Style = HOMELESS_STYLE
) -> Made:
    """The main tables: five years; the property a household became homeless from, by council."""
    five = years(f"{int(edition[:4]) - 4}-00", edition)
    numbers = known(five[0], five[-1])
    span = f"{five[0]} to {five[-1]}"
    property_type = "property type from which the main applicant became homeless"

    def across(table: str, title: str, measure: str) -> SheetSpec:
        preamble = lines(f"Table {table}: {title}, {span} [note 1]", "Source: HL1 dataset", "")
        return years_across(
            numbers,
            [Column(measure, "")],
            name=f"T{table}",
            periods=five,
            preamble=preamble,
            footnotes=lines("", "[note 1] Applications may be revised in later releases."),
            style=style,
        )

    def by_property(table: str, title: str, columns: Sequence[Column]) -> SheetSpec:
        return long(
            numbers,
            columns,
            name=f"T{table}",
            periods=five,
            preamble=above(f"Table {table}: {title}, by local authority, {span}"),
            style=style,
            by_area=True,
            year_first=False,
            only_latest_shown=False,
        )

    shares = {"~home_prison_percent": "Prison", "~home_family_percent": PROPERTIES["~home_family"]}
    tables = [
        across(
            "1",
            "Number of applications under the homeless persons legislation by local authority",
            "homelessness_applications_total",
        ),
        across(
            "4",
            "Number of households assessed as homeless or threatened with homelessness",
            "households_assessed_homeless",
        ),
        measures_down(
            numbers,
            [Line(label, measure) for measure, label in PROPERTIES.items()],
            name="T7",
            periods=five,
            preamble=lines(f"Table 7: Applications by {property_type}, Scotland, {span}", ""),
            style=style,
            heading="Property type",
        ),
        by_property("8a", f"Applications by {property_type}: number", columns_of(PROPERTIES)),
        by_property("8b", f"Applications by {property_type}: percentage", columns_of(shares)),
    ]
    title = f"Homelessness in Scotland: {edition}"
    contact = "homelessness_statistics_inbox@gov.scot"
    sheets = [
        front.cover(title, published=front.issued("16 September", edition, 1), contact=contact),
        front.contents(tables, "Table of Contents"),
        *tables,
    ]
    return front.made(f"homelessness-in-scotland-{edition}-main-tables", kind, sheets, numbers)


def no_one_left_behind(
    edition: str = "34",
    *,
    kind: str = "xlsx",
    style: Style = SHOWN,
    year_in: str = "title",
) -> Made:
    """Participants by characteristic and council, a year a sheet; shares as whole percentages.

    The year stands in the sheet's title (“title” as 2022-23, “words” as its months) or “name”.
    """
    periods = years("2022-23", "2024-25")
    shares = ("employability_percent_with_convictions", "~employability_disabled_percent")
    numbers = known().rounded(dict.fromkeys(shares, 0))
    columns = [
        Column("employability_participants_total", "All participants"),
        Column("~employability_disabled", "Number", "Disabled people"),
        Column("~employability_disabled_percent", "Percentage", "Disabled people"),
        Column("employability_participants_with_convictions", "Number", "People with convictions"),
        Column("employability_percent_with_convictions", "Percentage", "People with convictions"),
    ]
    tables = [
        one_year(
            numbers,
            columns,
            period,
            name=period if year_in == "name" else f"Table 5.{n}",
            preamble=above(
                f"Table 5.{n}: Characteristics of people receiving support from No One Left "
                f"Behind, by local authority{_in_title(period, year_in)}",
                "Figures for recent quarters are provisional.",
            ),
            style=style,
        )
        for n, period in enumerate(periods, start=1)
    ]
    title = (
        "Scotland's Devolved Employment Services: No One Left Behind Statistical Summary, "
        f"{edition}th edition"
    )
    sheets = [front.cover(title, published="May 2026"), front.contents(tables), *tables]
    return front.made(f"nolb-tables-edition-{edition}", kind, sheets, numbers)


def _in_title(period: str, year_in: str) -> str:
    months = f", April {period[:4]} to March {int(period[:4]) + 1}"
    return {"title": f", {period}", "words": months, "name": ""}[year_in]


def treatment_transfers(edition: str = "2024-25", *, kind: str = "xlsx", below: int = 5) -> Made:
    """Transfers of treatment from custody, by council: small counts suppressed."""
    measure = "treatment_transfers_custody_to_community"
    periods = years("2021-22", edition)
    numbers = known().suppressed(measure, below)
    sheet = years_across(
        numbers,
        [Column(measure, "")],
        name="Transfers",
        periods=periods,
        preamble=lines(
            "Transfers in drug and alcohol treatment from custody to the community, by local "
            f"authority of residence, {periods[0]} to {periods[-1]}",
            "Source: DAISy, Public Health Scotland. “[c]” is a number under five.",
            "",
        ),
        style=PLAIN,
    )
    return front.made(f"treatment-transfers-{edition}", kind, [sheet], numbers)


STATEMENTS = {
    "scjs_agree_only_most_serious_should_be_in_prison": (
        "Only those who have committed the most serious crimes should be put in prison"
    ),
    "scjs_agree_prisons_should_change_behaviour_not_just_punish": (
        "Prisons should help prisoners change their behaviour rather than just punish them"
    ),
    "scjs_agree_prisons_should_support_to_prevent_crime": (
        "Prisons should provide support in order to prevent people committing more crime"
    ),
    "scjs_agree_prisons_should_work_with_community_orgs": (
        "Prisons should work with other organisations in the community to help prisoners fit "
        "back into the community"
    ),
    "scjs_agree_homeless_prisoners_should_be_helped": (
        "Homeless prisoners should be helped to find a place to live after they leave prison"
    ),
    "attitude_community_sentence_percent": (
        "People should help their community as part of a community sentence rather than spend a "
        "few months in prison for a minor offence"
    ),
}


def scjs(edition: str = "2023-24", *, kind: str = "xlsx", style: Style = PLAIN) -> Made:
    """Attitudes: one sheet of agreement over the surveys, one of all answers in the newest."""
    numbers = known()
    surveys = [p for p in sorted({p for m, _, p in numbers if m in ATTITUDES}) if p <= edition]
    named = "Attitudes towards the role of prisons and community sentences"
    agree = measures_down(
        numbers,
        [Line(text, measure) for measure, text in STATEMENTS.items()],
        name="Table 10.2",
        periods=surveys,
        preamble=lines(
            f"Table 10.2: {named}, {surveys[0].replace('-', '/')} to {surveys[-1]}",
            "Percentage of adults who strongly or slightly agree",
            "",
        ),
        footnotes=lines("", "Base: all adults asked (about 1,200 a survey)."),
        style=style,
        heading="Statement",
    )
    title = f"Scottish Crime and Justice Survey {edition.replace('-', '/')}: Main findings"
    answers = _answers(numbers, surveys[-1], named, style)
    sheets = [
        front.cover(title, published="November 2025", contact="scjs@gov.scot"),
        answers,
        agree,
    ]
    return front.made(f"scjs-{edition}-chapter-10-tables", kind, sheets, numbers)


def _answers(numbers: Numbers, period: str, named: str, style: Style) -> SheetSpec:
    """Give a sheet whose columns are answers and whose year stands in the title alone."""
    heads: Row = ["Proportion of adults", "Strongly/slightly agree", "Neither agree nor disagree"]
    spec = SheetSpec(
        "Table 10.1",
        lines(f"Table 10.1: {named}, {period.replace('-', '/')}", ""),
        [[*heads, "Strongly/slightly disagree"]],
    )
    for row, (measure, text) in enumerate(STATEMENTS.items()):
        cells: Row = [text]
        for name in (measure, f"~{measure}_neither_percent", f"~{measure}_disagree_percent"):
            spec.at[name, SCOTLAND, period] = (row, len(cells))
            cells.append(style.value(numbers, (name, SCOTLAND, period)))
        spec.body.append(cells)
    return spec
