"""The command that writes the site: one HTML file about an area."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from cjdata import settings
from cjdata.cli.pack_choice import collected_pack, pack_options
from cjdata.cli.shared_by_commands import (
    area_option,
    json_option,
    open_figures,
    set_option,
    write_file,
)
from cjdata.reference.areas import Area
from cjdata.reference.periods import parse_financial_year
from cjdata.reference.report_outlines import ANNUAL_REPORT, load_outline

INDEX = "index.html"


@click.command()
@area_option
@set_option
@pack_options
@click.option("--year", default="", help="Print the partnership's words on a year too: 2023-24.")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help=f"Where to write it: a file, or a folder that gets {INDEX}.",
)
@json_option
def site(
    area: str,
    figures_set: str,
    saved_pack: str | None,
    addresses: tuple[str, ...],
    year: str,
    output: Path,
    as_json: bool,
) -> None:
    """Write an area's profile as one HTML file that opens without a network.

    The views of a pack come after the profile. Without --pack and --view: the years of the area,
    the national indicators with context, and all councils side by side.
    """
    from cjdata.exports import outputs  # noqa: PLC0415 - slow to load

    collected = collected_pack(open_figures(figures_set), area, saved_pack, addresses, date.today())
    content = outputs.site(collected, _said(collected.area, year))
    path = output / INDEX if output.is_dir() else output
    write_file(path, content)
    if as_json:
        answer = {"file": str(path), "set": figures_set, "bytes": len(content)}
        click.echo(json.dumps(answer, indent=2))
    else:
        count = len(outputs.site_views(collected))
        click.echo(f"Wrote {path}: {count} tables and charts for {collected.area.name}.")


def _said(area: Area, year: str) -> Mapping[str, str]:
    """Give the words on a year, by heading; none where no year is named."""
    if not year:
        return {}
    from cjdata.exports.outputs import by_heading  # noqa: PLC0415 - slow to load
    from cjdata.narrative import words_of  # noqa: PLC0415

    outline = load_outline(settings.home() / "reference" / "outlines" / f"{ANNUAL_REPORT}.toml")
    year = parse_financial_year(year, "--year")
    return by_heading(outline, words_of(area.code, year))
