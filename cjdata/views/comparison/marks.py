"""What charts of all councils are drawn from: marks, classes and a key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from cjdata.charts.area_rows import Absence, AreaMark, Part
from cjdata.series import Figure
from cjdata.statistics import Comparison, Interval
from cjdata.views.comparison import words
from cjdata.views.comparison.councils import Councils
from cjdata.views.comparison.standings import Standing
from cjdata.views.tiles.chart import TileClass, class_limits


class DrawnCouncils(Councils):
    """Councils as charts draw them."""

    @property
    def has_benchmark(self) -> bool:
        """Whether Scotland is drawn: its number would press those of councils flat."""
        return not self.measure.grows_with_size and self.scotland.has_value

    @cached_property
    def marks(self) -> tuple[AreaMark, ...]:
        """What charts are drawn from: those listed in order and, where it is drawn, Scotland."""
        every = self.figures.remember(("marks", self.measure.id, self.period), self._all_marks)
        listed = [self._as_part(every[one.area.code]) for one in self.listed]
        scotland = [every[self.scotland.area.code]] if self.has_benchmark else []
        return (*listed, *scotland)

    @cached_property
    def marks_in_brief(self) -> tuple[AreaMark, ...]:
        """The marks without those still to be loaded, where these are most of the councils."""
        waiting = sum(mark.absence == "not loaded" for mark in self.marks)
        if 2 * waiting <= len(self.councils):
            return self.marks
        return tuple(m for m in self.marks if m.absence != "not loaded" or m.part == "area")

    @cached_property
    def tile_marks(self) -> tuple[AreaMark, ...]:
        """The marks as a map has room for them: with whom a council is counted is left out."""
        return tuple(
            replace(mark, text=words.COUNTED_TOGETHER)
            if mark.absence == "counted together"
            else mark
            for mark in self.marks
        )

    @cached_property
    def classes(self) -> tuple[TileClass, ...]:
        """The classes of a map, each with its words."""
        by_value = {one.figure.value or 0.0: one.figure for one in self.held}
        values = [one.figure.value or 0.0 for one in self.held]
        return tuple(
            TileClass(low, high, words.class_label(self.measure, by_value[low], by_value[high]))
            for low, high in class_limits(values)
        )

    def _all_marks(self) -> Mapping[str, AreaMark]:
        return {one.area.code: mark_of(one) for one in (*self.listed, self.scotland)}

    def _as_part(self, mark: AreaMark) -> AreaMark:
        part, found = self.part_of(mark.code), self.beside.get(mark.code)
        if found is None or found.standing == "not compared":
            return mark if part == "other" else replace(mark, part=part)
        told = mark.description
        if self.chosen and self.chosen.area.kind != "scotland":
            told = f"{told} {words.verdict_words(found, self.chosen.area.name)}"
        return replace(mark, part=part, verdict=found.standing, description=told)

    @cached_property
    def chosen(self) -> Standing | None:
        """The standing that all others are held against: that of the area, or its court area."""
        if self.own and self.own.has_value:
            return self.own
        code = self.court.code if self.court else ""
        return next((one for one in self.drawn if one.area.code == code), None)

    @cached_property
    def beside(self) -> dict[str, Comparison]:
        """How each area stands beside the one chosen, by code; beside Scotland if that is it."""
        chosen = self.chosen
        if chosen is None:
            return {}
        others = (one for one in self.drawn if one.area.code != chosen.area.code)
        if chosen.area.kind == "scotland":
            return {one.area.code: one.comparison for one in others}
        return {one.area.code: one.evidence.against(chosen.evidence, self.period) for one in others}

    @cached_property
    def verdicts(self) -> dict[str, str]:
        """What each verdict that is drawn is called, for a key."""
        given = {mark.verdict for mark in self.marks}
        name = self.chosen.area.name if self.chosen else ""
        return {way: text for way, text in words.verdict_labels(name).items() if way in given}

    @cached_property
    def key(self) -> dict[Part, str]:
        """What each part is called, for the key of a chart; none where all councils look alike."""
        parts = {mark.part for mark in self.marks if mark.value is not None}
        names: dict[Part, str] = {
            "area": words.chosen_label(self.area, is_together=self.court is not None),
            "group": self.group.name if self.group else "",
            "other": words.others_label(self.measure),
        }
        if not parts & {"area", "group"}:
            return {}
        return {part: name for part, name in names.items() if part in parts}

    @property
    def suffix(self) -> str:
        """What follows the numbers on an axis."""
        return "%" if self.measure.form == "percent" else ""


def mark_of(one: Standing) -> AreaMark:
    """Make the mark of an area, as one of the others or as Scotland."""
    figure, area = one.figure, one.area
    interval = one.interval if isinstance(one.interval, Interval) else None
    return AreaMark(
        code=area.code,
        name=area.name,
        short=area.short_name,
        value=figure.value,
        text=words.mark_text(one.evidence.measure, figure),
        part="scotland" if area.kind == "scotland" else "other",
        lower=interval.lower if interval else None,
        upper=interval.upper if interval else None,
        absence=_absence(figure),
        description=words.mark_words(
            one.evidence.measure, area.name, figure, one.interval, one.comparison
        ),
    )


def _absence(figure: Figure) -> Absence:
    if figure.value is not None:
        return ""
    if figure.status in ("restricted", "suppressed"):
        return "restricted"
    if figure.status == "counted_together":
        return "counted together"
    return "not loaded" if figure.status == "not_loaded" else "no figure"
