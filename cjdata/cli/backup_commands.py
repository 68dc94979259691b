"""The commands that write all that cannot be built anew into one file, and bring it back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from cjdata import settings
from cjdata.cli.shared_by_commands import json_option
from cjdata.text import number

_PATIENCE = 60.0
"""Seconds to wait for the database: all of it is read or written in one go."""


@click.command()
@click.option(
    "-o",
    "--output",
    default=Path("backups"),
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder that it is written into.",
)
@json_option
def backup(output: Path, as_json: bool) -> None:
    """Write words with all versions, packs, loads, records and settings into one dated file.

    It holds drafts, and what was supplied to the partnership: only your account can read it.
    Snapshots are left out, as they are built anew, and so are passwords.
    """
    from cjdata.backup.write_backup import write_backup  # noqa: PLC0415 - for backups alone
    from cjdata.narrative import begun  # noqa: PLC0415
    from cjdata.narrative.words_database import SQLITE_FILE  # noqa: PLC0415
    from cjdata.narrative.words_store import open_words  # noqa: PLC0415

    home, url = settings.home(), settings.database_url()
    is_there = url or any((home / name).exists() for name in (SQLITE_FILE, begun.FILE))
    words = open_words(home, url, patience=_PATIENCE) if is_there else None
    try:
        held = words.database if words else None
        user, now = settings.current_user(), datetime.now(UTC)
        path = write_backup(home, held, output, by=user, when=now)
    finally:
        if words:
            words.close()
    if as_json:
        click.echo(json.dumps({"file": str(path), "bytes": path.stat().st_size}, indent=2))
    else:
        click.echo(f"Wrote {path}. Keep it where only those may read who may read drafts.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@json_option
def restore(file: Path, as_json: bool) -> None:
    """Bring a backup back: all of it, into an empty data folder and an empty database of words.

    The folder is that of CJDATA_HOME, the database that of CJDATA_DATABASE_URL.
    """
    from cjdata.backup.restore_backup import restore_backup  # noqa: PLC0415 - for backups alone
    from cjdata.narrative.words_database import open_database, words_url  # noqa: PLC0415

    home, url = settings.home(), settings.database_url()
    found = restore_backup(
        file, home, lambda folder: open_database(words_url(folder, url), _PATIENCE)
    )
    if as_json:
        answer = {"made": found.made, "files": found.files, "rows": dict(found.rows)}
        click.echo(json.dumps({**answer, "settings": dict(found.settings)}, indent=2))
        return
    click.echo(f"Restored the backup of {found.made} into {home}: {number(found.files)} files.")
    for table, count in found.rows.items():
        click.echo(f"{table}: {number(count)} rows")
    if found.settings:
        click.echo("The settings were these; set again what still holds:")
        for name, value in found.settings.items():
            click.echo(f"  {name}={value}")
    click.echo("Now build the figures: python -m cjdata build")
