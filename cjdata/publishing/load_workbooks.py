"""Loads files of figures: read, check, say what would change, and on a yes publish.

The command and the page do the same through this module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cjdata.changes.figure_changes import ChangeReport
from cjdata.hiding import given_away
from cjdata.ingest.checking.compare_with_published import PublishedComparison, load_of
from cjdata.ingest.checking.file_checks import FileChecks
from cjdata.ingest.edition_dates import NOTHING_SAID, StatedEdition, not_come, not_dated
from cjdata.ingest.figures_read import ReadWorkbook
from cjdata.ingest.labels.court_areas import counted_together
from cjdata.ingest.merging import merge
from cjdata.ingest.published import CheckedFigures
from cjdata.ingest.questions.answers import Answer, Answers, keep_answers, read_answers
from cjdata.ingest.recipes.recipe import Recipe
from cjdata.ingest.recipes.recipe_loading import load_recipes
from cjdata.ingest.remarks import LoadRefused, Remark, grouped, of_level
from cjdata.ingest.spreadsheets.file_names import shown_name
from cjdata.ingest.spreadsheets.open_file import open_book, read_book
from cjdata.ingest.spreadsheets.source_workbook import SourceWorkbook
from cjdata.ingest.workbook_reading import Reader
from cjdata.publishing.published_state import (
    PublishedState,
    compare,
    publish,
    published_tables,
    read_held,
)
from cjdata.store.loads import FetchedFrom, Load
from cjdata.store.loads_in_force import begin
from cjdata.store.lock import loading_lock
from cjdata.store.snapshots import Snapshot
from cjdata.store.supplied_folder import IN_WORDS, make_private_folder, supplied_folder
from cjdata.text import join_and

Progress = Callable[[str, float], None]
"""Told what is being done and how much of it, from 0 to 1."""


def _quiet(_text: str, _share: float) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Upload:
    """A file as it was handed over; its name as it can be shown.

    ``fetched`` says where the dashboard fetched it; ``edition`` is the name that it needs as an
    edition of its own, where it took the place of a file that is loaded.
    """

    name: str
    content: bytes
    fetched: FetchedFrom | None = None
    edition: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", shown_name(self.name))


File = Path | Upload | SourceWorkbook
"""A file on disk, one handed over, or one that is open already."""


@dataclass(frozen=True)
class CheckedUpload:
    """Files that were read and checked, and what loading them would do.

    Attributes
    ----------
    reads
        The files that could be read.
    loads
        Those of their loads that add something, ready to be published.
    repeated
        The files whose figures are all held already.
    remarks
        Every error, warning and note.
    report
        What would change; None where an error stands in the way.
    """

    reads: tuple[ReadWorkbook, ...]
    loads: tuple[Load, ...]
    repeated: tuple[str, ...]
    remarks: tuple[Remark, ...]
    report: ChangeReport | None
    held: PublishedState

    @property
    def errors(self) -> list[Remark]:
        """What refuses the load."""
        return of_level(self.remarks, "error")

    @property
    def questions(self) -> list[Remark]:
        """What waits for a yes or a no."""
        return of_level(self.remarks, "question")

    @property
    def warnings(self) -> list[Remark]:
        """What asks for a yes."""
        return of_level(self.remarks, "warning")

    @property
    def notes(self) -> list[Remark]:
        """What is only told."""
        return of_level(self.remarks, "note")

    @property
    def changes_nothing(self) -> bool:
        """Whether everything was loaded before."""
        return not self.errors and not self.loads

    @property
    def left_out(self) -> list[str]:
        """The files of which nothing is loaded, because a person answered so."""
        return [read.book.name for read in self.reads if read.is_left_out]

    @property
    def new_answers(self) -> list[Answer]:
        """The answers that are not kept yet."""
        return [one for read in self.reads for one in read.answers if one.is_new]

    def as_json(self) -> dict[str, Any]:
        """Give the files, what was read in them, and every remark, for programs."""
        return {
            "files": [_file_json(read) for read in self.reads],
            "loaded_before": list(self.repeated),
            "errors": [remark.as_dict() for remark in self.errors],
            "questions": [remark.as_dict() for remark in self.questions],
            "warnings": [remark.as_dict() for remark in self.warnings],
            "notes": [remark.as_dict() for remark in self.notes],
        }


def check_files(
    home: Path,
    files: Sequence[File],
    *,
    edition: str = "",
    published: str = "",
    url: str = "",
    answers: Sequence[Answer] = (),
    progress: Progress = _quiet,
) -> CheckedUpload:
    """Read and check files against themselves and against what is held. Nothing is written.

    ``edition`` is what a person says the edition is, instead of what the files say; ``published``
    and ``url`` are its date (a day or a month) and its address, where neither the file nor the
    catalogue says them. ``answers`` are to what no recipe explains.

    Raises
    ------
    CjdataError
        When the catalogue, the recipes or what is held have mistakes. What is wrong with the
        files is in the remarks. When the date or the address is none.
    """
    said = StatedEdition(edition, published, url, tuple(answers)).checked()
    return check_against(read_held(home), files, said=said, progress=progress)


def check_against(
    held: PublishedState,
    files: Sequence[File],
    *,
    said: StatedEdition = NOTHING_SAID,
    progress: Progress = _quiet,
) -> CheckedUpload:
    """Read and check files as ``check_files`` does, against what was read before."""
    answers = _answers_kept(held.home)
    recipes = recipes_of(held.home, held)
    readers = tuple(one for one in recipes if not one.adds_to)
    reader = Reader(readers, held.areas, held.catalogue, said, answers)
    reads: list[ReadWorkbook] = []
    refused: list[Remark] = []
    for number, file in enumerate(files):
        start, share = number / len(files), 1 / len(files)

        def tell(text: str, done: float, start: float = start, share: float = share) -> None:
            progress(text, 0.9 * (start + share * done))

        try:
            reader.progress = tell
            reads.append(_read(reader, said, file, tell))
        except LoadRefused as error:
            refused += error.remarks
    progress("Checking", 0.9)
    checked = check_reads(held, tuple(reads), refused)
    progress("Checked", 1.0)
    return checked


def recipes_of(home: Path, held: PublishedState) -> tuple[Recipe, ...]:
    """Give the recipes that ship, and those made here."""
    return load_recipes(home / "reference" / "recipes", held.catalogue)


def _read(reader: Reader, said: StatedEdition, file: File, progress: Progress) -> ReadWorkbook:
    """Read a file, with what the publisher's page says of it where it was fetched."""
    fetched = file.fetched if isinstance(file, Upload) else None
    edition = file.edition if isinstance(file, Upload) else ""
    reader.said = said.of(fetched, edition)
    return replace(reader.read(_opened(file, progress)), fetched=fetched)


