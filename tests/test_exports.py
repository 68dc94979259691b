"""What is taken away: it agrees with the screen, reads back, and says what it is."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from query_answers import AREAS, SETS, area_code, held

from cjdata.errors import CjdataError
from cjdata.exports.figures_csv import figures_csv, safe
from cjdata.exports.filenames import file_name
from cjdata.exports.fonts import wrap
from cjdata.exports.picture import (
    HEIGHT,
    LARGEST,
    SLIDE,
    SMALLEST,
    WIDTH,
    Size,
    picture_png,
    picture_svg,
    read_size,
)
from cjdata.library import FigureSet, Library
from cjdata.views.addressed import views_of_area
from cjdata.views.shared.records import COLUMNS
from cjdata.views.trend.data import ThemeView, theme_view
from cjdata.views.trend.selection import Selection
from cjdata.views.view import Download

SCOTLAND, CLACKS, VALLEY = "S92000003", "S12000005", "forth-valley"
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NOT_REAL = "Illustrative figures: not real"
SVG = "{http://www.w3.org/2000/svg}"

CASES = {
    "counts": ("housing", "homelessness_applications_from_prison", "number", CLACKS),
    "percentages": ("community-sentences", "cpo_completion_percent", "percent", CLACKS),
    "broken line": ("community-sentences", "cpo_completion_percent", "percent", SCOTLAND),
    "restricted": ("police-custody", "police_custody_referrals", "number", CLACKS),
    "Scotland only": ("attitudes", "attitude_community_sentence_percent", "percent", CLACKS),
}
Open = Callable[[str, str], ThemeView]


@pytest.fixture(scope="module")
def open_view(library: Library, today: date) -> Open:
    def opened(figures_set: str, case: str) -> ThemeView:
        page, measure, form, area = CASES[case]
        others = (VALLEY,) if area == SCOTLAND else (SCOTLAND, VALLEY)
        selection = Selection(area, others, measure, form)
        return theme_view(library.figures(figures_set), page, selection, today)

    return opened


def rows_of(view: ThemeView) -> list[dict[str, str]]:
    text = figures_csv(view).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def with_note(download: Download, note: str) -> Download:
    first = list(download.rows[0])
    first[download.columns.index("note")] = note
    return replace(download, rows=(tuple(first), *download.rows[1:]))


def text_of(svg: bytes) -> str:
    """The text that a reader of the picture sees, its lines joined."""
    root = ET.fromstring(svg)
    return " ".join("".join(node.itertext()) for node in root.iter(f"{SVG}text"))


# CSV


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("figures_set", ["published", "illustrative"])
def test_a_file_has_a_row_for_each_cell_of_the_table(
    open_view: Open, figures_set: str, case: str
) -> None:
    view = open_view(figures_set, case)
    rows = rows_of(view)
    assert len(rows) == len(view.series) * len(view.years)
    by_cell = {(r["area"], r["period"]): r for r in rows}
    for line in view.table.rows:
        heads = zip(view.table.header, line, strict=True)
        cells = [cell for head, cell in heads if not head.startswith("95% interval")]
        for series, cell in zip(view.series, cells[1:], strict=True):
            row = by_cell[series.area.name, line[0].text]
            figure = series.by_period[line[0].text]
            assert row["reason_if_missing"] == (cell.reason if cell.is_missing else "")
            assert row["edition"] == figure.edition
            assert row["note"] == safe(figure.note)
            if cell.is_missing:
                assert row["value"] == ""
                assert row["reason_if_missing"].endswith(".")
                assert row["precision"] == ""
            else:
                assert float(row["value"]) == pytest.approx(figure.value)
                assert row["value"] == re.sub(r"[,%]", "", cell.text)
            if figure.value is not None:
                source = next(s for s in view.sources if s.source_id == figure.source_id)
                assert (row["source"], row["source_address"]) == (source.title, source.url)
            assert row["counted_by"] == view.theme.counted_by


def test_a_file_opens_in_a_spreadsheet_with_its_letters_and_lines_right(open_view: Open) -> None:
    data = figures_csv(open_view("published", "counts"))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n")
    assert data.decode("utf-8-sig").splitlines()[0] == ",".join(COLUMNS)


def test_a_file_says_which_figures_are_real(open_view: Open) -> None:
    assert {r["figures"] for r in rows_of(open_view("published", "counts"))} == {
        "Published figures"
    }
    illustrative = open_view("illustrative", "counts")
    assert {r["figures"] for r in rows_of(illustrative)} == {NOT_REAL}
    assert b"llustrative" not in figures_csv(open_view("published", "counts"))


def test_a_file_marks_breaks_and_why(open_view: Open) -> None:
    rows = rows_of(open_view("published", "broken line"))
    broken = [r for r in rows if r["area_code"] == SCOTLAND and r["break_before"]]
    assert "2014-15" in {r["period"] for r in broken}
    assert all("[b]" in r["marker"] for r in broken)
    assert all("[b]" not in r["marker"] for r in rows if not r["break_before"])


def test_a_note_with_commas_quotes_and_line_breaks_reads_back_unchanged(open_view: Open) -> None:
    view = open_view("published", "counts")
    note = 'He said "no",\nthen “yes”;\r\n\tand left, 5%'
    changed = replace(view, make_download=lambda: with_note(view.download, note))
    assert rows_of(changed)[0]["note"] == note


@pytest.mark.parametrize("start", STARTS)
def test_a_cell_that_a_spreadsheet_would_run_is_defused(open_view: Open, start: str) -> None:
    view = open_view("published", "counts")
    formula = f'{start}HYPERLINK("https://example.org")'
    changed = replace(view, make_download=lambda: with_note(view.download, formula))
    assert rows_of(changed)[0]["note"] == f"'{formula}"


@given(st.text(max_size=20) | st.builds("".join, st.tuples(st.sampled_from(STARTS), st.text())))
def test_no_cell_starts_like_a_formula(text: str) -> None:
    assert not safe(text).startswith(STARTS)
    assert safe(text).removeprefix("'") == text.removeprefix("'")


@given(st.lists(st.text(max_size=30), min_size=1, max_size=6))
def test_any_text_reads_back_from_a_file(open_view: Open, texts: list[str]) -> None:
    view = open_view("published", "counts")
    content = Download(tuple(f"column {n}" for n in range(len(texts))), (tuple(texts),))
    changed = replace(view, make_download=lambda: content)
    assert list(rows_of(changed)[0].values()) == [safe(text) for text in texts]


@pytest.mark.parametrize("which", AREAS)
@pytest.mark.parametrize("name", SETS)
def test_every_value_of_every_file_is_the_query_s(
    library: Library, today: date, name: str, which: str
) -> None:
    figures = library.figures(name)
    answers, checked = held(figures), 0
    for view in views_of_area(figures, area_code(figures, which), "files of an area", today):
        for row in rows_of(view) if set(COLUMNS) <= set(view.download.columns) else ():
            assert row["figures"] == (NOT_REAL if view.is_illustrative else "Published figures")
            if row["status"] == "computed":
                continue
            answer = answers.get((row["measure"], row["area"], row["period"]))
            assert (float(row["value"]) if row["value"] else None) == answer, row
            checked += answer is not None
    assert checked > (55 if name == "published" else 700)


# File names


def test_a_file_is_named_by_measure_area_and_years(open_view: Open) -> None:
    view = open_view("published", "counts")
    years = f"{view.years[0]}-to-{view.years[-1]}"
    assert file_name(view, "csv") == (
        f"homelessness-applications-from-prison_clackmannanshire_{years}.csv"
    )


@pytest.mark.parametrize("case", CASES)
def test_an_illustrative_file_says_so_first_and_no_other_does(open_view: Open, case: str) -> None:
    assert file_name(open_view("illustrative", case), "png").startswith("illustrative-not-real_")
    assert "illustrative" not in file_name(open_view("published", case), "png")


def test_every_file_name_is_safe_on_every_system(published: FigureSet, open_view: Open) -> None:
    view = open_view("published", "counts")
    stems = {area.code: ("a_measure", area.name) for area in published.areas.by_code.values()}
    names = {file_name(replace(view, file_stem=stem), "csv") for stem in stems.values()}
    assert len(names) == len(set(stems.values()))
    assert all(re.fullmatch(r"[a-z0-9_-]+\.csv", name) for name in names)


def test_a_file_without_years_says_so(published: FigureSet, today: date) -> None:
    selection = Selection(CLACKS, (), "police_custody_referrals", "number", first="2030-31")
    view = theme_view(published, "police-custody", selection, today)
    assert file_name(view, "csv").endswith("_no-years.csv")


# Pictures


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("figures_set", ["published", "illustrative"])
def test_a_picture_holds_finding_unit_source_and_date_as_text(
    open_view: Open, figures_set: str, case: str
) -> None:
    view = open_view(figures_set, case)
    svg = picture_svg(view)
    root = ET.fromstring(svg)
    assert (root.get("width"), root.get("height")) == (str(WIDTH), str(HEIGHT))
    assert (root.findtext(f"{SVG}title") or "").startswith(view.heading)
    assert view.finding.text in (root.findtext(f"{SVG}desc") or "")
    said = text_of(svg)
    assert view.finding.lead in said
    assert view.heading in said
    assert view.source_line.split(",")[0] in said
    assert "22 November 2026" in said
    assert view.snapshot_id in said
    if view.panels:
        assert view.area.name in said or view.series[0].latest is None
        assert view.years[0] in said
    else:
        assert "<path" not in svg.decode("utf-8")


@pytest.mark.parametrize("case", CASES)
def test_an_illustrative_picture_says_so_and_no_other_does(open_view: Open, case: str) -> None:
    root = ET.fromstring(picture_svg(open_view("illustrative", case)))
    top = min(root.findall(f"{SVG}text"), key=lambda node: float(node.get("y", "0")))
    assert (top.text, top.get("font-weight")) == (NOT_REAL, "bold")
    assert "llustrative" not in picture_svg(open_view("published", case)).decode("utf-8")


@pytest.mark.parametrize(
    ("figures_set", "case"), [("published", "counts"), ("illustrative", "restricted")]
)
def test_a_picture_fits_a_slide_sharply(open_view: Open, figures_set: str, case: str) -> None:
    image = Image.open(io.BytesIO(picture_png(open_view(figures_set, case))))
    assert (image.format, image.size) == ("PNG", (1920, 1080))
    colours = image.convert("RGB").getcolors(maxcolors=1_000_000) or []
    assert len(colours) > 20, "the picture is not empty"


def test_names_with_special_letters_keep_a_picture_whole(open_view: Open) -> None:
    view = open_view("published", "counts")
    svg = picture_svg(replace(view, heading="A & B <C> “D”"))
    assert "A & B <C> “D”" in text_of(svg)


def test_no_text_runs_out_of_a_picture(open_view: Open) -> None:
    for case in CASES:
        root = ET.fromstring(picture_svg(open_view("illustrative", case)))
        for node in root.findall(f"{SVG}text"):
            assert 0 < float(node.get("y", "0")) <= HEIGHT
            assert float(node.get("font-size", "0")) >= 28


# Any size


@pytest.mark.parametrize(
    "size", [(800, 450), (1920, 1080), (4000, 1000), (900, 3600), (7680, 4320)]
)
def test_text_grows_with_a_picture_and_stays_inside(open_view: Open, size: tuple[int, int]) -> None:
    chosen = Size(*size)
    for case in CASES:
        root = ET.fromstring(picture_svg(open_view("illustrative", case), chosen))
        assert (root.get("width"), root.get("height")) == tuple(map(str, size))
        width, height = map(int, (root.get("viewBox") or "").split()[2:])
        assert size[0] / width == pytest.approx(chosen.scale, rel=1e-3)
        assert size[1] / height == pytest.approx(chosen.scale, rel=1e-3)
        for node in root.findall(f"{SVG}text"):
            assert 0 < float(node.get("y", "0")) <= height
            assert float(node.get("font-size", "0")) >= 28


def test_a_picture_of_the_usual_size_is_the_picture(open_view: Open) -> None:
    view = open_view("illustrative", "counts")
    assert picture_svg(view, Size(WIDTH, HEIGHT)) == picture_svg(view)
    large = picture_svg(view, Size(2 * WIDTH, 2 * HEIGHT)).decode("utf-8")
    assert large.replace('width="3840" height="2160"', f'width="{WIDTH}" height="{HEIGHT}"') == (
        picture_svg(view).decode("utf-8")
    )


@pytest.mark.parametrize("size", [SMALLEST, (1000, 1500), LARGEST])
def test_a_picture_is_as_large_as_asked_for(open_view: Open, size: tuple[int, int]) -> None:
    image = Image.open(io.BytesIO(picture_png(open_view("published", "counts"), Size(*size))))
    assert image.size == size


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_size_is_read_back_or_refused(width: int, height: int) -> None:
    least, most = SMALLEST, LARGEST
    if least[0] <= width <= most[0] and least[1] <= height <= most[1]:
        assert read_size(str(Size(width, height))) == Size(width, height)
    else:
        with pytest.raises(CjdataError, match="from 800x450 to 7680x4320, as in 1920x1080"):
            read_size(f"{width}x{height}")


def test_a_size_left_out_is_that_of_a_slide() -> None:
    assert (SLIDE.scale, SLIDE.canvas) == (1.0, (WIDTH, HEIGHT))


@given(st.lists(st.text("abcdefghij", min_size=1, max_size=12), min_size=1, max_size=40))
def test_wrapping_keeps_every_word_in_order(words: list[str]) -> None:
    lines = wrap(" ".join(words), 28, 400, bold=False)
    assert " ".join(lines).split() == words
    assert all(lines)
