"""Moves words out to plain files and back in, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Literal

from cjdata.errors import CjdataError, Mistake, hint
from cjdata.narrative.plain_text import WordsError
from cjdata.narrative.words_files import WordsFile, as_file, file_path, read_words_file
from cjdata.narrative.words_store import WordsStore
from cjdata.narrative.words_transaction import WordsTransaction
from cjdata.narrative.words_versions import ReportSlot, WordsConflict, WordsVersion
from cjdata.reference.areas import Areas
from cjdata.reference.periods import parse_financial_year
from cjdata.reference.report_outlines import Outline, OutlineSection

OnConflict = Literal["stop", "mine", "theirs"]
"""What to do where somebody saved since the files were written: refuse all, or whose to keep."""


@dataclass(frozen=True, slots=True)
class KnownSubjects:
    """What words can belong to."""

    areas: Areas
    outlines: Mapping[str, Outline]
    outcomes: tuple[str, ...]


@dataclass(slots=True)
class ImportedWords:
    """What came of an import: the slots saved, those that said the same, those in conflict."""

    saved: list[WordsVersion] = field(default_factory=list)
    unchanged: list[WordsVersion] = field(default_factory=list)
    conflicts: list[tuple[WordsFile, WordsConflict]] = field(default_factory=list)


class _DryRun(Exception):
    """Ends a transaction so that nothing of it stays."""

    def __init__(self, taken: ImportedWords) -> None:
        super().__init__()
        self.taken = taken


def export_words(
    words: WordsStore, folder: Path, name_of: Callable[[str], str]
) -> tuple[Path, ...]:
    """Write the newest words of every slot into a folder, one file each; give the files.

    Where viewers see older words than the newest draft, both are written. Earlier versions stay
    in the database. ``name_of`` gives an area's name by its code.

    Raises
    ------
    WordsError
        When the folder already holds something, so that old and new would be mixed, or cannot be
        written.
    """
    published = words.everything(drafts=False)
    newest = words.everything(drafts=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            fix = "Choose an empty or a new folder."
            raise WordsError(Mistake(str(folder), "holds something already", fix))
        return tuple(
            _write(folder, version, name_of(version.slot.area))
            for version in (*published, *(v for v in newest if v.state == "draft"))
        )
    except OSError as error:
        what = f"the words cannot be written there ({error.strerror})"
        raise WordsError(Mistake(str(folder), what, "Make room, or choose another.")) from error


def import_words(
    words: WordsStore,
    folder: Path,
    known: KnownSubjects,
    *,
    by: str,
    conflicts: OnConflict = "stop",
    dry_run: bool = False,
) -> ImportedWords:
    """Read files back. Everything is checked first, and one mistake refuses all.

    Words that come into an empty slot keep who wrote them and when. Others were edited outside:
    they are saved as new versions of ``by``, on top of the version that the file names.

    Raises
    ------
    WordsError
        With every mistake of every file by line; or, with ``conflicts`` at ``stop``, with every
        text that somebody has saved since.
    """
    found = _checked(folder, known)

    def work(writing: WordsTransaction) -> ImportedWords:
        taken = ImportedWords()
        for slot, files in found.items():
            _take(writing, slot, files, taken, by, conflicts)
        if taken.conflicts and conflicts == "stop":
            raise WordsError([_refusal(file, conflict) for file, conflict in taken.conflicts])
        if dry_run:
            raise _DryRun(taken)
        return taken

    try:
        return words.together(work)
    except _DryRun as done:
        return done.taken


def _write(folder: Path, version: WordsVersion, area_name: str) -> Path:
    path = folder / file_path(version, area_name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(as_file(version, area_name))
    return path


def _checked(folder: Path, known: KnownSubjects) -> dict[ReportSlot, list[WordsFile]]:
    """Read every file of a folder; for each slot, what viewers see comes before a draft."""
    findings: list[Mistake] = []
    found: dict[ReportSlot, list[WordsFile]] = {}
    for path in sorted(folder.rglob("*.md")):
        if path.name.startswith("."):
            continue
        try:
            file = read_words_file(path, path.relative_to(folder).as_posix())
            found.setdefault(_slot(file, known), []).append(file)
        except CjdataError as error:
            findings += error.findings
    for files in found.values():
        files.sort(key=lambda file: file.state == "draft")
        findings += _twins(files)
    if not findings and not found:
        fix = "Name the folder that the words were exported to."
        findings.append(Mistake(str(folder), "holds no file of words (*.md)", fix))
    if findings:
        raise WordsError(findings)
    return found


def _twins(files: Sequence[WordsFile]) -> Iterator[Mistake]:
    for one, other in pairwise(files):
        if one.state == other.state:
            what = f"is the {one.state} text of the same place as {one.name}"
            yield Mistake(other.where("section"), what, "Keep one of the two.")


def _slot(file: WordsFile, known: KnownSubjects) -> ReportSlot:
    """Give where a file's words belong."""
    findings: list[Mistake] = []
    area = known.areas.get(file.keys["area"])
    if area is None or area.kind == "group":
        names = [a.name for a in known.areas.single]
        what = f"“{file.keys['area']}” is not a known area"
        findings.append(Mistake(file.where("area"), what, hint(file.keys["area"], names)))
    year = file.keys["year"]
    try:
        year = parse_financial_year(year, file.where("year"))
    except CjdataError as error:
        findings += error.findings
    findings += _place_mistakes(file, known)
    if findings or area is None:
        raise WordsError(findings)
    outcome = file.keys.get("outcome", "")
    return ReportSlot(area.code, year, file.keys["section"], outcome, file.outline)


