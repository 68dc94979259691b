"""Files made to fill the memory or the time of a server are refused before they do, in words."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from bombs import templates, workbooks
from build_files import make_xlsx
from killing import unix_only
from project_files import PROJECT

from cjdata.exports.report import base
from cjdata.exports.slides import template
from cjdata.ingest.remarks import LoadRefused
from cjdata.ingest.spreadsheets import calamine_parent

SECONDS = 2
"""Of the processor, for the file and for the program that reads it beside."""
BYTES = 300 * 1024 * 1024

DOCX = templates(base.BASE.read_bytes(), "word/document.xml")
PPTX = templates(template.BASE.read_bytes(), "ppt/presentation.xml")
BOMBS = [
    *(("workbook", name, make) for name, make in workbooks().items()),
    *(("docx", name, make) for name, make in DOCX.items()),
    *(("pptx", name, make) for name, make in PPTX.items()),
]

Read = Callable[[str, bytes], dict[str, Any]]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    """Read a file in a program of its own; give what was said, and what it took."""
    file = tmp_path_factory.mktemp("bombs") / "bomb"
    command = [sys.executable, "-m", "tests.reading_bombs"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT, text=True
    ) as reader:
        assert reader.stdin
        assert reader.stdout

        def taken(kind: str, content: bytes) -> dict[str, Any]:
            file.write_bytes(content)
            reader.stdin.write(f"{kind} {file}\n")
            reader.stdin.flush()
            return json.loads(reader.stdout.readline())

        yield taken
        reader.stdin.close()


@unix_only
@pytest.mark.parametrize(
    ("kind", "make"),
    [(kind, make) for kind, _, make in BOMBS],
    ids=[f"{kind}: {name}" for kind, name, _ in BOMBS],
)
def test_a_bomb_is_refused_in_words_before_it_takes_time_or_memory(
    read: Read, kind: str, make: Callable[[], bytes]
) -> None:
    took = read(kind, make())
    assert took["said"], "It was read."
    assert took["seconds"] <= SECONDS
    assert took["bytes"] <= BYTES
    assert took["said"].endswith(".")


@unix_only
def test_a_usual_workbook_and_the_built_in_templates_are_no_bombs(read: Read) -> None:
    rows = [[f"Area {row}", *range(row, row + 12)] for row in range(5_000)]
    usual = make_xlsx({f"S{n}": rows for n in range(4)})
    for kind, content in (
        ("workbook", usual),
        ("docx", base.BASE.read_bytes()),
        ("pptx", template.BASE.read_bytes()),
    ):
        assert read(kind, content)["said"] == ""


@pytest.mark.parametrize(
    "answers",
    [
        b"cos\nsystem\n(S'true'\ntR.",
        b"\x80\x05N.",
        b'[0,"S",[[{"__import__":"os"}]],[]]\n1\n',
        b'[0,"S",[[[1]]],[]]\n1\n',
        b'[0,"S",[[null]],[]]\n1\n',
        b'[0,"S",7,[]]\n1\n',
        b'["0","S",[],[]]\n1\n',
        b"[" * 100_000,
        b"",
    ],
)
def test_whatever_the_reading_program_answers_nothing_of_it_is_run(
    monkeypatch: pytest.MonkeyPatch, answers: bytes
) -> None:
    """The program that reads workbooks could be taken over by one; the dashboard could not."""
    monkeypatch.setattr(calamine_parent, "_lines", lambda _: answers.splitlines())
    with pytest.raises(LoadRefused, match="damaged inside"):
        calamine_parent.read_raw(b"a workbook")
