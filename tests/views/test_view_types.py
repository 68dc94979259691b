"""A kind of view that nobody has heard of goes through every file, pack and command as it is."""

from __future__ import annotations

import ast
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pptx import Presentation
from project_files import PROJECT
from python_calamine import CalamineWorkbook

from cjdata.cli.image_command import read_view
from cjdata.exports import outputs
from cjdata.exports.collected import Collected, collect
from cjdata.exports.figures_csv import figures_csv
from cjdata.exports.picture import picture_svg
from cjdata.library import FigureSet
from cjdata.pack import from_json, from_link, item_at, note_of, pack_of, refresh, to_json, to_link
from cjdata.views import registry
from cjdata.views.addressed import (
    address_from_page,
    read_view_address,
    ready_made,
    settled,
    view_at,
    views_of_area,
)
from cjdata.views.comparison.data import CompareSelection, compare_view
from cjdata.views.reader import ViewReader
from cjdata.views.view import Download, View
from cjdata.views.view_address import keys_of_page
from cjdata.views.view_type import ALL, LISTS, Hints, Role, ViewType
from cjdata.wording.workbook import column

CLACKS = "S12000005"
TODAY = date(2026, 11, 22)
HEADING, NAME, SHORT = "Stars over councils, at night", "Stars", "Stars by night"
PLACE = "data-notes/stars?area=Clackmannanshire"


def stars(reader: ViewReader, today: date) -> View:
    reader.refuse()
    selection = CompareSelection(reader.area.code, "cpo_completion_percent", "2023-24")
    like = compare_view(reader.figures, selection, today).bars
    return replace(like, kind="stars", heading=HEADING, name=NAME, short_name=SHORT)


def kind_of(*roles: Role, hints: Hints | None = None) -> ViewType:
    return ViewType(
        kind="stars",
        pages=("data-notes",),
        things=ALL,
        make=stars,
        hints=hints or Hints(group="By night", wide=(700, 500), narrow=(320, 400)),
        roles=frozenset(roles),
    )


def register(patch: pytest.MonkeyPatch, one: ViewType) -> None:
    patch.setattr(registry, "VIEW_TYPES", (*registry.VIEW_TYPES, one))


@pytest.fixture
def collected(illustrative: FigureSet, monkeypatch: pytest.MonkeyPatch) -> Collected:
    register(monkeypatch, kind_of())
    return packed(illustrative)


def packed(figures: FigureSet) -> Collected:
    pack = pack_of(figures, CLACKS, "Sky", [read_view_address(PLACE)], TODAY)
    assert from_link(to_link(pack)).addresses == pack.addresses
    assert from_json(to_json(pack)) == pack
    return collect(figures, CLACKS, pack, TODAY)


def test_its_page_knows_it(illustrative: FigureSet, monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, kind_of())
    address = address_from_page("data-notes", "stars", {"area": "Falkirk", "measure": "x"})
    assert settled(illustrative, address).text == "data-notes/stars?area=Falkirk"
    assert view_at(illustrative, address, TODAY).heading == HEADING
    assert "area" in keys_of_page("data-notes")
    assert read_view("data-notes?area=Falkirk")[0] == address


def test_a_pack_holds_it_and_sees_what_changes(
    illustrative: FigureSet, collected: Collected
) -> None:
    [view] = collected.views
    item = item_at(illustrative, read_view_address(PLACE), TODAY)
    assert item.shown is not None
    assert len(item.shown.figures or ()) == len(view.download.rows)
    pack = pack_of(illustrative, CLACKS, "Sky", [item.address], TODAY)
    assert not refresh(pack, illustrative, TODAY).has_changed


def test_slides_draw_it(collected: Collected) -> None:
    made = Presentation(io.BytesIO(outputs.slides(collected)))
    texts = [s.text_frame.text for slide in made.slides for s in slide.shapes if s.has_text_frame]
    assert any(HEADING in text for text in texts)
    assert any(shape.has_chart for slide in made.slides for shape in slide.shapes)


def test_a_workbook_names_its_sheet_by_it(collected: Collected) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(outputs.workbook(collected)))
    assert f"1 {SHORT}" in book.sheet_names


def test_a_site_draws_it_in_the_sizes_and_under_the_group_of_its_kind(collected: Collected) -> None:
    page = outputs.site(collected).decode("utf-8")
    assert '<optgroup label="By night">' in page
    assert page.count(HEADING) > 2
    assert page.count('class="on-phone"') == 1


