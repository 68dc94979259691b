"""Every sentence of every view is short and plain, and none is said twice on a page.

Findings, notes, what explains a chart, definitions and absences are read as a person does, word by
word. That takes long for all areas; every run of the tests takes those whose words differ most.
"""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from statistics import median

import pytest
from read_pages import PROJECT, open_page
from readability import Reader, sentences_in, words_of

from cjdata.dashboard.html import MOST_WORDS as ABOVE_A_CHART
from cjdata.library import FigureSet, Library
from cjdata.reference.areas import SCOTLAND, Area
from cjdata.text import MOST_WORDS
from cjdata.views.comparison.data import CompareSelection, compare_view, council_measures
from cjdata.views.comparison.standings import opening_year
from cjdata.views.glance.data import glance_view
from cjdata.views.local_evidence.data import evidence_view
from cjdata.views.peers.of_trend import theme_peers
from cjdata.views.plan.data import plan_view
from cjdata.views.profile.data import profile_view
from cjdata.views.short_lists.data import highlights
from cjdata.views.trend import words as themes
from cjdata.views.trend.data import ThemeView, theme_view
from cjdata.views.trend.selection import Selection
from cjdata.views.view import View
from cjdata.views.years.data import years_view
from cjdata.wording import Finding
from cjdata.wording.data_notes import METHODS

TODAY = date(2026, 11, 22)
SOME = ("Clackmannanshire", "East Lothian")
HARDEST, MEDIAN = 12.0, 7.0
LEAST_SAID = 4
"""A sentence of fewer words may stand twice, such as “Similar.”"""


def told_of(finding: Finding) -> tuple[str, ...]:
    return (finding.lead, *finding.rest, *finding.caveats)


@lru_cache(maxsize=len(SOME))
def theme_pages(figures: FigureSet, area: Area) -> list[tuple[ThemeView, View | None]]:
    """Give every measure that a page lets a reader choose, and the strip of councils under it.

    There are more than a set remembers, and all tests of an area ask for them.
    """
    return list(_theme_pages(figures, area))


def _theme_pages(figures: FigureSet, area: Area) -> Iterator[tuple[ThemeView, View | None]]:
    others = tuple(code for code in (SCOTLAND, "forth-valley") if code != area.code)
    for theme in figures.catalogue.themes:
        for measure in dict.fromkeys(m for c in theme.choice for m in c.forms.values()):
            form = figures.catalogue.measures[measure].form
            view = theme_view(
                figures, theme.page, Selection(area.code, others, measure, form), TODAY
            )
            yield view, theme_peers(figures, view, TODAY)


def other_views(figures: FigureSet, area: Area) -> Iterator[View]:
    yield glance_view(figures, area.code, TODAY)
    yield from highlights(figures, area.code, TODAY)
    for make in (profile_view, years_view, plan_view, evidence_view):
        yield make(figures, area.code, TODAY)


def texts_of(view: View) -> Iterator[str]:
    """Give the prose of a view; of a drawing in words, which is a list, nothing."""
    yield from told_of(view.finding)
    yield from (*view.how_to_read, *view.redrawn_how_to_read, *view.drawing_notes, *view.notes)
    if view.absence:
        yield from (f"{view.absence.heading.rstrip('.')}.", *view.absence.sentences)
    if isinstance(view, ThemeView):
        theme, measure = view.theme, view.measure
        yield from (*view.caveats, *view.reading_notes, *theme.includes, *theme.excludes)
        yield from (measure.definition, theme.direction_note, *(f.detail for f in view.facts))


def texts_for(figures: FigureSet, area: Area) -> Iterator[str]:
    for view, strip in theme_pages(figures, area):
        for one in (view, strip, view.known):
            yield from texts_of(one) if one else ()
    for one in other_views(figures, area):
        yield from texts_of(one)
    for measure in council_measures(figures):
        if area.kind == "council" and (year := opening_year(figures, measure)):
            compared = compare_view(figures, CompareSelection(area.code, measure, year), TODAY)
            yield from told_of(compared.finding)
            for one in compared.views:
                yield from texts_of(one)


@cache
def sentences_of(figures: FigureSet, name: str) -> frozenset[str]:
    """Give every sentence of an area: what ends in a full stop, and not the title of a part."""
    area = figures.areas.find(name)
    texts = dict.fromkeys(texts_for(figures, area))
    return frozenset(s for text in texts for s in sentences_in(text) if s.endswith("."))


@pytest.fixture(scope="module", params=["published", "illustrative"])
def figures(request: pytest.FixtureRequest, library: Library) -> FigureSet:
    return library.figures(request.param)


