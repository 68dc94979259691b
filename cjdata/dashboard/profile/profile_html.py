"""HTML of the area profile: its table with small lines, and the grid of years."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from cjdata.dashboard import html
from cjdata.formats import text_of
from cjdata.views.profile import words as profile_words
from cjdata.views.profile.data import ProfileGroup, ProfileView
from cjdata.views.profile.rows import ProfileRow
from cjdata.views.shared.sparkline import HEIGHT, WIDTH
from cjdata.views.table import Cell
from cjdata.views.years import words as years_words
from cjdata.views.years.data import YearCell, YearsRow, YearsView
from cjdata.wording import Mark

_TOLD_APART = ("restricted", "suppressed", "not_loaded")
"""Absences with a look of their own in the grid, beside their words."""


def profile_table(view: ProfileView, link: Callable[[str, str], str]) -> str:
    """Give the profile as a table whose rows fold into blocks on a phone.

    ``link`` gives each indicator's name as what leads to its page, by the path of the page.
    """
    names = _columns(view)
    head = "".join(f'<th scope="col">{html.unbroken_years(name)}</th>' for name in names)
    body = "".join(_group(group, names, link) for group in view.groups)
    return (
        f'<table class="cj-table cj-fold cj-profile">'
        f'<caption class="cj-hidden">{escape(view.table.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead>{body}</table>"
    )


def _columns(view: ProfileView) -> list[str]:
    years = f"{view.years[0]} to {view.years[-1]}" if view.years else profile_words.LINE_HEADER
    scotland = [] if view.area.kind == "scotland" else [profile_words.SCOTLAND_HEADER]
    return [
        profile_words.MEASURE_HEADER,
        profile_words.LATEST_HEADER,
        *scotland,
        years,
        profile_words.TREND_HEADER,
        profile_words.CHANGE_HEADER,
    ]


def _group(group: ProfileGroup, names: list[str], link: Callable[[str, str], str]) -> str:
    rows = "".join(f"<tr>{_row(row, names)}</tr>" for row in group.rows)
    known = f'<span class="cj-line cj-known">{html.unbroken_years(group.known)}</span>'
    return (
        f'<tbody{_further(group.theme.is_national)}><tr class="cj-indicator">'
        f'<th scope="rowgroup" colspan="{len(names)}">'
        f"{link(group.theme.page, group.theme.name)} "
        f"<small>{escape(group.outcome_line)}</small>{known if group.known else ''}</th></tr>"
        f"{rows}</tbody>"
    )


def _row(row: ProfileRow, names: list[str]) -> str:
    cells = [_latest(row)]
    if row.beside is not None:
        cells.append(_scotland(row, row.beside))
    cells += [_line(row), _mark(row, row.trend), html.unbroken_years(row.change) or _dash(row)]
    labelled = "".join(
        f'<td data-label="{escape(name)}">{cell}</td>'
        for name, cell in zip(names[1:], cells, strict=True)
    )
    return f'<th scope="row">{escape(row.measure.label)}</th>{labelled}'


def _latest(row: ProfileRow) -> str:
    count, *lines = (text_of(one) if one else "" for one in (row.count, row.interval, row.newer))
    return _value(row.value, count, row.year) + "".join(
        f'<span class="cj-line">{html.unbroken_years(text)}</span>' for text in lines if text
    )


def _value(cell: Cell, *details: str) -> str:
    """Give a figure, and in small print what belongs to it; no detail is torn apart."""
    css = "cj-missing" if cell.is_missing else "cj-value"
    held = [text for text in (*details, cell.qualifier) if text]
    small = ", ".join(f'<span class="cj-whole">{escape(text)}</span>' for text in held)
    after = f" <small>{small}</small>" if small else ""
    return f'<span class="{css}">{escape(cell.text)}</span>{after}'


def _scotland(row: ProfileRow, beside: Cell) -> str:
    if row.latest is None or row.compared is None:
        return _value(beside) + _hidden(profile_words.NOT_WITHOUT_FIGURE)
    return f'{_value(beside)} <span class="cj-block">{_mark(row, row.compared)}</span>'


def _mark(row: ProfileRow, shown: Mark) -> str:
    """Give a mark; a row without a figure has a dash, as the reason stands beside it."""
    if row.latest is None:
        return _dash(row)
    return html.mark(shown) + (_hidden(shown.detail) if shown.detail else "")


def _dash(row: ProfileRow) -> str:
    words = profile_words.NOT_WITHOUT_FIGURE if row.latest is None else profile_words.NOT_GIVEN
    return f'<span aria-hidden="true">–</span>{_hidden(words)}'


def _hidden(words: str) -> str:
    """Give words for those who do not see what stands beside them."""
    return f' <span class="cj-hidden">{escape(words)}</span>'


def _line(row: ProfileRow) -> str:
    if not row.sparkline:
        return _dash(row)
    return html.picture(row.sparkline, row.sparkline_words, WIDTH, HEIGHT)


def years_grid(view: YearsView) -> str:
    """Give the grid: a region that scrolls sideways on a phone, by keyboard too."""
    head = "".join(f'<th scope="col">{html.unbroken_years(year)}</th>' for year in view.years)
    body = "".join(_years_row(row) for row in view.rows)
    caption = escape(view.table.caption)
    return (
        f'<div class="cj-scroll" role="region" aria-label="{caption}" tabindex="0">'
        f'<table class="cj-table cj-years"><caption class="cj-hidden">{caption}</caption>'
        f'<thead><tr><th scope="col">{escape(profile_words.MEASURE_HEADER)}</th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _years_row(row: YearsRow) -> str:
    cells = "".join(_years_cell(cell) for cell in row.cells)
    name = f"<small>{escape(row.name)}</small> {escape(row.label)}"
    return f'<tr{_further(row.is_national)}><th scope="row">{name}</th>{cells}</tr>'


def _further(is_national: bool) -> str:
    """Mark what the two sheets of paper have no room for: what is no national indicator."""
    return "" if is_national else ' class="cj-further"'


def _years_cell(cell: YearCell) -> str:
    span = f' colspan="{cell.span}"' if cell.span > 1 else ""
    if cell.is_missing:
        look = f" cj-{cell.status.replace('_', '-')}" if cell.status in _TOLD_APART else ""
        return f'<td{span} class="cj-absent{look}">{escape(cell.text)}</td>'
    css = ' class="cj-break"' if cell.break_before else ""
    small = [text_of(one) for one in (cell.count, cell.qualifier) if one]
    return (
        f"<td{css}>{_break(cell)}{_moved(cell)}{escape(cell.text)}"
        + "".join(f'<span class="cj-line">{escape(text)}</span>' for text in small)
        + "</td>"
    )


def _break(cell: YearCell) -> str:
    if not cell.break_before:
        return ""
    return (
        f'<span class="cj-break-mark" aria-hidden="true">{years_words.BREAK_MARK}</span>'
        f"{_hidden(years_words.BREAK_WORDS)}"
    )


def _moved(cell: YearCell) -> str:
    if not cell.symbol:
        return ""
    return (
        f'<span class="cj-moved" aria-hidden="true">{cell.symbol}</span>'
        f"{_hidden(f'{cell.moved}: ')}"
    )
