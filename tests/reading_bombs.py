"""A program of its own that reads files, and says what each took: run by ``test_bombs``.

For each line ``KIND PATH`` it answers a line of JSON: the words of the refusal, seconds of the
processor, and bytes of memory beyond what the program held before; those of its child besides.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from cjdata.errors import CjdataError
from cjdata.exports.report.base import open_base
from cjdata.exports.slides.template import open_template
from cjdata.ingest.remarks import LoadRefused
from cjdata.ingest.spreadsheets.open_file import read_book

READERS: dict[str, Callable[[Path], object]] = {
    "workbook": read_book,
    "docx": open_base,
    "pptx": open_template,
}


def highest() -> int:
    """Give the most memory that this program held, in bytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def read(kind: str, path: Path) -> str:
    """Give the words with which a file is refused."""
    try:
        READERS[kind](path)
    except (CjdataError, LoadRefused) as error:
        return str(error)
    return ""


def main() -> None:
    """Read one file after the other, each in a process of its own."""
    for line in sys.stdin:
        kind, path = line.split(maxsplit=1)
        answer, told = os.pipe()
        if os.fork() == 0:
            before = highest()
            said = read(kind, Path(path.strip()))
            own = resource.getrusage(resource.RUSAGE_SELF)
            child = resource.getrusage(resource.RUSAGE_CHILDREN)
            took = {
                "said": said,
                "seconds": own.ru_utime + own.ru_stime + child.ru_utime + child.ru_stime,
                "bytes": highest() - before + child.ru_maxrss * 1024,
            }
            os.write(told, json.dumps(took).encode())
            os._exit(0)
        os.close(told)
        with os.fdopen(answer, "rb") as answered:
            sys.stdout.write(answered.read().decode() + "\n")
        sys.stdout.flush()
        os.wait()


if __name__ == "__main__":
    main()
