"""Small files of councils, as publications print them: for what stands around the figures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from cjdata.ingest.edition_dates import StatedEdition
from cjdata.ingest.questions.answers import Answer
from cjdata.ingest.remarks import Remark
from cjdata.publishing.load_workbooks import CheckedUpload, Upload, check_against, check_files
from cjdata.publishing.published_state import read_held
from cjdata.reference.areas import Areas

PART_1 = "Justice Social Work Statistics in Scotland: 2024-25 - Part 1"
PART_2 = "Justice Social Work Statistics in Scotland: 2024-25 - Part 2"
DIVERSION = "Diversion from prosecution by local authority, 2024-25"
STARTED = "Cases commenced"
PUBLISHED = "2025-09-10"


def table(
    areas: Areas,
    above: Sequence[str] = (DIVERSION,),
    headings: Sequence[str] = (STARTED,),
    *,
    cover: str = PART_1,
    first: float = 30,
    below: Sequence[str] = (),
    scotland: bool = True,
) -> str:
    """Write a table with a row for each council, and each heading over figures of its own."""
    names = [area.name for area in areas.councils]
    rows = [[first + 7 * n + 100 * c for c in range(len(headings))] for n in range(len(names))]
    if scotland:
        names.append("Scotland")
        rows.append([sum(column) for column in zip(*rows, strict=True)])
    lines = [cover, *above, ",".join(["Local authority", *headings])]
    lines += [",".join([name, *map(_text, row)]) for name, row in zip(names, rows, strict=True)]
    return "\n".join([*map(_quoted, lines[: 1 + len(above)]), *lines[1 + len(above) :], *below])


def _text(value: float) -> str:
    return f"{value:g}"


def _quoted(line: str) -> str:
    """Write a line above as one cell, or as two where “|” parts it."""
    return ",".join(f'"{part.strip()}"' for part in line.split("|"))


held_once = cache(read_held)
"""What is held in a folder that no test changes, read once."""


def uploads(texts: Sequence[str]) -> list[Upload]:
    return [Upload(f"file {n}.csv", text.encode()) for n, text in enumerate(texts, start=1)]


def check_anew(folder: Path, *texts: str, answers: Sequence[Answer] = ()) -> CheckedUpload:
    """Check files, each of a text, against what a folder holds by now."""
    return check_files(folder, uploads(texts), published=PUBLISHED, answers=answers)


def check(home: Path, *texts: str, answers: Sequence[Answer] = ()) -> CheckedUpload:
    """Check files, each of a text, against the folder that no test changes."""
    said = StatedEdition(published=PUBLISHED, answers=tuple(answers)).checked()
    return check_against(held_once(home), uploads(texts), said=said)


def asked(checked: CheckedUpload) -> list[str]:
    """Give the words that are asked about."""
    return [remark.question.says for remark in checked.questions if remark.question]


def kinds(remarks: Sequence[Remark]) -> list[str]:
    return [remark.kind for remark in remarks]


def held(checked: CheckedUpload, measure: str) -> int:
    """Count the figures of a measure that would be loaded."""
    return sum(d.measure == measure for read in checked.reads for d in read.data)
