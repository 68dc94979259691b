"""Names of files: whatever bytes they are made of, they are shown, kept and hashed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_files import councils_rows, payback_file
from test_cli import run_in

from cjdata.ingest.remarks import LoadRefused
from cjdata.ingest.spreadsheets.file_names import shown_name
from cjdata.ingest.spreadsheets.open_file import open_book
from cjdata.publishing.load_workbooks import Upload
from cjdata.reference.areas import Areas

ANY = st.text(st.characters(exclude_categories=()))
"""Texts of every kind of letter, halves of letters and control characters among them."""


@given(ANY)
def test_a_shown_name_can_be_written_anywhere_and_moves_no_cursor(name: str) -> None:
    shown = shown_name(name)
    assert shown.encode() and shown.isprintable() if name else shown == ""
    assert shown_name(shown) == shown
    assert len(shown) == len(name)


@given(st.binary(min_size=1))
def test_a_name_in_any_bytes_is_shown(raw: bytes) -> None:
    assert shown_name(raw.decode("utf-8", "surrogateescape")).isprintable()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("tables 2024.xlsx", "tables 2024.xlsx"),
        ("café.xlsx", "café.xlsx"),
        (b"caf\xe9.xlsx".decode("utf-8", "surrogateescape"), "café.xlsx"),
        (b"\xc3\xa9 and \xe9.csv".decode("utf-8", "surrogateescape"), "é and é.csv"),
        ("a\x1b[31mred\nline.csv", "a�[31mred line.csv"),
        ("back\u202ewards.csv", "back�wards.csv"),
    ],
)
def test_a_name_stays_as_it_is_but_for_what_no_one_can_read(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_a_file_handed_over_is_called_by_the_name_that_can_be_shown() -> None:
    assert Upload("caf\udce9.csv", b"").name == "café.csv"
    with pytest.raises(LoadRefused) as refusal:
        open_book(b"", "caf\udce9\x1b.csv")
    assert "café�.csv" in str(refusal.value)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_file_with_a_name_in_latin_1_is_loaded_like_any_other(
    data_folder: Path, tmp_path: Path, areas: Areas
) -> None:
    rows = councils_rows(areas, ("2025-26",), with_rate=False)
    path = tmp_path / os.fsdecode(b"caf\xe9\x1b.csv")
    path.write_bytes(payback_file(rows, "2025-26").content)
    done = run_in(data_folder, "import", str(path), "--accept")
    assert done.exit_code == 0, done.output
    assert "café�.csv: Justice Social Work" in done.stdout
    assert "Loaded café�.csv" in run_in(data_folder, "history").stdout
    gone = run_in(data_folder, "import", str(path)[:-1])
    assert (gone.exit_code, "café�.cs: there is no such file" in gone.output) == (1, True)
