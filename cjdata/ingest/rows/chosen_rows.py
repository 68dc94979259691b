"""Chooses the rows of an ordinary table by what stands in its columns, or in a line above it.

A table may print several measures row by row, told apart by a column besides area and year::

    Local authority   Measurement      2022-23   2023-24
    Falkirk           Arrivals             431       440
    Falkirk           per 1000 pop.        2.7       2.8

A recipe says by ``where`` which text a measure's rows have in that column. What is the same for a
whole table may stand above it instead, as in downloads: “Order Type | Community payback orders”.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from cjdata.ingest.cells.cell_texts import is_figure, is_number, text_of
from cjdata.ingest.cells.grouped_remarks import GroupedRemarks
from cjdata.ingest.cells.status_marks import is_mark_alone
from cjdata.ingest.labels.areas_in_texts import names_a_part
from cjdata.ingest.recipes.recipe import MeasureColumn, TableRecipe, Texts
from cjdata.ingest.rows.total_rows import DIMENSIONS, SPLITTING, is_whole, whole_rows
from cjdata.ingest.tables.measure_fit import title_of
from cjdata.ingest.tables.phrase_matching import is_same, words
from cjdata.ingest.tables.surrounding_lines import lines_above
from cjdata.ingest.tables.table_shape import TableShape

KINDS_OF_PLACES = (
    "feature type", "area type", "geography type", "geography level", "geographic level",
    "level of geography",
)  # fmt: skip
"""Headings of columns that say of each area whether it is a council or Scotland."""

PLACES = (
    *KINDS_OF_PLACES, "health board", "nhs board", "nhs health board", "police division",
    "sheriffdom", "region", "code", "council code", "area code", "local authority code",
    "family group", "rural group", "alcohol and drug partnership", "ADP",
)  # fmt: skip
"""Headings of columns that say of each area where it lies, and split nothing."""

UNITS = ("unit", "units", "measurement")
"""Headings of columns that say the unit of a row, and split nothing."""

SAYS_WHENCE = ("source", "sources", "provider", "publisher", "dataset", "table", "sheet")
"""Headings of columns that say where figures are from, and split nothing by themselves."""

REMARKS = ("note", "notes", "comment", "comments", "remark", "remarks", "footnote")
"""Headings of columns that remark on the figures of each row."""

TRENDS = ("trend", "trends", "sparkline", "sparklines", "direction", "direction of change")
"""Headings of columns that say, or draw, how figures went."""

_MOST_SHOWN = 4

Said = tuple[str, ...]
"""The different texts of a column, from the top."""


def texts_asked(columns: Iterable[MeasureColumn]) -> dict[str, Said]:
    """Give what the recipe asks for by ``where``: under which name, and the answering texts."""
    asked: dict[str, Said] = {}
    for column in columns:
        for name, wanted in column.where.items():
            texts = (wanted,) if isinstance(wanted, str) else tuple(wanted)
            asked[name] = (*asked.get(name, ()), *texts)
    return asked


def parts_of(table: TableRecipe, shape: TableShape) -> Iterator[tuple[TableRecipe, TableShape]]:
    """Give the rows of a table for each of the recipe's choices, and the measures it is for.

    A choice that neither a column nor a line above the table answers has no part.
    """
    wheres: list[Mapping[str, Texts]] = []
    for column in table.column:
        if column.where not in wheres:
            wheres.append(column.where)
    for where in wheres:
        columns = tuple(column for column in table.column if column.where == where)
        part = _chosen(table, shape, where) if where else shape
        if part:
            yield table.model_copy(update={"column": columns}), part


def _chosen(table: TableRecipe, shape: TableShape, where: Mapping[str, Texts]) -> TableShape | None:
    asked: dict[int, tuple[str, ...]] = {}
    for name, wanted in where.items():
        texts = (wanted,) if isinstance(wanted, str) else wanted
        column = _column(shape, name)
        if column is not None:
            asked[column] = texts
        elif not _says_above(shape, name, texts):
            return None
    block = shape.block
    rows = [r for r in shape.rows if all(_says(shape, r, c, asked[c]) for c in asked)]
    for column in _further(table, shape, asked) if asked else ():
        whole = [row for row in rows if is_whole(text_of(block.value(row, column)))]
        rows = whole or rows
    return TableShape(replace(block, rows=tuple(rows)), shape.finder) if rows else None


def check_chosen(shape: TableShape, tables: Sequence[TableRecipe], notes: GroupedRemarks) -> None:
    """Take down that a table has the columns that a recipe chooses by, and no such row."""
    for table in tables:
        if not any(c.where for c in table.column) or title_of(table, shape.block) is None:
            continue
        for where in {str(c.where): c.where for c in table.column if c.where}.values():
            columns = {name: _column(shape, name) for name in where}
            if None in columns.values() or _chosen(table, shape, where) is not None:
                continue
            asked = {name: column for name, column in columns.items() if column is not None}
            said = {name: _texts(shape, column) for name, column in asked.items()}
            name, found = not_said(where, said)
            notes.warning(
                "no row of a measure",
                (shape.block.heading_row(asked[name]), asked[name]),
                found,
                "rows of each measure that the recipe reads in this table",
                "Compare with the publication: if it uses another word now, put that into the "
                "recipe. If it has no such rows, say yes.",
            )


def not_said(where: Mapping[str, Texts], said: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """Say what of a choice no row answers, and under which heading.

    ``said`` are the texts under each heading. Where each part of the choice is answered, but in no
    row all of them, that is said.

    >>> not_said({"Status": "Sentenced", "Unit": "mean"}, {"Status": ["Sentenced"], "Unit": ["no"]})
    ('Unit', 'no row says “mean” under “Unit”; they say “no”')
    """
    wanted = {name: (text,) if isinstance(text, str) else text for name, text in where.items()}
    for name, texts in wanted.items():
        if not any(is_same(text, texts) for text in said[name]):
            shown = ", ".join(f"“{text}”" for text in said[name][:_MOST_SHOWN])
            return name, f"no row says “{texts[0]}” under “{name}”; they say {shown or 'nothing'}"
    together = " and ".join(f"“{texts[0]}” under “{name}”" for name, texts in wanted.items())
    return next(iter(wanted)), f"no row says both {together}"


def _texts(shape: TableShape, column: int) -> list[str]:
    """Give the different texts of a column, from the top."""
    texts = dict.fromkeys(text_of(shape.block.value(row, column)) for row in shape.rows)
    return [text for text in texts if text]


def is_link(text: str) -> bool:
    """Whether a text is an address, such as that by which open data names an area."""
    return text.startswith(("http://", "https://"))


def _column(shape: TableShape, name: str) -> int | None:
    return next((c for c, text in enumerate(shape.block.headings) if is_same(text, (name,))), None)


def _says_above(shape: TableShape, name: str, texts: Sequence[str]) -> bool:
    lines = (line for line in lines_above(shape.block) if line.kind == "choice")
    return any(is_same(line.key, (name,)) and is_same(line.chosen, texts) for line in lines)


def _says(shape: TableShape, row: int, column: int, texts: Sequence[str]) -> bool:
    return is_same(text_of(shape.block.value(row, column)), texts)


def _further(table: TableRecipe, shape: TableShape, asked: Mapping[int, object]) -> list[int]:
    """Give the further columns: those that hold words may split the figures.

    In a table for Scotland one that names places splits them too, such as one of prisons.
    """
    areas = () if table.areas == "scotland" else (*shape.area_columns, *shape.areas_across)
    known = {*asked, *areas, *shape.periods_across, shape.year_column}
    return [c for c in shape.columns if c not in known]


def said_beside(
    table: TableRecipe, shape: TableShape, fits: Mapping[int, MeasureColumn]
) -> dict[int, Said]:
    """Give what stands in the further columns of words, in the rows whose figures are read.

    A column that names areas or years again says nothing more, and neither do marks.
    """
    names = {name for column in fits.values() for name in column.where}
    asked = {c: None for name in names if (c := _column(shape, name)) is not None}
    block, finder = shape.block, shape.finder
    rows = [r for r in whole_rows(shape, fits) if any(is_figure(block.value(r, c)) for c in fits)]
    found = {}
    for column in _further(table, shape, asked):
        if column in fits:
            continue
        values = dict.fromkeys(block.value(row, column) for row in rows)
        # Of each council another one; where one stands for all of them, it may be anything.
        if len(values) > 1 and is_same(block.headings[column], PLACES):
            continue
        # “High” and “Low” are words, though “low” by itself is a symbol.
        if any(map(is_number, values)) or all(is_figure(v) for v in values if text_of(v)):
            continue
        texts = tuple(text for value in values if (text := text_of(value)))
        is_split = is_same(block.headings[column], SPLITTING)
        said = tuple(
            t
            for t in texts
            if not (_is_everybody(t, is_split=is_split) or is_mark_alone(t) or is_link(t))
        )
        said = tuple(t for t in said if not names_a_part(t))
        again = sum(finder.area(t) is not None for t in said)
        if said and all(finder.year(block.value(row, column)) == _year(shape, row) for row in rows):
            continue
        splits = is_same(block.headings[column], (*SPLITTING, *DIMENSIONS))
        if said and (again * 2 <= len(said) or splits or _is_one_council(shape, said)):
            found[column] = said
    return found


def _is_everybody(text: str, *, is_split: bool) -> bool:
    """Whether a text stands for the whole; “Individuals” only where a column splits people."""
    counts_people = bool(words(text) & words("people")) and words(text) != words("everyone")
    return is_whole(text) and (is_split or not counts_people)


def _year(shape: TableShape, row: int) -> str | None:
    """Give the year that a row names; empty where it names none."""
    column = shape.year_column
    return "" if column is None else shape.finder.year(shape.labels[column][row])


def _is_one_council(shape: TableShape, said: Said) -> bool:
    """Whether a column says one council in every row, though the table is of more than that one."""
    finder = shape.finder
    area = finder.area(said[0]) if len(said) == 1 else None
    if area is None or area is finder.areas.scotland:
        return False
    named = {a.code for c in shape.area_columns for v in shape.counts(c) if (a := finder.area(v))}
    return named != {area.code}
