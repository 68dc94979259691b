"""Reads an ``.xlsx`` file as a spreadsheet does and as a zip of XML, to check one by the other."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from python_calamine import CalamineWorkbook

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINKED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
Value = str | float | None


@dataclass(frozen=True)
class Table:
    """A table as the file marks it up: its name, its header row, its rows."""

    name: str
    ref: str
    headers: tuple[str, ...]
    rows: tuple[dict[str, Value], ...]


@dataclass
class Xlsx:
    """A workbook, its parts as XML."""

    content: bytes
    parts: dict[str, bytes] = field(init=False)

    def __post_init__(self) -> None:
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            assert archive.testzip() is None
            names = archive.namelist()
            assert len(names) == len(set(names))
            self.parts = {name: archive.read(name) for name in names}

    def xml(self, name: str) -> ET.Element:
        return ET.fromstring(self.parts[name])

    @cached_property
    def sheets(self) -> dict[str, ET.Element]:
        """The sheets by name, in order."""
        found = self.xml("xl/workbook.xml").iter(f"{MAIN}sheet")
        ids = {node.get("Id"): node.get("Target") for node in self.xml(_rels("xl/workbook.xml"))}
        return {
            node.attrib["name"]: self.xml(f"xl/{ids[node.attrib[f'{LINKED}id']]}") for node in found
        }

    def rels(self, sheet: str) -> list[tuple[str, str]]:
        """What a sheet points at: the kind and the target of each."""
        number = list(self.sheets).index(sheet) + 1
        name = _rels(f"xl/worksheets/sheet{number}.xml")
        if name not in self.parts:
            return []
        return [(n.attrib["Type"].rsplit("/", 1)[-1], n.attrib["Target"]) for n in self.xml(name)]

    @cached_property
    def _shared(self) -> list[str]:
        nodes = self.xml("xl/sharedStrings.xml").iter(f"{MAIN}si")
        return ["".join(t.text or "" for t in node.iter(f"{MAIN}t")) for node in nodes]

    def cells(self, sheet: str) -> dict[tuple[int, int], Value]:
        """The cells of a sheet that hold anything, by row and column counted from 1."""
        held: dict[tuple[int, int], Value] = {}
        for node in self.sheets[sheet].iter(f"{MAIN}c"):
            value = node.findtext(f"{MAIN}v")
            if value is not None:
                is_text = node.get("t") == "s"
                place = _place(node.attrib["r"])
                held[place] = self._shared[int(value)] if is_text else float(value)
        return held

    def lines(self, sheet: str) -> list[str]:
        """The words in the first column above the table."""
        table = self.table(sheet)
        top = _place(table.ref.split(":")[0])[0] if table else 10_000
        return [str(v) for (row, _), v in sorted(self.cells(sheet).items()) if row < top]

    def table(self, sheet: str) -> Table | None:
        """The one table of a sheet."""
        targets = [target for kind, target in self.rels(sheet) if kind == "table"]
        assert len(targets) <= 1, f"{sheet} has more than one table"
        if not targets:
            return None
        node = self.xml(f"xl/{targets[0].removeprefix('../')}")
        (top, left), (bottom, right) = map(_place, node.attrib["ref"].split(":"))
        cells = self.cells(sheet)
        headers = tuple(c.attrib["name"] for c in node.iter(f"{MAIN}tableColumn"))
        assert headers == tuple(cells[top, column] for column in range(left, right + 1))
        rows = tuple(
            dict(zip(headers, (cells.get((r, c)) for c in range(left, right + 1)), strict=True))
            for r in range(top + 1, bottom + 1)
        )
        return Table(node.attrib["displayName"], node.attrib["ref"], headers, rows)

    def tables(self) -> Iterator[tuple[str, Table]]:
        for name in self.sheets:
            if table := self.table(name):
                yield name, table

    def numbers(self, sheet: str) -> list[float]:
        return [v for v in self.cells(sheet).values() if isinstance(v, float)]

    def as_a_spreadsheet_reads_it(self, sheet: str) -> list[list[object]]:
        book = CalamineWorkbook.from_filelike(io.BytesIO(self.content))
        return book.get_sheet_by_name(sheet).to_python()


def place_of(ref: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """The first and the last cell of an area, by row and column counted from 1."""
    first, _, last = ref.partition(":")
    return _place(first), _place(last or first)


def _place(ref: str) -> tuple[int, int]:
    match = re.fullmatch(r"([A-Z]+)(\d+)", ref)
    assert match, ref
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def _rels(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"
