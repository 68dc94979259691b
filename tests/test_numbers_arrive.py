"""Numbers stay numbers: whatever signs and words are put around them, every file has them all.

The words of a number are changed in the one place that knows them, everything is made anew, and
what programs read as numbers is held against what they read before.
"""

from __future__ import annotations

import ast
import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from some import long
from xlsx_checks import Xlsx

import cjdata
from cjdata import formats
from cjdata.exports import outputs
from cjdata.exports.collected import Collected, collect
from cjdata.exports.figures_csv import figures_csv
from cjdata.formats import Formats
from cjdata.library import Library
from cjdata.pack import add, item_at, ready_made_pack
from cjdata.reference.report_outlines import ANNUAL_REPORT, load_outline
from cjdata.reference.statuses import STATUSES
from cjdata.views.addressed import NothingToShow, read_view_address, view_at, views_of_area
from cjdata.views.registry import VIEW_TYPES
from cjdata.views.view import View

TODAY = date(2026, 11, 30)
OTHER_WORDS = Formats(
    thousands="\N{THIN SPACE}",
    minus="minus ",
    percent="{number} per cent",
    about="roughly {number}",
    marked="{number} [{mark}]",
    span="{lower}–{upper}",
    interval="between {limits} ({confidence:.0%})",
    share="{part} out of {whole}",
    nothing="nil said",
)
NOT_LOADED = "Awaited"
AREAS = {
    "published": ("Clackmannanshire", "S12000005"),
    "illustrative": ("Falkirk", "S12000014"),
}
Numbers = Counter[float]


def every_view(library: Library, name: str) -> Collected:
    """The ready-made pack of an area, and one view of every kind besides."""
    figures, (area, code) = library.figures(name), AREAS[name]
    pack = ready_made_pack(figures, code, TODAY)
    for offer in VIEW_TYPES:
        page = "prison" if offer.of_records else offer.pages[-1]
        more = {"scatter": "&versus=custody_percent", "trend": "&show=index"}.get(offer.kind, "")
        address = read_view_address(f"{page}/{offer.kind}?area={area}{more}")
        try:
            view_at(figures, address, TODAY)
        except NothingToShow:
            continue
        pack = add(pack, item_at(figures, address, TODAY))
    return collect(figures, code, pack, TODAY)


def arrived(home: Path, name: str) -> dict[str, Numbers]:
    """Give the numbers of all files, made from figures that nobody has read before."""
    held = every_view(Library(home), name)
    views = (*views_of_area(held.figures, held.area.code, "files of an area", TODAY), *held.views)
    outline = load_outline(home / "reference" / "outlines" / f"{ANNUAL_REPORT}.toml")
    report = outputs.annual_report(held.figures, held.area, "2023-24", outline, {}, today=TODAY)
    deck = outputs.slides(held)
    return {
        "workbook": of_workbook(outputs.workbook(held)),
        "workbook of the area": of_workbook(outputs.workbook(replace(held, is_own=False))),
        "site": of_site(outputs.site(held).decode()),
        "charts of slides": Counter(of_charts(deck)),
        "sheets behind slides": Counter(of_sheets(deck)),
        "report": of_words(report),
        **{f"CSV {n} {view.kind}": of_csv(view) for n, view in enumerate(views)},
    }


def of_workbook(content: bytes) -> Numbers:
    book = Xlsx(content)
    return Counter(number for sheet in book.sheets for number in book.numbers(sheet))


def of_site(text: str) -> Numbers:
    return Counter(float(value) for value in re.findall(r'data-value="([^"]*)"', text))


def of_charts(deck: bytes) -> Iterator[float]:
    with zipfile.ZipFile(io.BytesIO(deck)) as parts:
        for name in parts.namelist():
            if name.startswith("ppt/charts/chart"):
                caches = re.findall(
                    r"<c:numCache>.*?</c:numCache>", parts.read(name).decode(), re.DOTALL
                )
                for cache in caches:
                    yield from map(float, re.findall(r"<c:v>([^<]*)</c:v>", cache))


def of_sheets(deck: bytes) -> Iterator[float]:
    with zipfile.ZipFile(io.BytesIO(deck)) as parts:
        for name in parts.namelist():
            if name.endswith(".xlsx"):
                yield from of_workbook(parts.read(name)).elements()


