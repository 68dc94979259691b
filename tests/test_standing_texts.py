"""Words that anybody may change stand in files; a mistake in one is named with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from cjdata import standing_texts
from cjdata.errors import SourceError
from cjdata.toml_lines import read_toml
from cjdata.wording.glossary import GLOSSARY


@dataclass(frozen=True)
class Word:
    name: str
    meaning: str = ""


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(standing_texts, "FOLDER", tmp_path)
    return lambda name, text: (tmp_path / name).write_text(text, encoding="utf-8")


def test_records_are_given_in_the_order_of_their_file(write) -> None:
    write("words.toml", '[[word]]\nname = "b"\n[[word]]\nname = "a"\nmeaning = "first"\n')
    assert standing_texts.records("words", "word", Word) == (Word("b"), Word("a", "first"))


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('[[word]]\nname = "a"\n[[word]]\nmeaning = "no name"\n', "line 3: name"),
        ('[[word]]\nname = "a"\nmeening = "slip"\n', "line 3: meening"),
        ("[[word]]\nname = 3\n", "line 2: name"),
        ("", "words.toml: word"),
    ],
)
def test_a_mistake_is_named_with_its_line(write, text: str, where: str) -> None:
    write("words.toml", text)
    with pytest.raises(SourceError, match=re.escape(where)):
        standing_texts.records("words", "word", Word)


def test_prose_is_read_by_its_paragraphs_and_headings(write) -> None:
    write("prose.md", "## One\n\nA line\nand another.\n\n## Two\n\nMore.\n")
    assert standing_texts.sections("prose") == (("One", "A line and another."), ("Two", "More."))
    write("plain.md", "First\nline.\n\nSecond.\n")
    assert standing_texts.paragraphs("plain") == ("First line.", "Second.")


def test_every_file_of_standing_texts_is_read_by_somebody() -> None:
    code = "".join(path.read_text("utf-8") for path in Path("cjdata").rglob("*.py"))
    unread = [p.name for p in standing_texts.FOLDER.iterdir() if f'("{p.stem}"' not in code]
    assert unread == []


def test_the_glossary_is_in_the_order_of_the_alphabet_and_finds_its_own_words() -> None:
    names = [term.name for term in GLOSSARY]
    assert names == sorted(names, key=str.casefold)
    for term in GLOSSARY:
        for form in term.forms:
            re.compile(form)


def test_every_word_that_code_asks_for_is_in_a_file_and_every_word_is_asked_for() -> None:
    code = [path.read_text("utf-8") for path in Path("cjdata").rglob("*.py")]
    asked = re.findall(
        r'TEXTS\.(?!listed|by_key)(\w+)|TEXTS\.(?:listed|by_key)\("(\w+)"', "".join(code)
    )
    modules = [name for text in code for name in re.findall(r'StandingWords\("(\w+)"\)', text)]
    held = {name: read_toml(standing_texts.FOLDER / f"{name}.toml").content for name in modules}
    assert len(held) == len(modules) >= 7
    assert {key for words in held.values() for key in words} == {
        one or other for one, other in asked
    }


def test_a_word_that_its_file_lacks_is_named(write) -> None:
    write(
        "page.toml", 'title = "Figures"\nsteps = ["one", "two"]\n\n[kinds]\nyear = "Which year?"\n'
    )
    texts = standing_texts.StandingWords("page")
    assert texts.title == "Figures"
    assert texts.listed("steps") == ("one", "two")
    assert texts.by_key("kinds") == {"year": "Which year?"}
    with pytest.raises(SourceError, match="“lead” is missing"):
        _ = texts.lead
    with pytest.raises(SourceError, match="line 1: “title” is of another kind"):
        texts.listed("title")
