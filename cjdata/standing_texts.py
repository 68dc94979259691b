"""Reads the standing texts: words that anybody may change in ``cjdata/texts``, without any Python.

They are TOML where a text has a name or belongs to a record, and Markdown where it is prose. A
mistake is named with its file and line as soon as the text is read.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError, with_config

from cjdata.errors import Mistake, SourceError
from cjdata.toml_lines import TomlFile, read_toml

FOLDER = Path(__file__).parent / "texts"

Record = TypeVar("Record")
Value = TypeVar("Value")


def records(name: str, key: str, kind: type[Record]) -> tuple[Record, ...]:
    """Give the records of a file in its order.

    Parameters
    ----------
    name, key
        The file’s name without its ending, and what its records are called: ``[[term]]``.
    kind
        The dataclass of one; a key that it does not have is a mistake.

    Raises
    ------
    SourceError
        With every mistake of the file and its line.
    """
    file = read_toml(FOLDER / f"{name}.toml")
    strict = with_config(extra="forbid")(kind)
    try:
        return tuple(TypeAdapter(list[strict]).validate_python(file.content.get(key)))  # type: ignore[valid-type]
    except ValidationError as error:
        raise SourceError(_findings(file, key, error)) from error


def _findings(file: TomlFile, key: str, error: ValidationError) -> list[Mistake]:
    return [
        Mistake(
            file.where((key, *one["loc"])),
            f"{'.'.join(str(part) for part in one['loc'][1:]) or key}: {one['msg'].lower()}",
            "Correct the record; the head of the file says what each key means.",
        )
        for one in error.errors()
    ]


def paragraphs(name: str) -> tuple[str, ...]:
    """Give the paragraphs of a Markdown file, each in one line."""
    return _parts((FOLDER / f"{name}.md").read_text(encoding="utf-8"))


def sections(name: str) -> tuple[tuple[str, str], ...]:
    """Give the sections of a Markdown file: the heading of each, and its one paragraph."""
    _, *found = (FOLDER / f"{name}.md").read_text(encoding="utf-8").split("## ")
    headed = (section.partition("\n") for section in found)
    return tuple((heading.strip(), " ".join(_parts(body))) for heading, _, body in headed)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


class StandingWords:
    """The words of one file that have a name each, read as attributes.

    Parameters
    ----------
    name
        The file’s name without its ending.

    Raises
    ------
    SourceError
        Where the file cannot be read; or where it lacks a word that is asked for.
    """

    def __init__(self, name: str) -> None:
        self._file = read_toml(FOLDER / f"{name}.toml")

    def __getattr__(self, key: str) -> str:
        """Give the text of that name."""
        if key.startswith("_"):  # what Python itself asks for
            raise AttributeError(key)
        return self._found(key, str)

    def listed(self, key: str) -> tuple[str, ...]:
        """Give the texts of a list."""
        return tuple(self._found(key, list))

    def by_key(self, key: str) -> dict[str, str]:
        """Give the texts of a table, by their keys."""
        return self._found(key, dict)

    def _found(self, key: str, kind: type[Value]) -> Value:
        value = self._file.content.get(key)
        if not isinstance(value, kind):
            wrong = "is missing" if value is None else "is of another kind"
            raise SourceError(Mistake(self._file.where((key,)), f"“{key}” {wrong}", "Write it."))
        return value
