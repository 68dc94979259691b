"""The table of a view: years down, areas across, every missing value with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cjdata import wording
from cjdata.amounts import Amount, Content
from cjdata.formats import text_of
from cjdata.reference.catalogue import Measure
from cjdata.reference.statuses import STATUSES, Status
from cjdata.series import Figure, Series
from cjdata.text import lower_first


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: what it holds, as data that is printed last, and what is said of that.

    Attributes
    ----------
    content
        Words, a number, two numbers, or None for nothing.
    qualifier
        A word that qualifies it.
    is_missing
        Whether it stands for no value; the content then says why in a word or two.
    reason
        The same in a sentence.
    link
        An address that the text leads to.
    mark
        A judgement whose word is the text.
    status, unit
        The id of the status of a figure, and its unit, with a value or without; else empty.
    is_after_break
        Of a table of years, whether the figure is not comparable with the one before.
    """

    content: Content
    qualifier: str = ""
    is_missing: bool = False
    reason: str = ""
    link: str = ""
    mark: wording.Mark | None = None
    status: str = ""
    unit: str = ""
    is_after_break: bool = False

    @property
    def text(self) -> str:
        """What it holds in print; nothing is read back from it."""
        return text_of(self.content)


@dataclass(frozen=True)
class Table:
    """A table with a caption, a header row, and a row header in each row.

    ``method_notes`` are those of the notes that name the methods of its intervals and nothing else.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    method_notes: tuple[str, ...] = ()


_SHOWN_QUALIFIERS = (
    "revised",
    "secondary",
    "provisional",
    "estimated",
    "computed",
    "local_evidence",
    "supplied",
)


def figures_table(series: Sequence[Series], caption: str) -> Table:
    """Lay series out with the newest year first."""
    years = [figure.period for figure in reversed(series[0].figures)]
    rows = tuple((Cell(year), *(year_cell(s, s.by_period[year]) for s in series)) for year in years)
    year = "Year" if series[0].years_each == 1 else "Years"
    header, rows = _lift_qualifiers((year, *(s.area.name for s in series)), rows)
    return Table(caption, header, rows, _legend(series))


def _lift_qualifiers(
    header: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]
) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """Say a qualifier once, in the header, where every value of a column has the same."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    names = list(header)
    for n, column in enumerate(columns):
        shared = {cell.qualifier for cell in column if not cell.is_missing}
        if len(shared) == 1 and (word := shared.pop()):
            names[n] = f"{names[n]} ({word})"
            columns[n] = [replace(cell, qualifier="") for cell in column]
    return tuple(names), tuple(zip(*columns, strict=True))


def figure_cell(series: Series, figure: Figure) -> Cell:
    """Make the cell of a figure."""
    return Cell(
        figure_content(series.measure, figure),
        ", ".join(qualifiers_of(series.measure, figure)),
        figure.value is None,
        figure.reason,
        status=figure.status,
        unit=series.measure.unit,
    )


def year_cell(series: Series, figure: Figure) -> Cell:
    """Make the cell of a figure in a table of years: of the first after a break it says so."""
    broken = bool(series.breaks_before(figure))
    return replace(figure_cell(series, figure), is_after_break=broken)


def figure_content(measure: Measure, figure: Figure) -> Content:
    """Give the value of a figure, or why there is none in a word or two."""
    return amount_of(measure, figure) or wording.figure_text(measure, figure)


def amount_of(measure: Measure, figure: Figure, *, is_marked: bool = False) -> Amount | None:
    """Give the value of a figure as a number, with its mark if asked for; None without one."""
    if figure.value is None:
        return None
    mark = wording.mark_of(figure) if is_marked else ""
    return Amount(figure.value, figure.decimals, measure.unit, mark=mark)


def marked_content(measure: Measure, figure: Figure) -> Content:
    """Give the same as ``figure_content``, a value with the mark that it is not shown without."""
    found = amount_of(measure, figure, is_marked=True)
    return found or wording.marked(wording.figure_text(measure, figure), figure)


def qualifiers_of(measure: Measure, figure: Figure) -> list[str]:
    """List the words that follow a value in a table: rounded, quoted, local evidence and such."""
    if figure.value is None:
        return []
    rounded = ["rounded"] if _is_marked_rounded(measure, figure) else []
    shown = figure.status in _SHOWN_QUALIFIERS
    return [*rounded, *([STATUSES[figure.status].short] if shown else [])]


def _is_marked_rounded(measure: Measure, figure: Figure) -> bool:
    """Whether a table says of a number that the publisher rounded it: not of an average."""
    return measure.is_whole and figure.is_rounded and figure.value is not None


def _legend(series: Sequence[Series]) -> tuple[str, ...]:
    return legend_of([(s.measure, f) for s in series for f in s.figures])


def legend_of(shown: Sequence[tuple[Measure, Figure]]) -> tuple[str, ...]:
    """Explain, once each, the reasons and qualifiers that occur among figures of measures."""
    notes = []
    figures = [figure for _, figure in shown]
    for status in STATUSES.values():
        missing = any(f.status == status.id and f.value is None for f in figures)
        qualified = status.id in _SHOWN_QUALIFIERS and any(f.status == status.id for f in figures)
        if missing and status.id == "too_short_for_trend":
            notes.append("Not printed: the report gives no figure, because the series is too new.")
        elif missing or qualified:
            name = status.short[:1].upper() + status.short[1:]
            notes += [f"{name}: {lower_first(why)}" for why in _meanings(status, shown)]
    if any(_is_marked_rounded(measure, figure) for measure, figure in shown):
        notes.append("Rounded: rounded by the publisher.")
    return tuple(notes)


def _meanings(status: Status, shown: Sequence[tuple[Measure, Figure]]) -> list[str]:
    """Say what a status means: why groups have no figure, by the measure, and which other one."""
    of_status = [(measure, figure) for measure, figure in shown if figure.status == status.id]
    match status.id:
        case "not_computed":
            said = [f"{wording.not_computed_reason(measure)}." for measure, _ in of_status]
        case "held_elsewhere":
            said = [wording.elsewhere_meaning(f.elsewhere) for _, f in of_status if f.elsewhere]
        case _:
            said = [status.meaning]
    return list(dict.fromkeys(said))