def _opened(file: File, progress: Progress) -> SourceWorkbook:
    if isinstance(file, SourceWorkbook):
        return file

    def opening(share: float) -> None:
        progress(f"Opening {shown_name(file.name)}", share / 2)

    if isinstance(file, Upload):
        return open_book(file.content, file.name, progress=opening)
    return read_book(file, progress=opening)


def check_reads(
    held: PublishedState, reads: tuple[ReadWorkbook, ...], refused: Sequence[Remark] = ()
) -> CheckedUpload:
    """Check files that were read before; ``refused`` is what was said of those that were not."""
    remarks = list(refused)
    new: list[Load] = []
    repeated: list[str] = []
    reads = tuple(counted_together(read, held.catalogue, held.areas) for read in reads)
    for read in reads:
        if read.is_left_out:
            remarks += read.remarks
            continue
        known = held.figures.observations
        checks = FileChecks(read, held.catalogue, held.areas, held.populations, known)
        publication = held.catalogue.publication_by_id[read.recipe.publication]
        undated = not_dated(read.issue, read.recipe, publication, read.book.name)
        own = [*read.remarks, *checks.run(), *undated, *not_come(read.issue, read.book.name)]
        load = load_of(read, held.catalogue)
        before = (*held.loads, *new)
        against = PublishedComparison(read, load, held.text, before, held.figures, held.catalogue)
        if of_level(own, "error"):
            remarks += own
        elif against.adds_nothing():
            repeated.append(read.book.name)
        else:
            remarks += [*own, *against.run()]
            new.append(load)
    if of_level(remarks, "error"):
        return CheckedUpload(reads, (), tuple(repeated), grouped(remarks), None, held)
    after = merge(held.text, (*held.loads, *new))
    remarks += _given_away(held, after, new, reads)
    if of_level(remarks, "error"):
        return CheckedUpload(reads, (), tuple(repeated), grouped(remarks), None, held)
    report = compare(held, after)
    return CheckedUpload(reads, tuple(new), tuple(repeated), grouped(remarks), report, held)


