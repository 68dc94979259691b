"""What reading a workbook gave: its figures, each with its place, table by table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cjdata.ingest.edition_dates import Edition
from cjdata.ingest.questions.answers import Answer
from cjdata.ingest.questions.unexplained_text import UnexplainedText
from cjdata.ingest.recipes.recipe import Recipe, TableRecipe
from cjdata.ingest.remarks import Remark
from cjdata.ingest.spreadsheets.source_workbook import SourceWorkbook, cell_name
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure
from cjdata.store.loads import FetchedFrom


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """A figure as read: what it is of, what it says, and where it stands.

    ``value`` is in the measure's unit; None where a symbol gives a reason instead.
    """

    measure: str
    area: Area
    period: str
    value: float | None
    decimals: int
    status: str
    note: str
    sheet: str
    row: int
    column: int

    @property
    def key(self) -> tuple[str, str, str]:
        """What identifies it within a file."""
        return (self.measure, self.area.code, self.period)

    @property
    def cell(self) -> str:
        """Its cell, as a spreadsheet names it."""
        return cell_name(self.row, self.column)


@dataclass(frozen=True)
class ReadTable:
    """A table that was read: the recipe's record of it, where it stands, and its figures."""

    recipe: TableRecipe
    sheet: str
    title: str
    data: tuple[ReadFigure, ...]
    asks: tuple[UnexplainedText, ...] = ()
    """What it says that nothing explains."""
    left: tuple[str, ...] = ()
    """The headings of its columns of figures that nothing is read from."""


def with_decimals(
    data: Sequence[ReadFigure], measures: Mapping[str, Measure]
) -> tuple[ReadFigure, ...]:
    """Give shares, rates and averages the decimals that most of their column are printed with.

    A spreadsheet drops the zero of 2.0; where most have one decimal, it is 2.0 all the same.
    """
    columns: dict[tuple[str, str], list[ReadFigure]] = {}
    for one in data:
        measure = measures[one.measure]
        if one.value is not None and (measure.average or measure.unit not in ("count", "hours")):
            columns.setdefault((one.measure, one.period), []).append(one)
    usual: dict[tuple[str, str], int] = {}
    for key, own in columns.items():
        every = (
            own if len(own) > 1 else [d for k, o in columns.items() if k[0] == key[0] for d in o]
        )
        decimals, count = Counter(d.decimals for d in every).most_common(1)[0]
        usual[key] = decimals if count * 2 > len(every) else 0
    return tuple(
        replace(d, decimals=max(d.decimals, usual.get((d.measure, d.period), 0)))
        if d.value is not None
        else d
        for d in data
    )


def joined(tables: Iterable[ReadTable]) -> list[ReadTable]:
    """Put the parts of a table together that stand below each other, with figures of their own.

    What is asked about one part is asked about the whole.
    """
    whole: list[ReadTable] = []
    for part in tables:
        last = whole[-1] if whole else None
        is_further = last is not None and (last.recipe, last.sheet, last.title) == (
            part.recipe,
            part.sheet,
            part.title,
        )
        if last and is_further and {d.key for d in last.data}.isdisjoint(d.key for d in part.data):
            whole[-1] = replace(
                last,
                data=(*last.data, *part.data),
                asks=tuple(dict.fromkeys((*last.asks, *part.asks))),
                left=tuple(dict.fromkeys((*last.left, *part.left))),
            )
        else:
            whole.append(part)
    return whole


@dataclass(frozen=True)
class ReadWorkbook:
    """A workbook that was read.

    Attributes
    ----------
    book, recipe
        The file, and the recipe it was read by.
    edition, published, url
        The name of the edition, when it was published and its address, as far as is known.
    tables
        The tables that were read.
    remarks
        What the reading itself has to say.
    unread
        The sheets that no table was read from, with their title.
    """

    book: SourceWorkbook
    recipe: Recipe
    edition: str
    published: str
    tables: tuple[ReadTable, ...]
    remarks: tuple[Remark, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    url: str = ""
    answers: tuple[Answer, ...] = ()
    """What was answered to what nothing explains, now or before."""
    fetched: FetchedFrom | None = None
    """Where the dashboard fetched the file; None where a person brought it."""

    @property
    def issue(self) -> Edition:
        """The edition: its label, its date and its address."""
        return Edition(self.edition, self.published, self.url)

    @property
    def is_supplied(self) -> bool:
        """Whether its figures were supplied to the partnership privately."""
        return self.recipe.status == "supplied"

    @property
    def is_left_out(self) -> bool:
        """Whether there is nothing to load, because a person answered so."""
        return not self.tables and any(not answer.is_whole for answer in self.answers)

    @property
    def data(self) -> list[ReadFigure]:
        """Every figure read."""
        return [datum for table in self.tables for datum in table.data]
