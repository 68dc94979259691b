"""What the command that gets official workbooks prints: what is offered, what could not be got."""

from __future__ import annotations

from collections.abc import Sequence

import click

from cjdata.fetching.sitting import OfferedHere, not_published
from cjdata.reference.catalogue import Catalogue
from cjdata.wording import fetching as words
from cjdata.wording import loading


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
