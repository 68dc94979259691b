"""The command that prints observations."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from cjdata import queries
from cjdata.cli.shared_by_commands import json_option, open_figures, set_option
from cjdata.errors import UnknownName
from cjdata.library import FigureSet
from cjdata.reference.periods import kind_of, parse_financial_year

QUERY_FIELDS = (
    "measure",
    "area_code",
    "area_name",
    "period",
    "value",
    "unit",
    "status",
    "precision",
    "edition",
    "source_id",
    "source",
    "source_address",
    "designation",
    "note",
)


@click.command()
@click.option("--measure", "measures", multiple=True, help="A measure's id; may be repeated.")
@click.option("--area", "areas", multiple=True, help="An area by any name; may be repeated.")
@click.option("--period", "periods", multiple=True, help="Such as 2023-24; may be repeated.")
@click.option("--edition", help="What that edition printed, instead of the newest figure.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
)
@json_option
@set_option
def query(
    measures: tuple[str, ...],
    areas: tuple[str, ...],
    periods: tuple[str, ...],
    edition: str | None,
    form: str,
    as_json: bool,
    figures_set: str,
) -> None:
    """Print observations. What is left out asks for all; a missing value keeps its status."""
    figures = open_figures(figures_set)
    asked = [_known_area(figures, text) for text in areas]
    wanted = [_known_measure(figures, text) for text in measures]
    years = [_known_period(text) for text in periods]
    rows = queries.observations(
        figures.database, wanted, asked, years, _known_edition(figures, edition)
    )
    answers = [_answer(figures, row) for row in rows]
    if not answers:
        click.echo("No figures are held for that.", err=True)
    if any(figures.catalogue.measures[measure].is_by_court for measure in wanted):
        _say_where_counted(figures, asked, years)
    _print_rows(answers, "json" if as_json else form)


def _known_measure(figures: FigureSet, text: str) -> str:
    if text not in figures.catalogue.measures:
        raise UnknownName.among("measure", text, list(figures.catalogue.measures), "--measure")
    return text


def _say_where_counted(figures: FigureSet, codes: Iterable[str], years: Sequence[str]) -> None:
    """Say on standard error under which names figures stand that are counted by court area.

    Of the years asked for; where none were, of all.
    """
    for area in filter(None, map(figures.areas.by_code.get, codes)):
        for court in figures.areas.court_areas:
            if area.code in court.members and (not years or any(map(court.is_in_force, years))):
                since = f" from {court.first_period}" if court.first_period else ""
                until = f" until {court.last_period}" if court.last_period else ""
                click.echo(
                    f"{area.name} is counted together with others{since}{until}: {court.name}.",
                    err=True,
                )


def _known_area(figures: FigureSet, text: str) -> str:
    if text in queries.areas_without_code(figures.database):
        return text
    group = figures.areas.get_group(text)
    if group is not None and group.sort == "court_area":
        return group.held_as
    area = figures.areas.find(text, "--area")
    if area.kind == "group":
        names = [figures.areas.by_code[code].name for code in area.members]
        raise UnknownName.among("single area", text, names, "--area")
    return area.code


def _known_period(text: str) -> str:
    try:
        return parse_financial_year(text, "--period")
    except UnknownName:
        kind_of(text, "--period")
        return text


def _known_edition(figures: FigureSet, text: str | None) -> str | None:
    held = queries.editions(figures.database)
    if text is not None and text not in held:
        raise UnknownName.among("edition", text, held, "--edition")
    return text


def _answer(figures: FigureSet, row: dict[str, Any]) -> dict[str, Any]:
    source = figures.sources[row["source_id"]]
    if row["unit"] == "count" and row["value"] is not None:
        row["value"] = int(row["value"])
    full = row | {
        "source": source.title,
        "source_address": source.url,
        "designation": source.designation,
    }
    return {name: full[name] for name in QUERY_FIELDS}


def _print_rows(rows: list[dict[str, Any]], form: str) -> None:
    if form == "json":
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    elif form == "csv":
        writer = csv.DictWriter(sys.stdout, QUERY_FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        for row in rows:
            value = row["status"] if row["value"] is None else f"{row['value']:,.10g}"
            click.echo(
                f"{row['measure']}  {row['area_name']}  {row['period']}  {value}  "
                f"{row['unit']}  ({row['status']}, {row['edition']})"
            )
