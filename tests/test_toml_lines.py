"""A mistake in a TOML file is named by the file and the line that it stands on."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdata.errors import SourceError
from cjdata.toml_lines import Place, TomlFile, read_toml

TEXT = """title = "Report"
years = ["2018-19"]

[about]
who = "A council"

[[part]]
id = "one"
value.unit = "people"

[[part]]
# the id comes later
kind = "words"
id = "two"
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("title",), 1),
        (("about",), 4),
        (("who",), 5),
        (("kind",), None),
        (("part", 0, "id"), 8),
        (("part", 0, "unit"), 9),
        (("part", 0, "value"), 7),
        (("part", 1, "id"), 14),
        (("part", 0, "kind"), 7),
        (("part", 1), 11),
        (("part", 2, "id"), None),
        ((), None),
    ],
)
def test_a_place_has_the_line_of_its_key_or_else_of_its_record(
    place: Place, line: int | None
) -> None:
    file = TomlFile("folder/a.toml", TEXT, {})
    assert file.line(place) == line
    assert file.where(place) == ("folder/a.toml" if line is None else f"folder/a.toml, line {line}")


@given(st.lists(st.sampled_from(["id", "kind", "name"]), min_size=1, max_size=8))
def test_each_record_is_searched_to_its_own_end(keys: list[str]) -> None:
    text = "\n".join(f'[[part]]\n{key} = "x"' for key in keys)
    file = TomlFile("a.toml", text, {})
    for number, key in enumerate(keys):
        assert file.line(("part", number, key)) == 2 * number + 2
        assert file.line(("part", number, "other")) == 2 * number + 1


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (None, "cannot be read (No such file or directory)"),
        (b"\xff\xfe", "is not UTF-8 text"),
        (b"a = ", "is not valid TOML: "),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_why(
    tmp_path: Path, content: bytes | None, what: str
) -> None:
    path = tmp_path / "a.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SourceError) as refused:
        read_toml(path)
    (finding,) = refused.value.findings
    assert finding.where == f"{tmp_path.name}/a.toml"
    assert finding.what.startswith(what)
    assert finding.fix.endswith(".")


def test_a_file_can_be_called_by_another_name(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("a = 1", encoding="utf-8")
    file = read_toml(tmp_path / "a.toml", "indicators/a.toml")
    assert (file.where(("a",)), file.content) == ("indicators/a.toml, line 1", {"a": 1})
