"""Where a publication's editions are looked for: a part of its record in the catalogue."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Address = Annotated[str, StringConstraints(pattern=r"^https://[^/@]+/")]
Dataset = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]

_OPEN_DATA = "https://statistics.gov.scot"


class WhereToLook(BaseModel):
    """Where to look for the editions of a publication, and what they and their files are called.

    Phrases are those of recipes: all words of one, in any order; in single quotes in that order.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    collections: tuple[Address, ...] = ()
    """Pages that link to every edition."""
    searches: tuple[Address, ...] = ()
    """Searches of the publisher's site: asked where no collection leads to an edition."""
    datasets: tuple[Dataset, ...] = ()
    """Datasets of statistics.gov.scot, which have one edition: the present one."""
    editions: tuple[Text, ...] = ()
    """Phrases, one of which the title of an edition says."""
    unless: tuple[Text, ...] = ()
    """Phrases that the title of an edition does not say."""
    files: tuple[Text, ...] = ()
    """Phrases, one of which the title or the name of a file says; none means every workbook."""
    files_unless: tuple[Text, ...] = ()
    """Phrases that they do not say."""
    by_default: bool = True
    """Whether it is looked for where nobody names it."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address that it names: their hosts are the only ones that are asked."""
        datasets = (dataset_page(name) for name in self.datasets)
        return (*self.collections, *self.searches, *datasets)

    @model_validator(mode="after")
    def _leads_somewhere(self) -> WhereToLook:
        if not self.addresses:
            raise ValueError("it names no collection, no search and no dataset")
        if (self.collections or self.searches) and not self.editions:
            raise ValueError("a collection or a search needs phrases of the titles: “editions”")
        return self


def dataset_page(name: str) -> str:
    """Give the address of the page of a dataset of statistics.gov.scot."""
    return f"{_OPEN_DATA}/data/{name}"


def dataset_file(name: str) -> str:
    """Give the address of a whole dataset as CSV.

    >>> dataset_file("reconvictions").rpartition("=")[2]
    'http%3A%2F%2Fstatistics.gov.scot%2Fdata%2Freconvictions'
    """
    inner = quote(f"http://statistics.gov.scot/data/{name}", safe="")
    return f"{_OPEN_DATA}/downloads/cube-table?uri={inner}"
