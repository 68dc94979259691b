"""The commands of the data tool that load files."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from cjdata import settings
from cjdata.changes.change_report import as_json, as_markdown, sections
from cjdata.cli.shared_by_commands import write_file
from cjdata.exports.template import template_name, write_template
from cjdata.ingest.questions.answers import Answer
from cjdata.ingest.remarks import Remark
from cjdata.ingest.spreadsheets.file_names import shown_name
from cjdata.ingest.spreadsheets.open_file import read_book
from cjdata.ingest.unknown_tables.describe_workbook import describe_unknown
from cjdata.library import Library
from cjdata.publishing.load_workbooks import CheckedUpload, check_files, publish_files
from cjdata.reference.areas import CLACKMANNANSHIRE
from cjdata.store.snapshots import Snapshot
from cjdata.wording import loading

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar


@click.command("import")
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
@click.option(
    "--dry-run", is_flag=True, help="Read, check and say what would change; load nothing."
)
@click.option("--accept", is_flag=True, help="Load although there are warnings: say yes to them.")
@click.option(
    "--edition", default="", help="The edition, where the file does not say it: “2023-24 updated”."
)
@click.option(
    "--published",
    default="",
    metavar="DATE",
    help="When the edition was published, where nothing says it: 2025-09-10, or 2025-09.",
)
@click.option("--url", default="", help="The web address of the edition, where it is not known.")
@click.option(
    "--yes",
    "whole",
    multiple=True,
    metavar="WORDS",
    help="Answer a question: these words change nothing.",
)
@click.option(
    "--no",
    "part",
    multiple=True,
    metavar="WORDS",
    help="Answer a question: leave out the table that says these words.",
)
@click.option("--area", default=CLACKMANNANSHIRE, help="Whose changes the report tells first.")
@click.option("--by", default="", help="Who loads the figures; by default the user logged in.")
@click.option(
    "--report",
    "report_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report of what changes to this file, as Markdown.",
)
@click.option("--json", "as_json_text", is_flag=True, help="Print JSON for programs.")
def import_files(
    files: tuple[Path, ...],
    dry_run: bool,
    accept: bool,
    edition: str,
    published: str,
    url: str,
    whole: tuple[str, ...],
    part: tuple[str, ...],
    area: str,
    by: str,
    report_file: Path | None,
    as_json_text: bool,
) -> None:
    """Load official workbooks: read, check, say what changes, and publish.

    Everything is checked first. An error refuses the load; a question waits for --yes or --no
    with the words it is about, and the answer is kept; warnings ask for --accept. Which edition
    is newer is decided by the date published: from the cover, from the catalogue, or asked for.
    """
    answers = [Answer(says, is_whole=True) for says in whole]
    answers += [Answer(says, is_whole=False) for says in part]
    with _progress(quiet=as_json_text) as tell:
        checked = check_files(
            settings.home(),
            files,
            edition=edition,
            published=published,
            url=url,
            answers=answers,
            progress=tell,
        )
    checked.held.areas.find(area, "--area")
    if not as_json_text:
        _print_files(checked)
    if report_file and checked.report:
        write_file(report_file, _markdown(checked, area).encode())
    snapshot = None
    is_settled = not checked.errors and not checked.questions
    if not dry_run and is_settled and (accept or not checked.warnings):
        who = by or settings.current_user()
        snapshot = publish_files(settings.home(), checked, by=who, accept=accept)
    if as_json_text:
        _print_json(checked, snapshot, dry_run=dry_run)
    else:
        _print_outcome(checked, snapshot, area, dry_run=dry_run)
    _end(checked, snapshot, dry_run=dry_run)


@click.command()
@click.option("--local", "kind", flag_value="local", help="For evidence of a local service.")
@click.option("--supplied", "kind", flag_value="supplied", help="For figures given privately.")
@click.option("--area", default=CLACKMANNANSHIRE, help="The local authority that it is for.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write it; by default beside you, under a name that says what it is.",
)
def template(kind: Literal["local", "supplied"] | None, area: str, output: Path | None) -> None:
    """Write a workbook to fill in and load back: local evidence, or supplied figures."""
    if kind is None:
        raise click.UsageError("Say which template: --local or --supplied.")
    reference = Library(settings.home()).reference()
    chosen = reference.areas.find(area, "--area")
    path = output or Path(template_name(kind, chosen))
    write_file(path, write_template(kind, reference.catalogue, reference.areas, chosen))
    shown = shown_name(str(path))
    click.echo(f"Wrote {shown}. Fill it in, then: python -m cjdata import “{shown}”")


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it to this file; by default it is printed.",
)
def recipe(file: Path, output: Path | None) -> None:
    """Say what is seen in a workbook that no recipe knows, and give a recipe to start from.

    Put the edited recipe into reference/recipes in the data folder; import reads by it.
    """
    reference = Library(settings.home()).reference()
    text = describe_unknown(read_book(file), reference.areas, reference.catalogue)
    if output is None:
        click.echo(text)
    else:
        write_file(output, text.encode())
        click.echo(f"Wrote {shown_name(str(output))}. Edit it, and put it into reference/recipes.")


def _end(checked: CheckedUpload, snapshot: Snapshot | None, *, dry_run: bool) -> None:
    """Exit with 1 where figures were refused, each reason on standard error."""
    refused: Sequence[Remark] = checked.errors or ([] if dry_run else checked.questions)
    if not refused and not dry_run and snapshot is None and not checked.changes_nothing:
        refused = checked.warnings
    for remark in refused:
        click.echo(str(remark), err=True)
    if checked.errors:
        click.echo(f"Nothing was loaded: {_errors(len(checked.errors))}.", err=True)
    elif refused and checked.questions:
        click.echo(f"Nothing was loaded. {_how_to_answer(checked.questions)}", err=True)
    elif refused:
        click.echo(
            f"Nothing was loaded. Look at the {_warnings(len(refused))}; if the figures are "
            "right, run it again with --accept.",
            err=True,
        )
    if refused:
        click.get_current_context().exit(1)


def _how_to_answer(questions: Sequence[Remark]) -> str:
    """Say how questions are answered, with the words of the first."""
    says = next(one.question.says for one in questions if one.question)
    many = "this question" if len(questions) == 1 else f"these {len(questions)} questions"
    return (
        f"Answer {many}, each by its words: --yes “{says}” where they change "
        f"nothing, --no “{says}” to leave the table out. Answers are kept for the next edition."
    )


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[str, float], None]]:
    """Draw a bar on standard error, where a person sees it."""
    if quiet or not sys.stderr.isatty():
        yield lambda _text, _share: None
        return
    doing = ""
    bar: ProgressBar[None]
    with click.progressbar(
        length=1000, file=sys.stderr, show_eta=False, item_show_func=lambda _item: doing
    ) as bar:

        def tell(text: str, share: float) -> None:
            nonlocal doing
            doing = text
            bar.update(max(0, int(1000 * share) - bar.pos))

        yield tell


def _print_files(checked: CheckedUpload) -> None:
    for read in checked.reads:
        edition = f"edition {read.edition}" if read.edition else "no edition"
        published = f", published {read.published}" if read.published else ""
        click.echo(f"{read.book.name}: {read.recipe.title}, {edition}{published}")
        for table in read.tables:
            click.echo(f"  {table.sheet}: {table.recipe.name} ({len(table.data):,} figures)")
        if read.unread:
            click.echo(f"  not read: {', '.join(sheet for sheet, _ in read.unread)}")
    for remark in checked.notes:
        click.echo(f"note: {remark}")


def _print_outcome(
    checked: CheckedUpload, snapshot: Snapshot | None, area: str, *, dry_run: bool
) -> None:
    if checked.errors:
        return
    if checked.changes_nothing and checked.left_out:
        kept = "" if dry_run or not checked.new_answers else " The answers are kept."
        click.echo(f"{loading.nothing_left(checked.left_out)}{kept}")
        return
    if checked.changes_nothing:
        click.echo("Nothing has changed: these figures were loaded before.")
        return
    if checked.report:
        held = checked.held
        for section in sections(checked.report, held.catalogue, held.areas, area):
            click.echo(f"\n{section.title}")
            for line in section.lines:
                click.echo(f"  {line.text}" + (f" {line.todo}" if line.todo else ""))
        click.echo()
    if snapshot:
        click.echo(f"Snapshot {snapshot.id} is current now.")
        if checked.held.snapshot:
            click.echo(f"The way back: python -m cjdata rollback {checked.held.snapshot}")
    elif dry_run:
        for remark in checked.questions:
            click.echo(f"question: {remark}")
        for remark in checked.warnings:
            click.echo(f"warning: {remark}")
        if checked.questions:
            click.echo(_how_to_answer(checked.questions))
        click.echo("Nothing was loaded: this was a dry run.")


def _print_json(checked: CheckedUpload, snapshot: Snapshot | None, *, dry_run: bool) -> None:
    answer: dict[str, Any] = {
        "published": snapshot is not None,
        "dry_run": dry_run,
        "changes_nothing": checked.changes_nothing,
        "snapshot": snapshot.id if snapshot else None,
        "previous": checked.held.snapshot or None,
        **checked.as_json(),
        "report": as_json(checked.report) if checked.report else None,
    }
    click.echo(json.dumps(answer, indent=2, ensure_ascii=False))


def _markdown(checked: CheckedUpload, area: str) -> str:
    held = checked.held
    names = ", ".join(read.book.name for read in checked.reads)
    if checked.report is None:
        return ""
    return as_markdown(
        checked.report, held.catalogue, held.areas, area, title=f"What changes with {names}"
    )


def _errors(count: int) -> str:
    return f"{count} error{'' if count == 1 else 's'}"


def _warnings(count: int) -> str:
    return f"{count} warning{'' if count == 1 else 's'}"
