"""What a native chart is drawn from: its categories, its series, and how values are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from cjdata.charts import style
from cjdata.charts.area_rows import Part

Values = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """A series: a value for each category, None where there is none.

    Attributes
    ----------
    part
        Whether it is that of the area, of a group, of Scotland or of another area.
    look
        How a line is drawn; None for bars and dots.
    starts
        The places at which a line starts anew, because the figures before are not comparable.
    lower, upper
        The 95% limits; empty where the chart draws none.
    hollow
        The places whose figure rests on few cases: their marks are hollow.
    """

    name: str
    values: Values
    part: Part = "other"
    look: style.LineStyle | None = None
    starts: tuple[int, ...] = ()
    lower: Values = ()
    upper: Values = ()
    hollow: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartData:
    """What a chart is drawn from.

    Attributes
    ----------
    categories
        The years of lines, the areas of bars and dots.
    series
        One for each line; one for bars; for dots that across and that upwards.
    number_format
        How a spreadsheet writes the values.
    unit
        In a word or two.
    title
        Empty for a chart that stands alone; else what its lines are.
    parts
        Which part each area plays; empty for lines.
    absences
        Why an area has no value, in two or three words; empty for lines and where all have one.
    breaks
        The years that a break is drawn at, and its label.
    group
        The name of the group that is picked out.
    signs
        How each area stands beside the one that stands out, as a sign behind its name; empty for
        lines and dots, and where none is compared.
    signs_key
        What the signs say.
    """

    form: Literal["line", "bar", "scatter"]
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    number_format: str
    unit: str
    title: str = ""
    parts: tuple[Part, ...] = ()
    absences: tuple[str, ...] = ()
    breaks: tuple[tuple[str, str], ...] = ()
    group: str = ""
    signs: tuple[str, ...] = ()
    signs_key: str = ""

    def cut(self, first: int, last: int) -> ChartData:
        """Give the areas from one place up to another, as a chart of their own."""
        series = tuple(
            replace(
                one,
                values=one.values[first:last],
                lower=one.lower[first:last],
                upper=one.upper[first:last],
            )
            for one in self.series
        )
        return replace(
            self,
            categories=self.categories[first:last],
            series=series,
            parts=self.parts[first:last],
            absences=self.absences[first:last],
            signs=self.signs[first:last],
        )


def number_format(decimals: Sequence[int], suffix: str) -> str:
    """Write values as they are printed, which may be with decimals in some years alone."""
    after = f'"{suffix}"' if suffix else ""
    if len(set(decimals)) > 1:
        return f"General{after}"
    places = next(iter(decimals), 0)
    return f"#,##0{'.' + '0' * places if places else ''}{after}"
