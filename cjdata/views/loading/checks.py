"""The views of adding workbooks: what is expected, what was found in files, what was loaded."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cjdata.changes.change_report import ChangeSection, sections
from cjdata.errors import CatalogueError
from cjdata.fetching.newest_seen import SeenEdition
from cjdata.ingest.edition_dates import NOT_DATED
from cjdata.ingest.figures_read import ReadWorkbook
from cjdata.ingest.questions.answers import Answer, folded
from cjdata.ingest.questions.table_decisions import PASSED_OVER
from cjdata.ingest.recipes.recipe_loading import read_recipe
from cjdata.ingest.remarks import Question, Remark
from cjdata.library import FigureSet
from cjdata.publishing.load_workbooks import CheckedUpload
from cjdata.reference.catalogue import Publication
from cjdata.store.load_folders import read_abouts
from cjdata.text import number, upper_first
from cjdata.views.loading.changes import PageChanged, counts_of, pages_changed
from cjdata.views.table import Cell, Table
from cjdata.wording import loading
from cjdata.wording.publications import newer_is_out

UNKNOWN = "unknown workbook"
"""The kind of the remark that no recipe knows a file."""

SCALED = "figures in thousands"
"""The kind of the remark that figures are in thousands, and no recipe says so."""

_ON_THE_PAGE = {
    UNKNOWN: loading.TEXTS.point_below,
    NOT_DATED: loading.TEXTS.date_below,
    SCALED: loading.TEXTS.scale_below,
}
"""What to do on the page about remarks of some kinds."""


@dataclass(frozen=True)
class FileView:
    """A file that was recognised: as what, its tables, and what was not read of it.

    ``left_out`` are sentences about the tables that are not read because another is, or a person
    said so. ``recipe`` is the id of the recipe where that was made by pointing, and can be
    forgotten.
    """

    name: str
    recognised: str
    tables: Table | None
    not_read: tuple[str, ...]
    left_out: tuple[str, ...]
    recipe: str


@dataclass(frozen=True)
class QuestionView:
    """A question: where it arises and what stands there, what is asked, and its two answers.

    ``kept`` is what was answered to an earlier file; None where it is asked for the first time.
    """

    found: str
    asks: str
    yes: str
    no: str
    question: Question
    kept: bool | None = None

    @property
    def kind(self) -> str:
        """What it asks, in a few words."""
        return loading.TEXTS.by_key("kinds_of_questions")[self.question.asks]


@dataclass(frozen=True)
class CheckedView:
    """What came of a check: a verdict, the files, every remark, and what will change.

    ``summary`` says in a line how much will change.
    """

    verdict: str
    summary: str
    files: tuple[FileView, ...]
    repeated: tuple[str, ...]
    errors: Table | None
    questions: tuple[QuestionView, ...]
    kept: tuple[QuestionView, ...]
    warnings: Table | None
    notes: Table | None
    sections: tuple[ChangeSection, ...]
    pages: tuple[PageChanged, ...]


def checked_view(checked: CheckedUpload, area: str) -> CheckedView:
    """Put a check into words and tables, for an area first."""
    report, held = checked.report, checked.held
    told = report is not None and not checked.changes_nothing
    names = {read.book.name for read in checked.reads} | {r.file for r in checked.remarks}
    several = len(names) > 1
    return CheckedView(
        verdict=loading.verdict(
            len(checked.errors),
            len(checked.questions),
            len(checked.warnings),
            is_new=not checked.changes_nothing,
            left_out=checked.left_out,
        ),
        summary=loading.will_change(counts_of(report)) if report and told else "",
        files=tuple(_file(read) for read in checked.reads),
        repeated=checked.repeated,
        errors=_remarks("Errors", checked.errors, several=several),
        questions=_questions(checked.questions, several=several),
        kept=_kept(checked.reads),
        warnings=_remarks("Warnings", checked.warnings, several=several),
        notes=_remarks("Notes", _notes(checked.notes), several=several),
        sections=sections(report, held.catalogue, held.areas, area) if report and told else (),
        pages=pages_changed(report, held.catalogue) if report and told else (),
    )


def _file(read: ReadWorkbook) -> FileView:
    rows = tuple(
        (Cell(table.recipe.name), Cell(table.sheet), Cell(number(len(table.data))))
        for table in read.tables
    )
    caption = f"Tables read from {read.book.name}"
    return FileView(
        name=read.book.name,
        recognised=loading.recognised(read.recipe.title, read.edition, read.published),
        tables=Table(caption, ("Table", "Sheet", "Figures"), rows) if rows else None,
        not_read=tuple(": ".join(filter(None, names)) for names in read.unread),
        left_out=tuple(
            f"{upper_first(f'sheet {r.sheet}')}: {_sentence(r.found)}"
            for r in read.remarks
            if r.kind == PASSED_OVER
        ),
        recipe=read.recipe.id if read.recipe.own else "",
    )


def _notes(remarks: Sequence[Remark]) -> list[Remark]:
    """Leave out what is said of each file already."""
    return [remark for remark in remarks if remark.kind != PASSED_OVER]


def _remarks(caption: str, remarks: Sequence[Remark], *, several: bool) -> Table | None:
    """Lay remarks out as a table; the file is named where there are several."""
    if not remarks:
        return None
    rows = tuple(
        (
            Cell(_where(remark, several=several)),
            Cell(_sentence(remark.found)),
            Cell(_sentence(remark.expected)),
            Cell(_ON_THE_PAGE.get(remark.kind, remark.fix)),
        )
        for remark in remarks
    )
    title = f"{caption} ({number(len(remarks))})"
    return Table(title, ("Where", "Found", "Expected", "What to do"), rows)


def _questions(remarks: Sequence[Remark], *, several: bool) -> tuple[QuestionView, ...]:
    """Give each question once, also where several files ask it."""
    places: dict[Question, list[Remark]] = {}
    for remark in remarks:
        if remark.question:
            places.setdefault(remark.question, []).append(remark)
    kinds = list(loading.TEXTS.by_key("kinds_of_questions"))
    return tuple(
        QuestionView(
            " ".join(f"{_where(r, several=several)}: {_sentence(r.found)}" for r in found),
            found[0].fix,
            loading.yes_label(question.asks, question.tables),
            loading.no_label(question.tables),
            question,
        )
        for question, found in sorted(places.items(), key=lambda one: kinds.index(one[0].asks))
    )


def _kept(reads: Sequence[ReadWorkbook]) -> tuple[QuestionView, ...]:
    """Give what was answered to earlier files and counts for these, each text once."""
    found: dict[tuple[str, str, bool], list[Answer]] = {}
    for one in (answer for read in reads for answer in read.answers if not answer.is_new):
        same = found.setdefault((one.recipe, folded(one.says), one.is_whole), [])
        if one not in same:
            same.append(one)
    return tuple(_kept_view(answers) for answers in found.values())


def _kept_view(answers: Sequence[Answer]) -> QuestionView:
    first, tables = answers[0], tuple(dict.fromkeys(one.table for one in answers))
    return QuestionView(
        loading.answer_kept(first.says, tables, first.by, first.on),
        loading.TEXTS.kept_question,
        loading.yes_label("words", tables),
        loading.no_label(tables),
        Question(first.says, first.recipe, tables),
        first.is_whole,
    )


def _where(remark: Remark, *, several: bool) -> str:
    parts = [f"sheet {remark.sheet}"] if remark.sheet else []
    parts += [f"cell {remark.cell}"] if remark.cell else []
    place = ", ".join(parts)
    if several or not parts:
        return ", ".join(filter(None, (remark.file, place)))
    return upper_first(place)


def _sentence(clause: str) -> str:
    text = upper_first(clause.strip())
    return text if not text or text.endswith((".", "?", "!")) else f"{text}."


@dataclass(frozen=True)
class ExpectedView:
    """The publications that can be added: which are due, in a sentence, and all in a table."""

    due: str
    table: Table


def expected_view(figures: FigureSet, home: Path, month: str) -> ExpectedView:
    """List publications: the newest edition, what is loaded, and when the next is due."""
    loaded, wanted = _loaded(figures, home), _read_by_recipes(home)
    found = [p for p in figures.catalogue.publications if p.id in wanted and p.url]
    rows = tuple(
        (
            Cell(publication.title, publication.publisher, link=publication.url or ""),
            _newest(publication, figures.newer_editions.get(publication.id)),
            Cell(", ".join(loaded.get(publication.id, ())) or "None yet"),
            Cell(upper_first(loading.due(publication, month))),
        )
        for publication in found
    )
    header = ("Publication", "Newest known", "Workbooks loaded", "Next due")
    table = Table(loading.TEXTS.expected_title, header, rows)
    return ExpectedView(loading.due_sentence(found, month), table)


def _newest(publication: Publication, newer: SeenEdition | None) -> Cell:
    """Say which edition is the newest, and that one is out which nobody has loaded."""
    return Cell(publication.newest_known or "Not known", newer_is_out(newer) if newer else "")


def _read_by_recipes(home: Path) -> set[str]:
    """List the publications that a recipe can read; one with mistakes is passed over here."""
    found = set()
    for path in (home / "reference" / "recipes").glob("*.toml"):
        with suppress(CatalogueError):
            found.add(read_recipe(path).publication)
    return found


def _loaded(figures: FigureSet, home: Path) -> dict[str, list[str]]:
    """List the editions that are loaded, by publication."""
    loads = figures.database.snapshot.manifest.loads
    found: dict[str, list[str]] = {}
    for about in read_abouts(home, loads):
        editions = found.setdefault(about.publication, [])
        if about.edition not in editions:
            editions.append(about.edition)
    return found
