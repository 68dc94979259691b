"""The site: one file with everything inside, the same figures as the views, nothing asked for."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from query_answers import (
    AREAS,
    CLACKS,
    SETS,
    area_code,
    disagreements,
    held,
    wrong_marks,
)
from some import both_ways, some

from cjdata import wording
from cjdata.cli.data_tool import main
from cjdata.errors import CjdataError
from cjdata.exports.site import site_html
from cjdata.exports.site_parts import prose
from cjdata.library import FigureSet, Library
from cjdata.views.addressed import read_view_address, view_at, views_of_area
from cjdata.views.table import Cell
from cjdata.views.view import View

VOID = {"meta", "br", "link", "img", "input", "hr"}
REQUESTS = ("src", "srcset", "poster", "data", "action", "formaction", "background", "xlink:href")


@dataclass
class Parsed(HTMLParser):
    """An HTML file, its tags and its texts in order."""

    source: str
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    open_tags: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    rows: list[list[list[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open_tags.append(tag)
        if tag == "table":
            self.rows.append([])
        if tag == "tr":
            self.rows[-1].append([])
        if tag in ("td", "th"):
            self.rows[-1][-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open_tags or self.open_tags[-1] != tag:
            self.wrong.append(f"</{tag}> closes {self.open_tags[-1:]}")
        else:
            self.open_tags.pop()

    def handle_data(self, data: str) -> None:
        for tag in set(self.open_tags):
            self.texts.setdefault(tag, []).append(data)
        if self.open_tags and {"td", "th"} & set(self.open_tags) and "svg" not in self.open_tags:
            self.rows[-1][-1][-1] += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.tags if name == tag]

    def said(self, tag: str) -> str:
        return "".join(self.texts.get(tag, []))


Made = tuple[Parsed, tuple[View, ...], FigureSet]
Make = Callable[[str, str], Made]


@pytest.fixture(scope="module")
def make(library: Library, today: date) -> Make:
    @cache
    def made(name: str, which: str) -> Made:
        figures = library.figures(name)
        area = figures.areas.by_code[area_code(figures, which)]
        views = views_of_area(figures, area.code, "files of an area", today)
        content = site_html(views, area=area, today=today, said={"Governance": "We <met>."})
        return Parsed(content.decode("utf-8")), views, figures

    return made


each = pytest.mark.parametrize(("name", "which"), some(both_ways(SETS, AREAS), 2))


# Everything is inside


@each
def test_nothing_is_asked_of_a_network(make: Make, name: str, which: str) -> None:
    page, _, _ = make(name, which)
    for tag, attrs in page.tags:
        assert tag not in ("link", "iframe", "object", "embed", "base", "img", "image", "use")
        assert not [a for a in REQUESTS if a in attrs], (tag, attrs)
        assert "http-equiv" not in attrs or attrs["http-equiv"] == "Content-Security-Policy"
        if tag != "a":
            assert not attrs.get("href", "#").startswith("http")
    styles, scripts = page.said("style"), page.said("script")
    assert "@import" not in styles
    assert all(found.startswith("data:font/") for found in re.findall(r'url\("?([^")]*)', styles))
    assert not re.findall(r"https?:|fetch|XMLHttp|import\(|eval", scripts)
    policy = next(a["content"] for a in page.all("meta") if "http-equiv" in a)
    assert policy.startswith("default-src 'none'")


@each
def test_the_file_is_under_two_megabytes(make: Make, name: str, which: str) -> None:
    page, _, _ = make(name, which)
    assert len(page.source.encode("utf-8")) < 2_000_000


@pytest.mark.parametrize("kind", some(["bars", "peers", "map", "trend"], 4))
def test_a_pack_of_thirty_charts_is_under_two_megabytes(
    illustrative: FigureSet, today: date, kind: str
) -> None:
    page = "compare-areas" if kind in ("bars", "map") else "community-sentences"
    view = view_at(illustrative, read_view_address(f"{page}/{kind}?area={CLACKS}"), today)
    profile = views_of_area(illustrative, CLACKS, "files of an area", today)[:2]
    content = site_html([*profile, *[view] * 30], area=view.area, today=today)
    assert len(content) < 2_000_000
    assert ('class="on-phone"' in content.decode("utf-8")) == (kind != "map")


def test_a_page_of_more_charts_draws_them_once_and_stays_small(
    illustrative: FigureSet, today: date
) -> None:
    address = read_view_address(f"compare-areas/bars?area={CLACKS}")
    views = [view_at(illustrative, address, today)] * 50
    content = site_html(views, area=views[0].area, today=today)
    assert len(content) < 2_000_000
    assert b'class="on-phone"' not in content


def test_the_page_runs_its_own_script_and_no_other(published: FigureSet, today: date) -> None:
    views = views_of_area(published, CLACKS, "files of an area", today)[:1]
    page = Parsed(site_html(views, area=views[0].area, today=today).decode("utf-8"))
    policy = next(a["content"] for a in page.all("meta") if "http-equiv" in a)
    known = b64encode(sha256(page.said("script").encode("utf-8")).digest()).decode()
    assert f"script-src 'sha256-{known}';" in policy
    assert not [a for _, attrs in page.tags for a in attrs if a.startswith("on")]


@each
def test_links_lead_to_parts_of_the_page_or_to_publications(
    make: Make, name: str, which: str
) -> None:
    page, _, _ = make(name, which)
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert [one for one, times in Counter(ids).items() if times > 1] == []
    for link in page.all("a"):
        target = link["href"]
        assert target.startswith(("https://", "http://")) or target.removeprefix("#") in ids
    for _, attrs in page.tags:
        for named in ("aria-labelledby", "for"):
            assert attrs.get(named, ids[0]) in ids


# It can be read by anybody


@each
def test_the_page_is_well_formed_titled_and_in_british_english(
    make: Make, name: str, which: str
) -> None:
    page, views, _ = make(name, which)
    assert not page.wrong
    assert not page.open_tags
    assert page.all("html")[0]["lang"] == "en-GB"
    assert page.said("title").startswith(f"Community justice in {views[0].area.name}")
    assert page.all("a")[0] == {"class": "skip", "href": "#main"}
    assert len(page.all("main")) == len(page.all("h1")) == 1


@each
def test_headings_skip_no_level(make: Make, name: str, which: str) -> None:
    page, _, _ = make(name, which)
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@each
def test_every_table_has_a_caption_and_headers_and_every_chart_a_description(
    make: Make, name: str, which: str
) -> None:
    page, views, _ = make(name, which)
    assert len(page.all("caption")) == len(page.all("table")) == len(views)
    assert all(th.get("scope") in ("col", "row") for th in page.all("th"))
    named = [svg for svg in page.all("svg") if svg.get("role") == "img"]
    drawn = [view for view in views if view.drawing]
    for css in ("single", "on-screen"), ("single", "on-phone"):
        assert len([svg for svg in named if svg["class"] in css]) == len(drawn)
    shown = page.said("title")
    assert all(view.description in shown for view in views if view.drawing)


# The same as the views


@each
def test_every_figure_of_every_table_is_printed(make: Make, name: str, which: str) -> None:
    page, views, _ = make(name, which)
    for view, rows in zip(views, page.rows, strict=True):
        assert tuple(rows[0][: len(view.table.header)]) == view.table.header
        for printed, cells in zip(rows[1:], view.table.rows, strict=True):
            for text, cell, head in zip(printed, cells, view.table.header, strict=False):
                symbol = f"{cell.mark.symbol} " if cell.mark else ""
                assert text.startswith(symbol + said_of(cell, head))
                assert cell.qualifier in text
                assert cell.reason in text


def said_of(cell: Cell, head: str) -> str:
    """What a cell says under a header that may say part of it already."""
    return cell.text.removeprefix("95% interval ") if head == "95% interval" else cell.text


@each
def test_every_number_of_every_table_is_the_query_s(make: Make, name: str, which: str) -> None:
    page, views, figures = make(name, which)
    answers, checked = held(figures), 0
    for view, rows in zip(views, page.rows, strict=True):
        wrong, right = disagreements(answers, view, rows)
        assert wrong == []
        checked += right
    assert checked > (55 if name == "published" else 500)


@each
def test_every_mark_that_a_chart_reads_out_is_the_query_s(
    make: Make, name: str, which: str
) -> None:
    page, views, figures = make(name, which)
    answers = held(figures)
    charts = re.findall(r"<article.*?</article>", page.source, re.DOTALL)
    drawn = [view for view in views if view.kind in ("trend", "bars")]
    for view, chart in zip(drawn, charts, strict=True):
        for said in re.findall(r"<g[ >](?:.*?)</g></svg>", chart, re.DOTALL):
            read = [unescape(t) for t in re.findall(r"<title>([^<]*)</title>", said)]
            wrong, right = wrong_marks(answers, view, read)
            assert wrong == []
            assert right == len(read)


@each
def test_a_chart_for_a_phone_reads_out_the_same_marks(make: Make, name: str, which: str) -> None:
    page, _, _ = make(name, which)
    for figure in re.findall(r"<figure.*?</figure>", page.source, re.DOTALL):
        wide, *small = (
            re.findall(r"<title>([^<]*)</title>", svg) for svg in figure.split("<svg ")[1:]
        )
        assert small in ([], [wide])


@each
def test_every_sentence_caveat_and_source_is_said(make: Make, name: str, which: str) -> None:
    page, views, _ = make(name, which)
    said = page.said("main")
    for view in views:
        finding = view.finding
        for text in (view.heading, finding.lead, *finding.rest, *finding.caveats):
            assert text in said
        assert view.source_line in said
        for text in (*view.notes, *view.table.notes, *view.how_to_read):
            assert text in said
        for source in view.sources:
            assert source.title in said


@each
def test_illustrative_figures_are_marked_at_every_view_and_no_others(
    make: Make, name: str, which: str
) -> None:
    page, views, _ = make(name, which)
    marks = [p for p in page.all("p") if p.get("class") == "mark"]
    made_up = [view for view in views if view.is_illustrative]
    assert len(marks) == (len(made_up) + 1 if made_up else 0)
    assert (wording.ILLUSTRATIVE in page.said("title")) == bool(made_up)


@each
def test_the_coordinator_s_words_are_printed_and_escaped(make: Make, name: str, which: str) -> None:
    page, _, _ = make(name, which)
    assert "We &lt;met&gt;." in page.source
    assert "Governance" in page.said("h3")


def test_without_words_there_is_no_part_for_them(published: FigureSet, today: date) -> None:
    views = views_of_area(published, CLACKS, "files of an area", today)[:1]
    content = site_html(views, area=views[0].area, today=today)
    assert 'id="words"' not in content.decode("utf-8")


def test_no_view_makes_no_site(published: FigureSet, today: date) -> None:
    with pytest.raises(CjdataError, match="no view to write"):
        site_html([], area=published.areas.scotland, today=today)


# Texts that nobody expects


@given(st.text(max_size=80))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_becomes_markup(published: FigureSet, today: date, evil: str) -> None:
    text = f"<script>alert(1)</script>\"'&{evil}"
    view = views_of_area(published, CLACKS, "files of an area", today)[1]
    row = tuple(Cell(text, text, reason=text) for _ in view.table.header)
    table = replace(view.table, caption=text, header=(text,) * len(row), rows=(row,), notes=(text,))
    changed = replace(view, heading=text, name=text, notes=(text,), source_line=text, table=table)
    content = site_html([changed], area=view.area, today=today, said={text: text})
    page = Parsed(content.decode("utf-8", "replace"))
    assert len(page.all("script")) == 1
    assert not page.wrong
    assert not [a for _, attrs in page.tags for a in attrs if a.startswith("on")]


@given(st.text(max_size=200))
def test_words_of_a_person_never_become_markup(text: str) -> None:
    page = Parsed(prose(text))
    assert {tag for tag, _ in page.tags} <= {"p", "br", "ul", "li"}
    assert not page.wrong


def test_paragraphs_and_lists_of_a_person_stay_so() -> None:
    assert prose("One.\n\n- two\n- three") == "<p>One.</p><ul><li>two</li><li>three</li></ul>"


# The command


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, opened_once: None) -> Callable[..., object]:
    monkeypatch.setenv("CJDATA_HOME", str(home))
    return lambda *arguments: CliRunner().invoke(main, ["site", *map(str, arguments)])


def test_the_command_writes_a_file_or_into_a_folder(
    run: Callable[..., object], tmp_path: Path
) -> None:
    assert run("--area", "Falkirk", "-o", tmp_path / "falkirk.html").exit_code == 0
    assert run("--area", "Falkirk", "-o", tmp_path).exit_code == 0
    first, second = (tmp_path / name for name in ("falkirk.html", "index.html"))
    assert "Community justice in Falkirk" in first.read_text(encoding="utf-8")
    assert first.read_bytes() == second.read_bytes()


def test_an_unknown_area_is_refused_with_the_nearest(
    run: Callable[..., object], tmp_path: Path
) -> None:
    result = run("--area", "Falkrik", "-o", tmp_path / "x.html")
    assert result.exit_code == 1
    assert "Falkirk" in result.stderr
    assert not (tmp_path / "x.html").exists()