def test_pictures_and_csv_hold_it(collected: Collected) -> None:
    [view] = collected.views
    with zipfile.ZipFile(io.BytesIO(outputs.pictures(collected, "svg"))) as archive:
        assert len([name for name in archive.namelist() if name.endswith(".svg")]) == 1
    assert HEADING in picture_svg(view).decode("utf-8").replace("\n", " ")
    assert len(figures_csv(view).splitlines()) == len(view.download.rows) + 1


def test_a_role_puts_it_where_nobody_chooses(
    illustrative: FigureSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = kind_of("ready-made pack", "files of an area", "first in a site")
    register(monkeypatch, one)
    nobody = collect(illustrative, CLACKS, None, TODAY)
    assert ready_made(illustrative, CLACKS)[-1].text == PLACE
    assert [view.kind for view in outputs.workbook_views(nobody)].count("stars") == 1
    assert "stars" in [
        v.kind for v in views_of_area(illustrative, CLACKS, "first in a site", TODAY)
    ]
    [*_, last] = outputs.site_views(packed(illustrative))
    assert last.kind == "stars"


def test_hints_say_how_a_table_is_laid_out(
    illustrative: FigureSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(monkeypatch, kind_of(hints=Hints(is_packed=True, folds=True, missing="all")))
    held = packed(illustrative)
    book = CalamineWorkbook.from_filelike(io.BytesIO(outputs.workbook(held)))
    rows = book.get_sheet_by_name(f"1 {SHORT}").to_python()
    [view] = held.views
    assert column(view.download.columns[0]) in [row[0] for row in rows]
    assert 'class="fold"' in outputs.site(held).decode("utf-8")


def test_a_list_has_no_picture(illustrative: FigureSet, monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, replace(kind_of(), things=LISTS))
    held = packed(illustrative)
    assert not registry.type_of(held.views[0]).is_pictured
    assert '<section id="list-2"><h2>' in outputs.site(held).decode("utf-8")


def test_a_pack_notes_figures_by_the_columns_that_a_file_names(
    illustrative: FigureSet, collected: Collected
) -> None:
    [view] = collected.views
    renamed = {"period": "night", "value": "stars", "status": "sky"}
    columns = tuple(renamed.get(name, name) for name in view.download.columns)
    other = Download(columns, view.download.rows, columns_of={k: (v,) for k, v in renamed.items()})
    assert note_of(replace(view, make_download=lambda: other)).figures == note_of(view).figures


# Nobody else knows a kind by its name

GENERAL = ("exports", "pack", "cli*.py", "charts", "wording")
NOT_A_KIND = {
    ("exports/slides/finding_slides.py", "scatter"): "the form of a native chart",
    ("wording/comparisons.py", "worse"): "a judgement",
    ("wording/loading.py", "years"): "what a question asks for",
}
"""Texts that are written as a kind of view is, and mean something else."""


def texts_like_kinds() -> Iterator[tuple[str, str]]:
    kinds = {one.kind for one in registry.VIEW_TYPES}
    root = PROJECT / "cjdata"
    for pattern in GENERAL:
        for found in root.glob(pattern):
            for path in [found] if found.is_file() else sorted(found.rglob("*.py")):
                for text in texts_compared(path):
                    if text in kinds:
                        yield path.relative_to(root).as_posix(), text


def texts_compared(path: Path) -> Iterator[str]:
    """The texts that a module compares with, looks up by, or keeps in a collection."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
        elif isinstance(node, ast.Dict):
            parts = [key for key in node.keys if key is not None]
        elif isinstance(node, ast.Tuple | ast.Set | ast.List):
            parts = node.elts
        elif isinstance(node, ast.Call):
            parts = node.args
        elif isinstance(node, ast.MatchValue):
            parts = [node.value]
        else:
            continue
        for part in parts:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value


def test_no_file_pack_or_command_knows_a_kind_of_view_by_its_name() -> None:
    assert set(texts_like_kinds()) == set(NOT_A_KIND)


def test_no_file_pack_or_command_asks_for_the_class_of_a_view() -> None:
    classes = {one.__name__ for one in subclasses(View)}
    assert {"ThemeView", "ProfileView"} <= classes
    for package in ("exports", "pack"):
        for path in (PROJECT / "cjdata" / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "isinstance":
                    asked = {n.id for n in ast.walk(node.args[1]) if isinstance(n, ast.Name)}
                    assert not asked & classes, path


def subclasses(of: type) -> Iterator[type]:
    for one in of.__subclasses__():
        yield one
        yield from subclasses(one)
