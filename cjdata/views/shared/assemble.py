"""Assembles series from a snapshot: every year of the span, each with a value or a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from cjdata import queries, wording
from cjdata.ingest.population_file import MEASURES as MEASURES_OF_PEOPLE
from cjdata.ingest.population_file import people_near
from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure
from cjdata.reference.periods import financial_years, kind_of, start_year
from cjdata.series import Break, Elsewhere, Figure, Series, Together
from cjdata.statistics import (
    Counts,
    Evidence,
    NoInterval,
    agreeing,
    counts_of,
    group_ratio,
    group_sum,
    suppressed,
    taken_together,
)
from cjdata.statistics.counts import PER

ByArea = Mapping[str, Mapping[str, Figure]]
"""The figures of a measure by what the area is held under, and by financial year."""


class Assembler:
    """Gives series of some measures.

    The figures of a measure are read once per snapshot, of all areas together: whoever looks at one
    council looks at the next one soon, and nearly every page shows all of them somewhere.
    """

    def __init__(
        self, figures: FigureSet, measures: Sequence[str], as_at: str | None = None
    ) -> None:
        self.figures = figures
        self.as_at = as_at
        self.measures = tuple(dict.fromkeys(m for n in measures for m in _with_parts(figures, n)))

    def latest(self, measure: Measure, area: Area) -> Figure | None:
        """Give the newest figure of a measure for a council or Scotland, over all years.

        Of a council that is counted with others that may be one without a value, under which the
        figure of all of them stands.
        """
        if measure.is_by_court:
            series = self.series(measure, area, years_of(self.figures, measure))
            found = filter(None, (series.latest, series.newest_together))
            return max(found, key=lambda figure: figure.period, default=None)
        held = [f for f in self.held(measure.id, area).values() if f.value is not None]
        return max(held, key=lambda figure: figure.period, default=None)

    def series(self, measure: Measure, area: Area, periods: Sequence[str]) -> Series:
        """Give the series of a measure for an area or a group over the periods."""
        found = self._found(measure, area, periods)
        return _with_reasons(Series(area, measure, found, self._breaks_for(measure, area)))

    def evidence(self, measure: Measure, area: Area, periods: Sequence[str]) -> Evidence:
        """Give a series with the counts behind it, on which all comparisons rest."""
        series = self.series(measure, area, periods)
        behind = self._behind(series)
        catalogue = self.figures.catalogue
        return Evidence(
            series,
            behind,
            catalogue.judged_direction_of(measure.id),
            self._counted(measure),
            catalogue.desired_of(measure.id),
        )

    def _counted(self, measure: Measure) -> tuple[str, str]:
        """Name what a figure rests on: itself, its numerator, or of a percentage what it is out of.

        Where several are added up, or some are taken away, they are cases.
        """
        parts = measure.denominator if measure.form == "percent" else measure.numerator
        behind = (measure.id,) if measure.unit == "count" else parts
        if len(behind) != 1 or measure.minus:
            return "case", "cases"
        noun = self.figures.catalogue.measures[behind[0]]
        return noun.one, noun.many

    def held(self, measure_id: str, area: Area) -> Mapping[str, Figure]:
        """Give the figures that are held of an area under its own code or name, by financial year.

        ``measure_id`` is one of those that this assembler was made for.
        """
        return self._cells[measure_id].get(area.held_as, {})

    def population(self, ages: str, area: Area, period: str) -> int | None:
        """Give how many people of an age live in an area at mid-year, if it is known.

        A loaded estimate stands before the one of the reference file. The year is the one in
        which the financial year begins, or up to three years earlier. Of a group, the people of
        all its councils.
        """
        if area.kind == "group":
            by_code = self.figures.areas.by_code
            members = [self.population(ages, by_code[code], period) for code in area.members]
            known = [people for people in members if people is not None]
            return sum(known) if len(known) == len(members) else None
        found = people_near(self._people(ages, area.code), start_year(period))
        return found[1] if found else None

    def _people(self, ages: str, code: str) -> dict[int, int]:
        """Give the estimates of an age for an area by year."""

        def read() -> dict[int, int]:
            loaded = self._populations().get((MEASURES_OF_PEOPLE[ages], code), {})
            return {**self.figures.populations.get((ages, code), {}), **loaded}

        return self.figures.remember(("people", ages, code), read)

    def _populations(self) -> dict[tuple[str, str], dict[int, int]]:
        return self.figures.remember(("populations",), self._read_populations)

    def _read_populations(self) -> dict[tuple[str, str], dict[int, int]]:
        codes = [area.code for area in self.figures.areas.single]
        measures = list(MEASURES_OF_PEOPLE.values())
        rows = queries.current_figures(self.figures.database, measures, codes)
        read: dict[tuple[str, str], dict[int, int]] = {}
        for row in rows:
            if row["value"] is not None:
                years = read.setdefault((row["measure"], row["area_code"]), {})
                years[int(row["period"][:4])] = int(row["value"])
        return read

    @cached_property
    def _cells(self) -> Mapping[str, ByArea]:
        return self.figures.remember_each(("cells", self.as_at), self.measures, self._read_cells)

    def _read_cells(self, measures: Sequence[str]) -> dict[str, ByArea]:
        read: dict[str, dict[str, dict[str, Figure]]] = {measure: {} for measure in measures}
        areas = self.figures.areas
        held_as = [area.held_as for area in (*areas.single, *areas.court_areas)]
        for row in queries.current_figures(self.figures.database, measures, held_as, self.as_at):
            if kind_of(row["period"]) == "financial_year":
                of_area = read[row["measure"]].setdefault(row["area_code"] or row["area_name"], {})
                of_area[row["period"]] = _figure(row)
        return dict(read)

    def _behind(self, series: Series) -> dict[str, Counts | NoInterval]:
        """Give the counts behind every figure of a series, or why there are none."""
        measure, area = series.measure, series.area
        if measure.unit == "count":
            return {f.period: counts_of([(1, f)]) for f in series.with_values}
        if measure.unit not in PER:
            why = NoInterval("not a count, proportion or rate")
            return {f.period: why for f in series.with_values}
        if not measure.numerator:
            return {f.period: NoInterval("count unavailable") for f in series.with_values}
        periods = [f.period for f in series.figures]
        parts = self._signed(measure.numerator, area, periods)
        wholes = [
            *self._signed(measure.denominator, area, periods),
            *self._signed(measure.minus, area, periods, -1),
        ]
        return {
            figure.period: self._behind_one(
                series,
                figure,
                [(sign, one[n]) for sign, one in parts],
                [(sign, one[n]) for sign, one in wholes],
            )
            for n, figure in enumerate(series.figures)
            if figure.value is not None
        }

    def _behind_one(
        self,
        series: Series,
        figure: Figure,
        parts: list[tuple[int, Figure]],
        wholes: list[tuple[int, Figure]],
    ) -> Counts | NoInterval:
        measure = series.measure
        if measure.population:
            top = counts_of(parts)
            people = self.population(measure.population, series.area, figure.period)
            if isinstance(top, NoInterval):
                return top
            if people is None:
                return NoInterval("population unavailable", top.count)
            return agreeing(measure, figure, Counts(top.count, people))
        found = counts_of(parts, wholes)
        return found if isinstance(found, NoInterval) else agreeing(measure, figure, found)

    def _signed(
        self, ids: Sequence[str], area: Area, periods: Sequence[str], sign: int = 1
    ) -> list[tuple[int, tuple[Figure, ...]]]:
        measures = self.figures.catalogue.measures
        return [(sign, self._found(measures[m], area, periods)) for m in ids]

    def _found(self, measure: Measure, area: Area, periods: Sequence[str]) -> tuple[Figure, ...]:
        if measure.is_by_court:
            return tuple(self._by_court(measure, area, period) for period in periods)
        if area.kind == "group":
            return self._group(measure, area, periods)
        return tuple(self._held(measure, area, period) for period in periods)

    def _held(self, measure: Measure, area: Area, period: str) -> Figure:
        """Give the figure that is held of an area under its own code or name."""
        return self.held(measure.id, area).get(period) or self._absent(measure, area, period)

    def _by_court(self, measure: Measure, area: Area, period: str) -> Figure:
        """Give a figure that is counted by court area, as it is published.

        That of a court area is read, never worked out. A council that is counted with others has
        none of its own, whatever is held of it. Another group has the sum of its councils, where
        each of them is counted by itself.
        """
        areas = self.figures.areas
        if area.sort == "court_area":
            if area.is_in_force(period):
                return self._held(measure, area, period)
            return Figure(period, None, 0, "not_a_court_area")
        if area.kind == "group":
            members = [areas.by_code[code] for code in area.members]
            if any(areas.court_area_of(member, period) for member in members):
                return Figure(period, None, 0, "not_computed")
            return self._group(measure, area, [period])[0]
        court = areas.court_area_of(area, period)
        if court is None:
            return self._held(measure, area, period)
        of_all = self._held(measure, court, period)
        others = [areas.by_code[code].name for code in court.members if code != area.code]
        return Figure(
            period,
            None,
            0,
            "counted_together",
            edition=of_all.edition,
            source_id=of_all.source_id,
            note=of_all.note,
            together=Together(court, tuple(others), of_all),
        )

    @cached_property
    def _newest(self) -> Assembler:
        return Assembler(self.figures, self.measures)

    def _breaks_for(self, measure: Measure, area: Area) -> tuple[Break, ...]:
        """List the breaks of a measure for an area; a rate has those of what it counts, too."""
        codes = {"", area.code, *area.members}
        counted = measure.numerator if measure.form == "rate" else ()
        found = (
            b
            for m in (measure.id, *counted)
            for code, b in self._breaks().get(m, [])
            if code in codes
        )
        return tuple({(b.period, b.kind, b.text): b for b in found}.values())

    def _breaks(self) -> dict[str, list[tuple[str, Break]]]:
        return self.figures.remember(("breaks", self.measures), self._read_breaks)

    def _read_breaks(self) -> dict[str, list[tuple[str, Break]]]:
        breaks: dict[str, list[tuple[str, Break]]] = {}
        for row in queries.breaks_of(self.figures.database, self.measures):
            b = Break(row["period"], row["kind"], row["text"], row["source_id"])
            breaks.setdefault(row["measure"], []).append((row["area_code"], b))
        return breaks

    def _absent(self, measure: Measure, area: Area, period: str) -> Figure:
        if self.as_at and period in self._newest.held(measure.id, area):
            return Figure(period, None, 0, "newer_edition")
        status = absent_status(self.figures, measure, area, period)
        if status == "none_held":
            if found := self.elsewhere(measure, area, period):
                return found
            if self.as_at and self._newest.elsewhere(measure, area, period):
                return Figure(period, None, 0, "newer_edition")
        return Figure(period, None, 0, status)

    def elsewhere(self, measure: Measure, scotland: Area, period: str) -> Figure | None:
        """Say under which other measure Scotland’s figure is held, if it is held there."""
        other = self.figures.catalogue.measures.get(measure.scotland_as or "")
        found = self.held(other.id, scotland).get(period) if other else None
        if other is None or found is None or found.value is None:
            return None
        return Figure(
            period,
            None,
            found.decimals,
            "held_elsewhere",
            edition=found.edition,
            source_id=found.source_id,
            elsewhere=Elsewhere(other, found),
        )

    def _group(self, measure: Measure, group: Area, periods: Sequence[str]) -> tuple[Figure, ...]:
        by_code = self.figures.areas.by_code
        if measure.is_count:
            members = [self.series(measure, by_code[code], periods) for code in group.members]
            return _marked(group_sum(members), [member.figures for member in members])
        if measure.numerator and measure.denominator:
            wholes = [
                *self._signed(measure.denominator, group, periods),
                *self._signed(measure.minus, group, periods, -1),
            ]
            parts = self._signed(measure.numerator, group, periods)
            cells = [figures for _, figures in (*parts, *wholes)]
            found = _marked(group_ratio(group, parts, wholes), cells)
            other = self._on_another_basis(measure, group, periods)
            return tuple(
                Figure(f.period, None, 0, "other_basis") if f.period in other else f for f in found
            )
        if measure.numerator and measure.population:
            return self._group_rate(measure, group, periods)
        return tuple(Figure(p, None, 0, "not_computed") for p in periods)

    def _on_another_basis(
        self, measure: Measure, group: Area, periods: Sequence[str]
    ) -> frozenset[str]:
        """List the years in which a council’s printed share is not that of the counts held.

        Its publisher may leave out of the base what these hold: orders transferred, say.
        """
        by_code = self.figures.areas.by_code
        members = [self.series(measure, by_code[code], periods) for code in group.members]
        return frozenset(
            period
            for one in members
            for period, behind in self._behind(one).items()
            if isinstance(behind, NoInterval) and behind.why == "counts disagree"
        )

    def _group_rate(
        self, measure: Measure, group: Area, periods: Sequence[str]
    ) -> tuple[Figure, ...]:
        """Give the rate of a group: its count over the people of all its councils."""
        parts = self._signed(measure.numerator, group, periods)
        people = tuple(
            _people(period, self.population(measure.population, group, period))
            for period in periods
        )
        found = group_ratio(group, parts, [(1, people)], PER[measure.unit])
        return tuple(
            Figure(f.period, None, 0, "not_computed") if p.value is None else f
            for f, p in zip(_marked(found, [figures for _, figures in parts]), people, strict=True)
        )


def together_of(single: Evidence) -> Evidence:
    """Give three years together each, in place of the single years of a series."""
    found = taken_together(single)
    return replace(found, series=_with_reasons(found.series))


def _with_reasons(series: Series) -> Series:
    """Say of every figure without a value why there is none."""
    figures = tuple(
        f
        if f.value is not None
        else replace(f, reason=wording.absence_reason(series.area, series.measure, f))
        for f in series.figures
    )
    return replace(series, figures=figures)


def _people(period: str, count: int | None) -> Figure:
    if count is None:
        return Figure(period, None, 0, "not_computed")
    return Figure(period, float(count), 0, "computed")


def _marked(figures: Sequence[Figure], parts: Sequence[Sequence[Figure]]) -> tuple[Figure, ...]:
    """Mark as supplied privately, or as hidden, what was to be worked out from figures that are."""
    private = {f.period for part in parts for f in part if f.status == "supplied"}
    hidden = {f.period for part in parts for f in part if f.status == "suppressed"}
    return tuple(_marked_one(figure, private, hidden) for figure in figures)


def _marked_one(figure: Figure, private: set[str], hidden: set[str]) -> Figure:
    if figure.value is None and figure.period in hidden:
        return suppressed(figure)
    if figure.value is not None and figure.period in private:
        return replace(figure, status="supplied")
    return figure


def years_of(figures: FigureSet, measure: Measure) -> list[str]:
    """List the financial years from the first to the last in which any area has a row."""
    return figures.remember(("years", measure.id), lambda: _read_years(figures, measure))


def years_for(figures: FigureSet, measure: Measure, areas: Sequence[Area]) -> list[str]:
    """List the financial years of a measure up to the newest of some areas or of Scotland.

    Other areas may have newer figures: they do not stretch what is shown of these. Where neither
    these nor Scotland have a row, the years are those of all.
    """
    years = years_of(figures, measure)
    held = figures.remember(("last years",), lambda: _read_last_years(figures))
    names = {name for area in (*areas, figures.areas.scotland) for name in _rows_of(figures, area)}
    last = max((held.get((measure.id, name), "") for name in names), default="")
    return [year for year in years if year <= last] if last else years


def _rows_of(figures: FigureSet, area: Area) -> list[str]:
    """List what the figures of an area stand under: of a group its councils, and court areas."""
    courts = [c.held_as for c in figures.areas.court_areas if area.code in c.members]
    return [area.held_as, *area.members, *courts]


def _read_last_years(figures: FigureSet) -> dict[tuple[str, str], str]:
    rows = queries.last_years(figures.database)
    return {(row["measure"], row["area"]): row["last_year"] for row in rows}


def editions_held(figures: FigureSet, measure: str) -> list[str]:
    """List the editions of a measure that a reader may go back to: those with a date, in order.

    The label of an edition that only other measures have tells no date for this one.
    """
    return figures.remember(
        ("editions", measure), lambda: queries.dated_editions(figures.database, measure)
    )


def _read_years(figures: FigureSet, measure: Measure) -> list[str]:
    rows = queries.years_of(figures.database, measure.id)
    return financial_years(rows[0]["first_year"], rows[0]["last_year"]) if rows else []


def absent_status(figures: FigureSet, measure: Measure, area: Area, period: str) -> str:
    """Say which status a cell has for which no observation is held."""
    if measure.first_period and period < measure.first_period:
        return "not_collected"
    if measure.last_period and period > measure.last_period:
        return "not_collected"
    if area.kind != "scotland" and figures.catalogue.geography_of(measure.id) == "scotland":
        return "scotland_only"
    if measure.is_by_court and figures.areas.court_area_of(area, period):
        return "counted_together"
    return "none_held" if area.kind == "scotland" else "not_loaded"


def _with_parts(figures: FigureSet, measure_id: str) -> tuple[str, ...]:
    measures = figures.catalogue.measures
    measure = measures[measure_id]
    own = (measure_id, *measure.numerator, *measure.denominator, *measure.minus)
    totals = (measures[one].scotland_as for one in own)
    return (*own, *(total for total in totals if total in measures))


def _figure(row: dict[str, object]) -> Figure:
    return Figure(
        period=str(row["period"]),
        value=row["value"],  # type: ignore[arg-type]
        decimals=row["decimals"],  # type: ignore[arg-type]
        status=str(row["status"]),
        precision=str(row["precision"]),
        edition=str(row["edition"]),
        source_id=str(row["source_id"]),
        note=str(row["note"]),
        edition_date=str(row["edition_date"]),
        standing=row["standing"],  # type: ignore[arg-type]
        designation=str(row["designation"]),
        is_computed=bool(row["is_computed"]),
    )
