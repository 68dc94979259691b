"""One measure in one year for all councils, as a reader of one area sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cjdata import wording
from cjdata.charts.drawing import Drawing
from cjdata.reference.periods import financial_year, start_year
from cjdata.reference.statuses import STATUSES
from cjdata.series import SPLITTING_KINDS, Break, Figure
from cjdata.views.comparison import words
from cjdata.views.comparison.marks import DrawnCouncils
from cjdata.views.comparison.standings import Standing, councils_held, is_well_held
from cjdata.views.comparison.table import compared_download, compared_table
from cjdata.views.comparison.table_words import break_sentence
from cjdata.views.shared.chart_series import ChartData
from cjdata.views.shared.said import Said, ends_of, finding_of, leading_of
from cjdata.views.shared.sources import Named, named_sources
from cjdata.views.table import Table
from cjdata.views.view import Download, View
from cjdata.wording.caveats import level_caveats
from cjdata.wording.chance import apart_sentence
from cjdata.wording.figures import bracketed_text
from cjdata.wording.standing import CONTEXT_SENTENCE, SUPPLIED_SENTENCE

FEW = 3
"""A strip and a map need figures of at least so many councils."""
_TREND_YEARS = 5


@dataclass(frozen=True, slots=True)
class Form:
    """In which form councils are laid side by side.

    Attributes
    ----------
    name
        What a reader calls the view.
    councils
        What it shows of the councils: its heading begins with it.
    is_in_full
        Whether its heading has the unit too, and a note under it the whole rule of a group.
    """

    kind: str
    name: str
    councils: str
    is_in_full: bool = False


class Compared(DrawnCouncils):
    """Councils with all that is said of them, and the views that are made of both."""

    def heading(self, form: Form) -> str:
        """Name what a view shows: the councils, the year, the measure."""
        return words.view_heading(
            form.councils, self.measure, self.period, with_unit=form.is_in_full
        )

    @cached_property
    def level(self) -> Said:
        """Say what the area has, or why it has no figure."""
        shown = self.own or self.scotland
        counts = shown.evidence.counts.get(self.period)
        text = wording.level_sentence(self.measure, shown.area, shown.figure, counts)
        return Said(text, (shown.figure,))

    @cached_property
    def span(self) -> Said:
        """Say from what to what the figures of the councils run; of one, which it is."""
        figures = {one.area.name: one.figure for one in self.drawn}
        if list(figures) == [self.area.name]:
            return Said("")
        every = sum(one.figure.status != "counted_together" for one in self.listed)
        text = words.range_sentence(self.measure, figures, every)
        return Said(text, ends_of(figures.values()))

    @cached_property
    def own_span(self) -> Said:
        """Say the same of the figures that councils have by themselves, which a map shows."""
        held = {one.area.name: one.figure for one in self.held}
        text = words.range_sentence(self.measure, held, len(self.councils), own=True)
        return Said(text, ends_of(held.values()))

    @cached_property
    def spread(self) -> Said:
        """Say how many councils are higher, lower or similar beside Scotland."""
        scotland = words.quoted(self.measure, self.scotland.figure)
        text = words.against_scotland([one.comparison for one in self.drawn], scotland)
        return Said(text, (self.scotland.figure, *(one.figure for one in self.drawn)))

    @cached_property
    def beside_words(self) -> Said:
        """Say how many councils stand clearly above or below the area; of Scotland see spread."""
        chosen = self.chosen
        if chosen is None or chosen.area.kind == "scotland":
            return Said("")
        figure = bracketed_text(self.measure, chosen.figure)
        found = list(self.beside.values())
        return Said(words.beside_sentence(found, chosen.area.name, figure), (chosen.figure,))

    @cached_property
    def chance_notes(self) -> tuple[str, ...]:
        """Say how many of so many chance alone sets clearly apart, where they are told apart."""
        compared = sum(one.standing != "not compared" for one in self.beside.values())
        if not compared:
            return ()
        kind = "areas" if self.measure.is_by_court else "councils"
        noun = kind if self.area.kind == "scotland" else f"other {kind}"
        return (apart_sentence(compared, noun),)

    @cached_property
    def standing_out(self) -> str:
        """Give the figures of those that stand out in a drawing: the area and Scotland."""
        every = (self.own, self.scotland if self.has_benchmark else None)
        return words.shown_sentence(self.measure, {o.area.name: o.figure for o in every if o})

    @cached_property
    def group_words(self) -> str:
        """Say what the group has, taken as one; nothing where the group is the area."""
        if self.group_standing is None or self.group == self.area:
            return ""
        return words.group_sentence(
            self.measure, self.group_standing.area, self.group_standing.figure
        )

    @cached_property
    def gaps(self) -> str:
        """Say how many councils have no figure, and why."""
        return words.missing_sentence(self.missing, len(self.councils))

    @property
    def scotland_elsewhere(self) -> str:
        """Say under which other measure Scotland’s figure is held; empty where it is not."""
        return self.scotland.figure.reason if self.scotland.figure.elsewhere else ""

    @cached_property
    def newer_years(self) -> str:
        """Say of how many councils there are figures of later years, where these are few."""
        return words.newer_sentence(self.newer)

    @cached_property
    def newer(self) -> dict[str, int]:
        """The later years with figures, and of how many councils, where none is as well held.

        Where one is, see ``is_well_held``, the year shown is one that the reader went back to.
        """
        held = councils_held(self.figures, self.measure.id)
        later = {year: many for year, many in held.items() if year > self.period and many}
        now = len(self.held)
        return {} if any(is_well_held(many, now) for many in later.values()) else later

    @cached_property
    def caveats(self) -> tuple[str, ...]:
        """What must be known of the figures, last in every finding."""
        own = self.own
        found = [CONTEXT_SENTENCE] if wording.is_context(self.theme, self.measure) else []
        found += level_caveats(own.evidence, own.figure) if own and own.has_value else []
        if any(one.figure.status == "supplied" for one in (*self.drawn, self.scotland)):
            found.append(SUPPLIED_SENTENCE)
        if self.figures.is_illustrative:
            found.append(wording.ILLUSTRATIVE_SENTENCE)
        return tuple(dict.fromkeys(found))

    @cached_property
    def caveats_with_group(self) -> tuple[str, ...]:
        """The caveats, and before them what the figure of the group is."""
        group = self.group_standing
        if group is None or not group.has_value or not self.group_words:
            return self.caveats
        return (wording.group_caveat(group.evidence.series), *self.caveats)

    @cached_property
    def breaks(self) -> tuple[Break, ...]:
        """The breaks that lie within the years of the change or of the trend, oldest first."""
        first = financial_year(start_year(self.period) - _TREND_YEARS + 1)
        every = {
            (b.period, b.text): b
            for one in (*self.listed, self.scotland)
            for b in one.evidence.series.breaks
            if b.kind in SPLITTING_KINDS and first < b.period <= self.period
        }
        return tuple(sorted(every.values(), key=lambda b: (b.period, b.text)))

    def drawing_notes(self, form: Form) -> tuple[str, ...]:
        """Say in a drawing what must be known of a sheriffdom."""
        if self.group is None or self.group.sort != "sheriffdom":
            return ()
        return (self.group.rule if form.is_in_full else words.indicative_note(self.group),)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What must be known of the figures: the measure, the group, the indicator’s caveats."""
        rule = self.group.rule_of(by_court=self.measure.is_by_court) if self.group else ""
        catalogue, places = self.figures.catalogue, self.figures.areas.names_within([self.area])
        found = [
            *catalogue.notes_of(self.measure.id, places),
            rule,
            *catalogue.caveats_of(self.measure.id, places),
        ]
        return tuple(dict.fromkeys(text for text in found if text))

    @cached_property
    def table(self) -> Table:
        """Everything there is of every area."""
        qualifiers = {one.area.code: self._qualifier(one) for one in self.rows}
        table = compared_table(self.measure, self.period, self.rows, qualifiers, self.order)
        breaks = [break_sentence(b.period, b.text) for b in self.breaks]
        return replace(table, notes=(*table.notes, *breaks))

    def _qualifier(self, one: Standing) -> str:
        """Say in a word what a row is: the area, one of the group, or the group taken as one."""
        if one.area.kind == "group" and one.area != self.court:
            return STATUSES[one.figure.status].short if one.has_value else ""
        return words.PART_WORDS[self.part_of(one.area.code)]

    @cached_property
    def download(self) -> Download:
        """The rows of the table as they go into a file."""
        return compared_download(self.figures, self.rows)

    @property
    def own_figures(self) -> tuple[Figure, ...]:
        """The figure of the area, with a value or without; none of a group that is not counted."""
        return (self.own.figure,) if self.own else ()

    def named(self, leading: Sequence[Figure]) -> Named:
        """Name the sources: of what a view leads with, then of what it draws, then of the rest."""
        shown = [one.figure for one in self.rows]
        led = leading or tuple(one.figure for one in self.drawn[:1])
        return named_sources(self.figures, led, shown, self.own_figures, self.measure)

    def view(
        self,
        form: Form,
        said: Sequence[Said],
        drawing: Drawing | None,
        description: str,
        how_to_read: Sequence[str],
        *,
        redrawn: str = "",
        caveats: Sequence[str] | None = None,
        charts: Callable[[], tuple[ChartData, ...]] = tuple,
    ) -> View:
        """Make a view of the councils, with the table and all else that the views share.

        Parameters
        ----------
        said
            What it says, each sentence with the figures that it names. The first one leads.
        redrawn
            The description for programs that draw charts of their own, where it is another.
        caveats
            Those of the view, where it has others than all views share.
        charts
            Makes the figures of its chart, for programs that draw charts of their own.
        """
        leading, heading = leading_of(said), self.heading(form)
        named = self.named(leading)
        return View(
            kind=form.kind,
            name=form.name,
            short_name=words.short_name(heading),
            file_stem=(self.measure.id, "all councils", form.kind, self.area.name, self.period),
            figures_set=self.figures.name,
            snapshot_id=self.figures.snapshot_id,
            is_illustrative=self.figures.is_illustrative,
            drawn_on=self.today,
            area=self.area,
            heading=heading,
            finding=finding_of(said, self.caveats if caveats is None else caveats),
            drawing=drawing,
            description=description,
            redrawn_description=redrawn,
            table_holds_all=True,
            how_to_read=tuple(how_to_read),
            drawing_notes=self.drawing_notes(form),
            table=self.table,
            notes=self.notes,
            leading=leading,
            source_line=named.line,
            sources=named.sources,
            make_download=lambda: self.download,
            make_charts=charts,
        )
