"""What comes of a damaged file: what is told, and what would be published."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pytest
from workbook_builders.known import Numbers, Symbol

from cjdata.ingest.figures_read import ReadWorkbook
from cjdata.ingest.merging import merge
from cjdata.ingest.published import CheckedFigures
from cjdata.ingest.remarks import LoadRefused, Remark
from cjdata.ingest.spreadsheets.source_workbook import SourceWorkbook
from cjdata.ingest.workbook_reading import Reader
from cjdata.observations import OBSERVATIONS, Observation, observations_table
from cjdata.publishing.load_workbooks import CheckedUpload, check_reads, publish_files, recipes_of
from cjdata.publishing.published_state import PublishedState, read_held
from cjdata.store.snapshots import current_ids


def told(checked: CheckedUpload) -> list[Remark]:
    """Give what refuses a load, or holds it back until somebody says yes."""
    return [*checked.errors, *checked.questions, *checked.warnings]


def news(checked: CheckedUpload, usual: Collection[Remark]) -> list[Remark]:
    """Give what is told of a file besides what is told of the sound one."""
    known = {(remark.kind, remark.found) for remark in usual}
    return [remark for remark in told(checked) if (remark.kind, remark.found) not in known]


def points(remark: Remark, place: str, file: str) -> bool:
    """Whether a remark names the file and, if need be, the sheet and the cell."""
    near = {"file": True, "sheet": bool(remark.sheet), "cell": bool(remark.sheet and remark.cell)}
    is_cell = not remark.cell or re.fullmatch(r"[A-Z]{1,3}[1-9]\d*", remark.cell) is not None
    return remark.file == file and near[place] and is_cell


def differences(checked: CheckedUpload, numbers: Numbers) -> Iterator[str]:
    """Say where the figures that would be published are not the known numbers."""
    if len(checked.reads) != 1:
        yield "not read"
        return
    edition = checked.reads[0].edition
    merged = merge(checked.held.text, (*checked.held.loads, *checked.loads)).observations
    figures = {o.cell: o for o in merged if o.edition == edition}
    for key in sorted({*figures, *numbers}):
        if key not in figures or key not in numbers:
            yield f"{key} only {'known' if key in numbers else 'read'}"
        elif not _is_known(figures[key], numbers[key]):
            yield f"{key} is {figures[key].value}, known {numbers[key]}"


def _is_known(read: Observation, known: object) -> bool:
    if isinstance(known, Symbol) or read.value is None:
        return isinstance(known, Symbol) and read.value is None
    return bool(read.value == pytest.approx(known, rel=1e-12, abs=1e-12))


def read_book(
    held: PublishedState, book: SourceWorkbook
) -> tuple[tuple[ReadWorkbook, ...], tuple[Remark, ...]]:
    """Read a book once, to be checked against several states; or give why it is refused."""
    reader = Reader(recipes_of(held.home, held), held.areas, held.catalogue)
    try:
        return (reader.read(book),), ()
    except LoadRefused as refusal:
        return (), refusal.remarks


def without_figures(home: Path) -> PublishedState:
    """Give the state of a data folder in which nothing is published yet."""
    held = read_held(home)
    none = CheckedFigures((), (), held.text.breaks, held.text.kept_out)
    return replace(held, text=none, figures=none, loads=(), observations=OBSERVATIONS.empty_table())


def after(held: PublishedState, book: SourceWorkbook) -> PublishedState:
    """Give the state once a file has been loaded, with a yes to what is told of it."""
    checked = check_reads(held, *read_book(held, book))
    assert not checked.errors, [str(error) for error in checked.errors]
    loads = (*held.loads, *checked.loads)
    figures = merge(held.text, loads)
    table = observations_table(figures.observations, figures.sources)
    return replace(held, loads=loads, figures=figures, observations=table)


@dataclass(frozen=True)
class Folder:
    """A data folder that must stay as it is."""

    home: Path

    @cached_property
    def before(self) -> object:
        return self.state()

    def state(self) -> object:
        """Give every file of it with the moment of its last change, and what is current."""
        files = {p.as_posix(): p.stat().st_mtime_ns for p in self.home.rglob("*") if p.is_file()}
        return files, current_ids(self.home / "extracts")

    def refuses(self, checked: CheckedUpload) -> None:
        """Try to publish: without a yes, and where there is an error even with one."""
        for accept in (False, True) if checked.errors else (False,):
            with pytest.raises(LoadRefused):
                publish_files(self.home, checked, by="Jo Reid", accept=accept)
