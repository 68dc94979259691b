"""The command that writes the site: one HTML file about an area."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from cjdata import settings
from cjdata.areas import Area
from cjdata.cli_parts import area_option, json_option, open_figures, set_option, write_file
from cjdata.exports.site import site_html
from cjdata.exports.workbook_views import default_views
from cjdata.outline import ANNUAL_REPORT, load_outline
from cjdata.words.printed import words_of

INDEX = "index.html"


@click.command()
@area_option
@set_option
@click.option("--year", default="", help="Print the partnership's words on a year too: 2023-24.")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help=f"Where to write it: a file, or a folder that gets {INDEX}.",
)
@json_option
def site(area: str, figures_set: str, year: str, output: Path, as_json: bool) -> None:
    """Write an area's profile as one HTML file that opens without a network."""
    figures = open_figures(figures_set)
    chosen, today = figures.areas.find(area, "--area"), date.today()
    views = default_views(figures, chosen.code, today)
    content = site_html(views, area=chosen, today=today, said=_said(chosen, year))
    path = output / INDEX if output.is_dir() else output
    write_file(path, content)
    if as_json:
        answer = {"file": str(path), "set": figures_set, "bytes": len(content)}
        click.echo(json.dumps(answer, indent=2))
    else:
        click.echo(f"Wrote {path}: {len(views)} tables and charts for {chosen.name}.")


def _said(area: Area, year: str) -> Mapping[str, str]:
    """Give the words on a year, by heading; those on an outcome name it."""
    if not year:
        return {}
    outline = load_outline(settings.home() / "reference" / "outlines" / f"{ANNUAL_REPORT}.toml")
    headings = {section.id: section.heading for section in outline.sections}
    return {
        f"{headings.get(section, section)}{f', outcome {outcome}' if outcome else ''}": body
        for (section, outcome), body in words_of(area.code, year).items()
    }
