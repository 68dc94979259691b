"""What a command that writes a pack is asked for: an area, figures, and which views."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import click
from click.core import ParameterSource

from cjdata.cli.shared_by_commands import area_option, open_figures, set_option, single_area
from cjdata.errors import CjdataError, Mistake
from cjdata.exports.collected import Collected, collect
from cjdata.library import FigureSet
from cjdata.pack import Pack, from_json, from_link, item_at, pack_of, ready_made_pack
from cjdata.views.addressed import ViewAddress, read_view_address
from cjdata.wording import pack as words

_MOST_BYTES = 20_000_000


_pack_option = click.option(
    "--pack",
    "saved_pack",
    metavar="PACK",
    help="A pack that was saved as a file, or the end of its link. Without it and without "
    "--view: the national indicators of the area, then context.",
)
_view_option = click.option(
    "--view",
    "addresses",
    multiple=True,
    metavar="VIEW",
    help="A view, as in “housing/trend?area=Falkirk”; may be repeated, in the order wanted.",
)


def of_a_pack(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say what goes into the pack, and what they choose.

    Its first argument is what was collected. See ``collected_pack`` for what is refused.
    """

    @area_option
    @set_option
    @_pack_option
    @_view_option
    @wraps(command)
    def collecting(
        area: str,
        figures_set: str,
        saved_pack: str | None,
        addresses: tuple[str, ...],
        **others: Any,
    ) -> None:
        figures = open_figures(figures_set)
        command(collected_pack(figures, area, saved_pack, addresses, date.today()), **others)

    return collecting


def chosen_pack(
    figures: FigureSet, area: str, saved_pack: str | None, addresses: tuple[str, ...], today: date
) -> Pack:
    """Give the pack that a command was asked for.

    Raises
    ------
    CjdataError
        Where the area, the pack or a view is not known; every view that is wrong is named.
    """
    code = single_area(figures.areas, area).code
    if saved_pack is not None:
        if addresses:
            raise click.UsageError("Give either --pack or --view.")
        return open_pack(saved_pack)
    if not addresses:
        return ready_made_pack(figures, code, today)
    name = words.ready_made_name(figures.areas.by_code[code], len(addresses))
    return pack_of(figures, code, name, _read_all(figures, addresses, today), today)


def collected_pack(
    figures: FigureSet, area: str, saved_pack: str | None, addresses: tuple[str, ...], today: date
) -> Collected:
    """Give the views that a command was asked for, and say on standard error which are left out.

    A saved pack is of its own area, unless ``--area`` names another.

    Raises
    ------
    CjdataError
        As ``chosen_pack``; and where no view is left.
    """
    code = single_area(figures.areas, area).code
    if saved_pack is None and not addresses:
        return collect(figures, code, None, today)
    pack = chosen_pack(figures, area, saved_pack, addresses, today)
    if saved_pack is not None and _is_named("area"):
        pack = replace(pack, area=code)
    collected = collect(figures, code, pack, today)
    for one in collected.left_out:
        click.echo(str(one), err=True)
    # Views that are named one by one have no name as a pack.
    return collected if saved_pack is not None else replace(collected, title="")


def _is_named(option: str) -> bool:
    """Say whether a person gave an option of the command that runs."""
    source = click.get_current_context().get_parameter_source(option)
    return source is not ParameterSource.DEFAULT


def open_pack(text: str) -> Pack:
    """Read a pack from a file of that name, or else from the text of a link.

    Raises
    ------
    CjdataError
        Where it is neither.
    """
    path = Path(text)
    if path.suffix.lower() == ".json":
        return from_json(_content(path))
    return from_link(dict(parse_qsl(urlsplit(text).query)).get("pack", text))


def _content(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not text"
        raise CjdataError(
            Mistake(str(path), f"cannot be read ({why})", "Look at the name of the file.")
        ) from error


def _read_all(figures: FigureSet, addresses: tuple[str, ...], today: date) -> list[ViewAddress]:
    """Read the addresses; every one that is wrong is named, not the first alone."""
    read: list[ViewAddress] = []
    wrong: list[Mistake] = []
    for text in addresses:
        try:
            read.append(read_view_address(text))
            item_at(figures, read[-1], today)
        except CjdataError as error:
            wrong += error.findings
    if wrong:
        raise CjdataError(wrong)
    return read
