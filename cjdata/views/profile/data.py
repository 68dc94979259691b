"""The view of an area's profile: every national indicator in one table, fit for a board paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from cjdata import wording
from cjdata.amounts import Content
from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Outcome, Theme
from cjdata.series import Figure
from cjdata.statistics import Comparison, Trend
from cjdata.text import lower_first
from cjdata.views.profile import words
from cjdata.views.profile.evidence import headlines_of, profile_years
from cjdata.views.profile.rows import ProfileRow, profile_row
from cjdata.views.shared.known import known_first, known_instead
from cjdata.views.shared.records import Record, figures_download, records_of
from cjdata.views.shared.said import Said, finding_of, leading_of
from cjdata.views.shared.sources import sources_of
from cjdata.views.table import Cell, Table, legend_of
from cjdata.views.view import Download, RowDrawing, View
from cjdata.wording import slides
from cjdata.wording.reading import TOGETHER_NOTE
from cjdata.wording.sources import list_source_line

_WITHOUT = Cell(words.NOT_WITHOUT_FIGURE, is_missing=True)


@dataclass(frozen=True)
class ProfileGroup:
    """An indicator of the profile, or context, with a row for each of its headline measures.

    Attributes
    ----------
    known
        What is known of the area as context, where it has no figure of the indicator.
    """

    theme: Theme
    outcome: Outcome | None
    rows: tuple[ProfileRow, ...]
    known: str = ""

    @property
    def outcome_line(self) -> str:
        """Name the outcome that the indicator measures."""
        return wording.standing_line(self.theme, self.outcome)


@dataclass(frozen=True, kw_only=True)
class ProfileView(View):
    """All that an area's profile shows; exports print the same.

    Attributes
    ----------
    groups
        One for each national indicator, whether there are figures or not; then for context.
    years
        The years of the small lines, the same for all of them.
    basis
        Which figures the profile rests on, and when it was drawn, in a sentence.
    """

    groups: tuple[ProfileGroup, ...]
    years: tuple[str, ...]
    basis: str

    @property
    def notes_on_page(self) -> tuple[str, ...]:
        """The notes without those that a page says in the table itself."""
        known = _known_notes(self.groups)
        return tuple(note for note in self.notes if note not in known)

    @property
    def row_drawings(self) -> tuple[RowDrawing, ...]:
        """The small line of each row."""
        return tuple(RowDrawing(row.sparkline, row.sparkline_words) for row in self.rows)

    @property
    def row_drawing_notes(self) -> tuple[str, ...]:
        """What the small lines are."""
        with_scotland = self.area.kind != "scotland"
        lines = words.sparkline_note(self.years, with_scotland=with_scotland)
        return (lines,) if self.years else ()

    @property
    def rows(self) -> tuple[ProfileRow, ...]:
        """The rows of all indicators, in the order of the framework."""
        return tuple(row for group in self.groups for row in group.rows)


def profile_view(figures: FigureSet, area_code: str, today: date) -> ProfileView:
    """Give the profile of a council or of Scotland, from memory if it was made before."""
    key = ("profile", area_code, today)
    return figures.remember(key, lambda: _make(figures, area_code, today))


def _make(figures: FigureSet, area_code: str, today: date) -> ProfileView:
    area, years = figures.areas.by_code[area_code], tuple(profile_years(figures))
    groups = _groups(figures, area, years)
    rows = [row for group in groups for row in group.rows]
    beside = area.kind != "scotland"
    shown = [f for row in rows for f in row.printed]
    known, found = known_first(figures, area), _finding(figures, area, groups)
    said = (*known, *map(Said, (found.lead, *found.rest)))
    leading = (*leading_of(said), *(row.latest for row in rows))
    sources = sources_of(figures, leading, _drawn(rows))
    heading = words.PROFILE_HEADING if beside else words.SCOTLAND_HEADING
    return ProfileView(
        kind="profile",
        name="Profile",
        file_stem=("area-profile", area.name, years[-1] if years else "no-years"),
        figures_set=figures.name,
        snapshot_id=figures.snapshot_id,
        is_illustrative=figures.is_illustrative,
        drawn_on=today,
        area=area,
        heading=heading,
        finding=finding_of(said, found.caveats),
        absence=_absence(figures, groups),
        drawing=None,
        description=words.profile_description(area, len(rows), with_scotland=beside),
        how_to_read=wording.how_to_read_profile(),
        table=_table(area, rows, heading),
        notes=(
            *([] if known else _known_notes(groups)),
            *_notes(rows, years, with_scotland=beside),
        ),
        source_line=list_source_line(sources, illustrative=figures.is_illustrative),
        slides_source_line=list_source_line(
            sources, illustrative=figures.is_illustrative, where=slides.TEXTS.see_sources
        ),
        sources=sources,
        make_download=lambda: _download(figures, rows),
        groups=groups,
        years=years,
        basis=words.profile_basis(
            wording.editions_in_order(shown),
            figures.snapshot_id,
            today,
            illustrative=figures.is_illustrative,
        ),
    )


def _drawn(rows: Sequence[ProfileRow]) -> Iterator[Figure]:
    """Give all figures of the rows: what is not printed is drawn in the small lines."""
    for row in rows:
        for one in (row.single, row.scotland_single):
            yield from one.series.with_values if one else ()


def _groups(figures: FigureSet, area: Area, years: Sequence[str]) -> tuple[ProfileGroup, ...]:
    scotland = figures.areas.scotland
    own = headlines_of(figures, area)
    beside = headlines_of(figures, scotland, area) if area != scotland else (None,) * len(own)
    pairs = zip(own, beside, strict=True)
    return tuple(
        ProfileGroup(
            theme,
            figures.catalogue.outcome_of(theme),
            tuple(profile_row(headline, other, years) for headline, other in members),
            known_instead(figures, area, theme),
        )
        for theme, members in groupby(pairs, key=lambda pair: pair[0].theme)
    )


def _known_notes(groups: Sequence[ProfileGroup]) -> tuple[str, ...]:
    """Give what is known as context as notes, for tables that have no room for it in a group."""
    return tuple(f"{group.theme.short_name}. {group.known}" for group in groups if group.known)


def _finding(figures: FigureSet, area: Area, groups: Sequence[ProfileGroup]) -> wording.Finding:
    national = [group for group in groups if group.theme.is_national]
    rows = [row for group in national for row in group.rows]
    comparisons: list[Comparison] = [row.comparison for row in rows if row.comparison]
    trends: list[Trend] = [row.single.trend for row in rows]
    return words.profile_finding(
        area,
        sum(any(row.latest for row in group.rows) for group in national),
        len(national),
        comparisons,
        trends,
        illustrative=figures.is_illustrative,
        supplied=any(f.status == "supplied" for row in rows for f in row.printed),
    )


def _absence(figures: FigureSet, groups: Sequence[ProfileGroup]) -> wording.AbsenceNote | None:
    """Say where the council figures are that are not loaded; there are none of the made-up set."""
    if figures.is_illustrative:
        return None
    missing = [
        row.measure.id
        for group in groups
        for row in group.rows
        if group.theme.is_national
        if row.latest is None and row.evidence.series.figures[-1].status == "not_loaded"
    ]
    carried = (figures.catalogue.publication_of(measure) for measure in missing)
    publications = {one.id: one for one in carried if one}
    return words.profile_absence(
        list(publications.values()),
        len(missing),
        sum(len(group.rows) for group in groups if group.theme.is_national),
    )


def _download(figures: FigureSet, rows: Sequence[ProfileRow]) -> Download:
    """List every year of the area, then of Scotland, which is the same for all areas.

    Years that are taken together stand behind the single years of their measure.
    """
    own = figures_download(figures, [record for row in rows for record in _records(row)])
    beside = [row.scotland_single for row in rows if row.scotland_single]
    if not beside:
        return own
    scotland = figures.remember(
        ("profile", "scotland"),
        lambda: figures_download(figures, [r for one in beside for r in records_of(one)]),
    )
    together = figures_download(
        figures,
        [r for row in rows if row.scotland and row.is_together for r in records_of(row.scotland)],
    )
    return Download(
        own.columns,
        own.rows + scotland.rows + together.rows,
        own.editions | scotland.editions | together.editions,
    )


def _records(row: ProfileRow) -> Iterator[Record]:
    yield from records_of(row.single, row.scotland_single)
    if row.is_together:
        yield from records_of(row.evidence, row.scotland)


def _table(area: Area, rows: Sequence[ProfileRow], heading: str) -> Table:
    """Lay the profile out as plain cells, for exports and for those who cannot see it."""
    with_scotland = area.kind != "scotland"
    scotland = (words.SCOTLAND_HEADER, words.COMPARED_HEADER) if with_scotland else ()
    header = (
        "Measure",
        "Year",
        area.name,
        "Cases",
        "95% interval",
        *scotland,
        words.TREND_HEADER,
        words.CHANGE_HEADER,
    )
    cells = tuple(_cells(row) for row in rows)
    return Table(f"{area.name}: {lower_first(heading)}", header, cells)


def _cells(row: ProfileRow) -> tuple[Cell, ...]:
    scotland: tuple[Cell, ...] = ()
    if row.beside and row.compared:
        scotland = (row.beside, _judged(row, row.compared))
    return (
        Cell(row.measure.name),
        _words(row.year),
        row.value,
        _words(row.count),
        _words(row.interval),
        *scotland,
        _judged(row, row.trend),
        _words(row.change) if row.latest else _WITHOUT,
    )


def _judged(row: ProfileRow, mark: wording.Mark) -> Cell:
    """Give a judgement; of a row without a figure there is none, as the page says too."""
    return Cell(mark.word, mark=mark) if row.latest else _WITHOUT


def _words(content: Content) -> Cell:
    return Cell(content or None, is_missing=not content)


def _notes(
    rows: Sequence[ProfileRow], years: Sequence[str], *, with_scotland: bool
) -> tuple[str, ...]:
    others = with_scotland and any(row.latest is None for row in rows)
    lines = [*words.profile_notes(with_scotland=with_scotland, has_other_years=others)]
    if any(row.is_together for row in rows):
        lines.append(TOGETHER_NOTE)
    if years:
        lines.append(words.sparkline_note(years, with_scotland=with_scotland))
    return (*lines, *legend_of([(row.measure, f) for row in rows for f in row.told]))
