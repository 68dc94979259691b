"""What the commands that load files print: the files, what is found, what will change, the end."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from cjdata.changes.change_report import as_json, as_markdown, sections
from cjdata.ingest.remarks import Remark
from cjdata.publishing.load_workbooks import CheckedUpload
from cjdata.store.snapshots import Snapshot
from cjdata.wording import loading

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar


def end_with(checked: CheckedUpload, snapshot: Snapshot | None, *, dry_run: bool) -> None:
    """Exit with 1 where figures were refused, each reason on standard error."""
    refused: Sequence[Remark] = checked.errors or ([] if dry_run else checked.questions)
    if not refused and not dry_run and snapshot is None and not checked.changes_nothing:
        refused = checked.warnings
    for remark in refused:
        click.echo(str(remark), err=True)
    if checked.errors:
        click.echo(f"Nothing was loaded: {_errors(len(checked.errors))}.", err=True)
    elif refused and checked.questions:
        click.echo(f"Nothing was loaded. {how_to_answer(checked.questions)}", err=True)
    elif refused:
        click.echo(
            f"Nothing was loaded. Look at the {_warnings(len(refused))}; if the figures are "
            "right, run it again with --accept.",
            err=True,
        )
    if refused:
        click.get_current_context().exit(1)


def how_to_answer(questions: Sequence[Remark]) -> str:
    """Say how questions are answered, with the words of the first."""
    says = next(one.question.says for one in questions if one.question)
    many = "this question" if len(questions) == 1 else f"these {len(questions)} questions"
    return (
        f"Answer {many}, each by its words: --yes “{says}” where they change "
        f"nothing, --no “{says}” to leave the table out. Answers are kept for the next edition."
    )


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Callable[[str, float], None]]:
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


def print_files(checked: CheckedUpload) -> None:
    """Print what each file was recognised as, and the notes."""
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


def print_outcome(
    checked: CheckedUpload, snapshot: Snapshot | None, area: str, *, dry_run: bool
) -> None:
    """Print what will change or has changed, an area's own changes first."""
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
            click.echo(how_to_answer(checked.questions))
        click.echo("Nothing was loaded: this was a dry run.")


def report_text(checked: CheckedUpload, area: str) -> str:
    """Give the report of what changes, as Markdown."""
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


def print_json(
    checked: CheckedUpload,
    snapshot: Snapshot | None,
    *,
    dry_run: bool,
    further: Mapping[str, object] | None = None,
) -> None:
    """Print the outcome for programs; ``further`` stands in it besides."""
    answer: dict[str, Any] = {
        "published": snapshot is not None,
        "dry_run": dry_run,
        "changes_nothing": checked.changes_nothing,
        "snapshot": snapshot.id if snapshot else None,
        "previous": checked.held.snapshot or None,
        **checked.as_json(),
        "report": as_json(checked.report) if checked.report else None,
        **(further or {}),
    }
    click.echo(json.dumps(answer, indent=2, ensure_ascii=False))
