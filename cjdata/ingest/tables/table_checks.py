"""Checks what holds for a table as a whole: the area it is of, and in what its figures are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cjdata.ingest.cells.cell_texts import is_figure, text_of
from cjdata.ingest.cells.grouped_remarks import GroupedRemarks
from cjdata.ingest.cells.stated_units import unit_in
from cjdata.ingest.figures_read import ReadFigure
from cjdata.ingest.labels.area_and_year_names import TOTALS
from cjdata.ingest.labels.areas_in_texts import names_scotland
from cjdata.ingest.questions.unexplained_text import UnexplainedText
from cjdata.ingest.spreadsheets.source_workbook import Place
from cjdata.ingest.tables.phrase_matching import words
from cjdata.ingest.tables.single_area_and_year import OneArea, one_area
from cjdata.ingest.tables.surrounding_lines import lines_above
from cjdata.ingest.tables.table_matching import TableMatch
from cjdata.ingest.tables.tidy_tables import TidyMatch
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure
from cjdata.text import join_and

_SHOWN = 80
RATES = frozenset({"per_1000", "per_10000", "per_100000"})
_MOST_NAMED = 12
_MOST_WANTED = 6


@dataclass(frozen=True)
class WholeArea:
    """The area of a table without a column of areas.

    Attributes
    ----------
    match, notes
        The table, and where is taken down what is wrong with it.
    cover
        The texts of the workbook's cover: they may say that it is of Scotland.
    """

    match: TableMatch
    cover: Sequence[str]
    notes: GroupedRemarks

    @cached_property
    def _found(self) -> OneArea:
        return one_area(self.match.title, self.match.block, self.match.finder, self.cover)

    @property
    def area(self) -> Area | None:
        """The area; None where the table has a column of them, or cannot be read."""
        shape = self.match.shape
        if shape.has_areas or not self.match.fits:
            return None
        is_filled = any(is_figure(v) for c in shape.value_columns for v in shape.counts(c))
        if is_filled and any(map(shape.is_headed_area, shape.columns)):
            self._refuse()
            return None
        scotland = self.match.finder.areas.scotland
        is_of_scotland = self.match.table.areas == "scotland"
        found = self._found.area
        if found is None or (is_of_scotland and found is not scotland):
            self._refuse()
            return None
        return found

    def _refuse(self) -> None:
        said = self._found.said
        text = said.text[:_SHOWN] if said else ""
        wanted = "Scotland" if self.match.table.areas == "scotland" else "one council, or Scotland"
        self.notes.error(
            "area of the table",
            (said.place if said else None) or (self.match.block.header_rows[0], 0),
            f"figures without a column of areas under “{text}”",
            f"a table of {wanted}",
            "Load the table that has a column of areas, or one of a single area that its title "
            "names.",
        )

    @property
    def asks(self) -> list[UnexplainedText]:
        """What is asked: whether it is Scotland, where neither recipe nor file says so."""
        against = self._found.against
        if self.area is not None and against is not None:
            return [
                UnexplainedText(
                    against.text, against.text, against.place, "a text beside it", "area"
                )
            ]
        is_said = self.match.table.areas == "scotland" or self._found.said is not None
        if self.area is None or is_said:
            return []
        return [UnexplainedText("no area", "", (self.match.block.header_rows[0], 0), "", "area")]


def note_left(
    left: Mapping[Place, str], notes: GroupedRemarks, not_found: Sequence[str] = ()
) -> None:
    """Name the columns of figures, or the rows, that nothing is read from.

    Also the measures that the recipe wants of the table and that no heading is of: they may stand
    there under another name.
    """
    shown = [f"“{text[:_SHOWN]}”" for text in list(left.values())[:_MOST_NAMED]]
    more = f" and {len(left) - len(shown)} more" if len(left) > len(shown) else ""
    notes.note(
        "not read",
        next(iter(left)),
        f"figures that no measure is read from: {', '.join(shown)}{more}{_wanted(not_found)}",
    )


def _wanted(not_found: Sequence[str]) -> str:
    """Say which measures that a table may have stand under none of its headings."""
    named = [f"“{name}”" for name in not_found[:_MOST_WANTED]]
    more = [f"{len(not_found) - len(named)} more"] if len(not_found) > len(named) else []
    return f"; under no heading here: {join_and([*named, *more])}" if named else ""


def check_scale(one: TableMatch | TidyMatch, notes: GroupedRemarks) -> None:
    """Refuse figures in thousands that the recipe does not know of, and the reverse."""
    said = [(text, place) for text, place in _texts(one) if (u := unit_in(text)) and u.scale > 1]
    wrong = [(t, p) for t, p in said if (u := unit_in(t)) and u.scale != one.table.scale]
    header = (one.block.header_rows[-1], 0)
    if wrong:
        text, place = wrong[0]
        unit = unit_in(text)
        notes.error(
            "figures in thousands",
            place or header,
            f"“{text[:_SHOWN]}”",
            "figures in full" if one.table.scale == 1 else f"figures in {one.table.scale:,}s",
            f"If that is what the publication prints, write “scale = {unit.scale if unit else 1}” "
            "into the table’s recipe.",
        )
    elif one.table.scale > 1 and not said:
        notes.error(
            "figures in thousands",
            header,
            "no text that says in what the figures are",
            f"one such as “Thousands”, for the recipe multiplies by {one.table.scale:,}",
            "Take “scale” out of the table’s recipe if the figures are in full.",
        )


def check_totals(one: TableMatch, data: Sequence[ReadFigure], notes: GroupedRemarks) -> None:
    """Refuse a row that is called “Total” alone where it is the total of some councils only."""
    totals = {
        row
        for column in one.shape.area_columns
        for row, value in one.shape.labels[column].items()
        if words(text_of(value)) in TOTALS and not names_scotland(text_of(value))
    }
    scotland = one.finder.areas.scotland
    by_year: dict[tuple[str, str], list[ReadFigure]] = {}
    for datum in data if totals else ():
        by_year.setdefault((datum.measure, datum.period), []).append(datum)
    for every in by_year.values():
        total = next((d for d in every if d.area is scotland and d.row in totals), None)
        own = [d.value or 0 for d in every if d.area is not scotland]
        councils = len(one.finder.areas.councils)
        if total and total.value and 0 < len(own) < councils and sum(own) == total.value:
            notes.error(
                "total of a part",
                (total.row, total.column),
                f"a row “Total” that is the sum of {len(own)} councils",
                f"the total of all {councils} councils, or a row for Scotland",
                "Take that row out, or load the table that has all of them.",
            )
            return


def check_base(one: TableMatch, measures: Mapping[str, Measure], notes: GroupedRemarks) -> None:
    """Refuse rates per another number of people than the measure’s, wherever the table says so.

    A heading that says the measure’s own number is believed.
    """
    for number, fit in one.fits.items():
        unit = measures[fit.column.id].unit
        own = unit_in(one.texts[number])
        if unit not in RATES or (own and own.units == {unit}):
            continue
        for text, place in _texts(one):
            said = unit_in(text)
            if said and len(said.units) == 1 and said.units <= RATES and unit not in said.units:
                notes.error(
                    "rates of another base",
                    place or one.place(number),
                    f"“{text[:_SHOWN]}”",
                    f"rates {unit.replace('_', ' ')} people",
                    "Load the table whose rates are per that number of people.",
                )
                return


def _texts(one: TableMatch | TidyMatch) -> Iterator[tuple[str, Place | None]]:
    """Give the texts that may say it: those above and below, and the headings that are read."""
    block = one.block
    yield from ((line.text, line.place) for line in lines_above(block))
    yield from ((text, None) for text in block.listed)
    if isinstance(one, TableMatch):
        yield from ((one.texts[number], one.place(number)) for number in one.fits)
    last = max((row for row in block.rows if _has_number(block.sheet.rows[row])), default=-1)
    for row in range(last + 1, max(block.rows, default=-1) + 1):
        for column, value in enumerate(block.sheet.rows[row]):
            if text := text_of(value):
                yield text, (row, column)


def _has_number(row: Sequence[object]) -> bool:
    return any(isinstance(value, int | float) for value in row)
