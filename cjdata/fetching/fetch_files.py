"""Fetches workbooks: each whole or not at all, with where it came from."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import lxml.html
from lxml import etree

from cjdata.errors import Mistake
from cjdata.fetching import fetch_errors
from cjdata.fetching.fetch_errors import NotFetched
from cjdata.fetching.held_editions import load_of_file
from cjdata.fetching.offered_editions import OfferedEdition, Progress
from cjdata.fetching.polite_web import PoliteWeb
from cjdata.fetching.publisher_page import PageFile
from cjdata.fetching.web_answer import Validators, WebAnswer
from cjdata.ingest.spreadsheets.compound_file import SIGNATURE
from cjdata.reference.editions import has_come
from cjdata.store.loads import FetchedFrom, LoadOrigin

_ARCHIVE = b"PK\x03\x04"
_UPDATED = re.compile(r" updated(?: (\d+))?$")
_MOST_TRIES = 2


@dataclass(frozen=True)
class FetchedFile:
    """A workbook that was fetched; ``edition`` is its own name where it replaces a loaded one."""

    name: str
    content: bytes
    fetched: FetchedFrom
    edition: str = ""


@dataclass
class FetchedFiles:
    """What came of fetching: files, those that are loaded as they are, and what went wrong."""

    files: list[FetchedFile] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    replaced: list[Mistake] = field(default_factory=list)
    troubles: list[NotFetched] = field(default_factory=list)


def fetch_files(
    web: PoliteWeb,
    editions: Sequence[OfferedEdition],
    loads: Sequence[LoadOrigin],
    *,
    progress: Progress = lambda _text, _share: None,
) -> FetchedFiles:
    """Fetch the files of editions, one after the other.

    What goes wrong with one is told, and costs no other. Files are written to a folder that is
    gone at the end, and are given only when they came whole.
    """
    found = FetchedFiles()
    wanted = [(edition, file) for edition in editions for file in edition.files]
    with TemporaryDirectory(prefix="community-justice-") as folder:
        for number, (edition, file) in enumerate(wanted):
            progress(f"Fetching {file.name}", number / len(wanted))
            try:
                _fetch(web, Path(folder), edition, file, loads, found)
            except NotFetched as trouble:
                found.troubles.append(trouble.of_page(edition.address))
    progress("Fetched", 1.0)
    return found


def _fetch(
    web: PoliteWeb,
    folder: Path,
    edition: OfferedEdition,
    file: PageFile,
    loads: Sequence[LoadOrigin],
    found: FetchedFiles,
) -> None:
    before = load_of_file(file, edition, loads)
    held = before.fetched if before and before.fetched else None
    known = Validators(held.etag, held.modified) if held else None
    answer, content = _whole(web, folder / "fetching.part", file, known)
    sha256 = hashlib.sha256(content).hexdigest()
    if answer.is_same or any(one.sha256 == sha256 for one in loads):
        found.unchanged.append(file.name)
        return
    now = datetime.now(UTC).isoformat(timespec="seconds")
    published, name = edition.published, ""
    if before is not None and held is not None:
        days = (answer.modified_day, edition.updated, now[:10])
        published = next((day for day in days if day > before.published), now[:10])
        name = _updated_name(before, loads)
        found.replaced.append(_replaced(file, held, name))
    elif published and not has_come(published):
        published = ""
    fetched = FetchedFrom(
        file.address,
        edition.address,
        now,
        published,
        answer.validators.etag,
        answer.validators.modified,
    )
    own = _own_name(file.name, edition, [one.name for one in found.files])
    found.files.append(FetchedFile(own, content, fetched, name))


def _whole(
    web: PoliteWeb, path: Path, file: PageFile, known: Validators | None
) -> tuple[WebAnswer, bytes]:
    """Fetch a file and look whether it is whole; once more where it is not."""
    for _ in range(_MOST_TRIES):
        with path.open("wb") as to:
            answer = web.fetch(file.address, to, known)
        if answer.is_same:
            return answer, b""
        content = path.read_bytes()
        trouble = _trouble(file, answer, content)
        if trouble is None or not trouble.again:
            break
    if trouble:
        web.trace.add("not taken", file.address, why=trouble.findings[0].what)
        raise trouble
    return answer, content


def _trouble(file: PageFile, answer: WebAnswer, content: bytes) -> NotFetched | None:
    """Say what is wrong with what came: a web page, or a part of a workbook."""
    start = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if answer.kind in ("text/html", "application/xhtml+xml") or start.startswith(
        (b"<!doctype html", b"<html", b"<head")
    ):
        return fetch_errors.a_page_came(file.address, _page_title(content))
    if not content.strip():
        return fetch_errors.not_whole(file.address, "it is empty")
    kind = PurePosixPath(file.name).suffix.lower()
    if content.startswith(_ARCHIVE):
        return _archive_trouble(file.address, content)
    if kind in (".xlsx", ".ods") and not content.startswith(SIGNATURE):
        return fetch_errors.not_whole(file.address, "it does not begin as a workbook does")
    if not answer.has_length:  # unlike an archive, these do not say themselves where they end
        return fetch_errors.end_not_told(file.address)
    return None


def _archive_trouble(address: str, content: bytes) -> NotFetched | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            archive.getinfo(archive.namelist()[0])
    except (zipfile.BadZipFile, zlib.error, EOFError, IndexError, ValueError):
        return fetch_errors.not_whole(address, "its end is missing")
    return None


def _page_title(content: bytes) -> str:
    try:
        root = lxml.html.document_fromstring(content)
    except (etree.ParserError, ValueError):
        return ""
    found = root.xpath("//title")
    return " ".join(str(found[0].text_content()).split())[:80] if found else ""


def _updated_name(before: LoadOrigin, loads: Sequence[LoadOrigin]) -> str:
    """Name an edition that took the place of a loaded one: “2024-25 part 1 updated”."""
    label = _UPDATED.sub("", before.edition)
    used = {one.edition for one in loads if one.publication == before.publication}
    names = [f"{label} updated", *(f"{label} updated {n}" for n in range(2, len(used) + 3))]
    return next(name for name in names if name not in used)


def _replaced(file: PageFile, held: FetchedFrom, edition: str) -> Mistake:
    return Mistake(
        file.address,
        f"the publisher has replaced {file.name} since it was fetched on {held.at[:10]}; the new "
        f"one is kept as the edition “{edition}”",
        "Look in the report at what it changes.",
    )


def _own_name(name: str, edition: OfferedEdition, used: Sequence[str]) -> str:
    """Give a file a name that no other of the sitting has."""
    if name not in used:
        return name
    own = f"{edition.label} {name}".strip()
    return own if own not in used else f"{len(used) + 1} {own}"
