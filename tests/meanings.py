"""Small true files, and changes to them: what each must come to, whoever reads the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from explained_files import PART_1, PART_2

from cjdata.reference.areas import Areas


@dataclass(frozen=True)
class File:
    """A file before it is written: its cover, the lines above its table, headings and rows."""

    cover: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()

    def text(self) -> str:
        """Write it; “|” parts a line above into cells."""
        lines = [_line(part.split("|")) for part in (self.cover, self.title, *self.above)]
        lines += [_line(self.headings), *map(_line, self.rows), *(f'"{b}"' for b in self.below)]
        return "\n".join(lines)


def _line(cells: tuple[str, ...] | list[str]) -> str:
    return ",".join(f'"{cell.strip()}"' for cell in cells)


SAME, NEVER = "the same figures", "never without a word"
Change = Callable[[File], File]


@dataclass(frozen=True)
class Mutation:
    """A change, and whether figures may still be read: the same, or none without a word."""

    name: str
    change: Change
    truth: str


def files(areas: Areas) -> dict[str, File]:
    """Give true files of several publications."""
    return {
        "diversion": _file(
            areas, PART_1, "Table 1: Diversion from prosecution by local authority, 2024-25",
            ("Cases commenced", "Cases completed"),
        ),
        "bail": _file(
            areas, PART_1, "Table 4: Bail supervision cases by local authority, 2024-25",
            ("Cases commenced",),
        ),
        "orders": _file(
            areas, PART_2, "Community payback orders imposed by local authority, 2024-25",
            ("Orders imposed",),
        ),
        "ended": _file(
            areas, PART_2, "Community payback orders ended by reason, 2024-25",
            ("Total ended", "Successfully completed"),
        ),
        "homelessness": _file(
            areas, "Homelessness in Scotland: 2024-25",
            "Table 1: Homelessness applications by local authority, 2024-25", ("Applications",),
        ),
        "convicted": _file(
            areas, "Criminal Proceedings in Scotland: 2024-25",
            "People convicted by main penalty and local authority, 2024-25",
            ("Total", "Custody", "Community sentence"),
        ),
    }  # fmt: skip


def _file(areas: Areas, cover: str, title: str, headings: tuple[str, ...]) -> File:
    values = [[400 - 150 * c + 7 * n for c in range(len(headings))] for n in range(32)]
    values = [[max(value, 40 + n) for value in row] for n, row in enumerate(values)]
    names = [area.name for area in areas.councils]
    totals = [sum(column) for column in zip(*values, strict=True)]
    rows = [(name, *map(str, row)) for name, row in zip(names, values, strict=True)]
    rows.append(("Scotland", *map(str, totals)))
    return File(cover, title, ("Local authority", *headings), tuple(rows))


_PARTS = (
    "young people", "women", "males only", "aged 16-17", "domestic abuse", "hate crime",
    "most deprived quintile", "pilot areas", "target", "rank", "days to first meeting", "veterans",
    "care leavers", "drug offences", "repeat cases", "electronic monitoring pilot",
    "self-referrals", "remote islands", "sample survey", "forecast", "excluding Glasgow City",
    "change since last year", "cost per case", "adults with dependants", "minority ethnic groups",
    "with alcohol requirement", "first-time", "under 18s",
)  # fmt: skip
_UNITS = (
    "Percentage", "Rate per 1,000 population", "Rate per 100,000", "£", "days", "Average",
    "Figures in thousands", "Thousands", "000s",
)  # fmt: skip
_CHOICES = ("Gender | Female", "Age | 16 to 17", "Offence type: | Drugs", "Sex: Male", "Set | B")
_NOTES = (
    "Note 1: figures before 2019-20 are not comparable.",
    "Source: returns of councils, 2018-19",
    "Data as at 31 March 2020",
    "This worksheet contains one table.",
    "Back to contents",
    "Published 10 September 2025",
    "Some cells refer to notes.",
)


def mutations() -> Iterator[Mutation]:
    """Give every change."""
    for part in _PARTS:
        yield Mutation(f"title: {part}", _titled(lambda t, p=part: f"{t}: {p}"), NEVER)
        yield Mutation(f"title begins: {part}", _titled(lambda t, p=part: _begun(t, p)), NEVER)
        yield Mutation(f"heading: {part}", _headed(part), NEVER)
    for unit in _UNITS:
        yield Mutation(f"unit above: {unit}", _above(unit), NEVER)
        yield Mutation(f"unit at the right: {unit}", _above(f" | | {unit}"), NEVER)
    for choice in _CHOICES:
        yield Mutation(f"choice: {choice}", _above(choice), NEVER)
    for note in _NOTES:
        yield Mutation(f"note above: {note}", _above(note), SAME)
        yield Mutation(f"note below: {note}", lambda f, n=note: replace(f, below=(n,)), SAME)
    yield from (Mutation(*one) for one in _OTHERS)


def _begun(title: str, part: str) -> str:
    head, colon, rest = title.partition(": ")
    return f"{head}: {part}, {rest}" if colon else f"{part}, {title}"


def _titled(change: Callable[[str], str]) -> Change:
    return lambda file: replace(file, title=change(file.title))


def _headed(part: str) -> Change:
    def change(file: File) -> File:
        first, *rest = file.headings[1:]
        return replace(file, headings=(file.headings[0], f"{first}: {part}", *rest))

    return change


def _above(line: str) -> Change:
    return lambda file: replace(file, above=(line,))


def _rows(change: Callable[[str, tuple[str, ...]], tuple[str, ...]]) -> Change:
    """Change the rows: each by the name of its area."""
    return lambda file: replace(file, rows=tuple(change(row[0], row) for row in file.rows))


_OTHERS: tuple[tuple[str, Change, str], ...] = (
    ("grand total", _rows(lambda n, r: ("Grand Total" if n == "Scotland" else n, *r[1:])), SAME),
    ("notes on names", _rows(lambda n, r: (f"{n} [note 2]", *r[1:])), SAME),
    ("raised notes", _rows(lambda n, r: (n, *(f"{v}²" for v in r[1:]))), SAME),
    ("thousands parted", _rows(lambda n, r: (n, *(f"{int(v):,}" for v in r[1:]))), SAME),
    ("year with a slash", _titled(lambda t: t.replace("2024-25", "2024/25")), SAME),
    ("number of the table", _titled(lambda t: f"Table 12b: {t.split(': ', 1)[-1]}"), SAME),
    ("no year", _titled(lambda t: t.replace(", 2024-25", "")), SAME),
    ("unknown council", _rows(lambda n, r: ("Atlantis" if n == "Fife" else n, *r[1:])), NEVER),
    ("council twice", lambda f: replace(f, rows=(*f.rows, f.rows[0])), NEVER),
    ("words for a figure", _rows(lambda n, r: (n, "many", *r[2:])), NEVER),
    ("negative", _rows(lambda n, r: (n, f"-{r[1]}", *r[2:])), NEVER),
    ("decimals", _rows(lambda n, r: (n, f"{r[1]}.5", *r[2:])), NEVER),
    ("council for Scotland", _rows(lambda n, r: (n if n != "Scotland" else "Fife", *r[1:])), NEVER),
    ("no heading", lambda f: replace(f, headings=(f.headings[0], "", *f.headings[2:])), NEVER),
)