def faults_of_length_and_grade(figures: FigureSet, sentences: frozenset[str]) -> list[str]:
    reader = Reader.of(figures)
    long = [s for s in sentences if len(words_of(s)) > MOST_WORDS]
    hard = [s for s in sentences if len(words_of(s)) >= LEAST_SAID and reader.grade(s) > HARDEST]
    return [
        *(f"{len(words_of(s))} words: {s}" for s in long),
        *(f"grade {reader.grade(s):.1f}: {s}" for s in hard),
    ]


@pytest.mark.parametrize("name", SOME)
def test_every_sentence_is_short_and_plain(figures: FigureSet, name: str) -> None:
    sentences = sentences_of(figures, name)
    reader = Reader.of(figures)
    assert len(sentences) > 300
    assert not faults_of_length_and_grade(figures, sentences)
    assert median(map(reader.grade, sentences)) < MEDIAN


@pytest.mark.long
def test_every_sentence_of_every_area_is_short_and_plain(figures: FigureSet) -> None:
    for area in (*figures.areas.single, *figures.areas.all_groups):
        if area.kind != "group":
            faults = faults_of_length_and_grade(figures, sentences_of(figures, area.name))
        else:
            texts = [t for view, _ in theme_pages(figures, area) for t in texts_of(view)]
            read = frozenset(s for text in texts for s in sentences_in(text) if s.endswith("."))
            faults = faults_of_length_and_grade(figures, read)
        assert not faults, area.name


@pytest.mark.parametrize("name", SOME)
def test_few_words_stand_above_a_chart(figures: FigureSet, name: str) -> None:
    for view, _ in theme_pages(figures, figures.areas.find(name)):
        said = view.finding
        if view.known:
            said = themes.known_first(view.known.finding, said, view.series[0])
        shown, _ = said.split(ABOVE_A_CHART)
        assert sum(len(words_of(s)) for s in (said.lead, *shown)) <= 45


@pytest.mark.parametrize("name", SOME)
def test_a_finding_says_nothing_twice_and_nothing_empty(figures: FigureSet, name: str) -> None:
    for view, strip in theme_pages(figures, figures.areas.find(name)):
        for one in filter(None, (view, strip, view.known)):
            said = [s for text in told_of(one.finding) for s in sentences_in(text)]
            again = [s for s, n in Counter(said).items() if n > 1]
            assert not again
            is_number = isinstance(one, ThemeView) and one.measure.grows_with_size
            listed = [s for s in said if s.startswith("In the same year: Scotland ")]
            assert not (is_number and listed), "Scotland’s number says nothing beside a council’s"


QUOTED = ("wording", "title", "forms", "url")
"""What others worded, as the framework its indicators, and what is no prose."""


def texts_in(record: object, key: str = "") -> Iterator[str]:
    """Give every text of a record, but what others worded."""
    if isinstance(record, dict):
        for name, part in record.items():
            yield from texts_in(part, name)
    elif isinstance(record, list):
        for part in record:
            yield from texts_in(part, key)
    elif isinstance(record, str) and key not in QUOTED:
        yield record


def test_no_record_and_no_standing_text_has_a_long_sentence() -> None:
    records = (PROJECT / "data" / "reference" / "catalogue").rglob("*.toml")
    standing = (PROJECT / "cjdata" / "texts").glob("*.toml")
    own = [path for path in (*records, *standing) if path.name != "framework.toml"]
    texts = [t for path in own for t in texts_in(tomllib.loads(path.read_text(encoding="utf-8")))]
    with (PROJECT / "data" / "published" / "breaks.csv").open(encoding="utf-8") as file:
        texts += [row["text"] for row in csv.DictReader(file)]
    texts += [text for _, text in METHODS]
    said = {s for text in texts for s in sentences_in(text)}
    assert len(said) > 1500
    assert not [s for s in said if len(words_of(s)) > MOST_WORDS]


PAGES = (
    ("custody-community", "Clackmannanshire", "published"),
    ("prison", "Orkney Islands", "published"),
    ("attitudes", "Fife", "published"),
    ("bail", "Falkirk", "illustrative"),
)


@pytest.mark.parametrize(("page", "area", "which"), PAGES)
def test_no_sentence_stands_twice_on_a_page(
    home: Path, monkeypatch: pytest.MonkeyPatch, page: str, area: str, which: str
) -> None:
    monkeypatch.setenv("CJDATA_HOME", str(home))
    shown = open_page(page, {"area": area, "set": which})
    texts = [
        node.text
        for tag in ("p", "li", "dd")
        for node in shown.root.all(tag)
        if "cj-source" not in node.css  # It stands under every drawing.
    ]
    said = Counter(
        s for text in texts for s in sentences_in(text) if len(words_of(s)) >= LEAST_SAID
    )
    assert sum(said.values()) > 30
    assert not [s for s, n in said.items() if n > 1 and s.endswith(".")]
