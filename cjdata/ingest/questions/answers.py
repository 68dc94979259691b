"""Keeps what people answered when a workbook said something that nothing explained.

The answers stand beside the recipes, in ``reference/answers.toml``, so that a question about a
publication is asked once: by recipe, table and the words that were asked about.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import tomli_w

from cjdata.errors import CatalogueError, CjdataError, Mistake
from cjdata.store.durable_writes import sync_folder, write_durably
from cjdata.toml_lines import read_toml

FILE = "answers.toml"
WHOLE, PART = "the whole", "a part"
"""What an answer says that the figures are of."""

_HEADER = """\
# What people answered when a workbook said something that no recipe explains.
# means = "the whole": the words change nothing; "a part": the table is another one, and not read.
# Take an answer out, and it is asked again.

"""
_KEYS = ("recipe", "table", "says", "means", "by", "on")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: of which recipe and table, to which words, and whether they change nothing.

    ``recipe`` and ``table`` are empty in what a person says of a file before it is read.
    """

    says: str
    is_whole: bool
    recipe: str = ""
    table: str = ""
    by: str = ""
    on: str = ""
    is_new: bool = field(default=False, compare=False)
    """Whether it was given now, and says other than what is kept."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What is answered."""
        return (self.recipe, self.table, folded(self.says))


def folded(says: str) -> str:
    """Write words so that capitals and spaces make no difference."""
    return " ".join(says.casefold().split())


@dataclass(frozen=True)
class Answers:
    """The answers that are kept, and those just given, which stand before them."""

    kept: Mapping[tuple[str, str, str], Answer] = field(default_factory=dict)
    given: tuple[Answer, ...] = ()

    def of(self, recipe: str, table: str, says: str) -> Answer | None:
        """Give the answer to a question; None where there is none yet."""
        wanted = folded(says)
        kept = self.kept.get((recipe, table, wanted))
        for one in self.given:
            is_of = one.recipe in ("", recipe) and one.table in ("", table)
            if is_of and folded(one.says) == wanted:
                is_kept = kept is not None and kept.is_whole == one.is_whole
                return kept if is_kept else Answer(says, one.is_whole, recipe, table, is_new=True)
        return kept

    def with_given(self, given: Iterable[Answer]) -> Answers:
        """Add what a person says now."""
        return Answers(self.kept, (*self.given, *given))


NO_ANSWERS = Answers()


def read_answers(reference: Path) -> Answers:
    """Read the answers that are kept.

    Raises
    ------
    CatalogueError
        When the file cannot be read, or an answer lacks something; each is named by its line.
    """
    path = reference / FILE
    if not path.exists():
        return Answers()
    file = read_toml(path, FILE)
    findings, kept = [], {}
    rows = file.content.get("answer", [])
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        texts = {key: row.get(key, "") for key in _KEYS} if isinstance(row, dict) else {}
        is_whole = all(isinstance(text, str) for text in texts.values()) and all(
            texts.get(key) for key in _KEYS[:4]
        )
        if not is_whole or texts["means"] not in (WHOLE, PART):
            findings.append(
                Mistake(
                    file.where(("answer", number)),
                    "an answer needs recipe, table, says and means",
                    f"means is “{WHOLE}” or “{PART}”. Correct it, or take it out: it is asked "
                    "again.",
                )
            )
            continue
        means = texts.pop("means")
        one = Answer(is_whole=means == WHOLE, **texts)
        kept[one.key] = one
    if findings:
        raise CatalogueError(findings)
    return Answers(kept)


def keep_answers(reference: Path, answers: Iterable[Answer]) -> None:
    """Add answers to those that are kept, in one step; a newer one replaces an older.

    Raises
    ------
    CjdataError
        When the file cannot be written; it is as it was.
    """
    new = {one.key: one for one in answers}
    kept = dict(read_answers(reference).kept)
    if all(key in kept and kept[key].is_whole == one.is_whole for key, one in new.items()):
        return
    rows = [_row(one) for _, one in sorted((kept | new).items())]
    text = _HEADER + tomli_w.dumps({"answer": rows})
    try:
        with tempfile.TemporaryDirectory(prefix=".answers-", dir=reference) as place:
            temporary = Path(place) / FILE
            write_durably(temporary, text.encode())
            temporary.chmod(0o644)
            temporary.replace(reference / FILE)
        sync_folder(reference)
    except OSError as error:
        raise CjdataError(
            Mistake(
                str(reference / FILE),
                f"the answers cannot be written ({error.strerror or error})",
                "Nothing was loaded. Make room, or make the folder writable, and try again.",
            )
        ) from error


def _row(one: Answer) -> dict[str, str]:
    means = WHOLE if one.is_whole else PART
    row = {"recipe": one.recipe, "table": one.table, "says": one.says, "means": means}
    return row | {key: text for key, text in (("by", one.by), ("on", one.on)) if text}
