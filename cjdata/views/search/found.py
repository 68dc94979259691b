"""Finds measures, pages, areas and explained words by what people type.

Every word that is typed must begin a word of what is found, or stand for its words by a synonym.
The name of an area and a year are taken as what is asked of a measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from cjdata.library import FigureSet
from cjdata.reference.areas import Area, Areas, fold
from cjdata.reference.catalogue import Measure
from cjdata.reference.page_list import HOME, PageEntry
from cjdata.reference.periods import financial_year, last_year
from cjdata.series import Figure, Series
from cjdata.text import lower_first
from cjdata.views.search import words
from cjdata.views.shared.beside import Beside, beside_scotland, opening_beside, told_once
from cjdata.views.short_lists.short_list import page_parameters
from cjdata.wording import GLOSSARY, absence_short
from cjdata.wording.figures import quoted_text, rate_base

Kind = Literal["measure", "page", "area", "term"]
LEAST_LETTERS = 2
"""A word of fewer letters begins too many others to say anything."""
_YEAR = re.compile(r"\b(?P<start>(?:19|20)\d\d)(?:\s*[-–/]\s*(?:20)?\d\d)?\b")


@dataclass(frozen=True, slots=True)
class Found:
    """Something that fits what was typed.

    Attributes
    ----------
    detail
        Of a measure a figure with its year and area, or why there is none; of a word its meaning.
    page, parameters, place
        Where it is: the page, what the address says there besides what is chosen, and which place
        of the page.
    """

    kind: Kind
    label: str
    detail: str
    page: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    place: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for.

    Attributes
    ----------
    ways
        The words that must be found, folded: as they were typed, and with the words that are used
        here in their place. One way is enough.
    area
        The area named in it, if any.
    year
        The financial year that begins in the year named, if any.
    """

    ways: tuple[tuple[str, ...], ...]
    area: Area | None
    year: str


def asked_for(text: str, areas: Areas) -> Asked:
    """Take what was typed apart.

    >>> from cjdata.library import library
    >>> asked_for("bail Falkirk 2023", library().reference().areas).year
    '2023-24'
    """
    match = _YEAR.search(text)
    year = financial_year(int(match["start"])) if match else ""
    typed = fold(_YEAR.sub(" ", text)).split()
    area, rest = _area_in(typed, areas)
    said = " ".join(rest)
    ways = [
        tuple(word for word in way.split() if len(word) >= LEAST_LETTERS)
        for way in dict.fromkeys((said, _meant(said)))
    ]
    return Asked(tuple(way for way in ways if way), area, year)


def _area_in(typed: Sequence[str], areas: Areas) -> tuple[Area | None, Sequence[str]]:
    """Find the longest name of an area among words; give it and the words round it."""
    for length in range(len(typed), 0, -1):
        for start in range(len(typed) - length + 1):
            area = areas.get(" ".join(typed[start : start + length]))
            if area is not None:
                return area, [*typed[:start], *typed[start + length :]]
    return None, typed


def _meant(text: str) -> str:
    """Put the words that are used here in place of those that people use."""
    padded = f" {text} "
    for synonym in words.SYNONYMS:
        for said in synonym.says:
            padded = padded.replace(f" {said} ", f" {synonym.means} ")
    return padded.strip()


def find(
    figures: FigureSet, pages: Iterable[PageEntry], chosen: Area, text: str
) -> tuple[Found, ...]:
    """Find what fits: measures first, then pages, areas and words, each in their usual order.

    ``chosen`` is the area whose figures are told where the text names none.
    """
    asked = asked_for(text, figures.areas)
    if not (asked.ways or asked.area):
        return ()
    return (
        *_measures(figures, asked, chosen),
        *_pages(pages, asked),
        *_areas(figures.areas, asked),
        *_terms(asked),
    )


def _fits(asked: Asked, *texts: str) -> bool:
    """Say whether every word asked for begins a word of some texts."""
    held = fold(" ".join(texts)).split()
    return any(all(any(word.startswith(one) for word in held) for one in way) for way in asked.ways)


def _measures(figures: FigureSet, asked: Asked, chosen: Area) -> Iterator[Found]:
    if not asked.ways:
        return
    area = asked.area or chosen
    beside = beside_scotland if asked.year else opening_beside
    every = told_once(beside(figures, area).values())
    begins: list[Beside] = []
    own: list[Beside] = []
    of_page: list[Beside] = []
    for one in every:
        name, theme = one.measure.name, one.theme
        if _fits(asked, name, one.measure.label):
            (begins if _begins(asked, name) else own).append(one)
        elif _fits(asked, name, theme.name, theme.title, theme.short_name):
            of_page.append(one)
    for one in (*begins, *own, *of_page):
        yield _of_measure(figures, one, asked)


def _begins(asked: Asked, name: str) -> bool:
    return any(fold(name).startswith(word) for way in asked.ways for word in way)


def _of_measure(figures: FigureSet, one: Beside, asked: Asked) -> Found:
    shown = _shown(one.evidence.series, asked.year)
    parameters = dict(page_parameters(figures, one.theme, one.measure.id, one.area))
    if asked.area:
        parameters["area"] = asked.area.name
    if asked.year and shown and shown.value is not None:
        parameters["to"] = last_year(shown.period)
    return Found(
        "measure", one.measure.name, _told(one, shown, asked.year), one.theme.page, parameters
    )


def _shown(series: Series, year: str) -> Figure | None:
    """Give the figure of the year asked for, else the newest, or the newest year that has none."""
    return series.by_period.get(year) if year else series.latest or series.newest


def _told(one: Beside, shown: Figure | None, year: str) -> str:
    """Tell an area’s figure; where it has none, why, and Scotland’s."""
    own = f"{one.area.name}: {_figure(one.measure, shown, year)}"
    scotland = _shown(one.scotland.series, year) if one.scotland else None
    if (shown and shown.value is not None) or scotland is None or scotland.value is None:
        return own
    return f"{own}. Scotland: {_figure(one.measure, scotland, year)}"


def _figure(measure: Measure, told: Figure | None, year: str) -> str:
    if told is None:
        return words.TEXTS.no_figure_for.format(year=year) if year else words.TEXTS.no_figure
    if told.value is None:
        return lower_first(absence_short(told))
    per = rate_base(measure)
    return f"{quoted_text(measure, told)}{f' {per}' if per else ''}, {told.period}"


def _pages(pages: Iterable[PageEntry], asked: Asked) -> Iterator[Found]:
    area = {"area": asked.area.name} if asked.area else {}
    for entry in pages:
        if asked.ways and _fits(asked, entry.title, entry.section):
            yield Found("page", entry.title, entry.section, entry.path, area)


def _areas(areas: Areas, asked: Asked) -> Iterator[Found]:
    if asked.area and not asked.ways:
        yield Found("area", asked.area.name, "", HOME.path, {"area": asked.area.name})
    elif asked.ways and not asked.area:
        for area in areas.single:
            if _fits(asked, areas.with_other_names(area)):
                yield Found(
                    "area", areas.with_other_names(area), "", HOME.path, {"area": area.name}
                )


def _terms(asked: Asked) -> Iterator[Found]:
    for term in GLOSSARY:
        if asked.ways and _fits(asked, term.name):
            yield Found("term", term.name, term.meaning, "data-notes", place=term.slug)
