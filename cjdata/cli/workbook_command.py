"""The command that writes the workbook of figures."""

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
@output_option
@json_option
def workbook(
    area: str,
    figures_set: str,
    saved_pack: str | None,
    addresses: tuple[str, ...],
    output: Path,
    as_json: bool,
) -> None:
    """Write the figures as a workbook: a cover, notes, and one table a sheet.

    Without --pack and --view it holds the profile and the years of the area, the national
    indicators, and all councils side by side.
    """
    from cjdata.exports import outputs  # noqa: PLC0415 - slow to load

    collected = collected_pack(open_figures(figures_set), area, saved_pack, addresses, date.today())
    write_file(output, outputs.workbook(collected))
    views = outputs.workbook_views(collected)
    if as_json:
        answer = {"file": str(output), "set": figures_set, "sheets": [v.heading for v in views]}
        click.echo(json.dumps(answer, indent=2, ensure_ascii=False))
    else:
        click.echo(f"Wrote {output}: {len(views)} tables for {collected.area.name}.")
