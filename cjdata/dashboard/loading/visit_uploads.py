"""What the page that adds workbooks remembers of a visit, so that nothing is read twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

import streamlit as st

from cjdata import settings
from cjdata.dashboard.page_frame import WHILE_HERE
from cjdata.ingest.edition_dates import StatedEdition
from cjdata.ingest.questions.answers import Answer
from cjdata.ingest.spreadsheets.open_file import open_book
from cjdata.ingest.spreadsheets.source_workbook import SourceWorkbook
from cjdata.publishing.load_workbooks import CheckedUpload, Upload, check_files
from cjdata.store.snapshots import current_ids_if_any
from cjdata.views.loading.changes import PageChanged
from cjdata.views.loading.checks import QuestionView

_CHECKED, _BOOKS = f"{WHILE_HERE}checked", f"{WHILE_HERE}books"
_ASKED = f"{WHILE_HERE}asked"
_LAST = f"{WHILE_HERE}last"
_OUTCOME, _ROUND = f"{WHILE_HERE}outcome", f"{WHILE_HERE}round"

Progress = Callable[[str, float], None]
T = TypeVar("T")


@dataclass(frozen=True)
class ClickResult:
    """What the last click has done: sentences, and the pages to look at."""

    lines: tuple[str, ...]
    pages: tuple[PageChanged, ...] = ()
    failed: bool = False


def checked(uploads: Sequence[Upload], said: StatedEdition, progress: Progress) -> CheckedUpload:
    """Give the check of some files: from memory as long as nothing it depends on has changed."""
    home = settings.home()
    key = _key(home, uploads, said)
    held = st.session_state.get(_CHECKED)
    if held is None or held[0] != key:
        st.session_state.pop(_CHECKED, None)
        found = check_files(
            home,
            uploads,
            edition=said.edition,
            published=said.published,
            url=said.url,
            answers=said.answers,
            progress=progress,
        )
        held = (key, found)
        st.session_state[_CHECKED] = held
    assert isinstance(held[1], CheckedUpload)  # noqa: S101 - only this module puts it there
    return held[1]


@dataclass
class QuestionField:
    """A field that asks a question of the files that are there, and what was answered in it."""

    key: str
    view: QuestionView
    answer: bool | None = None


def fields(uploads: Sequence[Upload]) -> list[QuestionField]:
    """Give the fields that ask about these very files; for other files there are none yet.

    What stands in them is remembered here, also while the page does not draw them.
    """
    files = _names_of(uploads)
    held = st.session_state.get(_ASKED)
    if held is None or held[0] != files:
        held = (files, {})
        st.session_state[_ASKED] = held
    found: list[QuestionField] = list(held[1].values())
    for one in found:
        if st.session_state.get(one.key) is not None:
            one.answer = st.session_state[one.key]
    return found


def answers(uploads: Sequence[Upload]) -> tuple[Answer, ...]:
    """Give what was answered to the questions of these files, and not kept so already."""
    return tuple(
        Answer(one.view.question.says, one.answer, one.view.question.recipe, table)
        for one in fields(uploads)
        if one.answer is not None and one.answer != one.view.kept
        for table in one.view.question.tables
    )


def ask(uploads: Sequence[Upload], views: Sequence[QuestionView]) -> None:
    """Remember the questions that these files ask, each with a field of its own."""
    fields(uploads)
    files, asked = st.session_state[_ASKED]
    for view in views:
        name = hashlib.sha256(repr((files, view.question)).encode()).hexdigest()[:12]
        asked.setdefault(view.question, QuestionField(f"loading/answer/{name}", view, view.kept))


def _names_of(uploads: Sequence[Upload]) -> tuple[tuple[str, str], ...]:
    return tuple((one.name, hashlib.sha256(one.content).hexdigest()) for one in uploads)


def token() -> str:
    """Name the check that is remembered: another one needs another yes."""
    return hashlib.sha256(repr(st.session_state[_CHECKED][0]).encode()).hexdigest()[:12]


def _key(home: Path, uploads: Sequence[Upload], said: StatedEdition) -> Hashable:
    files = _names_of(uploads)
    current = current_ids_if_any(home / "extracts").get(settings.PUBLISHED, "")
    return files, said, current, _stamp(home / "reference")


def _stamp(folder: Path) -> Hashable:
    """Give what changes with every change of the recipes and the catalogue."""
    paths = sorted((*folder.glob("*.csv"), *folder.rglob("*.toml")))
    stats = [(str(path), path.stat()) for path in paths]
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


def forget_check() -> None:
    """Let go of what was read: the files are no longer there."""
    st.session_state.pop(_CHECKED, None)
    st.session_state.pop(_BOOKS, None)
    st.session_state.pop(_LAST, None)
    st.session_state.pop(_ASKED, None)


def book_of(upload: Upload) -> SourceWorkbook:
    """Open a file, once."""
    books = st.session_state.setdefault(_BOOKS, {})
    name = hashlib.sha256(upload.content).hexdigest()
    if name not in books:
        books[name] = open_book(upload.content, upload.name)
    book = books[name]
    assert isinstance(book, SourceWorkbook)  # noqa: S101 - only this module puts it there
    return book


def last(name: str, key: Hashable, make: Callable[[], T]) -> T:
    """Give what was made for a key when it was last asked for under this name, or make it."""
    kept = st.session_state.setdefault(_LAST, {})
    if name not in kept or kept[name][0] != key:
        kept[name] = (key, make())
    return cast("T", kept[name][1])


def uploader_key() -> str:
    """Name the uploader: a new name after figures were published empties it."""
    return f"loading/files/{st.session_state.get(_ROUND, 0)}"


def start_anew(outcome: ClickResult) -> None:
    """Empty the uploader, and keep what to say about what was done."""
    forget_check()
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    say(outcome)


def say(outcome: ClickResult) -> None:
    """Keep what to say about what was done."""
    st.session_state[_OUTCOME] = outcome


def outcome() -> ClickResult | None:
    """Give what there is to say about what was done last."""
    found = st.session_state.get(_OUTCOME)
    return found if isinstance(found, ClickResult) else None


def forget_outcome() -> None:
    """Say no more about what was done before."""
    st.session_state.pop(_OUTCOME, None)
