"""Reads a presentation back, and checks that it is whole and can be read by everybody."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from posixpath import dirname, join, normpath
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
from pptx import Presentation

from cjdata.wording import ILLUSTRATIVE

REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@lru_cache(maxsize=4)
def opened(content: bytes) -> Any:
    """Open a presentation, to be read only: the next who asks for it gets the same."""
    return Presentation(io.BytesIO(content))


def check_package(content: bytes) -> None:
    """Every part has a content type, and every relationship a target."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert len(names) == len(set(names))
        types = ET.fromstring(package.read("[Content_Types].xml"))
        endings = {node.get("Extension", "").lower() for node in types}
        overrides = {node.get("PartName", "").lstrip("/") for node in types}
        for name in names:
            ending = name.rpartition(".")[2].lower()
            is_said = name in overrides or (ending in endings and ending != "xml")
            assert is_said or "[" in name, f"no type: {name}"
            if name.endswith((".xml", ".rels")):
                ET.fromstring(package.read(name))
        for name in (n for n in names if n.endswith(".rels")):
            check_targets(package, name)


def check_targets(package: zipfile.ZipFile, name: str) -> None:
    base = dirname(dirname(name))
    ids = set()
    for relation in ET.fromstring(package.read(name)).iter(REL):
        assert relation.get("Id") not in ids
        ids.add(relation.get("Id"))
        if relation.get("TargetMode") != "External":
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else normpath(join(base, target))
            assert path in package.namelist(), f"{name} leads to {path}"


def check_slides(content: bytes) -> None:
    """Ids and titles are unique, no alternative text is missing, no placeholder is empty."""
    presentation = opened(content)
    titles = []
    for slide in presentation.slides:
        shapes = list(slide.shapes)
        ids = [node.get("id") for node in slide._element.iter(f"{P}cNvPr")]
        assert len(ids) == len(set(ids))
        assert is_title(shapes[0]), "the title is read first"
        assert title_of(slide).strip()
        titles.append(title_of(slide))
        check_reading_order(slide)
        for shape in shapes:
            check_shape(shape, presentation)
        for run in slide._element.iter(f"{A}r"):
            assert run.find(f"{A}rPr").get("lang") == "en-GB"
        assert slide.has_notes_slide
    assert len(titles) == len(set(titles))


def check_reading_order(slide: Any) -> None:
    """After the title come the mark, the text above, what is drawn, the source, the number."""
    names = [shape.name for shape in slide.shapes][1:]
    assert "Mark" not in names[1:]
    ends = [name for name in names if name in ("Source", "Slide number")]
    assert names[len(names) - len(ends) :] == ends == sorted(ends, reverse=True)
    drawn = [n for n, shape in enumerate(slide.shapes) if shape.has_chart or shape.has_table]
    above = [n for n, shape in enumerate(slide.shapes) if shape.name == "Text"]
    assert not drawn or above[0] < drawn[0], "the heading is read before what it heads"


def is_title(shape: Any) -> bool:
    return shape.is_placeholder and int(shape.placeholder_format.type) in (1, 3, 5)


def title_of(slide: Any) -> str:
    (title,) = [shape for shape in slide.shapes if is_title(shape)]
    return str(title.text_frame.text)


def check_shape(shape: Any, presentation: Any) -> None:
    properties = next(shape._element.iter(f"{P}cNvPr"))
    is_drawn = shape.has_chart or shape.has_table or shape.shape_type == 13
    assert not is_drawn or len(properties.get("descr", "")) > 10, shape.name
    if shape.is_placeholder and shape.has_text_frame:
        assert shape.text_frame.text.strip(), f"{shape.name} is empty"
    assert shape.left >= 0
    assert shape.top >= 0
    assert shape.left + shape.width <= presentation.slide_width + 1
    assert shape.top + shape.height <= presentation.slide_height + 1
    if shape.has_chart:
        assert shape.chart.part.chart_workbook.xlsx_part is not None
        languages = [node.get("val") for node in shape.chart._chartSpace.iter(f"{C}lang")]
        assert languages == ["en-GB"]


def check_marks(content: bytes, *, illustrative: bool) -> None:
    """Every slide of figures that are not real says so, and no other does."""
    for slide in opened(content).slides:
        said = " ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
        assert (ILLUSTRATIVE in said) == illustrative


def charts_in(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def cached(chart: Any) -> dict[str, dict[str, float]]:
    """The figures that a chart shows: by series, then by category; none where there is none."""
    found: dict[str, dict[str, float]] = {}
    for series in chart._chartSpace.iter(f"{C}ser"):
        name = "".join(series.find(f"{C}tx").itertext(f"{C}v"))
        categories = points(series.find(f"{C}cat"))
        values = points(series.find(f"{C}val"))
        found[name] = {categories[n]: float(value) for n, value in values.items()}
    return found


def points(node: Any) -> dict[int, str]:
    return {int(p.get("idx")): p.find(f"{C}v").text for p in node.iter(f"{C}pt")}


def sheet_of(chart: Any) -> list[tuple[Any, ...]]:
    """The rows of the workbook inside a chart."""
    blob = chart.part.chart_workbook.xlsx_part.blob
    return list(openpyxl.load_workbook(io.BytesIO(blob)).active.iter_rows(values_only=True))


def in_workbook(chart: Any) -> dict[str, dict[str, float]]:
    """The figures in the workbook of a chart, in the form of ``cached``."""
    header, *rows = sheet_of(chart)
    return {
        str(name): {str(row[0]): row[n] for row in rows if row[n] is not None}
        for n, name in enumerate(header)
        if n and name is not None
    }


def texts_of(slide: Any) -> Iterator[str]:
    """All that a slide says, its tables and notes included."""
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        if shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)
    yield slide.notes_slide.notes_text_frame.text


def dots_in(chart: Any) -> list[tuple[float, float]]:
    """The dots that a chart shows, across and up."""
    found = []
    for series in chart._chartSpace.iter(f"{C}ser"):
        across, up = points(series.find(f"{C}xVal")), points(series.find(f"{C}yVal"))
        found += [(float(across[n]), float(up[n])) for n in up]
    return found


def error_bars_in(chart: Any) -> Iterator[tuple[str, str, float, float, float]]:
    """The series, category and value of each point with an interval, and its reach down and up."""
    for series in chart._chartSpace.iter(f"{C}ser"):
        bars = series.find(f"{C}errBars")
        if bars is None:
            continue
        name = "".join(series.find(f"{C}tx").itertext(f"{C}v"))
        categories, values = points(series.find(f"{C}cat")), points(series.find(f"{C}val"))
        up, down = points(bars.find(f"{C}plus")), points(bars.find(f"{C}minus"))
        for n in up:
            yield name, categories[n], float(values[n]), float(down[n]), float(up[n])
