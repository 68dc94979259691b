"""The view of local evidence: what councils and services count, beside the national indicator.

The two never share a column, a sentence or a chart, and nothing is worked out between them:
they count different things.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cjdata import wording
from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure, Theme, texts_of
from cjdata.reference.statuses import STATUSES
from cjdata.series import Figure, Series
from cjdata.views.local_evidence import words
from cjdata.views.shared.assemble import Assembler, years_for
from cjdata.views.shared.records import source_cells
from cjdata.views.shared.sources import sources_in_order
from cjdata.views.table import Cell, Table, amount_of, figure_cell, figure_content
from cjdata.views.view import Download, View

_YEARS_LISTED = 3
"""Years of a local measure that the table lists before the newest; the file holds all."""


@dataclass(frozen=True)
class EvidencePart:
    """The local evidence of one indicator, and the indicator: two tables, never one."""

    theme: Theme | None
    name: str
    local: Table
    notes: tuple[str, ...]
    national: Table | None


@dataclass(frozen=True, kw_only=True)
class EvidenceView(View):
    """All that is shown of local evidence; ``closing`` names what an area has nothing of."""

    parts: tuple[EvidencePart, ...]
    closing: str


@dataclass(frozen=True, slots=True)
class _Held:
    """What is held of an area for one indicator: local figures, and the indicator’s series."""

    area: Area
    theme: Theme | None
    local: tuple[tuple[Measure, tuple[Figure, ...]], ...]
    """The figures of each local measure, the newest first."""
    national: tuple[tuple[Series, Series], ...]
    """The series of each headline measure: the area’s, and Scotland’s."""

    @property
    def name(self) -> str:
        return self.theme.name if self.theme else words.NO_INDICATOR


def evidence_view(figures: FigureSet, area_code: str, today: date) -> EvidenceView:
    """Give the view of an area’s local evidence, from memory if it was made before."""
    key = ("local evidence", area_code, today)
    return figures.remember(key, lambda: _make(figures, area_code, today))


def _make(figures: FigureSet, area_code: str, today: date) -> EvidenceView:
    area, illustrative = figures.areas.by_code[area_code], figures.is_illustrative
    asked = [m for m in figures.catalogue.measures.values() if m.role == "local"]
    held = [] if area.kind == "scotland" else _held(figures, area, asked)
    shown = [measure for one in held for measure, _ in one.local]
    missing = [m for m in asked if m not in shown] if held else []
    newest = max((f[0].period for one in held for _, f in one.local), default="")
    indicators = sum(one.theme is not None for one in held)
    local = sources_in_order(figures, _local(held))
    sources = sources_in_order(figures, (*_local(held), *_national_shown(held)))
    return EvidenceView(
        kind="local-evidence",
        name=words.LOCAL_EVIDENCE,
        file_stem=("local-evidence", area.name),
        figures_set=figures.name,
        snapshot_id=figures.snapshot_id,
        is_illustrative=illustrative,
        drawn_on=today,
        area=area,
        heading=words.evidence_heading(area),
        finding=words.evidence_finding(
            area, len(shown), indicators, newest, illustrative=illustrative
        ),
        absence=None if held or area.kind == "scotland" else words.evidence_absence(area),
        drawing=None,
        description=words.evidence_description(area, [(h.name, len(h.local)) for h in held]),
        how_to_read=words.evidence_how_to_read(),
        table=_whole_table(area, held),
        notes=tuple(n for one in held for n in _notes(one)),
        source_line=words.evidence_source_line(
            local, sources[len(local) :], illustrative=illustrative
        ),
        sources=sources,
        make_download=lambda: _download(figures, area, held),
        parts=tuple(map(_part, held)),
        closing=words.closing_sentence(area, missing),
    )


def _held(figures: FigureSet, area: Area, local: Sequence[Measure]) -> list[_Held]:
    catalogue = figures.catalogue
    headlines = [m for theme in catalogue.indicators for m in theme.headline]
    assembler = Assembler(figures, [*(m.id for m in local), *headlines])
    cells = {m.id: held for m in local if (held := assembler.held(m.id, area))}
    found: list[_Held] = []
    for theme in (*catalogue.indicators, None):
        own = [m for m in local if catalogue.theme_of(m.id) is theme and m.id in cells]
        if own:
            newest_first = [
                (m, tuple(sorted(cells[m.id].values(), key=lambda f: f.period, reverse=True)))
                for m in own
            ]
            national = _national(figures, area, theme, assembler)
            found.append(_Held(area, theme, tuple(newest_first), national))
    return found


def _national(
    figures: FigureSet, area: Area, theme: Theme | None, assembler: Assembler
) -> tuple[tuple[Series, Series], ...]:
    pairs = []
    for measure_id in theme.headline if theme else ():
        measure = figures.catalogue.measures[measure_id]
        years = years_for(figures, measure, [area])
        places = (area, figures.areas.scotland)
        own, scotland = (assembler.series(measure, place, years) for place in places)
        pairs.append((own, scotland))
    return tuple(pairs)


def _part(held: _Held) -> EvidencePart:
    return EvidencePart(
        held.theme, held.name, _local_table(held), _notes(held), _national_table(held)
    )


def _local_table(held: _Held) -> Table:
    rows = tuple(
        (Cell(measure.name), _newest(measure, newest), _earlier(measure, earlier))
        for measure, (newest, *earlier) in held.local
    )
    return Table(f"{words.LOCAL_LABEL}: {held.name}", words.LOCAL_HEADER, rows)


def _newest(measure: Measure, figure: Figure) -> Cell:
    cell = _local_cell(measure, figure)
    return replace(cell, qualifier=f"in {cell.qualifier}")


def _local_cell(measure: Measure, figure: Figure) -> Cell:
    rounded = ", rounded" if figure.is_rounded and figure.value is not None else ""
    return Cell(
        figure_content(measure, figure),
        f"{figure.period}{rounded}",
        figure.value is None,
        figure.reason,
        status=figure.status,
        unit=measure.unit,
    )


def _earlier(measure: Measure, figures: Sequence[Figure]) -> Cell:
    listed = [_local_cell(measure, figure) for figure in figures[:_YEARS_LISTED]]
    text = ";\n".join(f"{cell.text} ({cell.qualifier})" for cell in listed)
    if not listed:
        return Cell("None held", is_missing=True, reason="No figure of an earlier year is held.")
    return Cell(text, words.earlier_years(len(figures) - len(listed)))


def _notes(held: _Held) -> tuple[str, ...]:
    """List what must be known of the local figures of an indicator, each thing once."""
    labels: dict[str, list[str]] = {}
    for measure, (newest, *_) in held.local:
        of_area = texts_of(measure.notes_of_areas, [held.area.name])
        always = (
            " ".join((measure.note, *of_area)).removeprefix("Local evidence.").strip().rstrip(".")
        )
        own = "" if newest.status == "illustrative" else newest.note.rstrip(".")
        said = ". ".join(filter(None, (always, own and f"{own} ({newest.period})")))
        if said:
            labels.setdefault(said, []).append(measure.label)
    noted = sum(map(len, labels.values()))
    return words.notes_of(labels, are_of_all=noted == len(held.local))


def _national_table(held: _Held) -> Table | None:
    if not held.national:
        return None
    rows = tuple(_national_row(own, scotland) for own, scotland in held.national)
    own, scotland = held.national[0]
    header = (words.MEASURE, own.area.name, scotland.area.name)
    return Table(f"{words.NATIONAL_LABEL}: {held.name}", header, rows)


def _national_row(own: Series, scotland: Series) -> tuple[Cell, ...]:
    """Give an indicator’s figures of one year: the area’s newest, or else Scotland’s."""
    period = _year_shown(own, scotland)
    label = Cell(own.measure.label, period)
    if not period:
        none = Cell(
            STATUSES["not_loaded"].short,
            is_missing=True,
            reason=wording.area_absence(own),
            status="not_loaded",
        )
        held = Cell("None held", is_missing=True, reason=wording.area_absence(scotland))
        return label, none, held
    cells = (figure_cell(series, series.by_period[period]) for series in (own, scotland))
    return (label, *cells)


def _year_shown(own: Series, scotland: Series) -> str:
    latest = own.latest or scotland.latest
    if latest is not None:
        return latest.period
    return own.figures[-1].period if own.figures else ""


def _whole_table(area: Area, held: Sequence[_Held]) -> Table:
    """Lay all of it out as one table, local and national figures in columns of their own."""
    header = (
        words.LOCAL_LABEL,
        f"{area.name}: local, newest",
        f"{area.name}: local, years before",
        "Gives context to",
        f"{words.NATIONAL_LABEL}: {area.name}",
        f"{words.NATIONAL_LABEL}: Scotland",
    )
    rows = [
        (*row, Cell(one.name), _listed(one, 1), _listed(one, 2))
        for one in held
        for row in _local_table(one).rows
    ]
    return Table(words.evidence_heading(area), header, tuple(rows))


def _listed(held: _Held, column: int) -> Cell:
    """Write the headline figures of an indicator into one cell."""
    table = _national_table(held)
    rows = table.rows if table else ()
    if not rows:
        return Cell(words.NO_INDICATOR, is_missing=True)
    names = [", ".join(filter(None, (row[0].text, row[0].qualifier))) for row in rows]
    parts = [f"{name}: {row[column].text}" for name, row in zip(names, rows, strict=True)]
    return Cell("; ".join(parts), is_missing=all(row[column].is_missing for row in rows))


def _local(held: Sequence[_Held]) -> list[Figure]:
    """List the local figures, in the order of the tables."""
    return [figure for one in held for _, found in one.local for figure in found]


def _national_shown(held: Sequence[_Held]) -> list[Figure]:
    """List the figures of national indicators that stand beside them, with a value or without."""
    pairs = [pair for one in held for pair in one.national]
    years = [(pair, _year_shown(*pair)) for pair in pairs]
    return [series.by_period[year] for pair, year in years for series in pair if year]


def _download(figures: FigureSet, area: Area, held: Sequence[_Held]) -> Download:
    rows = [row for one in held for row in _rows(figures, area, one)]
    return Download(
        COLUMNS,
        tuple(tuple(row[name] for name in COLUMNS) for row in rows),
        columns_of={"value": ("local_evidence", "national_indicator")},
    )


COLUMNS = (
    "figures",
    "kind",
    "indicator",
    "measure",
    "measure_id",
    "area_code",
    "area",
    "period",
    "unit",
    "local_evidence",
    "national_indicator",
    "status",
    "reason_if_missing",
    "source",
    "source_address",
    "designation",
    "note",
)


def _rows(figures: FigureSet, area: Area, held: _Held) -> list[dict[str, Any]]:
    """Give local figures of all years, then the indicator’s of the year shown."""
    rows = [
        _file_row(figures, held, measure, area, figure, words.LOCAL_LABEL)
        for measure, found in held.local
        for figure in found
    ]
    for own, scotland in held.national:
        period = _year_shown(own, scotland)
        rows += [
            _file_row(figures, held, s.measure, s.area, s.by_period[period], words.NATIONAL_LABEL)
            for s in (own, scotland)
            if period
        ]
    return rows


def _file_row(
    figures: FigureSet, held: _Held, measure: Measure, area: Area, figure: Figure, kind: str
) -> dict[str, Any]:
    sources = sources_in_order(figures, [figure])
    value = amount_of(measure, figure)
    is_local = kind == words.LOCAL_LABEL
    notes = (measure.note, "" if figure.status == "illustrative" else figure.note)
    return {
        "figures": wording.ILLUSTRATIVE if figures.is_illustrative else "Real figures",
        "kind": kind,
        "indicator": held.name,
        "measure": measure.name,
        "measure_id": measure.id,
        "area_code": area.code,
        "area": area.name,
        "period": figure.period,
        "unit": wording.UNIT_WORDS[measure.unit],
        "local_evidence": value if is_local else None,
        "national_indicator": None if is_local else value,
        "status": STATUSES[figure.status],
        "reason_if_missing": wording.why_absent(area, measure, figure)
        if figure.value is None
        else "",
        **source_cells(sources),
        "note": " ".join(note for note in notes if note),
    }
