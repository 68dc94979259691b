"""The commands that write a pack: slides, a workbook, pictures, a site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import click

from cjdata import settings
from cjdata.cli.pack_choice import of_a_pack
from cjdata.cli.shared_by_commands import (
    json_option,
    output_option,
    size_option,
    tell,
    write_file,
)
from cjdata.exports.collected import Collected
from cjdata.exports.picture import Size
from cjdata.reference.areas import Area
from cjdata.reference.periods import parse_financial_year
from cjdata.reference.report_outlines import ANNUAL_REPORT, load_outline

INDEX = "index.html"


@click.command()
@of_a_pack
@click.option(
    "--title",
    default="",
    help="The title of the slides; by default the name of the pack, else that of the area.",
)
@click.option(
    "--template",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A .pptx or .potx of your own, whose layouts are used.",
)
@output_option
@json_option
def pack(
    collected: Collected, title: str, template: Path | None, output: Path, *, as_json: bool
) -> None:
    """Write slides for a meeting: one finding a slide, with charts that can be edited."""
    from cjdata.exports import outputs  # noqa: PLC0415 - slow to load

    write_file(output, outputs.slides(collected, title=title, template=template))
    said = [view.finding.lead for view in collected.views]
    answer = {"file": str(output), "set": collected.figures.name, "findings": said}
    wrote = f"Wrote {output}: {len(said)} views, slides of {collected.area.name}."
    tell(answer, wrote, as_json=as_json)


@click.command()
@of_a_pack
@output_option
@json_option
def workbook(collected: Collected, output: Path, *, as_json: bool) -> None:
    """Write the figures as a workbook: a cover, notes, and one table a sheet.

    Without --pack and --view it holds the profile and the years of the area, the national
    indicators, and all councils side by side.
    """
    from cjdata.exports import outputs  # noqa: PLC0415 - slow to load

    write_file(output, outputs.workbook(collected))
    sheets = [view.heading for view in outputs.workbook_views(collected)]
    answer = {"file": str(output), "set": collected.figures.name, "sheets": sheets}
    wrote = f"Wrote {output}: {len(sheets)} tables for {collected.area.name}."
    tell(answer, wrote, as_json=as_json)


@click.command()
@of_a_pack
@click.option("--format", "form", type=click.Choice(["png", "svg"]), default="png")
@size_option
@output_option
@json_option
def pictures(
    collected: Collected, form: Literal["png", "svg"], size: Size, output: Path, *, as_json: bool
) -> None:
    """Write a picture of each view into a ZIP, numbered in order, with a list of them."""
    from cjdata.exports import outputs  # noqa: PLC0415 - slow to load
    from cjdata.exports.picture_files import picture_names  # noqa: PLC0415

    write_file(output, outputs.pictures(collected, form, size))
    names = picture_names(collected, form)
    answer = {"file": str(output), "set": collected.figures.name, "pictures": names}
    wrote = f"Wrote {output}: {len(names)} pictures for {collected.area.name}."
    tell(answer, wrote, as_json=as_json)


@click.command()
@of_a_pack
@click.option("--year", default="", help="Print the partnership's words on a year too: 2023-24.")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help=f"Where to write it: a file, or a folder that gets {INDEX}.",
)
@json_option
def site(collected: Collected, year: str, output: Path, *, as_json: bool) -> None:
    """Write an area's profile as one HTML file that opens without a network.

    The views of a pack come after the profile. Without --pack and --view: the years of the area,
    the national indicators with context, and all councils side by side.
    """
    from cjdata.exports import outputs  # noqa: PLC0415 - slow to load

    content = outputs.site(collected, _said(collected.area, year))
    path = output / INDEX if output.is_dir() else output
    write_file(path, content)
    count = len(outputs.site_views(collected))
    answer = {"file": str(path), "set": collected.figures.name, "bytes": len(content)}
    wrote = f"Wrote {path}: {count} tables and charts for {collected.area.name}."
    tell(answer, wrote, as_json=as_json)


def _said(area: Area, year: str) -> Mapping[str, str]:
    """Give the words on a year, by heading; none where no year is named."""
    if not year:
        return {}
    from cjdata.exports.outputs import by_heading  # noqa: PLC0415 - slow to load
    from cjdata.narrative import words_of  # noqa: PLC0415

    outline = load_outline(settings.home() / "reference" / "outlines" / f"{ANNUAL_REPORT}.toml")
    year = parse_financial_year(year, "--year")
    return by_heading(outline, words_of(area.code, year))
