"""The journal of the loads: what is in force is read from its lines, or refused by line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdata.errors import SourceError
from cjdata.store.journal import NONE_YET, LoadJournal, begun, read_journal, write_journal

HEAD = "event,load,at,by,what\n"


def journal(folder: Path, *lines: str) -> LoadJournal | None:
    (folder / "journal.csv").write_text(HEAD + "".join(f"{line}\n" for line in lines), "utf-8")
    return read_journal(folder)


def in_force(folder: Path, *lines: str) -> list[str]:
    read = journal(folder, *lines)
    assert read is not None
    return list(read.in_force)


def refusal(folder: Path, *lines: str) -> list[str]:
    with pytest.raises(SourceError) as refused:
        journal(folder, *lines)
    return [str(finding) for finding in refused.value.findings]


def test_where_there_is_no_journal_there_is_none(tmp_path: Path) -> None:
    assert read_journal(tmp_path) is None
    assert read_journal(tmp_path / "nowhere") is None


def test_a_load_is_in_force_from_its_line_on_until_it_is_withdrawn(tmp_path: Path) -> None:
    one, two = "published,a-1,,,", "published,b-2,,,"
    assert in_force(tmp_path) == []
    assert in_force(tmp_path, one, two) == ["a-1", "b-2"]
    assert in_force(tmp_path, one, two, "withdrawn,a-1,,,") == ["b-2"]
    assert in_force(tmp_path, one, two, "withdrawn,a-1,,,", one) == ["b-2", "a-1"]


def test_the_times_make_no_difference(tmp_path: Path) -> None:
    later, earlier = "published,a-1,2030-01-01,,", "withdrawn,a-1,1999-01-01,,"
    assert in_force(tmp_path, later, earlier) == []


def test_a_journal_that_a_spreadsheet_saved_is_read(tmp_path: Path) -> None:
    text = f'\ufeff{HEAD}published,a-1,,"Reid, Jo",\n\n'.replace("\n", "\r\n")
    (tmp_path / "journal.csv").write_bytes(text.encode())
    read = read_journal(tmp_path)
    assert read is not None
    assert read.in_force == {"a-1": 2}


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("publish,b-2,,,", "“publish” is not a known event. Did you mean “published”?"),
        ("Withdrawn,a-1,,,", "“Withdrawn” is not a known event. Did you mean “withdrawn”?"),
        ("published,a-1,,,", "a-1 is in force already, by line 2"),
        ("withdrawn,b-2,,,", "withdraws b-2, which is not in force by then"),
        ("published,../secrets,,,", "is no line of the journal"),
        ("published,,,,", "is no line of the journal"),
        ("published,b-2", "is no line of the journal"),
        ("published,b-2,,Reid, Jo,", "is no line of the journal"),
        ('published,b-2,,"Reid,', "is no line of the journal"),
        ("<<<<<<< HEAD", "is no line of the journal"),
    ],
)
def test_a_line_with_a_mistake_is_refused_by_file_and_line(
    tmp_path: Path, line: str, what: str
) -> None:
    (said,) = refusal(tmp_path, "published,a-1,,,", line)
    assert said.startswith(f"published/loads/journal.csv, line 3: {what}")
    assert "What is published stays." in said


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    told = refusal(tmp_path, "published,a-1,,,", "published,a-1,,,", "gone,b-2,,,", "published")
    assert [said.partition(": ")[0][-6:] for said in told] == ["line 3", "line 4", "line 5"]


@pytest.mark.parametrize("content", [b"", b"published,a-1,,,\n", b"event;load\n", b"\xff\xfe"])
def test_what_is_no_journal_is_not_taken_for_an_empty_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "journal.csv").write_bytes(content)
    with pytest.raises(SourceError, match=r"published/loads/journal\.csv"):
        read_journal(tmp_path)


LOADS = st.lists(st.sampled_from(["a-1", "b-2", "c-3", "d-4"]), unique=True)


@given(st.lists(LOADS, min_size=1), st.text(), st.text())
def test_whatever_is_wanted_is_in_force_and_nothing_written_before_is_lost(
    tmp_path_factory: pytest.TempPathFactory, wanted: list[list[str]], by: str, what: str
) -> None:
    folder, held = tmp_path_factory.mktemp("loads"), NONE_YET
    for loads in wanted:
        by, what = (text.encode("utf-8", "replace").decode() for text in (by, what))
        content = held.leading_to(loads, by=by, what=what)
        assert content.startswith(held.content)
        if content:
            write_journal(folder, content)
            read = read_journal(folder)
            assert read is not None
            held = read
        assert set(held.in_force) == set(loads)
        assert held.leading_to(loads, by="Jo", what="Again") == held.content


def test_a_line_says_who_when_and_what(tmp_path: Path) -> None:
    write_journal(tmp_path, begun(["a-1"], by="Jo\nReid", what="Loaded x.csv, y.csv"))
    head, line = (tmp_path / "journal.csv").read_text("utf-8").splitlines()
    assert head + "\n" == HEAD
    assert line.startswith("published,a-1,20")
    assert line.endswith('+00:00,Jo Reid,"Loaded x.csv, y.csv"')


def test_a_last_line_without_an_end_is_not_run_into(tmp_path: Path) -> None:
    (tmp_path / "journal.csv").write_text(f"{HEAD}published,a-1,,,", "utf-8")
    read = read_journal(tmp_path)
    assert read is not None
    write_journal(tmp_path, read.leading_to(["a-1", "b-2"], by="Jo", what="Loaded"))
    after = read_journal(tmp_path)
    assert after is not None
    assert after.in_force == {"a-1": 2, "b-2": 3}
