"""When an edition was published, and where: from the file, the catalogue, or asked for.

A figure's address is that of its own edition. Where nobody knows it, the source has none, rather
than that of another edition; and its title still names publication and edition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from cjdata.errors import CjdataError, Mistake
from cjdata.ingest.questions.answers import Answer
from cjdata.ingest.recipes.recipe import Recipe, TableRecipe
from cjdata.ingest.remarks import Remark
from cjdata.observations import SOURCES
from cjdata.reference.catalogue import Catalogue, Publication
from cjdata.reference.designations import is_official
from cjdata.reference.editions import (
    NEVER_OFFICIAL,
    SUPPLIED_EDITION,
    can_be_ordered,
    has_come,
    is_date,
)
from cjdata.store.loads import FetchedFrom, Load

NOT_DATED = "no date of publication"
"""The kind of the remark that a date must be given."""


@dataclass(frozen=True)
class StatedEdition:
    """What a person says of files, where they do not say it themselves: their edition and its
    date, and its web address. Each may be empty.
    """

    edition: str = ""
    published: str = ""
    url: str = ""
    answers: tuple[Answer, ...] = ()
    """What they answer to what no recipe explains."""
    by_site: bool = False
    """Whether it is not a person that says so but the publisher's page."""

    def of(self, fetched: FetchedFrom | None, edition: str) -> StatedEdition:
        """Add what the publisher's page says of a file that was fetched; a person goes before.

        ``edition`` is the name that a file needs which took the place of another.
        """
        if fetched is None:
            return self
        return replace(
            self,
            edition=self.edition or edition,
            published=self.published or fetched.published,
            url=self.url or fetched.page,
            by_site=not self.published,
        )

    def checked(self) -> StatedEdition:
        """Give it back where it can be used.

        Raises
        ------
        CjdataError
            When the date is none, or the address is no web address.
        """
        findings = []
        if self.published and not is_date(self.published):
            findings.append(
                Mistake(
                    "the date published",
                    f"“{self.published}” is no date",
                    "Write a day or a month: 2025-09-10 or 2025-09.",
                )
            )
        elif self.published and not has_come(self.published):
            findings.append(
                Mistake(
                    "the date published",
                    f"“{self.published}” has not come yet",
                    "Write the day or the month in which it came out.",
                )
            )
        if self.url and not self.url.startswith(("https://", "http://")):
            findings.append(
                Mistake(
                    "the address of the edition",
                    f"“{self.url}” is no web address",
                    "Copy it whole from the browser, from https:// on, or leave it out.",
                )
            )
        if findings:
            raise CjdataError(findings)
        return self


NOTHING_SAID = StatedEdition()


@dataclass(frozen=True)
class Edition:
    """An edition: its label, when it was published and its own address, as far as is known."""

    edition: str
    published: str
    url: str


def issue_of(edition: str, on_cover: str, said: StatedEdition, publication: Publication) -> Edition:
    """Find out when an edition was published, and where.

    The cover comes first, then the catalogue's record of the edition, then what a person says.
    Who names the edition as well as its date speaks of another edition than the cover does, such
    as a corrected one, and is believed.
    """
    known = publication.edition_called(edition)
    if said.edition and said.published:
        published = said.published
        if known and known.published and can_be_ordered(known.published, published):
            known = None  # of another day, so another edition, with an address of its own
    else:
        published = on_cover or (known.published if known else "") or said.published
    return Edition(edition, published, known.url if known else said.url)


def not_used(issue: Edition, on_cover: str, said: StatedEdition, file: str) -> list[Remark]:
    """Say that the date that a person gave was not used, where it was not."""
    is_finer = said.by_site and not can_be_ordered(said.published, issue.published)
    if not said.published or said.published == issue.published or is_finer:
        return []
    given = "the date of the publisher’s page" if said.by_site else "the date given"
    where = "on its cover" if on_cover else "in the catalogue"
    return [
        Remark(
            "note",
            "date given not used",
            file,
            "",
            "",
            f"it was published on {issue.published}, as is said {where}; {given}, "
            f"{said.published}, was not used",
            "",
            "If it is another edition than that, name the edition as well as its date.",
        )
    ]


