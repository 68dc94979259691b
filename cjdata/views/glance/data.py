"""The view of the first page: every indicator, then context, with figures or why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cjdata import wording
from cjdata.amounts import Amount, Content
from cjdata.formats import text_of
from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Publication, Theme
from cjdata.reference.periods import last_year
from cjdata.series import Figure, Series
from cjdata.statistics import NOT_SOUGHT, change_since_year_before
from cjdata.text import upper_first
from cjdata.views.glance import words as glance_words
from cjdata.views.glance.cards import UNSAID, GlanceCard, cards_of
from cjdata.views.glance.told_first import ToldFirst, told_first
from cjdata.views.profile.evidence import profile_years
from cjdata.views.shared.beside import Beside, opening_beside
from cjdata.views.shared.known import known_instead
from cjdata.views.shared.records import Record, figures_download
from cjdata.views.shared.said import Said, finding_of, leading_of
from cjdata.views.shared.sources import sources_of
from cjdata.views.short_lists import words
from cjdata.views.table import Cell, Table
from cjdata.views.view import View
from cjdata.wording import slides
from cjdata.wording.figures import is_about
from cjdata.wording.reading import TOGETHER_NOTE
from cjdata.wording.short_cells import profile_trend
from cjdata.wording.sources import list_source_line


@dataclass(frozen=True, slots=True)
class GlanceFigure:
    """The newest figure of an area, or why there is none; ``status`` is of either."""

    content: Content
    detail: str
    is_missing: bool
    status: str
    unit: str

    @property
    def value(self) -> str:
        """The figure in print, or why there is none in a word or two."""
        return text_of(self.content)


@dataclass(frozen=True, slots=True)
class GlanceLine:
    """One measure of an indicator.

    Attributes
    ----------
    scotland
        Scotland’s figure of the newest year that both have, else its newest; None for Scotland.
    comparison
        How the area stands beside it; None where it is not compared and need not say why.
    year_note
        For which year the two are compared, where that is not the area’s newest; or under which
        other measure Scotland’s figure is held.
    trend
        The five-year trend; None where the measure is a number, or has no figure.
    """

    label: str
    measure_id: str
    area: GlanceFigure
    scotland: GlanceFigure | None
    comparison: wording.Mark | None
    year_note: str
    change: str
    trend: wording.Mark | None
    direction: str


@dataclass(frozen=True)
class GlanceEntry:
    """An indicator in the list, or context.

    Attributes
    ----------
    known
        What is known of the area as context, where it has no figure of the indicator.
    """

    theme: Theme
    heading: str
    lines: tuple[GlanceLine, ...]
    freshness: str
    where_missing: str
    known: str = ""


@dataclass(frozen=True, kw_only=True)
class GlanceView(View):
    """All that the first page shows of an area; what is context stands after the indicators.

    Attributes
    ----------
    kicker
        What the page is on, and of which year its newest figures are.
    told
        What is said first.
    coverage
        How many indicators have a figure, in a sentence.
    cards
        One for each indicator, then for each context.
    years
        Those of the small drawings; empty where no figure is held at all.
    to_load
        Which publications hold what is not loaded, with the indicators they are of.
    """

    kicker: str
    told: tuple[ToldFirst, ...]
    coverage: str
    cards: tuple[GlanceCard, ...]
    years: tuple[str, ...]
    to_load: Mapping[str, tuple[str, ...]]
    entries: tuple[GlanceEntry, ...]

    @property
    def summary(self) -> str:
        """What its whole table says: how many indicators have a figure."""
        return self.coverage

    @property
    def cards_note(self) -> str:
        """What the small drawings are; empty where nothing is drawn."""
        return glance_words.lines_note(self.area) if self.years else ""

    @property
    def indicators(self) -> tuple[GlanceEntry, ...]:
        """The national indicators."""
        return tuple(entry for entry in self.entries if entry.theme.is_national)

    @property
    def contexts(self) -> tuple[GlanceEntry, ...]:
        """What is read beside them, and is none of them."""
        return tuple(entry for entry in self.entries if not entry.theme.is_national)


def glance_view(figures: FigureSet, area_code: str, today: date) -> GlanceView:
    """Give the view of an area, from memory if it was made before."""
    return figures.remember(("glance", area_code, today), lambda: _make(figures, area_code, today))


def _make(figures: FigureSet, area_code: str, today: date) -> GlanceView:
    catalogue, area = figures.catalogue, figures.areas.by_code[area_code]
    beside = opening_beside(figures, area)
    shown = [beside[m] for theme in catalogue.themes for m in theme.headline_of(area.kind)]
    entries = tuple(
        _entry(figures, area, theme, [beside[m] for m in theme.headline_of(area.kind)], today)
        for theme in catalogue.themes
    )
    national = [entry for entry in entries if entry.theme.is_national]
    held = sum(any(not line.area.is_missing for line in entry.lines) for entry in national)
    coverage = wording.glance_summary(area, held, len(national))
    told, years = told_first(figures, area, today), tuple(profile_years(figures))
    said = (*(one.said for one in told), Said(coverage))
    leading = (*leading_of(said), *(one.latest for one in shown))
    sources = sources_of(figures, leading, [f for one in shown for f in _figures_of(one)])
    illustrative = figures.is_illustrative
    return GlanceView(
        kind="glance",
        name=words.GLANCE_NAME,
        file_stem=(words.GLANCE_NAME, area.name),
        figures_set=figures.name,
        snapshot_id=figures.snapshot_id,
        is_illustrative=illustrative,
        drawn_on=today,
        area=area,
        heading=words.GLANCE_HEADING,
        finding=finding_of(
            said,
            words.caveats_of_lists(
                illustrative=illustrative,
                supplied=any(one.latest and one.latest.status == "supplied" for one in shown),
            ),
        ),
        drawing=None,
        description=words.glance_description(
            area, len(shown), sum(one.latest is not None for one in shown)
        ),
        how_to_read=words.HOW_TO_READ_GLANCE,
        table=_table(area, entries),
        notes=(TOGETHER_NOTE,) if any(one.single for one in shown) else (),
        source_line=list_source_line(sources, illustrative=illustrative),
        slides_source_line=list_source_line(
            sources, illustrative=illustrative, where=slides.TEXTS.see_sources
        ),
        sources=sources,
        make_download=lambda: figures_download(
            figures, [record for one in shown for record in _records(one)]
        ),
        kicker=glance_words.kicker(
            area,
            max((last_year(one.latest.period) for one in shown if one.latest), default=""),
        ),
        told=told,
        coverage=coverage,
        cards=cards_of(figures, area, years),
        years=years,
        to_load=_to_load(figures, shown),
        entries=entries,
    )


def _to_load(figures: FigureSet, shown: Iterable[Beside]) -> Mapping[str, tuple[str, ...]]:
    """Give the titles of the publications that hold what is not loaded, each with its themes."""
    found: dict[str, dict[str, None]] = {}
    for one in shown:
        publication = figures.catalogue.publication_of(one.measure.id)
        newest = one.evidence.series.newest
        is_missing = one.latest is None and (newest is None or newest.status == "not_loaded")
        if is_missing and publication and publication.url and not figures.is_illustrative:
            found.setdefault(publication.title, {})[one.theme.short_name] = None
    return {title: tuple(names) for title, names in found.items()}


def _entry(
    figures: FigureSet, area: Area, theme: Theme, shown: Sequence[Beside], today: date
) -> GlanceEntry:
    catalogue = figures.catalogue
    outcome = catalogue.outcome_of(theme)
    lines = tuple(_line(figures, one) for one in shown)
    carried = [catalogue.publication_of(one.measure.id) for one in shown]
    missing = [p for p, line in zip(carried, lines, strict=True) if p and _is_not_loaded(line)]
    return GlanceEntry(
        theme,
        wording.standing_line(theme, outcome) if theme.is_national else "",
        lines,
        ""
        if figures.is_illustrative
        else wording.freshness_of(carried, f"{today:%Y-%m}", figures.newer_editions),
        "" if figures.is_illustrative else _where(missing),
        known_instead(figures, area, theme),
    )


def _line(figures: FigureSet, one: Beside) -> GlanceLine:
    measure, own = one.measure, one.evidence.series
    change = change_since_year_before(own, own.latest)
    direction = figures.catalogue.direction_of(measure.id)
    return GlanceLine(
        measure.label,
        measure.id,
        _figure(own, own.latest),
        _scotland(one),
        _comparison(one),
        _year_note(one),
        upper_first(wording.change_words(one.evidence, change)) if own.latest else "",
        _trend(one),
        wording.direction_of_measure(measure, direction),
    )


def _scotland(one: Beside) -> GlanceFigure | None:
    if one.scotland is None:
        return None
    series = one.scotland.series
    if one.elsewhere:
        text = wording.figure_text(one.measure, one.elsewhere)
        figure = one.elsewhere
        return GlanceFigure(text, figure.period, True, figure.status, one.measure.unit)
    return _figure(series, one.shared[1] if one.shared else series.latest)


def _comparison(one: Beside) -> wording.Mark | None:
    """Give the mark; it names its year where that is not the one of the area’s newest figure."""
    if one.comparison.why in UNSAID:
        return None
    mine = one.shared[0] if one.shared else one.latest
    is_older = mine is not None and mine is not one.latest
    return words.scotland_mark(one.comparison, mine.period if mine and is_older else "")


def _year_note(one: Beside) -> str:
    """Say which year the area and Scotland have in common, where that is not plain to see.

    Of Scotland’s figure that another measure holds, name that.
    """
    if one.elsewhere and one.elsewhere.elsewhere:
        return upper_first(wording.held_as(one.elsewhere.elsewhere))
    if one.scotland is None or not one.latest or not one.scotland.series.latest:
        return ""
    mine = one.shared[0] if one.shared else None
    return "" if mine is one.latest else words.shared_year(one.area, one.measure, mine)


def _trend(one: Beside) -> wording.Mark | None:
    trend = one.trend
    if one.latest is None or trend.why in NOT_SOUGHT:
        return None
    return profile_trend(trend)


def _figure(series: Series, shown: Figure | None) -> GlanceFigure:
    if shown is not None:
        detail = ", ".join(t for t in (shown.period, wording.mark_of(shown)) if t)
        about = is_about(series.measure, shown)
        amount = Amount(shown.value or 0.0, shown.decimals, series.measure.unit, is_about=about)
        return GlanceFigure(amount, detail, False, shown.status, series.measure.unit)
    absent = "none_held" if series.area.kind == "scotland" else "not_loaded"
    newest = series.newest or Figure("", None, 0, absent)
    short = wording.absence_short(newest)
    year = newest.period if newest.edition else ""
    return GlanceFigure(short, year, True, newest.status, series.measure.unit)


def _is_not_loaded(line: GlanceLine) -> bool:
    return line.area.status == "not_loaded"


def _where(publications: Iterable[Publication]) -> str:
    """Name the workbooks that hold what is not loaded, each once."""
    return " ".join(dict.fromkeys(map(wording.where_published, publications)))


def _records(one: Beside) -> Iterable[Record]:
    """Give the figures of a line: the area’s newest, and the two that are compared."""
    series = one.evidence.series
    newest = one.latest or series.newest
    if newest is not None and not (one.shared and one.shared[0] is newest):
        yield Record(one.evidence, newest)
    if one.shared and one.scotland:
        yield Record(one.evidence, one.shared[0], one.comparison, one.scotland.series.area.name)
    if one.scotland and (shown := _shown_of_scotland(one)):
        yield Record(one.scotland, shown)


def _shown_of_scotland(one: Beside) -> Figure | None:
    if one.elsewhere or one.shared:
        return one.elsewhere or (one.shared[1] if one.shared else None)
    return one.scotland.series.latest if one.scotland else None


def _figures_of(one: Beside) -> list[Figure]:
    return [record.figure for record in _records(one)]


def _table(area: Area, entries: Sequence[GlanceEntry]) -> Table:
    beside = [] if area.kind == "scotland" else ["Scotland", "Beside Scotland"]
    header = ("Measure", area.name, *beside, "Change", "Five-year trend", "Desired")
    rows = tuple(_row(entry.theme, line) for entry in entries for line in entry.lines)
    return Table(words.GLANCE_HEADING, header, rows)


def _row(theme: Theme, line: GlanceLine) -> tuple[Cell, ...]:
    beside = []
    if line.scotland:
        beside = [_cell(line.scotland), _judgement(line.comparison, line.year_note)]
    return (
        Cell(f"{theme.short_name}: {line.label}"),
        _cell(line.area),
        *beside,
        Cell(line.change or None),
        _judgement(line.trend),
        Cell(line.direction),
    )


def _cell(figure: GlanceFigure) -> Cell:
    return Cell(
        figure.content,
        figure.detail,
        figure.is_missing,
        status=figure.status,
        unit=figure.unit,
    )


def _judgement(mark: wording.Mark | None, note: str = "") -> Cell:
    if mark is None:
        return Cell(None, note)
    return Cell(mark.word, note, mark=mark)
