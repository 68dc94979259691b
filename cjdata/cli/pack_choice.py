"""The command that writes a picture, and the choice of a pack that other commands share."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

import click
from click.core import ParameterSource

from cjdata import settings
from cjdata.addresses.address_reader import Choices, read_choice, read_keys, refuse
from cjdata.cli.shared_by_commands import (
    json_option,
    open_figures,
    output_option,
    single_area,
    write_file,
)
from cjdata.errors import CjdataError, Mistake
from cjdata.exports.collected import Collected, collect
from cjdata.exports.picture import picture_png, picture_svg, read_size
from cjdata.library import FigureSet
from cjdata.pack import Pack, from_json, from_link, item_at, pack_of, ready_made_pack
from cjdata.text import join_and
from cjdata.views.addressed import ViewAddress, address_from_page, read_view_address, view_at
from cjdata.views.registry import type_named, types_on
from cjdata.views.view_address import keys_of_page
from cjdata.wording import pack as words

Command = TypeVar("Command", bound=Callable[..., Any])

_HOME = "at-a-glance"
_ENDINGS = {".png": "png", ".svg": "svg"}
_MOST_BYTES = 20_000_000


def pack_options(command: Command) -> Command:
    """Give a command the options ``saved_pack`` and ``addresses``: what goes into the pack."""
    with_views = click.option(
        "--view",
        "addresses",
        multiple=True,
        metavar="VIEW",
        help="A view, as in “housing/trend?area=Falkirk”; may be repeated, in the order wanted.",
    )(command)
    return click.option(
        "--pack",
        "saved_pack",
        metavar="PACK",
        help="A pack that was saved as a file, or the end of its link. Without it and without "
        "--view: the national indicators of the area, then context.",
    )(with_views)


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


@click.command()
@click.argument("view", metavar="VIEW")
@output_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["png", "svg"]),
    help="By default what the name of the file ends in, else png.",
)
@click.option("--size", default="1920x1080", show_default=True, help="Width and height in pixels.")
@click.option("--kind", help="Which view, where VIEW is a page that has several.")
@click.option(
    "--set",
    "figures_set",
    type=click.Choice(settings.SETS),
    help="Which figures; by default those that the address names, else the published ones.",
)
@json_option
def image(
    view: str,
    output: Path,
    form: Literal["png", "svg"] | None,
    size: str,
    kind: str | None,
    figures_set: str | None,
    as_json: bool,
) -> None:
    """Write a view as a picture, as on the pages.

    VIEW is the address of a view, as in “housing/trend?area=Falkirk”, or that of a page, copied
    from the browser.
    """
    pixels = read_size(size)
    address, named_set = read_view(view, kind)
    figures = open_figures(figures_set or named_set or settings.PUBLISHED)
    made = view_at(figures, address, date.today())
    ending = form or _ENDINGS.get(output.suffix.lower(), "png")
    draw = picture_svg if ending == "svg" else picture_png
    write_file(output, draw(made, pixels))
    if as_json:
        answer = {"file": str(output), "view": address.text, "set": made.figures_set}
        answer |= {"format": ending, "size": str(pixels), "says": made.finding.lead}
        click.echo(json.dumps(answer, indent=2, ensure_ascii=False))
    else:
        click.echo(f"Wrote {output}: {made.finding.lead}")


def read_view(text: str, kind: str | None = None) -> tuple[ViewAddress, str]:
    """Read the address of a view, or of a page and which view there; and the set it names.

    Raises
    ------
    CjdataError
        Where there is no such view, or it is a list and has no picture.
    """
    place, _, query = text.strip().partition("#")[0].partition("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    page = urlsplit(place).path.strip("/")
    if "://" in place or "/" not in page:
        page = page.rpartition("/")[2] or _HOME
        given = read_keys(pairs, keys_of_page(page))
        address = address_from_page(page, kind or _first(page), given.value)
    else:
        # What is said of the set is of the command, and no part of the view.
        given = read_keys((pair for pair in pairs if pair[0] == "set"), ("set",))
        rest = urlencode([pair for pair in pairs if pair[0] != "set"])
        address = read_view_address(f"{place}?{rest}")
    sets = Choices("set", {name: name for name in settings.SETS}, "", "set of figures")
    named = read_choice(sets, given.value.get("set"))
    refuse((*given.problems, *named.problems), "VIEW")
    if not type_named(address.kind).is_pictured:
        raise _no_picture(address.page, address.kind)
    return address, named.value


def _first(page: str) -> str:
    """Give the kind of the uppermost view of a page that has a picture; empty without a page."""
    there = types_on(page)
    if there and not _pictured(page):
        raise _no_picture(page, *(one.kind for one in there))
    return next(iter(_pictured(page)), "")


def _pictured(page: str) -> list[str]:
    """List the kinds of view on a page that can be given as a picture."""
    return [one.kind for one in types_on(page) if one.is_pictured]


def _no_picture(page: str, *lists: str) -> CjdataError:
    kinds = _pictured(page)
    if kinds:
        fix = f"Of this page there are pictures of: {', '.join(kinds)}."
    else:
        fix = "The workbook, the slides and the report hold it: see workbook, pack and report."
    are = "is a table" if len(lists) == 1 else "are tables"
    what = f"{join_and(lists)} {are} on {page}, without a picture"
    return CjdataError(Mistake("VIEW", what, fix))
