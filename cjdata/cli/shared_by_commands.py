"""What the commands of the data tool share: options, the figures they ask for, files written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import click

from cjdata import settings
from cjdata.errors import CjdataError, Mistake
from cjdata.exports.picture import SLIDE, read_size
from cjdata.library import FigureSet, Library
from cjdata.reference.areas import CLACKMANNANSHIRE, Area, Areas
from cjdata.store.loads_in_force import doubts
from cjdata.supplied_setting import supplied_setting
from cjdata.text import join_and
from cjdata.wording import not_shown

set_option = click.option(
    "--set",
    "figures_set",
    type=click.Choice(settings.SETS),
    default=settings.PUBLISHED,
    show_default=True,
    help="The real figures, or the illustrative ones, which are not real.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
area_option = click.option(
    "--area", default=CLACKMANNANSHIRE, show_default=True, help="An area by any name."
)
output_option = click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write it.",
)

size_option = click.option(
    "--size",
    default=str(SLIDE),
    show_default=True,
    callback=lambda _context, _option, text: read_size(text),
    help="Width and height in pixels.",
)


def open_figures(name: str) -> FigureSet:
    """Give the current figures of a set, and say on standard error what they leave out."""
    figures = Library(settings.home()).figures(name)
    for mistake in figures.reference.mistakes:
        click.echo(f"left out: {mistake}", err=True)
    if said := not_shown(supplied_setting()):
        click.echo(said, err=True)
    return figures


def single_area(areas: Areas, text: str, where: str = "--area") -> Area:
    """Find a council, or Scotland.

    Raises
    ------
    CjdataError
        When no area goes by that name, or it is a group of councils.
    """
    group = areas.get_group(text)
    found = areas.get(text) or group
    if group is not None and found is not None and found.kind == "group":
        names = join_and([areas.by_code[code].name for code in group.members])
        what = f"{group.name} is a group of councils, and a file is of one area"
        raise CjdataError(Mistake(where, what, f"Name one of its councils ({names}), or Scotland."))
    return areas.find(text, where)


def write_file(path: Path, content: bytes) -> None:
    """Write what was made to a file.

    Raises
    ------
    CjdataError
        When the file cannot be written.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CjdataError(
            Mistake(str(path), f"cannot be written ({error.strerror})", "Choose another place: -o.")
        ) from error


def tell(answer: Mapping[str, object], sentence: str, *, as_json: bool) -> None:
    """Print what was done: the answer as JSON for programs, or the sentence."""
    click.echo(json.dumps(answer, indent=2, ensure_ascii=False) if as_json else sentence)


def say_doubts(figures_set: str) -> None:
    """Say on standard error what is odd about the loads."""
    for doubt in doubts(settings.home()) if figures_set == settings.PUBLISHED else ():
        click.echo(str(doubt), err=True)
