"""What the command that gets official workbooks prints: what is offered, what could not be got."""

from __future__ import annotations

from collections.abc import Sequence

import click

from cjdata.fetching.newest_seen import SeenEdition
from cjdata.fetching.offered_editions import OfferedEdition
from cjdata.fetching.sitting import OfferedHere, not_published
from cjdata.reference.catalogue import Catalogue
from cjdata.wording import fetching as words
from cjdata.wording import loading
from cjdata.wording.publications import newer_is_out


def print_offer(offered: Sequence[OfferedHere], catalogue: Catalogue) -> None:
    """Print the editions with their files, and which figures no workbook has."""
    if not offered:
        click.echo(words.TEXTS.nothing_found)
    for one in offered:
        publication = catalogue.publication_by_id[one.edition.publication]
        name = publication.name or publication.title
        click.echo(words.edition_line(name, one.edition, one.standing))
        click.echo(f"  {one.edition.address}")
        for file in one.edition.files:
            click.echo(f"  {file.name}: {file.title}")
    for publication in not_published(catalogue):
        click.echo(words.no_workbook(publication))


def offer_json(offered: Sequence[OfferedHere], troubles: Sequence[str]) -> dict[str, object]:
    """Give the editions, and what could not be got, for programs."""
    return {
        "offered": [
            {
                "publication": one.edition.publication,
                "title": one.edition.title,
                "edition": one.edition.label,
                "published": one.edition.published,
                "address": one.edition.address,
                "files": [vars(file) for file in one.edition.files],
                "standing": one.standing,
            }
            for one in offered
        ],
        "not_got": list(troubles),
    }


def print_check(
    newer: Sequence[SeenEdition], undated: Sequence[OfferedEdition], catalogue: Catalogue
) -> None:
    """Print which editions are out and not loaded, and of which that cannot be told."""
    titles = {one.id: one.title for one in catalogue.publications}
    for seen in newer:
        click.echo(f"{titles[seen.publication]}: {newer_is_out(seen)} {seen.address}")
    for edition in undated:
        click.echo(words.undated_line(titles[edition.publication], edition))


def check_json(
    newer: Sequence[SeenEdition], undated: Sequence[OfferedEdition], troubles: Sequence[str]
) -> dict[str, object]:
    """Give the same for programs."""
    shown = ("publication", "label", "title", "address")
    return {
        "newer": [vars(one) for one in newer],
        "undated": [{name: getattr(one, name) for name in shown} for one in undated],
        "troubles": list(troubles),
    }


def say_troubles(troubles: Sequence[str], *, ends: bool = True) -> None:
    """Say on standard error what could not be got; ``ends`` with 1 where there is something."""
    for line in troubles:
        click.echo(line, err=True)
    if troubles:
        click.echo(
            f"Not all could be got: {loading.counted(len(troubles), 'line')} above. "
            "If a page is not understood: fetch --trace FILE writes what was seen.",
            err=True,
        )
    if troubles and ends:
        click.get_current_context().exit(1)
