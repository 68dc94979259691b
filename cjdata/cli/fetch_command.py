"""The command that gets official workbooks from the publishers' sites: only when it is called."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from cjdata import settings
from cjdata.cli.fetch_report import (
    check_json,
    offer_json,
    print_check,
    print_offer,
    say_troubles,
)
from cjdata.cli.load_report import (
    end_with,
    print_files,
    print_json,
    print_outcome,
    progress_bar,
    report_text,
)
from cjdata.cli.loading_options import LoadingOptions, loading_options
from cjdata.cli.shared_by_commands import write_file
from cjdata.fetching.fetch_files import FetchedFiles
from cjdata.fetching.fetch_trace import FetchTrace
from cjdata.fetching.newest_seen import newer_editions
from cjdata.fetching.sitting import FetchSitting, fetchable, undated_editions
from cjdata.ingest.questions.answers import Answer
from cjdata.ingest.remarks import Remark
from cjdata.library import Library
from cjdata.publishing.load_fetched import set_aside, uploads_of
from cjdata.publishing.load_workbooks import CheckedUpload, Upload, check_files, publish_files
from cjdata.store.snapshots import Snapshot
from cjdata.wording import fetching as words
from cjdata.wording.loading import counted


@dataclass(frozen=True)
class _Asked:
    """What the command was asked for."""

    publications: tuple[str, ...]
    every: bool
    editions: tuple[str, ...]
    loading: LoadingOptions
    is_json: bool
    dry_run: bool
    accept: bool

    @property
    def is_asked_back(self) -> bool:
        """Whether a person sits there who can be asked."""
        return sys.stdin.isatty() and not self.is_json and not self.accept


@click.command()
@click.argument("publications", nargs=-1, metavar="[PUBLICATION]...")
@click.option("--all", "every", is_flag=True, help="All editions, not only the newest of each.")
@click.option("--edition", "editions", multiple=True, help="Of this edition alone: “2023-24”.")
@click.option("--list", "only_list", is_flag=True, help="Say what is there; fetch nothing.")
@click.option("--check", is_flag=True, help="Say only whether something new is out: for a timer.")
@click.option("--dry-run", is_flag=True, help="Fetch, check and say what would change; no more.")
@click.option("--accept", is_flag=True, help="Publish although there are warnings, without asking.")
@loading_options
@click.option(
    "--trace",
    "trace_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what was seen on the sites to this file, to send to who looks after this.",
)
@click.option("--json", "is_json", is_flag=True, help="Print JSON for programs.")
def fetch(
    publications: tuple[str, ...],
    every: bool,
    editions: tuple[str, ...],
    only_list: bool,
    check: bool,
    dry_run: bool,
    accept: bool,
    trace_file: Path | None,
    is_json: bool,
    loading: LoadingOptions,
) -> None:
    """Get official workbooks from the publishers' sites, check them, and publish on a yes.

    Looks for the newest editions of the publications of the national indicators and of the
    population, or of those named (ids as in reference/catalogue/publications.toml). What could not
    be got is listed with its address, for doing it by hand. Nothing is asked of any site by
    anything but this command and the button on the page that adds workbooks.
    """
    asked = _Asked(
        publications,
        every or bool(editions),
        editions,
        loading,
        is_json,
        dry_run,
        accept,
    )
    trace = FetchTrace()
    try:
        if check:
            _check(asked, trace)
        else:
            _fetch(asked, trace, only_list=only_list)
    finally:
        if trace_file:
            write_file(trace_file, trace.text().encode())
            click.echo(f"What was seen is in {trace_file}.", err=True)


def _check(asked: _Asked, trace: FetchTrace) -> None:
    """Say what is out and not loaded, and keep it for the pages."""
    home = settings.home()
    catalogue = Library(home).reference().catalogue
    every = [one.id for one in catalogue.publications if one.fetch]
    publications = fetchable(catalogue, asked.publications or every)
    with (
        FetchSitting(home, catalogue, trace=trace) as sitting,
        progress_bar(quiet=asked.is_json) as tell,
    ):
        offered, found = sitting.look(publications, progress=tell)
        newer = newer_editions(sitting.seen, catalogue, sitting.loads)
    wanted = [newer[one.id] for one in publications if one.id in newer]
    undated = undated_editions(offered, catalogue)
    troubles = [words.trouble_line(one) for one in found.troubles]
    if asked.is_json:
        click.echo(json.dumps(check_json(wanted, undated, troubles), indent=2, ensure_ascii=False))
    else:
        print_check(wanted, undated, catalogue)
        if not (wanted or undated or troubles):
            click.echo(words.TEXTS.nothing_newer)
    say_troubles(troubles)


def _fetch(asked: _Asked, trace: FetchTrace, *, only_list: bool) -> None:
    home = settings.home()
    reference = Library(home).reference()
    reference.areas.find(asked.loading.area, "--area")
    catalogue = reference.catalogue
    publications = fetchable(catalogue, asked.publications)
    with (
        FetchSitting(home, catalogue, trace=trace) as sitting,
        progress_bar(quiet=asked.is_json) as tell,
    ):
        offered, found = sitting.look(publications, every=asked.every, progress=tell)
        if asked.editions:
            offered = [one for one in offered if one.edition.label in asked.editions]
        if not asked.is_json:
            click.echo()
            print_offer(offered, catalogue)
        # An edition that is named is asked for again: its files may have been replaced silently.
        wanted = [o.edition for o in offered if o.is_wanted or (asked.editions and o.edition.files)]
        troubles = [words.trouble_line(one) for one in found.troubles]
        if only_list:
            if asked.is_json:
                click.echo(json.dumps(offer_json(offered, troubles), indent=2, ensure_ascii=False))
            say_troubles(troubles)
            return
        count = sum(len(one.files) for one in wanted)
        if count and asked.is_asked_back:
            what = f"Fetch {counted(count, 'workbook')}?"
            click.confirm(what, default=True, abort=True)
        files = sitting.fetch(wanted, progress=tell)
    troubles += [words.trouble_line(one) for one in files.troubles]
    _load(asked, files, troubles, offer_json(offered, troubles))


def _load(
    asked: _Asked, files: FetchedFiles, troubles: list[str], offer: dict[str, object]
) -> None:
    """Check what was fetched, say what it changes, and publish it on a yes."""
    uploads = uploads_of(files.files)
    answers = list(asked.loading.answers)
    if not asked.is_json:
        click.echo(f"\n{words.fetched([one.name for one in uploads], files.unchanged)}")
    for one in files.replaced:
        click.echo(f"note: {one}", err=asked.is_json)
    if not uploads:
        _say_nothing(asked, offer)
        say_troubles(troubles)
        return
    checked, aside = _checked(asked, uploads, answers)
    while checked.questions and asked.is_asked_back and not asked.dry_run:
        answers += _answered(checked.questions)
        checked, aside = _checked(asked, uploads, answers)
    troubles += [f"not loaded: {remark}" for remark in aside]
    if not asked.is_json:
        print_files(checked)
    if asked.loading.report_file and checked.report:
        write_file(asked.loading.report_file, report_text(checked, asked.loading.area).encode())
    snapshot = _published(asked, checked)
    if asked.is_json:
        print_json(checked, snapshot, dry_run=asked.dry_run, further=offer)
    elif snapshot is None or not asked.is_asked_back:
        print_outcome(checked, snapshot, asked.loading.area, dry_run=asked.dry_run)
    else:
        click.echo(f"Snapshot {snapshot.id} is current now.")
        if checked.held.snapshot:
            click.echo(f"The way back: python -m cjdata rollback {checked.held.snapshot}")
    say_troubles(troubles, ends=False)
    end_with(checked, snapshot, dry_run=asked.dry_run)
    if troubles:
        click.get_current_context().exit(1)


def _checked(
    asked: _Asked, uploads: Sequence[Upload], answers: Sequence[Answer]
) -> tuple[CheckedUpload, list[Remark]]:
    with progress_bar(quiet=asked.is_json) as tell:
        checked = check_files(settings.home(), uploads, answers=answers, progress=tell)
    return set_aside(checked, {one.name for one in uploads})


def _answered(questions: Sequence[Remark]) -> list[Answer]:
    """Ask a person each question, once."""
    given = []
    for remark in {one.question: one for one in questions if one.question}.values():
        question = remark.question
        if question is not None:
            click.echo(f"\n{remark}")
            is_whole = click.confirm("Yes?", default=None)
            given += [
                Answer(question.says, is_whole, question.recipe, table) for table in question.tables
            ]
    return given


def _published(asked: _Asked, checked: CheckedUpload) -> Snapshot | None:
    """Publish: where nothing is doubtful or it is accepted, or a person who sits there says yes."""
    if asked.dry_run or checked.questions or checked.errors:
        return None
    accept = asked.accept
    if asked.is_asked_back and not checked.changes_nothing:
        print_outcome(checked, None, asked.loading.area, dry_run=False)
        for remark in checked.warnings:
            click.echo(f"warning: {remark}")
        accept = click.confirm("Publish these figures?", default=False)
        if not accept:
            return None
    if checked.warnings and not accept:
        return None
    return publish_files(settings.home(), checked, by=asked.loading.by, accept=accept)


def _say_nothing(asked: _Asked, offer: dict[str, object]) -> None:
    if asked.is_json:
        answer = {"published": False, "changes_nothing": True, **offer}
        click.echo(json.dumps(answer, indent=2, ensure_ascii=False))