def not_dated(issue: Edition, recipe: Recipe, publication: Publication, file: str) -> list[Remark]:
    """Ask when an official edition was published, where nothing says it.

    An edition without a year is asked for first: then the catalogue may know its date.
    """
    is_named = any(character.isdigit() for character in issue.edition)
    needs_date = is_official(publication.designation) and recipe.status not in NEVER_OFFICIAL
    if not needs_date or not is_named or issue.published:
        return []
    return [
        Remark(
            "error",
            NOT_DATED,
            file,
            "",
            "",
            f"nothing says when {publication.title}, {issue.edition}, was published: neither the "
            "cover nor the catalogue",
            "the day or the month, for which edition is newer is decided by it",
            "Say it: --published 2025-09-10 (a month is enough: 2025-09). Or give the edition a "
            f"record under “{publication.id}” in reference/catalogue/publications.toml.",
        )
    ]


def not_come(issue: Edition, file: str) -> list[Remark]:
    """Refuse a date on a cover that has not come yet: that edition would win for good."""
    if has_come(issue.published):
        return []
    return [
        Remark(
            "error",
            "published in the future",
            file,
            "",
            "",
            f"the cover says that it was published on {issue.published}, which has not come yet",
            "the day on which this edition came out",
            "If the date is that of the next edition, say the right one together with the name "
            "of the edition: --edition and --published.",
        )
    ]


def source_id(publication: str, edition: str, table: str) -> str:
    """Name a table of an edition as a source."""
    return _slug(f"{publication} {edition} {table} tables")


def title_of(publication: Publication, edition: str, table: str) -> str:
    """Name a table by its publication and edition; a part that both name is said once."""
    name = publication.name or publication.title
    part = name.rpartition(", ")[2]
    words = edition.replace(part, " ").split() if part != name else edition.split()
    named = f"{name}, {' '.join(words)}" if words else name
    return f"{named}: {table[:1].lower()}{table[1:]} (tables)"


def source_of(publication: Publication, issue: Edition, table: TableRecipe) -> dict[str, str]:
    """Give the source that a table of an edition is."""
    return dict.fromkeys(SOURCES.names, "") | {
        "source_id": source_id(publication.id, issue.edition, table.name),
        "title": title_of(publication, issue.edition, table.name),
        "publisher": publication.publisher,
        "published": issue.published,
        "url": issue.url,
        "licence": publication.licence,
        "designation": table.designation or publication.designation,
    }


def with_issue(load: Load, catalogue: Catalogue) -> Load:
    """Give a load of an older version of this program the names, addresses and dates it lacks.

    What is on disk stays as it is. Those loads had the address of whatever edition was the
    newest, and were named after the file; without a date on the cover they had none.
    """
    publication = catalogue.publication_by_id.get(load.about.publication)
    if load.about.version >= 2 or publication is None:
        return load
    edition = load.about.edition.removeprefix(SUPPLIED_EDITION)
    known = publication.edition_called(edition)
    titles = {
        source_id(publication.id, edition, table.name): title_of(publication, edition, table.name)
        for table in load.about.tables
    }
    sources = []
    for source in load.sources:
        is_own = edition.split(" ")[0] in source["url"]
        row = {
            **source,
            "title": titles.get(source["source_id"], source["title"]),
            "url": known.url if known else source["url"] if is_own else "",
        }
        if known and not row["published"]:
            row |= {"rank_date": known.published, "rank_reason": _DATED_BY_CATALOGUE}
        sources.append(row)
    return replace(load, sources=tuple(sources))


_DATED_BY_CATALOGUE = "The date of the edition in the catalogue; the file loaded says none."


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