def _place_mistakes(file: WordsFile, known: KnownSubjects) -> Iterator[Mistake]:
    outline = known.outlines.get(file.outline)
    if outline is None:
        what = f"“{file.outline}” is not a known outline"
        yield Mistake(file.where("outline"), what, hint(file.outline, list(known.outlines)))
        return
    sections = {s.id: s for s in outline.sections if s.takes_words}
    section = sections.get(file.keys["section"])
    if section is None:
        what = f"“{file.keys['section']}” is not a section of {outline.id} that takes words"
        yield Mistake(file.where("section"), what, hint(file.keys["section"], list(sections)))
        return
    yield from _outcome_mistakes(file, section, known.outcomes)
    choice = file.keys.get("choice", "")
    choices = [c.id for c in section.choices]
    if choice and choice not in choices:
        what = f"“{choice}” is not a choice of the section “{section.id}”"
        fix = hint(choice, choices) if choices else "Remove the line."
        yield Mistake(file.where("choice"), what, fix)


def _outcome_mistakes(
    file: WordsFile, section: OutlineSection, outcomes: tuple[str, ...]
) -> Iterator[Mistake]:
    outcome = file.keys.get("outcome", "")
    if section.per == "area" and outcome:
        what = f"the section “{section.id}” is not per outcome"
        yield Mistake(file.where("outcome"), what, "Remove the line.")
    elif section.per == "outcome" and outcome not in outcomes:
        what = f"“{outcome}” is not a known outcome" if outcome else "outcome is missing"
        yield Mistake(file.where("outcome"), what, f"Write one of: {', '.join(outcomes)}.")


def _take(
    writing: WordsTransaction,
    slot: ReportSlot,
    files: Sequence[WordsFile],
    taken: ImportedWords,
    by: str,
    conflicts: OnConflict,
) -> None:
    """Save the one or two files of a slot."""
    is_empty = writing.current(slot) is None
    for file in files:
        choice = file.keys.get("choice", "")
        head = writing.current(slot)
        shown = writing.current(slot, ("published",)) if file.state == "published" else head
        if shown and shown.says_the_same(file.body, choice) and not is_empty:
            taken.unchanged.append(shown)
            continue
        put = partial(writing.put, slot, file.body, choice=choice, state=file.state)
        if is_empty:
            who = file.keys.get("by") or by
            done = put(by=who, base_version=head.number if head else 0, saved=file.saved)
        else:
            done = put(by=by, base_version=file.version)
        if isinstance(done, WordsConflict):
            taken.conflicts.append((file, done))
            done = put(by=by, base_version=done.base_version) if conflicts == "mine" else done
        if isinstance(done, WordsVersion):
            taken.saved.append(done)


def _refusal(file: WordsFile, conflict: WordsConflict) -> Mistake:
    theirs = conflict.theirs
    if theirs is None:
        what = f"version {file.version} of these words is not held here"
    else:
        what = (
            f"{theirs.by} saved version {theirs.number} of these words on "
            f"{theirs.saved:%Y-%m-%d at %H:%M} UTC, and the file was written from version "
            f"{file.version}"
        )
    fix = (
        "Put the two together in the file and name that version in it; or import again with "
        "--conflicts mine (the file goes on top) or --conflicts theirs (the file is kept aside)."
    )
    return Mistake(file.where("version"), what, fix)
