"""The views of pointing at a table: its first rows, the choices there are, what a recipe reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjdata.errors import nearest
from cjdata.ingest.cells.cell_symbols import BLANK, NIL
from cjdata.ingest.cells.cell_texts import text_of
from cjdata.ingest.figures_read import ReadFigure
from cjdata.ingest.spreadsheets.source_workbook import SourceWorkbook
from cjdata.ingest.tables.lasting_titles import words_of_workbook
from cjdata.ingest.unknown_tables.recipe_trial import RecipeTrial
from cjdata.ingest.unknown_tables.unknown_table import UnknownTable
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.statuses import STATUSES
from cjdata.text import upper_first, value_text
from cjdata.views.loading import pointing_words as pointing
from cjdata.views.table import Cell, Table

MEANINGS = {NIL: "Nil: the number is 0", BLANK: "Blank: left empty on purpose"} | {
    name: upper_first(STATUSES[name].short)
    for name in ("suppressed", "low", "not_available", "not_applicable", "not_collected")
}
"""What a sign among figures may stand for, by what a recipe calls it."""

SCALES = {
    1: pointing.TEXTS.as_they_stand,
    1_000: pointing.TEXTS.in_thousands,
    1_000_000: pointing.TEXTS.in_millions,
}
"""By what figures may be multiplied."""

_FURTHER = {
    "unknown area": pointing.TEXTS.leave_out_there,
    "unknown year": pointing.TEXTS.leave_out_there,
    "figures in thousands": pointing.TEXTS.scale_there,
    "not explained": pointing.TEXTS.harmless_there,
    "parts without a whole": pointing.TEXTS.rows_there,
    "block not found": pointing.TEXTS.block_there,
}
"""What to do, under “Further choices”, about remarks of some kinds."""

_SHOWN_FIGURES = 8
_SHOWN_TROUBLES = 8
_TOP, _AROUND, _LONGEST = 40, 6, 40


@dataclass(frozen=True)
class TrialView:
    """What a recipe on trial reads: a sentence, what is in its way, and some figures."""

    sentence: str
    troubles: Table | None
    figures: Table | None


def trial_view(trial: RecipeTrial, catalogue: Catalogue, area: Area) -> TrialView:
    """Put a trial into words: some of the figures, those of an area first."""
    data = trial.read.data if trial.read else []
    first = sorted(data, key=lambda d: (d.area.code != area.code, d.area.code != "S92000003"))
    return TrialView(
        pointing.trial_sentence(
            len(data),
            len({datum.area.code for datum in data}),
            sorted({datum.period for datum in data}),
            len(trial.read.tables) if trial.read else 0,
        ),
        _troubles(trial),
        _figures(first[:_SHOWN_FIGURES], catalogue) if data else None,
    )


def _figures(data: Sequence[ReadFigure], catalogue: Catalogue) -> Table:
    rows = tuple(
        (
            Cell(d.area.name),
            Cell(d.period),
            Cell(catalogue.measures[d.measure].name),
            _value(d, catalogue),
            Cell(f"{d.sheet}, {d.cell}"),
        )
        for d in data
    )
    return Table("Some of the figures read", ("Area", "Year", "Measure", "Figure", "Cell"), rows)


def _value(datum: ReadFigure, catalogue: Catalogue) -> Cell:
    if datum.value is None:
        return Cell(upper_first(STATUSES[datum.status].short), is_missing=True)
    return Cell(value_text(catalogue.measures[datum.measure], datum.value, datum.decimals))


def _troubles(trial: RecipeTrial) -> Table | None:
    """List what stands in the way; that nothing was read is said elsewhere."""
    remarks = [r for r in trial.remarks if r.kind != "unknown workbook" and r.level != "note"]
    rows = tuple(
        (
            Cell(", ".join(p for p in (r.sheet and f"Sheet {r.sheet}", r.cell) if p) or r.file),
            Cell(upper_first(r.found)),
            Cell(upper_first(r.expected)),
            Cell(_FURTHER.get(r.kind, r.fix)),
        )
        for r in remarks[:_SHOWN_TROUBLES]
    )
    title = pointing.troubles_title(len(rows), len(remarks))
    return Table(title, ("Where", "Found", "Expected", "What to do"), rows) if rows else None


def first_rows(seen: UnknownTable) -> Table:
    """Show the first rows of a table as they stand in the file."""
    header = ("Row", *(f"{c.letter}: {c.heading}" for c in seen.columns))
    numbers = [c.number for c in seen.columns]
    rows = tuple(
        (Cell(str(row + 1)), *(Cell(texts[n] if n < len(texts) else "") for n in numbers))
        for row, texts in seen.first_rows
    )
    return Table(pointing.TEXTS.first, header, rows)


def rows_to_choose(book: SourceWorkbook, seen: UnknownTable) -> dict[int, str]:
    """Name the rows in which the headings may stand."""
    sheet = next(sheet for sheet in book.sheets if sheet.name == seen.sheet)
    last = max(_TOP, seen.header_row + _AROUND)
    found = {}
    for number, row in enumerate(sheet.rows[:last]):
        texts = [text_of(value)[:_LONGEST] for value in row if text_of(value)]
        if len(texts) >= 2 or number == seen.header_row:
            found[number] = pointing.row_choice(number, texts[:6])
    return found


def publications(catalogue: Catalogue) -> dict[str, str]:
    """Name the publications that a workbook may belong to."""
    return {p.id: upper_first(p.title) for p in catalogue.publications}


def likely_publication(book: SourceWorkbook, catalogue: Catalogue) -> str | None:
    """Guess which publication a workbook belongs to, from what it calls itself."""
    by_title = {p.title: p.id for p in catalogue.publications}
    best = nearest(words_of_workbook(book), list(by_title), cutoff=0.75)
    return by_title[best] if best else None
