"""The command that writes the pictures of a pack into a ZIP."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Literal

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
from cjdata.exports.picture import SLIDE, read_size


@click.command()
@area_option
@set_option
@pack_options
@click.option("--format", "form", type=click.Choice(["png", "svg"]), default="png")
@click.option("--size", default=str(SLIDE), show_default=True, help="Width and height in pixels.")
@output_option
@json_option
def pictures(
    area: str,
    figures_set: str,
    saved_pack: str | None,
    addresses: tuple[str, ...],
    form: Literal["png", "svg"],
    size: str,
    output: Path,
    as_json: bool,
) -> None:
    """Write a picture of each view into a ZIP, numbered in order, with a list of them."""
    from cjdata.exports import outputs  # noqa: PLC0415 - slow to load
    from cjdata.exports.picture_files import picture_names  # noqa: PLC0415

    pixels = read_size(size)
    collected = collected_pack(open_figures(figures_set), area, saved_pack, addresses, date.today())
    write_file(output, outputs.pictures(collected, form, pixels))
    names = picture_names(collected, form)
    if as_json:
        answer = {"file": str(output), "set": figures_set, "pictures": names}
        click.echo(json.dumps(answer, indent=2, ensure_ascii=False))
    else:
        click.echo(f"Wrote {output}: {len(names)} pictures for {collected.area.name}.")
