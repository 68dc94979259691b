"""What loading files costs, next to plainly reading the same bytes; and how soon bad ones end.

Each time is of a process of its own that has imported what it needs, so that its peak of memory
is its own. Loading reads, checks and publishes into a fresh copy of the data folder.
"""

from __future__ import annotations

import csv
import importlib
import io
import json
import os
import resource
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from bench import BenchFailed
from cjdata.publishing.build_snapshots import build
from cjdata.publishing.load_workbooks import check_files, publish_files

PROJECT = Path(__file__).resolve().parents[1]
ROUNDS = 5
MOST_SECONDS_TO_REFUSE = 2.0
CSV_ROWS = 1_000_000
PROCESSES = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


@dataclass(frozen=True, slots=True)
class Case:
    """A file to load: how it is made, what plainly reads it, and what it may cost."""

    name: str
    plainly: str
    make: Callable[[], tuple[str, bytes]]
    most_seconds: float
    most_mebibytes: float


@dataclass(frozen=True, slots=True)
class Result:
    """What a case gave: seconds to load and to read plainly, and the peak of memory."""

    case: Case
    seconds: float
    plain: float
    mebibytes: float

    @property
    def times_plain(self) -> float:
        """How many times as long as plain reading the whole load takes."""
        return self.seconds / self.plain

    @property
    def missed(self) -> tuple[str, ...]:
        """The targets that it misses."""
        missed = []
        if self.seconds > self.case.most_seconds:
            missed.append(f"over {self.case.most_seconds:g} s")
        if self.mebibytes > self.case.most_mebibytes:
            missed.append(f"over {self.case.most_mebibytes:g} MiB")
        return tuple(missed)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A bad file, and how long the command took to refuse it."""

    name: str
    seconds: float

    @property
    def missed(self) -> bool:
        """Whether it took too long."""
        return self.seconds > MOST_SECONDS_TO_REFUSE


def built(module: str, function: str) -> tuple[str, bytes]:
    """Make a file with the builders of the tests."""
    sys.path.insert(0, str(PROJECT / "tests"))
    made = getattr(importlib.import_module(f"workbook_builders.{module}"), function)()
    return made.name, made.content


def cases() -> Iterator[Case]:
    """Give what is loaded."""
    yield Case(
        "workbook of 26 sheets of 330 rows",
        "python-calamine",
        lambda: built("jsw_two", "jsw_part_2_cpo"),
        5.0,
        1536,
    )
    yield Case(
        f"CSV file of {CSV_ROWS:,} rows",
        "csv.reader",
        lambda: built("open_data", "big_orders_csv"),
        30.0,
        1536,
    )


def measure(case: Case, rounds: int = ROUNDS) -> Result:
    """Load a file and read it plainly, in turns."""
    name, content = case.make()
    with folders() as (home, place):
        file = place / name
        file.write_bytes(content)
        loads, plains = [], []
        for number in range(rounds):
            copy = shutil.copytree(home, place / str(number))
            loads.append(child("load", str(copy), str(file)))
            plains.append(child("plain", str(file)))
            shutil.rmtree(copy)
    return Result(
        case,
        statistics.median(load["seconds"] for load in loads),
        statistics.median(plain["seconds"] for plain in plains),
        max(load["mebibytes"] for load in loads),
    )


@contextmanager
def folders() -> Iterator[tuple[Path, Path]]:
    """Give a built data folder and a place beside it, for as long as the block lasts."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "data"
        for part in ("published", "reference"):
            shutil.copytree(PROJECT / "data" / part, home / part)
        build(home)
        yield home, Path(folder)


def child(*arguments: str) -> dict[str, Any]:
    """Run a part of this file in a process of its own, and give what it says."""
    command = [sys.executable, "-m", "bench.loading", *arguments]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchFailed(done.stderr)
    return dict(json.loads(done.stdout))


def load(home: Path, file: Path) -> None:
    """Read, check and publish a file, with a yes to its warnings."""
    checked = check_files(home, [file], published="2026-01-13")
    if checked.errors or publish_files(home, checked, by="bench", accept=True) is None:
        raise BenchFailed("\n".join(map(str, checked.errors)) or "Nothing was loaded.")


def read_plainly(file: Path) -> None:
    """Read every cell and do nothing with it."""
    if file.suffix == ".csv":
        with file.open(encoding="utf-8", newline="") as text:
            for _row in csv.reader(text):
                pass
    else:
        book = CalamineWorkbook.from_filelike(io.BytesIO(file.read_bytes()))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def refusals() -> Iterator[Refusal]:
    """Hand bad files to the command, and wait for its answer."""
    with folders() as (home, place):
        for name, write in BAD_FILES.items():
            file = place / "bad.xlsx"
            write(file)
            yield Refusal(name, statistics.median(refused(home, file) for _ in range(3)))


def refused(home: Path, file: Path) -> float:
    """Let the command refuse a file, and give the seconds that it took."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "cjdata", "import", str(file)],
        cwd=PROJECT,
        env=os.environ | {"CJDATA_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 1 or "Traceback" in done.stderr:
        raise BenchFailed(f"A bad file was not refused in words:\n{done.stderr}")
    return time.perf_counter() - begun


def _workbook() -> bytes:
    return built("jsw_two", "jsw_part_2_cpo")[1]


def _too_large(file: Path) -> None:
    with file.open("wb") as sparse:
        sparse.truncate(300_000_000)


def _with_part(file: Path, name: str, part: bytes) -> None:
    file.write_bytes(_workbook())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)


def _zip_bomb(file: Path) -> None:
    _with_part(file, "xl/worksheets/sheet99.xml", b" " * 500_000_000)


def _external_entity(file: Path) -> None:
    text = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'
    _with_part(file, "xl/worksheets/sheet99.xml", text)


def _protected(file: Path) -> None:
    content = bytearray(_workbook())
    entry = content.find(b"PK\x01\x02")
    (flags,) = struct.unpack_from("<H", content, entry + 8)
    struct.pack_into("<H", content, entry + 8, flags | 1)
    file.write_bytes(content)


def _truncated(file: Path) -> None:
    content = _workbook()
    file.write_bytes(content[: len(content) // 2])


BAD_FILES: dict[str, Callable[[Path], None]] = {
    "too large": _too_large,
    "a zip bomb": _zip_bomb,
    "with an external entity": _external_entity,
    "protected by a password": _protected,
    "cut short": _truncated,
}


def main(arguments: list[str]) -> None:
    """Do one thing, and print how long it took and how much memory the process ever had."""
    what, *paths = arguments
    begun = time.perf_counter()
    if what == "load":
        load(Path(paths[0]), Path(paths[1]))
    else:
        read_plainly(Path(paths[0]))
    seconds = time.perf_counter() - begun
    most = max(resource.getrusage(who).ru_maxrss for who in PROCESSES)
    print(json.dumps({"seconds": seconds, "mebibytes": most / 1024}))


if __name__ == "__main__":
    main(sys.argv[1:])
