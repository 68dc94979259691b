"""What the query answers, and where each number of a printed table stands in it.

Outputs are read back to texts. Each number among them is laid beside the answer of the database,
and not beside the view that printed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sums_of_years import sums_of_three_years

from cjdata import queries
from cjdata.library import FigureSet
from cjdata.views.trend.data import ThemeView
from cjdata.views.view import View

CLACKS, SCOTLAND, GLASGOW = "S12000005", "S92000003", "S12000049"
SETS = ("published", "illustrative")
AREAS = {"Clackmannanshire": CLACKS, "Scotland": SCOTLAND, "restricted": "", "with a break": ""}
"""Areas by what they are called in tests; those without a code are looked up in the figures."""

Key = tuple[str, str, str]
"""The name of a measure, of an area, and a period."""
_COMPUTED = "computed here"
"""What stands beside the name of a group: its figures are worked out, and no query has them."""
_YEAR = r"\d{4}-\d{2}(?: to \d{4}-\d{2})?"
"""A year, or the first and the last of several that are taken together."""
_NUMBER = re.compile(r"([−-]?[\d,]+(?:\.\d+)?)%?(?=\s|$)")


def held(figures: FigureSet) -> dict[Key, float | None]:
    """Give every value that the query answers, by measure, area and period; and their sums of
    three years, by the same.
    """
    names = {m.id: m.name for m in figures.catalogue.measures.values()}
    rows = queries.observations(figures.database, [], [], [], None)
    every = [*rows, *sums_of_three_years(figures)]
    return {(names[r["measure"]], r["area_name"], r["period"]): r["value"] for r in every}


def area_code(figures: FigureSet, which: str) -> str:
    """Give the code of one of ``AREAS``."""
    return AREAS[which] or _area_with(figures, which)


def _area_with(figures: FigureSet, which: str) -> str:
    """Find a council with restricted figures, or one whose own series breaks."""
    rows = queries.observations(figures.database, [], [], [], None)
    if which == "restricted":
        return next(r["area_code"] for r in rows if r["status"] == "restricted")
    headline = {m for theme in figures.catalogue.indicators for m in theme.headline}
    broken = {b["measure"] for b in queries.breaks_of(figures.database, list(headline))}
    councils = (r for r in rows if r["measure"] in broken and r["area_code"] not in (None, CLACKS))
    return next((r["area_code"] for r in councils if r["area_code"] != SCOTLAND), GLASGOW)


def places(view: View, header: Sequence[str], row: Sequence[str]) -> Iterator[tuple[Key, str]]:
    """Give the cells of a printed row that hold figures, and what each is a figure of.

    The kinds that lay out figures one by one: over the years, every indicator by year, the
    profile, and all councils side by side.
    """
    named = dict(zip(header[1:], row[1:], strict=False))
    if isinstance(view, ThemeView):
        areas = {name: re.sub(r" \(.*\)$", "", name) for name in named if "interval" not in name}
        yield from (((view.measure.name, a, row[0]), named[name]) for name, a in areas.items())
    elif view.kind == "years":
        yield from (((row[0], view.area.name, year), text) for year, text in named.items())
    elif view.kind == "profile":
        yield (row[0], view.area.name, named["Year"]), named[view.area.name]
        if beside := named.get("Scotland, same year"):
            own = re.search(_YEAR, beside)
            yield (row[0], "Scotland", own[0] if own else named["Year"]), beside
    elif view.kind == "bars":
        figure = next(name for name in named if re.fullmatch(rf"Figure, {_YEAR}", name))
        if _COMPUTED not in row[0]:
            area = re.sub(r" \(?(?:chosen|in the group)\)?$", "", row[0])
            yield (_measure(view), area, figure[-7:]), named[figure]


def number(text: str) -> float | None:
    """Read the number that a cell begins with; None where it begins with none."""
    match = _NUMBER.match(text.replace("\N{NO-BREAK SPACE}", " "))
    return float(match[1].replace(",", "").replace("−", "-")) if match else None


def _asked(key: Key, text: str) -> Key:
    """Give what is asked for a printed text: Scotland’s figure may be that of another measure."""
    measure, *rest = key
    if "for all Scotland" in text:
        measure = re.sub(r", by (?:home|court) area$", "", measure)
    return (measure, *rest)  # type: ignore[return-value]


def disagreements(
    answers: dict[Key, float | None], view: View, rows: Sequence[Sequence[str]]
) -> tuple[list[str], int]:
    """List the numbers of a printed table that are not the query's; count those that are.

    A figure of the query that is printed without its number is one as well.
    """
    wrong, right = [], 0
    for row in rows[1:]:
        for key, text in places(view, rows[0], row):
            shown, answer = number(text), answers.get(_asked(key, text))
            if shown != answer:
                wrong.append(f"{key}: prints “{text}”, and the query says {answer}")
            elif shown is not None:
                right += 1
    return wrong, right


def wrong_marks(
    answers: dict[Key, float | None], view: View, read: Sequence[str]
) -> tuple[list[str], int]:
    """List the marks of a chart whose words are not the query's; count those that are."""
    wrong, right = [], 0
    for words in read:
        match = re.match(rf"(.+?)(?:, ({_YEAR}(?: to {_YEAR})?))?: ", words)
        shown = number(re.sub(r"[,.]?(?=[ ]|$)", "", words[match.end() :])) if match else None
        key = (_measure(view), match[1], match[2] or _period(view)) if match else ("", "", "")
        if match and shown == answers.get(_asked(key, words)):
            right += 1
        else:
            wrong.append(words)
    return wrong, right


def _measure(view: View) -> str:
    return str(view.download.rows[0][view.download.columns.index("measure")])


def _period(view: View) -> str:
    return str(view.download.rows[0][view.download.columns.index("period")])
