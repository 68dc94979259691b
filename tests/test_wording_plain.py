"""Words a reader of about 12 can take in, and a glossary for those that are not plain."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from itertools import pairwise
from statistics import mean

import pytest
from build_series import CLACKS, ORDERS, RATE, SCOTLAND, SHARE, break_at, series
from hypothesis import given
from hypothesis import strategies as st
from readability import grade, plainly, syllables

from cjdata import wording
from cjdata.dashboard import html
from cjdata.library import FigureSet
from cjdata.series import Series
from cjdata.views.shared.assemble import Assembler, years_of
from cjdata.wording import Finding
from cjdata.wording.data_notes import METHODS

EVERYDAY_GRADE = 5.0
"""Of findings, on average, without the names of measures: for readers of about 10."""
HARDEST_GRADE = 7.0
"""Of any one of them, and of notes: for readers of about 12."""

LONGER_GRADE = 10.0
"""Of what has to be said in two sentences."""


def test_the_measure_of_readability_tells_plain_from_hard() -> None:
    assert grade("The cat sat on the mat. It was warm.") < 2
    assert grade("Statistically significant heterogeneity precludes unqualified comparison.") > 15
    words = {"rate": 1, "figure": 2, "compared": 2, "council": 2, "interval": 3, "counted": 2}
    assert {word: syllables(word) for word in words} == words


def test_findings_are_plain_english(illustrative: FigureSet) -> None:
    grades = {}
    for measure in illustrative.catalogue.measures.values():
        years = years_of(illustrative, measure)
        assembler = Assembler(illustrative, [measure.id])
        for name in ("Clackmannanshire", "Falkirk", "Orkney Islands"):
            area = illustrative.areas.find(name)
            shown = assembler.evidence(measure, area, years)
            beside = [assembler.evidence(measure, illustrative.areas.scotland, years)]
            text = wording.finding(shown, beside, illustrative=True).text
            names = [measure.many, measure.one, measure.subject, measure.name, area.name]
            breaks = [b.text for b in shown.series.breaks]
            plain = plainly(text, [*filter(None, names), *breaks])
            grades[plain] = grade(plain)
    hardest = max(grades, key=lambda text: grades[text])
    assert mean(grades.values()) <= EVERYDAY_GRADE
    assert grades[hardest] <= HARDEST_GRADE, hardest


PARTS = ("area", "group", "other")
HOW_TO_READ: dict[str, Callable[[], tuple[str, str]]] = {
    "trend": lambda: wording.how_to_read_trend(RATE, [series([1], RATE)]),
    "trend with a band": lambda: wording.how_to_read_trend(
        RATE, [series([1], RATE)], has_band=True, has_index=False
    ),
    "index": lambda: wording.how_to_read_trend(
        ORDERS, [series([1])], has_band=False, has_index=True
    ),
    "bars": lambda: wording.how_to_read_bars(RATE, PARTS, has_scotland=True),
    "bars of numbers": lambda: wording.how_to_read_bars(ORDERS, PARTS, has_scotland=True),
    "bars without intervals": lambda: wording.how_to_read_bars(
        RATE, PARTS, has_scotland=True, has_intervals=False
    ),
    "bars without Scotland": lambda: wording.how_to_read_bars(RATE, (), has_scotland=False),
    "peers": lambda: wording.how_to_read_peers(RATE, PARTS, has_scotland=True),
    "peers alone": lambda: wording.how_to_read_peers(ORDERS, (), has_scotland=False),
    "map": wording.how_to_read_map,
    "map with court areas": lambda: wording.how_to_read_map(with_courts=True),
    "scatter": wording.how_to_read_scatter,
    "profile": wording.how_to_read_profile,
    "years": wording.how_to_read_years,
    "plan": wording.how_to_read_plan,
}


@pytest.mark.parametrize("kind", HOW_TO_READ)
def test_how_to_read_a_view_takes_exactly_two_sentences(kind: str) -> None:
    told = HOW_TO_READ[kind]()
    assert len(told) == 2
    for sentence in told:
        assert sentence.endswith(".")
        assert len(re.findall(r"[.!?](?: |$)", sentence)) == 1
        assert len(sentence) <= 260
    assert grade(plainly(" ".join(told), ["Clackmannanshire"])) <= LONGER_GRADE


def test_all_standing_words_on_charts_are_plain() -> None:
    told = " ".join(" ".join(make()) for make in HOW_TO_READ.values())
    breaks = [break_at("2020-21", "pandemic")]
    notes = [
        note
        for measure in (ORDERS, SHARE, RATE)
        for note in wording.reading_notes(measure, [series([1], measure, breaks=breaks)])
    ]
    assert grade(plainly(told, ["Clackmannanshire"])) <= LONGER_GRADE
    assert grade(plainly(" ".join(notes), [])) <= HARDEST_GRADE


def test_a_small_council_is_told_what_similar_means() -> None:
    bars = wording.how_to_read_bars(RATE, PARTS, has_scotland=True)
    for told in (bars, wording.how_to_read_profile()):
        assert "too few cases to tell" in " ".join(told)
    notes = " ".join(wording.reading_notes(SHARE, [series([1], SHARE)]))
    assert "too few cases to tell" in notes


def test_a_view_with_a_band_explains_it_and_one_without_does_not() -> None:
    one: list[Series] = [series([1], RATE)]
    assert "95% interval" in " ".join(wording.how_to_read_trend(RATE, one, has_band=True))
    assert "95% interval" not in " ".join(wording.how_to_read_trend(RATE, one))


# The glossary


def test_the_glossary_is_in_order_and_each_word_has_its_own_place() -> None:
    names = [term.name.casefold() for term in wording.GLOSSARY]
    assert names == sorted(names)
    slugs = [term.slug for term in wording.GLOSSARY]
    assert len(set(slugs)) == len(slugs)
    for term in wording.GLOSSARY:
        assert re.fullmatch(r"term-[a-z0-9-]+", term.slug)
        assert term.meaning.endswith(".")


@pytest.mark.parametrize("term", wording.GLOSSARY, ids=lambda term: str(term.slug))
def test_every_word_of_the_glossary_is_found_in_a_text(term: wording.Term) -> None:
    plain = term.name.split(" (")[0]
    if plain != "Diversion from prosecution":
        assert term.name in wording.glossary_terms(f"There was one {plain.lower()} in the year.")
    assert term.name in wording.glossary_terms(f"{plain}: it went up.")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2 CPOs and 1 DTTO.", ("Community payback order (CPO)", "Drug treatment and testing")),
        ("The 95% intervals overlap.", ("95% interval",)),
        ("3 percentage points higher.", ("Percentage point",)),
        ("There were 5 diversion cases commenced.", ("Diversion", "Case commenced")),
        ("A breakdown, and similarly indexed.", ()),
        ("The trends, a trend.", ("Trend",)),
    ],
)
def test_words_are_found_in_the_singular_the_plural_and_short(
    text: str, found: tuple[str, ...]
) -> None:
    terms = wording.glossary_terms(text)
    assert len(terms) == len(found)
    assert all(name.startswith(start) for name, start in zip(terms, found, strict=True))


@given(st.text(alphabet="CPOs trend95% interval.,<&>\"'", max_size=60))
def test_segments_put_together_are_the_text(text: str) -> None:
    parts = wording.segments(text)
    assert "".join(part.text for part in parts) == text
    assert not any(a.term is None and b.term is None for a, b in pairwise(parts))
    names = [part.term.name for part in parts if part.term]
    assert len(set(names)) == len(names)


@given(st.text(alphabet="CPOs trend95% interval.,<&>\"'", max_size=60))
def test_a_linked_text_reads_as_the_text_and_lets_no_markup_in(text: str) -> None:
    linked = html.linked(text, '?area="><b>')
    tags = re.findall(r"<[^>]*>", linked)
    assert all(tag.startswith(('<a class="cj-term" href="data-notes?', "</a>")) for tag in tags)
    assert unescape(re.sub(r"<[^>]*>", "", linked)) == text


def test_a_finding_links_each_word_once_and_keeps_the_readers_choices() -> None:
    found = Finding("A trend in Falkirk.", ("The trend again.", "A break."), ())
    shown = html.finding(found, "?area=Falkirk&set=illustrative")
    assert shown.count("#term-trend") == 1
    assert shown.count("#term-break") == 1
    assert 'href="data-notes?area=Falkirk&amp;set=illustrative#term-trend"' in shown


def test_every_link_of_the_glossary_leads_to_a_place_on_the_page() -> None:
    page = html.glossary(wording.GLOSSARY)
    for term in wording.GLOSSARY:
        assert f'<dt id="{term.slug}">' in page


def test_the_methods_tell_what_the_statistics_do() -> None:
    told = dict(METHODS)
    words = " ".join(told.values())
    for word in ("Wilson", "Byar", "Poisson", "chi-square", "Fingertips", "ratio of the sums"):
        assert word in words
    assert "not judged on these pages" not in words
    assert SCOTLAND.name in words
    assert CLACKS.name not in words


def test_no_word_of_the_standing_texts_claims_more_than_was_tested() -> None:
    told = " ".join(text for pair in METHODS for text in pair)
    assert not re.search(r"\bsignifican|\bprove", told)
