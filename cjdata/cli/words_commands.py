"""The commands of the data tool that move the coordinator's words."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cjdata import settings
from cjdata.cli.shared_by_commands import json_option
from cjdata.library import Library
from cjdata.reference.report_outlines import load_outlines

if TYPE_CHECKING:
    from cjdata.narrative.words_transfer import ImportedWords, OnConflict
    from cjdata.narrative.words_versions import WordsVersion

_folder = click.argument(
    "folder", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False)
)


@click.group()
def words() -> None:
    """Move the coordinator's words out to plain files, and back in.

    They are kept in words.sqlite of the data folder, or in the database of CJDATA_DATABASE_URL.
    """


@words.command("export")
@_folder
@json_option
def export_files(folder: Path, as_json: bool) -> None:
    """Write every text into a file of its own in FOLDER, drafts too.

    Each says whose and which words they are, which version, who saved it and when.
    """
    from cjdata.narrative import open_words  # noqa: PLC0415 - a third of a second, for words alone
    from cjdata.narrative.words_transfer import export_words  # noqa: PLC0415

    home = settings.home()
    names = {area.code: area.name for area in Library(home).reference().areas.single}
    with open_words(home, settings.database_url()) as held:
        paths = export_words(held, folder, lambda code: names.get(code, code))
    if as_json:
        click.echo(json.dumps({"files": [path.as_posix() for path in paths]}, indent=2))
    elif paths:
        click.echo(f"Wrote {_texts(len(paths))} to {folder}.")
    else:
        click.echo("There are no words yet. Nothing was written.")


@words.command("import")
@_folder
@click.option("--dry-run", is_flag=True, help="Check, and say what would be saved; save nothing.")
@click.option(
    "--conflicts",
    type=click.Choice(["stop", "mine", "theirs"]),
    default="stop",
    show_default=True,
    help="Where somebody saved since the files were written: refuse all of them, save the file "
    "on top, or keep the file aside in the history.",
)
@click.option("--by", default="", help="Who changed the files; by default the user logged in.")
@json_option
def import_files(
    folder: Path, dry_run: bool, conflicts: OnConflict, by: str, as_json: bool
) -> None:
    """Read the files of FOLDER back, as new versions; those that say the same change nothing.

    Everything is checked first, and one mistake refuses all.
    """
    from cjdata.narrative import open_words, outcome_keys  # noqa: PLC0415
    from cjdata.narrative.words_transfer import KnownSubjects, import_words  # noqa: PLC0415

    home = settings.home()
    reference = Library(home).reference()
    outlines = load_outlines(home / "reference" / "outlines")
    known = KnownSubjects(reference.areas, outlines, outcome_keys(reference.catalogue))
    who = by or settings.current_user()
    with open_words(home, settings.database_url()) as held:
        taken = import_words(held, folder, known, by=who, conflicts=conflicts, dry_run=dry_run)
    if as_json:
        click.echo(json.dumps(_answer(taken, dry_run=dry_run), indent=2, ensure_ascii=False))
    else:
        _print(taken, dry_run=dry_run)


def _print(taken: ImportedWords, *, dry_run: bool) -> None:
    for version in taken.saved:
        click.echo(f"{version.slot}: {version.state}, version {version.number}, by {version.by}")
    aside = [c.mine for _, c in taken.conflicts if c.mine.slot not in {v.slot for v in taken.saved}]
    for version in aside:
        click.echo(f"{version.slot}: kept aside as version {version.number}; theirs stays")
    would = "would be saved" if dry_run else "saved"
    click.echo(
        f"{_texts(len(taken.saved))} {would}, {len(taken.unchanged)} said the same already"
        + (f", {len(aside)} kept aside." if aside else ".")
    )


def _answer(taken: ImportedWords, *, dry_run: bool) -> dict[str, object]:
    return {
        "dry_run": dry_run,
        "saved": [_line(version) for version in taken.saved],
        "unchanged": [_line(version) for version in taken.unchanged],
        "conflicts": [file.name for file, _ in taken.conflicts],
    }


def _line(version: WordsVersion) -> dict[str, object]:
    fields = asdict(version.slot) | {"version": version.number, "state": version.state}
    return fields | {"by": version.by, "saved": version.saved.isoformat()}


def _texts(count: int) -> str:
    return f"{count} text{'' if count == 1 else 's'}"
