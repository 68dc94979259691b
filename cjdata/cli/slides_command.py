"""The command of the data tool that writes slides."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from cjdata.cli.pack_choice import collected_pack, pack_options
from cjdata.cli.shared_by_commands import (
    area_option,
    json_option,
    open_figures,
    output_option,
    set_option,
    write_file,
)


@click.command()
@area_option
@set_option
@pack_options
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
    from cjdata.exports import outputs  # noqa: PLC0415 - slow to load

    collected = collected_pack(open_figures(figures_set), area, saved_pack, addresses, date.today())
    write_file(output, outputs.slides(collected, title=title, template=template))
    if as_json:
        said = [view.finding.lead for view in collected.views]
        answer = {"file": str(output), "set": figures_set, "findings": said}
        click.echo(json.dumps(answer, indent=2, ensure_ascii=False))
    else:
        count = len(collected.views)
        click.echo(f"Wrote {output}: {count} views, slides of {collected.area.name}.")
