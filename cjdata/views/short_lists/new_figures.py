"""What is new: the figures of a year that the newest edition of a publication is first to reach."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cjdata import queries
from cjdata.library import FigureSet
from cjdata.reference.areas import SCOTLAND, Area
from cjdata.reference.catalogue import Theme
from cjdata.views.shared.beside import beside_scotland, listed_measures, told_once
from cjdata.views.shared.records import Record, figures_download
from cjdata.views.shared.sources import sources_in_order
from cjdata.views.short_lists import words
from cjdata.views.short_lists.short_list import Entry, ListView, list_view, page_parameters
from cjdata.views.table import Cell, Table, marked_content


@dataclass(frozen=True, slots=True)
class NewFigure:
    """A figure of a year that no earlier edition held here reaches."""

    theme: Theme
    measure_id: str
    area_code: str
    period: str
    edition: str


def newest_editions(figures: FigureSet) -> Mapping[str, str]:
    """Give the newest edition held of each publication, by the publication’s id.

    Left out are publications of which a newer edition is known than is held, for what that
    prints is not held, and those of which one edition alone is held, for nobody can tell here
    what was printed before. An edition is named after a financial year.
    """
    return figures.remember(("newest editions",), lambda: _newest(figures))


def new_figures(figures: FigureSet, area: Area) -> tuple[NewFigure, ...]:
    """List the new figures of an area and of Scotland, in the order of the framework."""
    every = figures.remember(("new figures",), lambda: _every(figures))
    found = [one for code in dict.fromkeys((area.code, SCOTLAND)) for one in every.get(code, ())]
    order = {measure: n for n, measure in enumerate(listed_measures(figures.catalogue))}
    return tuple(
        sorted(found, key=lambda f: (order[f.measure_id], f.area_code == SCOTLAND, f.period))
    )


def _every(figures: FigureSet) -> Mapping[str, Sequence[NewFigure]]:
    """Give the new figures of every area, by its code: one question serves all."""
    listed, newest = listed_measures(figures.catalogue), newest_editions(figures)
    reached = _years_reached(figures, newest)
    asked = [m for m in listed if m in reached]
    found: dict[str, list[NewFigure]] = {}
    for row in queries.printed_once(figures.database, asked) if asked else ():
        measure, period = row["measure"], row["period"]
        is_newest = row["edition"] == newest[_carrier(figures, measure)]
        if is_newest and period == reached[measure]:
            one = NewFigure(listed[measure], measure, row["area_code"], period, row["edition"])
            found.setdefault(one.area_code, []).append(one)
    return {code: _told_once(listed, new) for code, new in found.items()}


def _told_once(listed: Mapping[str, Theme], found: Sequence[NewFigure]) -> list[NewFigure]:
    """Leave out what is told of the same events in another form: a number and its share."""
    best: dict[tuple[str, str], NewFigure] = {}
    for one in found:
        key = (_event(listed[one.measure_id], one.measure_id), one.area_code)
        if key not in best or one.measure_id == key[0]:
            best[key] = one
    return list(best.values())


def _years_reached(figures: FigureSet, newest: Mapping[str, str]) -> dict[str, str]:
    """Give the year of each measure that the newest edition of its publication is first to reach.

    It is the newest year which that edition prints of the measure, and newer than any that an
    earlier edition held here prints of it. Of older years nobody can tell here what an edition
    that is not held has printed. A measure that no earlier edition prints is laid beside all that
    those editions print.
    """
    reached: dict[str, str] = {}
    before: dict[str, str] = {}
    known = figures.catalogue.measures  # A record with mistakes is left out.
    rows = [row for row in queries.editions_by_measure(figures.database) if row["measure"] in known]
    for row in rows:
        measure, period = row["measure"], row["newest_period"] or ""
        carrier = _carrier(figures, measure)
        if carrier not in newest:
            continue
        if row["edition"] == newest[carrier]:
            reached[measure] = max(period, reached.get(measure, ""))
            continue
        for key in (measure, carrier):
            before[key] = max(period, before.get(key, ""))
    return {
        measure: period
        for measure, period in reached.items()
        if period > before.get(measure, before.get(_carrier(figures, measure), ""))
    }


def _newest(figures: FigureSet) -> Mapping[str, str]:
    listed = listed_measures(figures.catalogue)
    held: dict[str, dict[str, str]] = {}
    for row in queries.editions_by_measure(figures.database):
        if row["measure"] in listed:
            dates = held.setdefault(_carrier(figures, row["measure"]), {})
            dates[row["edition"]] = max(row["edition_date"], dates.get(row["edition"], ""))
    known = {p.id: p.newest_known for p in figures.catalogue.publications}
    newest = {publication: max(dates, key=dates.__getitem__) for publication, dates in held.items()}
    return {
        publication: edition
        for publication, edition in newest.items()
        if len(held[publication]) > 1 and _year(edition) >= _year(known.get(publication, ""))
    }


def _carrier(figures: FigureSet, measure_id: str) -> str:
    """Give the id of the publication that carries a measure."""
    publication = figures.catalogue.publication_of(measure_id)
    return publication.id if publication else ""


def _year(edition: str) -> str:
    """Give the financial year that an edition is named after; empty where it is none."""
    match = re.match(r"\d{4}-\d{2}\b", edition)
    return match[0] if match else ""


def _judged(figures: FigureSet, area: Area, found: Sequence[NewFigure]) -> tuple[int, int]:
    """Count the newest figures of which it can be told whether they are new, and the others.

    What is told of the same events in another form counts once, as it does among the new ones.
    """
    newest = newest_editions(figures)
    held = told_once(beside_scotland(figures, area).values())
    every = {
        (_event(one.theme, one.measure.id), side.series.area.code): one.measure.id
        for one in held
        for side in (one.evidence, one.scotland)
        if side is not None and side.series.latest is not None
    }
    new = {(_event(one.theme, one.measure_id), one.area_code) for one in found}
    told = {key for key, measure in every.items() if _carrier(figures, measure) in newest} | new
    return len(told), len(every.keys() - told)


def _event(theme: Theme, measure_id: str) -> str:
    choice = theme.choice_of(measure_id)
    return choice.key if choice else measure_id


def new_list(figures: FigureSet, area: Area, today: date) -> ListView:
    """Make the list of what the newest editions brought for an area and for Scotland."""
    found = new_figures(figures, area)
    by_page: dict[str, list[NewFigure]] = {}
    for one in found:
        by_page.setdefault(one.theme.page, []).append(one)
    judged, untold = _judged(figures, area, found)
    records = [record for one in found if (record := _new_record(figures, area, one))]
    return list_view(
        figures,
        area,
        today,
        sources_in_order(figures, [record.figure for record in records]),
        [_new_entry(figures, area, ones) for ones in by_page.values()],
        kind="new",
        whole_on="data-notes",
        heading=words.NEW,
        finding=words.new_finding(
            area,
            len(found),
            judged,
            untold,
            has_editions=bool(newest_editions(figures)),
            illustrative=figures.is_illustrative,
        ),
        how_to_read=words.HOW_TO_READ_NEW,
        table=_new_table(records),
        make_download=lambda: figures_download(figures, records),
    )


def _new_entry(figures: FigureSet, area: Area, ones: Sequence[NewFigure]) -> Entry:
    first = ones[0]
    names = Counter(figures.areas.by_code[one.area_code].name for one in ones)
    periods = sorted({one.period for one in ones})
    text = words.new_entry(names, periods, first.edition)
    measures = {one.measure_id for one in ones}
    only = len(measures) == 1
    parameters = page_parameters(figures, first.theme, first.measure_id, area) if only else {}
    return Entry(first.theme.name, first.theme.page, parameters, text)


def _new_record(figures: FigureSet, area: Area, one: NewFigure) -> Record | None:
    """Give a new figure with what it rests on."""
    held = beside_scotland(figures, area)[one.measure_id]
    is_own = one.area_code == area.code
    evidence = held.evidence if is_own else held.scotland
    figure = evidence.series.by_period.get(one.period) if evidence else None
    if evidence is None or figure is None:
        return None
    if not is_own or held.scotland is None or area.code == SCOTLAND:
        return Record(evidence, figure)
    return Record(evidence, figure, evidence.against(held.scotland, one.period), "Scotland")


def _new_table(records: Sequence[Record]) -> Table:
    rows = tuple(
        (
            Cell(r.evidence.measure.name),
            Cell(r.evidence.series.area.name),
            Cell(r.figure.period),
            Cell(
                marked_content(r.evidence.measure, r.figure),
                status=r.figure.status,
                unit=r.evidence.measure.unit,
            ),
            Cell(r.figure.edition),
        )
        for r in records
    )
    header = ("Measure", "Area", "Year", "Figure", "Edition")
    return Table(f"{words.NEW}: every new figure", header, rows)
