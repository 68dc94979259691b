"""The checks of slides and reports find what they look for: each is shown a file with its fault."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date

import pytest
from docx_checks import problems
from pptx_checks import charts_in, check_marks, check_package, check_slides, opened, sheet_of
from slide_decks import CLACKS, made
from some import some

from cjdata.exports.report import report
from cjdata.library import Library
from cjdata.reference.report_outlines import load_outlines
from cjdata.wording import ILLUSTRATIVE

Change = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def sound_deck(library: Library, today: date) -> bytes:
    content: bytes = made(library, "illustrative", CLACKS, today)[2]
    check_deck(content)
    return content


@pytest.fixture(scope="module")
def sound_report(library: Library, today: date) -> bytes:
    figures = library.figures("published")
    outline = load_outlines(library.home / "reference" / "outlines")["annual-report"]
    scotland = figures.areas.scotland
    content = report(figures, scotland, "2023-24", outline, {}, today=today)
    assert problems(content) == []
    return content


def changed(content: bytes, changes: Mapping[str, Change | None]) -> bytes:
    """Copy a file with the parts whose names match changed, or left out where None is given."""
    result = io.BytesIO()
    done: set[str] = set()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            found = next((pattern for pattern in changes if re.fullmatch(pattern, name)), None)
            change = changes[found] if found else lambda data: data
            before = old.read(name)
            after = change(before) if change else None
            done |= {found} if found and after != before else set()
            if after is not None:
                new.writestr(name, after)
    assert done == set(changes), "the fault is in the file"
    return result.getvalue()


def in_first_chart(content: bytes, changes: Mapping[str, Change | None]) -> bytes:
    """Change as ``changed`` does; what is of the first chart, on the slide that holds it."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        slides = [name for name in file.namelist() if re.fullmatch(SLIDE, name)]
        slides.sort(key=lambda name: int(re.sub(r"\D", "", name)))
        first = next(name for name in slides if b"<c:chart " in file.read(name))
    return changed(
        content, {k if k != FIRST_CHART else re.escape(first): c for k, c in changes.items()}
    )


def without(pattern: bytes) -> Change:
    return lambda data: re.sub(pattern, b"", data, count=1)


def with_(pattern: bytes, other: bytes) -> Change:
    return lambda data: re.sub(pattern, other, data, count=1)


SLIDE = r"ppt/slides/slide\d+\.xml"
FIRST_CHART = "the slide of the first chart"
DECK_FAULTS: dict[str, Mapping[str, Change | None]] = {
    "a part without its type": {
        r"\[Content_Types\]\.xml": without(rb"<Override [^>]*slide4\.xml[^>]*>")
    },
    "a chart without its workbook": {r"ppt/embeddings/Microsoft_Excel_Sheet1\.xlsx": None},
    "a workbook that is none": {r"ppt/embeddings/Microsoft_Excel_Sheet1\.xlsx": lambda _: b"x"},
    "an id twice": {FIRST_CHART: with_(rb'(<p:cNvPr id=")\d+(" name="Chart)', rb"\g<1>2\2")},
    "a chart without alternative text": {FIRST_CHART: without(rb'(?<=name="Chart" )descr="[^"]*"')},
    "a title twice": {
        r"ppt/slides/slide[45]\.xml": with_(
            rb'(type="title"/>.*?<a:t>)[^<]*', rb"\1The same title of two slides"
        )
    },
    "text of no language": {FIRST_CHART: with_(rb' lang="en-GB"', b"")},
    "a chart of no language": {r"ppt/charts/chart\d+\.xml": without(rb"<c:lang [^>]*/>")},
    "text before the title": {
        FIRST_CHART: lambda data: re.sub(
            rb"(<p:sp>.*?</p:sp>)(<p:sp>.*?</p:sp>)", rb"\2\1", data, count=1, flags=re.DOTALL
        )
    },
    "a heading after its chart": {
        FIRST_CHART: lambda data: re.sub(
            rb"(<p:sp>(?:(?!</p:sp>).)*?name=\"Text\".*?</p:sp>)(<p:graphicFrame.*</p:graphicFrame>)",
            rb"\2\1",
            data,
            count=1,
            flags=re.DOTALL,
        )
    },
    "a slide off its edge": {FIRST_CHART: with_(rb'<a:off x="\d+"', b'<a:off x="99999999"')},
}


