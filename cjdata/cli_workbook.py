"""The command that writes the workbook of figures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from cjdata.cli_parts import (
    area_option,
    json_option,
    open_figures,
    output_option,
    set_option,
    write_file,
)
from cjdata.errors import CjdataError, Finding
from cjdata.exports.workbook import figures_workbook
from cjdata.exports.workbook_views import default_views
from cjdata.library import FigureSet
from cjdata.views.addressed import read_view_address, view_at
from cjdata.views.view import View


@click.command()
@area_option
@set_option
@click.option(
    "--view",
    "addresses",
    multiple=True,
    metavar="ADDRESS",
    help="A view, as in “housing/trend?area=Falkirk”; may be repeated. By default the profile, "
    "the ten indicators, and all councils side by side.",
)
@output_option
@json_option
def workbook(
    area: str, figures_set: str, addresses: tuple[str, ...], output: Path, as_json: bool
) -> None:
    """Write the figures as a workbook: a cover, notes, and one table a sheet."""
    figures = open_figures(figures_set)
    chosen, today = figures.areas.find(area, "--area"), date.today()
    views = _named(figures, addresses, today) or default_views(figures, chosen.code, today)
    write_file(output, figures_workbook(views, area=chosen, today=today))
    if as_json:
        answer = {"file": str(output), "set": figures_set, "sheets": [v.heading for v in views]}
        click.echo(json.dumps(answer, indent=2, ensure_ascii=False))
    else:
        click.echo(f"Wrote {output}: {len(views)} tables for {chosen.name}.")


def _named(figures: FigureSet, addresses: Sequence[str], today: date) -> tuple[View, ...]:
    """Give the views at addresses; every address that is wrong is named, not the first alone."""
    views: list[View] = []
    wrong: list[Finding] = []
    for text in addresses:
        try:
            views.append(view_at(figures, read_view_address(text), today))
        except CjdataError as error:
            wrong += error.findings
    if wrong:
        raise CjdataError(wrong)
    return tuple(views)
