"""The command of the data tool that writes slides."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from cjdata.cli_pack import chosen_pack, pack_options
from cjdata.cli_parts import (
    area_option,
    json_option,
    open_figures,
    output_option,
    set_option,
    write_file,
)
from cjdata.exports.slides import deck
from cjdata.views.addressed import view_at
from cjdata.views.glance import glance_view


@click.command()
@area_option
@set_option
@pack_options
@click.option("--title", default="", help="The title of the slides; by default that of the area.")
@click.option(
    "--template",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A .pptx of your own, whose layouts are used.",
)
@output_option
@json_option
def pack(
    area: str,
    figures_set: str,
    saved_pack: str | None,
    addresses: tuple[str, ...],
    title: str,
    template: Path | None,
    output: Path,
    as_json: bool,
) -> None:
    """Write slides for a meeting: one finding a slide, with charts that can be edited."""
    figures, today = open_figures(figures_set), date.today()
    chosen = figures.areas.find(area, "--area")
    asked = chosen_pack(figures, area, saved_pack, addresses, today)
    views = [view_at(figures, address, today) for address in asked.addresses]
    glance = glance_view(figures, chosen.code, today)
    content = deck(views, title=title, area=chosen, today=today, template=template, glance=glance)
    write_file(output, content)
    if as_json:
        said = [view.finding.lead for view in views]
        answer = {"file": str(output), "set": figures_set, "findings": said}
        click.echo(json.dumps(answer, indent=2, ensure_ascii=False))
    else:
        click.echo(f"Wrote {output}: {len(views)} views, slides of {chosen.name}.")