def of_words(report: bytes) -> Numbers:
    """The digits of the tables of the report: it has no numbers but in words."""
    with zipfile.ZipFile(io.BytesIO(report)) as parts:
        text = parts.read("word/document.xml").decode()
    cells = "".join(re.findall(r"<w:tbl>.*?</w:tbl>", text, re.DOTALL))
    plain = re.sub(r"<[^>]*>", " ", cells).replace(",", "").replace("\N{THIN SPACE}", "")
    return Counter(map(float, re.findall(r"\d+(?:\.\d+)?", plain)))


def of_csv(view: View) -> Numbers:
    """The numbers of the columns that hold some; words may have digits in them."""
    rows = csv.DictReader(io.StringIO(figures_csv(view).decode("utf-8-sig")))
    numbers = ("value", "lower_95", "upper_95", "index", "baseline", "latest_value")
    columns = (*numbers, "local_evidence", "national_indicator", "distance_from_target")
    return Counter(
        float(row[c]) for row in rows for c in columns if re.match(r"[-\d]", row.get(c) or "")
    )


@pytest.mark.parametrize("name", ["published", long("illustrative")])
def test_every_number_arrives_whatever_is_written_around_it(
    home: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = arrived(home, name)
    monkeypatch.setattr(formats, "FORMATS", OTHER_WORDS)
    monkeypatch.setitem(STATUSES, "not_loaded", replace(STATUSES["not_loaded"], short=NOT_LOADED))
    after = arrived(home, name)
    assert before.keys() == after.keys()
    assert {file for file, numbers in before.items() if numbers != after[file]} == set()
    for file in ("workbook", "site", "charts of slides", "sheets behind slides", "report"):
        assert before[file].total() > 100, file


def test_the_words_do_change(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above tries nothing, if what it changes is not what readers see."""
    monkeypatch.setattr(formats, "FORMATS", OTHER_WORDS)
    monkeypatch.setitem(STATUSES, "not_loaded", replace(STATUSES["not_loaded"], short=NOT_LOADED))
    text = outputs.site(every_view(Library(home), "published")).decode()
    shown = (
        "\N{THIN SPACE}",
        "per cent",
        "roughly ",
        " out of ",
        NOT_LOADED,
        "nil said",
        "between ",
    )
    assert not [words for words in shown if words not in text]


# Nothing is read back


PACKAGES = ("exports", "pack", "views")
READERS = {"float", "Decimal", "partition", "rpartition", "fullmatch", "isdecimal", "isdigit"}
ALLOWED = {
    ("exports/drawing_picture.py", "float"): "the size of a drawing, from its SVG",
    ("exports/picture.py", "float"): "the same",
    ("exports/picture.py", "fullmatch"): "the size that a person asks for",
    ("exports/report/writer.py", "isdecimal"): "the bookmarks of a template",
    ("exports/slides/chart_markup.py", "float"): "a length",
    ("exports/slides/chart_parts.py", "partition"): "the decimals of a step on an axis",
    ("exports/slides/line_charts.py", "float"): "a length",
    ("exports/slides/tables.py", "isdigit"): "what must stand in one line",
    ("pack/links.py", "fullmatch"): "the letters of a link",
    ("pack/written.py", "Decimal"): "values of packs of version 1, which were text",
    ("pack/written.py", "float"): "the same",
    ("views/shared/assemble.py", "float"): "a sum",
    ("views/comparison/words.py", "partition"): "the words of a heading, and the name of a measure",
    ("views/trend/words.py", "partition"): "the words of a heading, for the name of a sheet",
    ("views/plan/words.py", "float"): "a distance that is told",
    ("views/plan/data.py", "Decimal"): "the text of a plan’s own files",
    ("views/plan/data.py", "float"): "the same",
    ("views/trend/chart.py", "float"): "a point of an index",
    ("views/view_type.py", "fullmatch"): "the path of a page",
    ("views/view_address.py", "partition"): "an address",
}
"""Where text is read that the product did not print of a figure."""


def readers() -> Iterator[tuple[str, str]]:
    root = Path(cjdata.__file__).parent
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call):
                    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                    if name in READERS:
                        yield path.relative_to(root).as_posix(), name


def test_no_module_reads_a_number_back_from_text() -> None:
    assert set(readers()) == set(ALLOWED)