def check_deck(content: bytes) -> None:
    check_package(content)
    check_slides(content)
    for slide in opened(content).slides:
        for chart in charts_in(slide):
            sheet_of(chart)


@pytest.mark.parametrize("fault", some(DECK_FAULTS, 3))
def test_a_fault_in_slides_is_found(sound_deck: bytes, fault: str) -> None:
    faulty = in_first_chart(sound_deck, DECK_FAULTS[fault])
    with pytest.raises((AssertionError, KeyError, zipfile.BadZipFile)):
        check_deck(faulty)


def test_a_slide_without_its_mark_is_found(sound_deck: bytes) -> None:
    mark = ILLUSTRATIVE.encode()
    faulty = in_first_chart(sound_deck, {FIRST_CHART: lambda data: data.replace(mark, b"Figures")})
    with pytest.raises(AssertionError):
        check_marks(faulty, illustrative=True)


MAIN = r"word/document\.xml"
REPORT_FAULTS: dict[str, tuple[Mapping[str, Change | None], str]] = {
    "a picture that is not there": ({r"word/media/image1\.png": None}, "is not there"),
    "a type that is not said": (
        {r"\[Content_Types\]\.xml": without(rb'<Default Extension="png"[^>]*>')},
        "no content type",
    ),
    "no alternative text": ({MAIN: with_(rb'descr="[^"]+"', b'descr=""')}, "no alternative text"),
    "an id twice": (
        {MAIN: with_(rb'(<w:bookmarkStart w:id=")2"', rb'\g<1>1"')},
        "stands 2 times",
    ),
    "a field that is not closed": (
        {MAIN: without(rb'<w:r><w:fldChar w:fldCharType="end"/></w:r>')},
        "fields that are not closed",
    ),
    "a table without a header": ({MAIN: without(rb"<w:tblHeader/>")}, "without a header row"),
    "a table without a name": (
        {MAIN: with_(rb'<w:tblCaption w:val="[^"]*"', b'<w:tblCaption w:val=""')},
        "a table without a name",
    ),
    "a row that is too short": ({MAIN: without(rb"<w:tc>.*?</w:tc>")}, "rows differ"),
    "a level that is skipped": (
        {MAIN: with_(rb'<w:pStyle w:val="Heading2"/>', b'<w:pStyle w:val="Heading3"/>')},
        "skips a level",
    ),
    "a heading that the contents lack": (
        {MAIN: with_(rb'<w:pStyle w:val="Heading1"/>', b'<w:pStyle w:val="Normal"/>')},
        "the contents list",
    ),
    "a style that is not there": (
        {MAIN: with_(rb'<w:pStyle w:val="Normal"/>', b'<w:pStyle w:val="Missing"/>')},
        "no style Missing",
    ),
    "a link to nowhere": (
        {MAIN: with_(rb'w:anchor="[^"]*"', b'w:anchor="none"')},
        "a link to nowhere",
    ),
    "an empty paragraph": ({MAIN: with_(rb"(<w:p>)", rb"<w:p/>\1")}, "an empty paragraph"),
    "a caption out of order": (
        {MAIN: with_(rb"(Table </w:t>.*?<w:t[^>]*>)1(</w:t>)", rb"\g<1>7\2")},
        "out of order",
    ),
    "no language": (
        {r"word/styles\.xml": without(rb'<w:lang [^>]*w:val="en-GB"[^>]*/>')},
        "not British English",
    ),
    "no title": (
        {r"docProps/core\.xml": with_(rb"<dc:title>[^<]*", b"<dc:title>")},
        "not filled in",
    ),
    "pages without numbers": (
        {r"word/footer\d*\.xml": lambda data: data.replace(b"PAGE", b"DATE")},
        "pages without numbers",
    ),
}


@pytest.mark.parametrize("fault", some(REPORT_FAULTS, 3))
def test_a_fault_in_a_report_is_found(sound_report: bytes, fault: str) -> None:
    changes, said = REPORT_FAULTS[fault]
    assert any(said in problem for problem in problems(changed(sound_report, changes)))
