"""The commands of the data tool that load files."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from cjdata import settings
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
from cjdata.exports.template import template_name, write_template
from cjdata.ingest.spreadsheets.file_names import shown_name
from cjdata.ingest.spreadsheets.open_file import read_book
from cjdata.ingest.unknown_tables.describe_workbook import describe_unknown
from cjdata.library import Library
from cjdata.publishing.load_workbooks import check_files, publish_files
from cjdata.reference.areas import CLACKMANNANSHIRE


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
@loading_options
@click.option("--json", "as_json_text", is_flag=True, help="Print JSON for programs.")
def import_files(
    files: tuple[Path, ...],
    dry_run: bool,
    accept: bool,
    edition: str,
    published: str,
    url: str,
    as_json_text: bool,
    loading: LoadingOptions,
) -> None:
    """Load official workbooks: read, check, say what changes, and publish.

    Everything is checked first. An error refuses the load; a question waits for --yes or --no
    with the words it is about, and the answer is kept; warnings ask for --accept. Which edition
    is newer is decided by the date published: from the cover, from the catalogue, or asked for.
    """
    with progress_bar(quiet=as_json_text) as tell:
        checked = check_files(
            settings.home(),
            files,
            edition=edition,
            published=published,
            url=url,
            answers=loading.answers,
            progress=tell,
        )
    checked.held.areas.find(loading.area, "--area")
    if not as_json_text:
        print_files(checked)
    if loading.report_file and checked.report:
        write_file(loading.report_file, report_text(checked, loading.area).encode())
    snapshot = None
    is_settled = not checked.errors and not checked.questions
    if not dry_run and is_settled and (accept or not checked.warnings):
        snapshot = publish_files(settings.home(), checked, by=loading.by, accept=accept)
    if as_json_text:
        print_json(checked, snapshot, dry_run=dry_run)
    else:
        print_outcome(checked, snapshot, loading.area, dry_run=dry_run)
    end_with(checked, snapshot, dry_run=dry_run)


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
