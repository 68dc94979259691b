"""The command that writes one view as a picture."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

import click

from cjdata import settings
from cjdata.addresses.address_reader import Choices, read_choice, read_keys, refuse
from cjdata.cli.shared_by_commands import (
    json_option,
    open_figures,
    output_option,
    size_option,
    tell,
    write_file,
)
from cjdata.errors import CjdataError, Mistake
from cjdata.exports.picture import Size, picture_png, picture_svg
from cjdata.text import join_and
from cjdata.views.addressed import ViewAddress, address_from_page, read_view_address, view_at
from cjdata.views.registry import type_named, types_on
from cjdata.views.view_address import keys_of_page

_HOME = "at-a-glance"
_ENDINGS = {".png": "png", ".svg": "svg"}


@click.command()
@click.argument("view", metavar="VIEW")
@output_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["png", "svg"]),
    help="By default what the name of the file ends in, else png.",
)
@size_option
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
    size: Size,
    kind: str | None,
    figures_set: str | None,
    as_json: bool,
) -> None:
    """Write a view as a picture, as on the pages.

    VIEW is the address of a view, as in “housing/trend?area=Falkirk”, or that of a page, copied
    from the browser.
    """
    address, named_set = read_view(view, kind)
    figures = open_figures(figures_set or named_set or settings.PUBLISHED)
    made = view_at(figures, address, date.today())
    ending = form or _ENDINGS.get(output.suffix.lower(), "png")
    draw = picture_svg if ending == "svg" else picture_png
    write_file(output, draw(made, size))
    answer = {"file": str(output), "view": address.text, "set": made.figures_set}
    answer |= {"format": ending, "size": str(size), "says": made.finding.lead}
    tell(answer, f"Wrote {output}: {made.finding.lead}", as_json=as_json)


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
