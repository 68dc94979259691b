"""What every view has: a sentence, a drawing, a table, caveats, sources, a file to take away.

Pages lay views out and exports print them, both from these same parts, so that they agree.
The registry says of each kind what it offers, and every view is tested against it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from cjdata.amounts import Amount
from cjdata.charts.drawing import Drawing
from cjdata.library import Source
from cjdata.reference.areas import Area
from cjdata.reference.editions import EditionRank
from cjdata.reference.statuses import Status
from cjdata.series import Figure
from cjdata.views.shared.chart_series import ChartData
from cjdata.views.table import Table
from cjdata.wording import AbsenceNote, Finding
from cjdata.wording.year_sentences import YearSentence

Datum = str | int | Amount | Status | YearSentence | None
"""What a file holds: words, a whole number, a number of a figure, its status, why there is none."""


@dataclass(frozen=True)
class Download:
    """The figures of a view as data, a row each, missing ones with why: files print them last.

    Attributes
    ----------
    editions
        Those that the figures are from, by which the newest can be told.
    columns_of
        Which columns hold the period, the value and the status of a row’s figure, where they are
        not called so; of several the first that holds something.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Datum, ...], ...]
    editions: frozenset[EditionRank] = frozenset()
    columns_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    def with_columns(self, names: Sequence[str], cells: Sequence[Sequence[Datum]]) -> Download:
        """Give the same with more columns after the last, the cells of each row in order."""
        rows = ((*row, *more) for row, more in zip(self.rows, cells, strict=True))
        return replace(self, columns=(*self.columns, *names), rows=tuple(rows))

    @property
    def named_rows(self) -> list[dict[str, Any]]:
        """The rows with the name of its column beside each of their data."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class RowDrawing:
    """A small drawing beside a row of a table: the SVG, and what it shows in words."""

    svg: str
    words: str


@dataclass(frozen=True, kw_only=True)
class View:
    """What a reader sees of a selection.

    Attributes
    ----------
    kind
        Which view it is, as in the registry: ``trend``, ``peers``, ``bars`` and so on.
    name
        What a reader calls it, in a few words: names its downloads where a page has several.
    short_name
        What it shows in a few words, where its name says only how: names its sheet.
    file_stem
        What its files are called, before it is made safe: as in ``("measure", "area", "years")``.
    heading
        What is drawn or listed, with its unit.
    finding
        The sentence, and its caveats.
    drawing
        None where there is nothing to draw; the finding then says why.
    description
        The drawing in words.
    redrawn_description
        The same for programs that draw ``charts`` anew, where those are drawn otherwise.
    table_holds_all
        Whether its table holds every figure of a drawing: see ``described``.
    how_to_read
        Two sentences.
    redrawn_how_to_read
        The same for programs that draw ``charts`` anew, where those are drawn otherwise.
    drawing_notes
        What explains marks in the drawing, such as numbered breaks.
    notes
        What must be known of the figures in the table.
    leading
        The figures that the first clause of the finding names or counts, those with a value.
    source_line
        Names the first sources, and says where the others are named if there are any.
    slides_source_line
        The same for slides, where the others are named in another place there.
    sources
        Where the figures were read: those of the leading first, or of the first in the table.
    """

    kind: str
    name: str
    short_name: str = ""
    file_stem: tuple[str, ...]
    figures_set: str
    snapshot_id: str
    is_illustrative: bool
    drawn_on: date
    area: Area
    heading: str
    finding: Finding
    absence: AbsenceNote | None = None
    drawing: Drawing | None
    description: str
    redrawn_description: str = ""
    table_holds_all: bool = False
    how_to_read: tuple[str, ...]
    redrawn_how_to_read: tuple[str, ...] = ()
    drawing_notes: tuple[str, ...] = ()
    table: Table
    notes: tuple[str, ...] = ()
    leading: tuple[Figure, ...] = ()
    source_line: str
    slides_source_line: str = ""
    sources: tuple[Source, ...] = ()
    make_download: Callable[[], Download] = field(repr=False, compare=False)
    make_charts: Callable[[], tuple[ChartData, ...]] = field(
        default=tuple, repr=False, compare=False
    )

    def described(self, where: str, *, is_redrawn: bool = False) -> str:
        """Give the drawing in words, and after it ``where`` all its figures are, if they are."""
        shown = (is_redrawn and self.redrawn_description) or self.description
        return f"{shown} {where}" if self.table_holds_all else shown

    @property
    def title(self) -> str:
        """What it says, as the title of a slide."""
        return self.finding.lead

    @property
    def summary(self) -> str:
        """What its whole table says, in a sentence."""
        return self.finding.lead

    @property
    def source_line_on_slides(self) -> str:
        """What names its sources, where it is shown on slides."""
        return self.slides_source_line or self.source_line

    @property
    def row_drawings(self) -> tuple[RowDrawing, ...]:
        """A small drawing for each row of the table; empty where there are none."""
        return ()

    @property
    def row_drawing_notes(self) -> tuple[str, ...]:
        """Those of the notes that explain the small drawings and nothing else."""
        return ()

    @property
    def headline(self) -> Figure | None:
        """The first figure that the finding leads with; None where it leads with none."""
        return next(iter(self.leading), None)

    @cached_property
    def charts(self) -> tuple[ChartData, ...]:
        """The figures of what is drawn as lines, bars or dots, for programs that draw them anew.

        They are as printed, in the same order, with nothing where there is no figure; a chart for
        each that the page draws.
        """
        return () if self.drawing is None else self.make_charts()

    @cached_property
    def download(self) -> Download:
        """The figures as they go into a file, made when somebody first asks for them."""
        return self.make_download()
