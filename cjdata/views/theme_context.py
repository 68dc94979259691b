"""What a theme page tells besides its chart: editions, other figures, what must be known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cjdata import queries, wording
from cjdata.amounts import Amount, Content
from cjdata.areas import Area
from cjdata.catalogue import Measure, Theme
from cjdata.library import FigureSet
from cjdata.series import Figure, Series
from cjdata.statuses import STATUSES
from cjdata.views.table import Cell, Table, amount_of
from cjdata.views.theme_figures import ThemeFigures


def notes_of(series: Sequence[Series], of_measure: Sequence[str]) -> tuple[str, ...]:
    """List what must be known of the figures shown: editions, bases, notes of the rows.

    ``of_measure`` are the notes of the measure for the areas shown.
    """
    groups = [
        s.area.rule_of(by_court=s.measure.is_by_court) for s in series if s.area.kind == "group"
    ]
    notes = [wording.editions_note(series), *of_measure, *groups]
    notes += [
        f"{s.area.name}, {s.latest.period}: {s.latest.note.rstrip('.')}."
        for s in series
        if s.latest and s.latest.note and s.latest.status != "illustrative"
    ]
    return tuple(dict.fromkeys(note for note in notes if note))


def editions_of(figures: FigureSet, measure: Measure, areas: Sequence[Area]) -> Table | None:
    """List the years for which more than one edition is held."""
    reprinted = figures.remember(("reprinted",), lambda: _reprinted(figures))
    codes = [area.held_as for area in areas if (measure.id, area.held_as) in reprinted]
    if not codes:
        return None
    rows = queries.editions_of(figures.database, [measure.id], codes)
    printed: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row["area_name"], row["period"])
        printed[key] = printed.get(key, 0) + 1
    cells = tuple(
        (
            Cell(row["period"]),
            Cell(row["area_name"]),
            Cell(row["edition"], "newest" if row["is_current"] else ""),
            Cell(_printed(measure, row)),
        )
        for row in rows
        if printed[row["area_name"], row["period"]] > 1
    )
    if not cells:
        return None
    header = ("Year", "Area", "Edition", "Figure")
    return Table(f"{measure.name}: what each edition printed", header, cells)


def _reprinted(figures: FigureSet) -> set[tuple[str, str]]:
    rows = queries.reprinted(figures.database)
    return {(r["measure"], r["area_code"] or r["area_name"]) for r in rows}


def _printed(measure: Measure, row: dict[str, Any]) -> Content:
    """Give what an edition printed: a number, or why it printed none."""
    if row["value"] is None:
        return STATUSES[row["status"]].short
    return Amount(row["value"], row["decimals"], measure.unit)


def context_of(held: ThemeFigures) -> Table | None:
    """List the newest figure of what is read beside a theme, and of its own other measures."""
    shown = set(held.choice.forms.values())
    catalogue = held.assembler.figures.catalogue
    beside = [catalogue.measures[m] for m in held.theme.beside if m in catalogue.measures]
    scotland = held.scotland.series.area
    places = [scotland] if held.area.kind == "scotland" else [held.area, scotland]
    rows = []
    for measure in (*beside, *held.theme.measure):
        if measure.id in shown or not measure.plot:
            continue
        latest = [held.assembler.latest(measure, place) for place in places]
        if any(latest):
            name = Cell(measure.name, _role(measure, held.theme))
            rows.append((name, *(_dated(measure, figure) for figure in latest)))
    if not rows:
        return None
    header = ("Figure", *(place.name for place in places))
    return Table(f"{held.theme.name}: other figures, the newest held", header, tuple(rows))


def _role(measure: Measure, theme: Theme) -> str:
    """Say of a row what it is, where it is not of the theme itself."""
    if measure.role == "local":
        return wording.LOCAL_ROW
    return "" if measure.id in theme.measures else wording.CONTEXT_ROW


def _dated(measure: Measure, figure: Figure | None) -> Cell:
    if figure is not None and figure.together:
        short = wording.figure_text(measure, figure)
        return Cell(short, figure.period, is_missing=True, reason=figure.reason)
    if figure is None or figure.value is None:
        return Cell("None held", is_missing=True)
    amount = amount_of(measure, figure)
    # The row of a local measure says what it is already.
    mark = "" if measure.role == "local" else wording.mark_of(figure)
    said = ", ".join(text for text in (figure.period, mark) if text)
    return Cell(amount, said, status=figure.status, unit=measure.unit)