def _given_away(
    held: PublishedState,
    after: CheckedFigures,
    new: Sequence[Load],
    reads: Sequence[ReadWorkbook],
) -> Iterator[Remark]:
    """Refuse what would let a reader work out a figure that is hidden."""
    if not new or not any(o.is_supplied for o in after.observations):
        return
    then = published_tables(held, after)["observations"]
    cells = given_away(
        held.home, held.catalogue, held.areas, held.populations, held.observations, then
    )
    for measure, area, period in cells:
        named = held.areas.by_code[area].name if area in held.areas.by_code else area
        yield Remark(
            "error",
            "gives away what is hidden",
            reads[0].book.name,
            "",
            "",
            f"{held.catalogue.measures[measure].name}, {named}, {period} is hidden, and could be "
            "worked out from what would be shown, or was shown before",
            "figures from which no hidden one follows",
            "Take that figure, or those beside it, out of the file of supplied figures, and agree "
            "with the data owner. To load a publication, go back first to before that file was "
            "loaded: python -m cjdata rollback.",
        )


def publish_files(home: Path, checked: CheckedUpload, *, by: str, accept: bool) -> Snapshot | None:
    """Publish what was checked; give the new snapshot, or None where nothing is new.

    Answers that were given are kept first: also where all that they do is to leave tables out.
    Someone else may have loaded figures in between: then it is checked again, under the lock.

    Raises
    ------
    LoadRefused
        When there is an error, a question without an answer, or a warning and no yes to it.
    SnapshotError
        When someone else is loading, or the disk refuses; nothing has changed.
    """
    names = _named_openly(checked.reads)
    _refuse_unless(checked, accept=accept)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    if checked.changes_nothing:
        _keep_answers(home, checked, by, at)
        return None
    with loading_lock(home / "extracts", by, f"Loading {names}"):
        begin(home, by=by, to_load=True)
        held = read_held(home)
        if _state(held) != _state(checked.held):
            again = check_reads(held, checked.reads)
            known = set(checked.warnings) if accept else set()
            _refuse_unless(again, accept=set(again.warnings) <= known)
            checked = again
        _keep_answers(home, checked, by, at)
        if checked.changes_nothing:
            return None
        loads = [replace(load, about=replace(load.about, by=by, at=at)) for load in checked.loads]
        told = checked.as_json()
        return publish(checked.held, loads, by=by, what=f"Loaded {names}", **told)


def _named_openly(reads: Sequence[ReadWorkbook]) -> str:
    """Name files as a history may: those with supplied figures by no more than that."""
    names = [IN_WORDS if read.is_supplied else read.book.name for read in reads]
    return join_and(list(dict.fromkeys(names)))


def _answers_kept(home: Path) -> Answers:
    """Give the answers of before: those to files of supplied figures are kept with these."""
    folders = (home / "reference", supplied_folder(home))
    kept = [read_answers(folder).kept for folder in folders]
    return Answers({**kept[0], **kept[1]})


def _keep_answers(home: Path, checked: CheckedUpload, by: str, at: str) -> None:
    supplied = {read.recipe.id for read in checked.reads if read.is_supplied}
    answers = [replace(one, by=by, on=at[:10]) for one in checked.new_answers]
    own = [one for one in answers if one.recipe in supplied]
    if own:
        make_private_folder(supplied_folder(home))
        keep_answers(supplied_folder(home), own)
    if len(own) < len(answers):
        keep_answers(home / "reference", [one for one in answers if one not in own])


def _state(held: PublishedState) -> tuple[object, ...]:
    """Give what a check depends on and somebody else may have changed."""
    return held.snapshot, held.text, [load.id for load in held.loads]


def _refuse_unless(checked: CheckedUpload, *, accept: bool) -> None:
    if checked.errors:
        raise LoadRefused(checked.errors)
    if checked.questions:
        raise LoadRefused(checked.questions)
    if checked.warnings and not accept:
        raise LoadRefused(checked.warnings)


def _file_json(read: ReadWorkbook) -> dict[str, Any]:
    return {
        "file": read.book.name,
        "sha256": read.book.sha256,
        "recipe": read.recipe.id,
        "publication": read.recipe.title,
        "edition": read.edition,
        "published": read.published,
        "address": read.url,
        "status": read.recipe.status or "published",
        "tables": [
            {
                "name": table.recipe.name,
                "sheet": table.sheet,
                "title": table.title,
                "figures": len(table.data),
                "measures": sorted({d.measure for d in table.data}),
                "figures_not_read": list(table.left),
            }
            for table in read.tables
        ],
        "not_read": [{"sheet": sheet, "title": title} for sheet, title in read.unread],
    }
