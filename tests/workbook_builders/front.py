"""The sheets before the tables: cover, contents, notes; and the lines above each table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbook_builders.changes import Change
from workbook_builders.known import Numbers
from workbook_builders.layouts import lines
from workbook_builders.places import COUNCILS, official_name
from workbook_builders.sheets import Row, SheetSpec
from workbook_builders.writing import write_book


@dataclass(frozen=True)
class Made:
    """A built file, and what the dashboard must hold once it has been loaded.

    Attributes
    ----------
    content, name, kind
        The file's bytes, its name, and xlsx, xls, ods or csv.
    numbers
        The known numbers that stand in it, without the fillers.
    sheets
        The sheets as described: change them and write them again to damage the file.
    """

    content: bytes
    name: str
    kind: str
    numbers: Numbers
    sheets: tuple[SheetSpec, ...]

    def sheet(self, name: str) -> SheetSpec:
        (found,) = (spec for spec in self.sheets if spec.name == name)
        return found

    def changed(self, change: Change, kind: str = "") -> Made:
        """Write the file again with every sheet changed; its known numbers stay the same."""
        sheets = tuple(change(spec) for spec in self.sheets)
        kind = kind or self.kind
        stem = self.name.rpartition(".")[0]
        return Made(write_book(sheets, kind), f"{stem}.{kind}", kind, self.numbers, sheets)

    def exported(self, name: str, *, encoding: str = "utf-8", delimiter: str = ",") -> Made:
        """Save one sheet as CSV, as a spreadsheet program does."""
        spec = self.sheet(name)
        content = write_book([spec], "csv", encoding=encoding, delimiter=delimiter)
        numbers = Numbers((key, self.numbers[key]) for key in spec.at if key in self.numbers)
        return Made(content, f"{name}.csv", "csv", numbers, (spec,))

    def where(self, key: tuple[str, str, str]) -> list[tuple[str, str]]:
        """Give every sheet and cell in which a known number stands."""
        return [(spec.name, spec.cell_name(key)) for spec in self.sheets if key in spec.at]


def made(stem: str, kind: str, sheets: Sequence[SheetSpec], numbers: Numbers) -> Made:
    """Write the sheets and keep the known numbers that stand in them."""
    standing = {key for spec in sheets for key in spec.at}
    kept = Numbers((key, numbers[key]) for key in sorted(standing)).held()
    return Made(write_book(sheets, kind), f"{stem}.{kind}", kind, kept, tuple(sheets))


def cover(title: str, *, published: str, contact: str = "justice_analysts@gov.scot") -> SheetSpec:
    """Give a cover sheet."""
    return SheetSpec(
        "Cover",
        lines(
            title,
            "Accredited Official Statistics",
            f"Publication date: {published}",
            "",
            "These tables accompany the statistical bulletin of the same name.",
            "Figures for 2020-21 and 2021-22 were affected by the Covid-19 pandemic.",
            "",
            "Contact",
            "Justice Analytical Services, Scottish Government",
            contact,
            "",
            "Crown copyright. Open Government Licence version 3.0.",
        ),
    )


def issued(day: str, edition: str, years: int = 2) -> str:
    """Give the day on which an edition comes out, so many years after its year began."""
    return f"{day} {int(edition[:4]) + years}"


def contents(tables: Sequence[SheetSpec], heading: str = "Contents") -> SheetSpec:
    """Give a list of the tables; it repeats their titles, and is no table itself."""
    rows: list[Row] = [[heading], ["This sheet lists the tables in this workbook."]]
    rows.append(["Sheet", "Title"])
    rows += [[table.name, table.preamble[0][0]] for table in tables]
    return SheetSpec(heading, rows)


def notes(texts: Sequence[str]) -> SheetSpec:
    """Give a sheet of numbered notes, with a table of its own that holds no figures."""
    rows: list[Row] = [["Notes"], ["This sheet explains the notes that the tables refer to."]]
    rows.append(["Note number", "Note text"])
    rows += [[f"[note {n}]", text] for n, text in enumerate(texts, start=1)]
    return SheetSpec("Notes", rows)


def area_list() -> SheetSpec:
    """Give a sheet that lists the councils and numbers them: names without any figure of use."""
    councils = sorted(map(official_name, COUNCILS))
    rows: list[Row] = [["Local authorities"], ["Local authority", "Order in the tables"]]
    return SheetSpec("Areas", [*rows, *([name, n] for n, name in enumerate(councils, start=1))])


def above(title: str, *more: str, link: str = "Back to contents") -> list[Row]:
    """Give the rows above a table: its title, a link back, and lines such as a filter note."""
    return lines(title, link, *more)


def filter_note(period: str, cell: str) -> str:
    """Give the line that says that the sheet opens filtered."""
    return (
        f"This table opens filtered to {period}. To see other years or areas, use the arrow in "
        f"cell {cell} and the arrows beside it."
    )
