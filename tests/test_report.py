"""The report as a Word document: what it says is what the views and the query say."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx_checks import headings, pictures, problems, text_of
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from some import both_ways, some
from sums_of_years import of_lines

from cjdata import queries
from cjdata.exports import report as report_package
from cjdata.exports.drawing_picture import WIDTH, drawing_png, drawing_svg
from cjdata.exports.report import parts, report
from cjdata.exports.report.figures import YEARS_IN_TABLE, report_figures
from cjdata.exports.report.markup import fit
from cjdata.library import FigureSet, Library
from cjdata.narrative import blocks_of, outcome_keys
from cjdata.narrative.plain_text import tidy
from cjdata.reference.report_outlines import Outline, load_outlines
from cjdata.views.trend.data import ThemeView
from cjdata.wording.figures import few_behind

YEAR = "2023-24"
NOT_REAL = "Illustrative figures: not real"
MARKER = "[Words still to be written: "
AREAS = ("Clackmannanshire", "Scotland", "Orkney Islands", "Falkirk", "Forth Valley")
"""A council, all, one with restricted figures, one with a break in its line, and a group."""
CASES = both_ways(("published", "illustrative"), AREAS)
SINGLE = [case for case in CASES if case[1] != "Forth Valley"]

PERIOD = r"\d{4}-\d\d(?: to \d{4}-\d\d)?"
WordsOf = Mapping[tuple[str, str], str]
Made = Callable[..., bytes]


@pytest.fixture(scope="module")
def outlines(home: Path) -> Mapping[str, Outline]:
    return load_outlines(home / "reference" / "outlines")


@pytest.fixture(scope="module")
def dot() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (14, 6), "white").save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def made(
    library: Library,
    outlines: Mapping[str, Outline],
    today: date,
    dot: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> Made:
    """Make a report, with a dot for each picture: pictures are tested by themselves."""
    monkeypatch.setattr(parts, "drawing_png", lambda view: dot)

    def make(
        figures_set: str = "illustrative",
        area: str = "Clackmannanshire",
        year: str = YEAR,
        words: WordsOf | None = None,
        outline: str = "annual-report",
        template: Path | None = None,
    ) -> bytes:
        figures = library.figures(figures_set)
        place = figures.areas.find(area, "--area")
        return report(
            figures, place, year, outlines[outline], words or {}, today=today, template=template
        )

    return make


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def paragraphs(content: bytes, style: str) -> list[str]:
    return [p.text for p in opened(content).paragraphs if p.style and p.style.name == style]


def all_text(content: bytes) -> str:
    return "\n".join(text_of(one) for one in opened(content).element.body)


def tables(content: bytes) -> dict[str, list[list[str]]]:
    """Give the cells of each table, by its caption without its number."""
    found = {}
    body = list(opened(content).element.body)
    for n, one in enumerate(body):
        if one.tag.endswith("}tbl"):
            caption = text_of(body[n - 1]).partition(": ")[2]
            rows = [[text_of(cell) for cell in row.tc_lst] for row in one.tr_lst]
            found[caption] = rows
    return found


def views_of(library: Library, figures_set: str, area: str, today: date) -> tuple[ThemeView, ...]:
    figures = library.figures(figures_set)
    return report_figures(figures, figures.areas.find(area, "x"), YEAR, today).every_view


def findings(content: bytes, views: Sequence[ThemeView]) -> list[str]:
    """Give what is said of each view, without what is known first as context."""
    known = [view.known.finding.lead for view in views if view.known]
    said = paragraphs(content, "Report Finding")
    if not known:
        return said
    assert said[0].startswith(known[0])
    return said[1:]


def queried(figures: FigureSet, measure: str, area: str) -> dict[str, float | None]:
    """What the query answers of single years, and of three years together the sums of these."""
    rows = queries.observations(figures.database, [measure], [area], [], None)
    every = (*rows, *of_lines(figures, measure, [area]))
    return {row["period"]: row["value"] for row in every}


def numbers(text: str) -> list[float]:
    return [float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]


def is_same(shown: str, value: float) -> bool:
    number = re.match(r"[\d,.]+", shown)
    if number is None:
        return False
    decimals = len(number[0].partition(".")[2])
    return abs(float(number[0].replace(",", "")) - value) <= 0.5 * 10**-decimals + 1e-9


# Round trip


@pytest.mark.parametrize(("figures_set", "area"), some(CASES, 2))
def test_the_report_says_every_sentence_of_its_views(
    made: Made, library: Library, today: date, figures_set: str, area: str
) -> None:
    """The text of a break stands under the chart, behind its number and year, and not again."""
    content = made(figures_set, area)
    views = views_of(library, figures_set, area, today)
    said, everything = findings(content, views), all_text(content)
    assert len(said) == len(views)
    for text, view in zip(said, views, strict=True):
        assert text.startswith(view.finding.lead)
        breaks = [note for note in view.drawing_notes if re.match(r"Break \d+, at ", note)]
        for part in (*view.finding.rest, *view.finding.caveats):
            behind = [note for note in breaks if note.endswith(f": {part}")]
            assert (part in text) == (not behind)
            assert all(note in everything for note in behind)


@pytest.mark.parametrize(("figures_set", "area"), some(CASES, 2))
def test_every_figure_in_the_tables_is_that_of_the_query(
    made: Made, library: Library, today: date, figures_set: str, area: str
) -> None:
    figures = library.figures(figures_set)
    held = tables(made(figures_set, area))
    compared = 0
    for view in views_of(library, figures_set, area, today):
        caption = next((c for c in held if f"{view.measure.name}, 20" in c), None)
        if caption is None:
            assert not any(s.latest for s in view.series) or not any(
                cell.text[:1].isdigit() for row in view.table.rows[:5] for cell in row[1:]
            )
            continue
        header, *rows = held[caption]
        assert len(rows) == min(YEARS_IN_TABLE, len(view.years))
        for series in view.series:
            if series.area.kind == "group":
                continue
            answer = queried(figures, view.measure.id, series.area.code)
            column = next(n for n, h in enumerate(header) if h.startswith(series.area.name))
            for row in rows:
                value = answer.get(row[0])
                if value is None:
                    apart = row[column].endswith(" for all Scotland")
                    assert apart or not row[column][:1].isdigit()
                else:
                    assert is_same(row[column], value)
                    compared += 1
    assert compared or area != "Scotland"


@pytest.mark.parametrize(("figures_set", "area"), some(SINGLE, 2))
def test_the_first_sentence_gives_the_figure_of_the_query(
    made: Made, library: Library, today: date, figures_set: str, area: str
) -> None:
    figures = library.figures(figures_set)
    said = findings(made(figures_set, area), views_of(library, figures_set, area, today))
    for text, view in zip(said, views_of(library, figures_set, area, today), strict=True):
        latest = view.series[0].latest
        if latest is None:
            continue
        value = queried(figures, view.measure.id, view.area.code)[latest.period]
        assert value is not None
        level = text.partition(latest.period)[2]
        if few := few_behind(view.measure, view.evidence[0].counts.get(latest.period)):
            assert few in level
            continue
        assert any(abs(n - value) <= 0.5 * 10**-latest.decimals + 1e-9 for n in numbers(level))


@pytest.mark.parametrize(("figures_set", "area"), some(SINGLE, 2))
def test_the_table_of_all_indicators_is_that_of_the_query(
    made: Made, library: Library, today: date, figures_set: str, area: str
) -> None:
    figures = library.figures(figures_set)
    held = tables(made(figures_set, area))
    caption = next(c for c in held if "at a glance" in c)
    header, *rows = held[caption]
    beside = [] if area == "Scotland" else ["Scotland, 2023-24"]
    assert header == ["Measure", "2022-23", "2023-24", *beside]
    views = views_of(library, figures_set, area, today)
    assert [row[0] for row in rows] == [view.measure.name for view in views]
    for row, view in zip(rows, views, strict=True):
        own, scotland = view.area.code, "S92000003"
        asked = [(own, "2022-23"), (own, "2023-24"), (scotland, "2023-24")]
        for (code, year), shown in zip(asked, row[1:], strict=False):
            if shown == "No three years before":
                continue
            together = re.search(r"\d{4}-\d\d to (\d{4}-\d\d)", shown)
            assert not together or together[1] in (year, "2020-21")
            period = together[0] if together else year
            value = queried(figures, view.measure.id, code).get(period)
            assert is_same(shown, value) if value is not None else not shown[:1].isdigit()


@pytest.mark.parametrize(("figures_set", "area"), some(SINGLE, 2))
def test_pictures_are_described_with_the_figures_of_the_query(
    made: Made, library: Library, today: date, figures_set: str, area: str
) -> None:
    figures = library.figures(figures_set)
    views = views_of(library, figures_set, area, today)
    compared = 0
    for text, _ in pictures(made(figures_set, area)):
        view = next(v for v in views if f". {v.heading}. " in f". {text}")
        for series in view.series:
            said = re.search(rf"\. {re.escape(series.area.name)}: (.*?[a-z0-9])\. ", text)
            answer = queried(figures, view.measure.id, series.area.code)
            for shown, year in re.findall(
                rf"(\d[\d,]*(?:\.\d+)?)%?(?: \([^)]*\))? in ({PERIOD})", said[1] if said else ""
            ):
                assert is_same(shown, answer[year] or 0.0)
                compared += 1
    assert compared


@pytest.mark.parametrize("area", ["Clackmannanshire", "Scotland"])
@pytest.mark.parametrize("year", ["2018-19", "2023-24"])
def test_nothing_later_than_the_reporting_year_is_used(made: Made, area: str, year: str) -> None:
    content = made("illustrative", area, year)
    said = paragraphs(content, "Report Finding") + paragraphs(content, "Caption")
    said += [text for text, _ in pictures(content)]
    said += [
        cell
        for caption, rows in tables(content).items()
        if caption[:4] != "Publ"
        for row in rows
        for cell in row[:1]
    ]
    years = {y for text in said for y in re.findall(r"\b20\d\d-\d\d\b", text)}
    assert years
    assert max(years) == year


def test_a_later_year_changes_the_report_and_an_earlier_figure_does_not(made: Made) -> None:
    earlier, later = (paragraphs(made(year=y), "Report Finding") for y in ("2022-23", "2023-24"))
    assert any("in 2023-24" in text for text in later)
    assert not any("2023-24" in text for text in earlier)


def test_restricted_figures_are_never_a_number_and_are_listed_with_why(made: Made) -> None:
    content = made("published")
    assert "figure for 2023-24 is restricted: it may not be published." in all_text(content)
    missing = next(rows for c, rows in tables(content).items() if c.startswith("Figures not"))
    row = next(r for r in missing if r[0] == "Referrals from police custody centres")
    assert row[1] == "Clackmannanshire’s figure for 2023-24 is restricted: it may not be published."


def test_a_break_is_explained_under_its_chart(made: Made) -> None:
    notes = paragraphs(made("published", "Scotland"), "Report Note")
    assert any(note.startswith("Break 1, at ") for note in notes)


def test_a_year_without_a_figure_is_said_where_older_ones_are_shown(made: Made) -> None:
    said = paragraphs(made("published", "Scotland"), "Report Finding")
    custody = said[0]
    assert "2022-23" in custody
    assert "No figure for 2023-24 is held here; the newest is that of 2022-23." in custody


def test_figures_that_come_out_after_the_report_is_due_are_named(made: Made) -> None:
    text = all_text(made())
    assert "It is to be published by 31 December 2024" in text
    assert "section 23 of the Community Justice (Scotland) Act 2016" in text
    assert "covers 1 April 2023 to 31 March 2024" in text
    assert "part 2 comes out in January, after the 31 December" in text
    assert "figures for 2023-24 from it are published in January 2025" in text
    assert "part 1 comes out" not in text


def test_what_happened_after_the_reporting_year_is_no_caveat_of_it(made: Made) -> None:
    later, earlier = ("\n".join(paragraphs(made(year=y), "List Bullet")) for y in ("2024-25", YEAR))
    assert "replaced New Routes and Shine on 1 April 2025." in later
    assert "Upside" not in earlier
    assert "Councils are one provider among several" in earlier


# Structure


@pytest.mark.parametrize("outline", ["annual-report", "highlights-and-issues"])
@pytest.mark.parametrize(("figures_set", "area"), some(CASES, 2))
def test_word_finds_nothing_to_repair(
    made: Made, figures_set: str, area: str, outline: str
) -> None:
    assert problems(made(figures_set, area, outline=outline)) == []


def test_the_headings_are_those_of_the_annual_report_in_order(made: Made) -> None:
    found = headings(opened(made()))
    assert [text for level, text in found if level == 1] == [
        "Introduction",
        "National indicators",
        "Governance",
        "Key challenges",
        "Positives and opportunities",
        "Progress against the national indicators and outcomes",
        "Next steps",
        "Opportunities and barriers",
        "Annex: figures and methods",
    ]
    blocks = [text for level, text in found if level == 2]
    assert blocks[0] == "High-level indicator: custody and community disposals"
    assert [b.partition(":")[0] for b in blocks[1:10]] == [f"Outcome {n}" for n in range(1, 10)]
    thirds = [text for level, text in found if level == 3]
    assert thirds == ["Indicator context", "Figures", "Key local actions", "Assessment"] * 10


def test_the_framework_table_has_every_action_and_says_which_has_no_indicator(
    made: Made, published: FigureSet
) -> None:
    header, *rows = tables(made())["National outcomes and indicators, by priority action"]
    assert header == [
        "Priority action",
        "National outcome",
        "National indicator",
        "Desired direction",
    ]
    assert len(rows) == 1 + 13
    assert rows[0][3] == "Custody: lower; Community sentence: higher"
    by_action = {row[0]: row for row in rows[1:]}
    assert by_action["4. Electronic monitoring"][1:] == [
        "No national outcome",
        "No national indicator",
        "None",
    ]
    assert by_action["8. Housing after prison"][3] == "Fewer"
    assert "↑" not in all_text(made())
    assert [aim.text for aim in published.catalogue.aims] == paragraphs(made(), "List Bullet")[:4]


def test_a_small_table_stays_on_one_page_and_a_long_one_repeats_its_header(made: Made) -> None:
    for table in opened(made()).tables:
        rows = table._tbl.tr_lst
        kept = [all(p.pPr.keepNext is not None for p in row.xpath(".//w:p")) for row in rows]
        assert kept == (
            [True] * (len(rows) - 1) + [False] if len(rows) <= 7 else [False] * len(rows)
        )


def test_the_shorter_outline_gives_a_shorter_report_with_its_own_headings(
    made: Made, outlines: Mapping[str, Outline]
) -> None:
    content = made(outline="highlights-and-issues")
    firsts = [text for level, text in headings(opened(content)) if level == 1]
    assert firsts[:5] == [s.heading for s in outlines["highlights-and-issues"].sections]
    assert len(all_text(content)) < len(all_text(made())) / 2
    sources = "Publications that the figures were read in"
    short, long = (
        {row[0] for row in tables(made("published", "Scotland", outline=one))[sources]}
        for one in ("highlights-and-issues", "annual-report")
    )
    assert short < long
    assert any("2023-24" in title for title in short)
    assert "section 23" not in all_text(content)


def test_every_picture_is_described_by_its_view(made: Made, library: Library, today: date) -> None:
    described = [text for text, _ in pictures(made())]
    drawn = [v for v in views_of(library, "illustrative", "Clackmannanshire", today) if v.drawing]
    assert len(described) >= 15
    for text in described:
        assert text.startswith(f"{NOT_REAL}. Line chart. ")
        assert "The table below holds every figure." not in text
    assert {text.split(". ")[2] for text in described} <= {v.heading for v in drawn}


@pytest.mark.parametrize("figures_set", ["published", "illustrative"])
def test_illustrative_is_marked_on_every_page_and_figure_and_no_other_is(
    made: Made, figures_set: str
) -> None:
    content = made(figures_set)
    document = opened(content)
    header = "".join(p.text for p in document.sections[0].header.paragraphs)
    captions = paragraphs(content, "Caption")
    if figures_set == "published":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert not [n for n in archive.namelist() if b"llustrative figures" in archive.read(n)]
        return
    assert header == NOT_REAL
    assert document.paragraphs[0].text == NOT_REAL
    assert document.core_properties.title.startswith(NOT_REAL)
    assert all(NOT_REAL in c for c in captions if c.startswith("Figure"))


# The coordinator's words


def test_missing_words_are_marked_where_they_belong_and_counted(
    made: Made, outlines: Mapping[str, Outline], published: FigureSet
) -> None:
    keys = outcome_keys(published.catalogue)
    slots = outlines["annual-report"].slots(keys)
    words = {("governance", ""): "We meet every month.", ("assessment", "3"): "Achieved."}
    content = made(words=words)
    markers = [t for t in paragraphs(content, "Report Words Missing") if t.startswith(MARKER)]
    assert len(markers) == len(slots) - 2
    assert f"{MARKER}Assessment, outcome 2]" in markers
    assert f"{MARKER}Assessment, high-level indicator]" in markers
    assert f"{MARKER}Assessment, outcome 3]" not in markers
    note = f"{len(slots) - 2} of the {len(slots)} texts of this report are still to be written."
    assert note in all_text(content)
    assert report_package.places_without_words(outlines["annual-report"], keys, words) == (
        len(slots) - 2,
        len(slots),
    )


def test_with_all_words_written_nothing_is_marked(
    made: Made, outlines: Mapping[str, Outline], published: FigureSet
) -> None:
    slots = outlines["annual-report"].slots(outcome_keys(published.catalogue))
    words = {(s.id, outcome): f"Said of {s.id} {outcome}." for s, outcome in slots}
    content = made(words=words)
    assert paragraphs(content, "Report Words Missing") == []
    text = all_text(content)
    order = [text.index(said) for said in words.values()]
    assert order == sorted(order), "words stand in the order of the outline"


def test_words_keep_letters_bullets_lines_and_length(made: Made) -> None:
    long = "We worked with partners across Clackmannanshire & beyond. " * 150
    words = {
        (
            "introduction",
            "",
        ): f"Gàidhlig, naïve café – “quotes” 👍 <b>&amp;</b>\nSecond line\n\n{long}",
        ("challenges", ""): "Two:\n- funding\n* staffing\n• pace of policy\n\nThen more.",
    }
    content = made(words=words)
    body = paragraphs(content, "Normal")
    assert "Gàidhlig, naïve café – “quotes” 👍 <b>&amp;</b>\nSecond line" in body
    assert long.strip() in body
    bullets = paragraphs(content, "List Bullet")
    at = bullets.index("funding")
    assert bullets[at : at + 3] == ["funding", "staffing", "pace of policy"]
    assert problems(content) == []


@given(text=st.text(min_size=1, max_size=200))
def test_any_words_can_be_held_and_are_read_back(text: str) -> None:
    said = fit(text)
    xml = docx.oxml.OxmlElement("w:t")
    xml.text = said
    assert fit(said) == said
    visible = [c for c in tidy(text) if c.isprintable()]
    assert [c for c in said if c.isprintable()] == visible


@pytest.fixture(scope="module")
def blank(library: Library, home: Path, today: date) -> Callable[[str], bytes]:
    """Make the shortest report with words, without any figure to draw."""
    outline = Outline.model_validate(
        {"id": "short", "title": "Short", "sections": [{"id": "a", "heading": "A", "per": "area"}]}
    )
    figures = library.figures("published")
    area = figures.areas.find("Falkirk", "x")
    return lambda text: report(figures, area, YEAR, outline, {("a", ""): text}, today=today)


@settings(max_examples=20)
@given(text=st.text(st.characters(codec="utf-8"), max_size=120))
def test_whatever_is_written_the_document_stays_sound(
    blank: Callable[[str], bytes], text: str
) -> None:
    content = blank(text)
    assert problems(content) == []
    kept = "".join("".join(lines.lines) for lines in blocks_of(tidy(text)))
    said = "".join(p.text for p in opened(content).paragraphs)
    assert re.sub(r"\s", "", kept) in re.sub(r"\s", "", said)


# Pictures


def test_the_bare_drawing_has_no_title_and_is_marked_when_not_real(
    library: Library, today: date
) -> None:
    for figures_set in ("published", "illustrative"):
        view = views_of(library, figures_set, "Scotland", today)[0]
        svg = (drawing_svg(view) or b"").decode()
        assert view.finding.lead not in re.sub(r"<desc>.*?</desc>", "", svg)
        assert (f">{NOT_REAL}</text>" in svg) == (figures_set == "illustrative")
        image = Image.open(io.BytesIO(drawing_png(view) or b""))
        assert image.width == WIDTH
        assert 0.3 < image.height / image.width < 0.7


def test_a_report_with_its_pictures_holds_each_once(
    library: Library, outlines: Mapping[str, Outline], today: date
) -> None:
    figures = library.figures("published")
    scotland = figures.areas.scotland
    content = report(figures, scotland, YEAR, outlines["annual-report"], {}, today=today)
    assert problems(content) == []
    held = pictures(content)
    assert len({blob for _, blob in held}) == len(held) > 5


def test_the_table_at_a_glance_names_the_newest_figure_where_it_is_older(made: Made) -> None:
    rows = tables(made("published", "Clackmannanshire"))
    glance = next(found for caption, found in rows.items() if "at a glance" in caption)
    text = " ".join(" ".join(row) for row in glance)
    assert "newest: 27.5%, 2017-18" in text, "reconvictions by home area"
