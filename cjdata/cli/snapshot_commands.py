"""The commands that make snapshots, list them, go back to one, and remove old ones."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from cjdata import settings
from cjdata.cli.shared_by_commands import json_option, say_doubts, set_option
from cjdata.publishing.build_snapshots import build as build_snapshots
from cjdata.store import snapshot_history
from cjdata.wording.loading import OTHER_TEXT


@click.command()
@click.option(
    "--all-loads",
    is_flag=True,
    help="Where nothing says which loads are in force, take every one in published/loads.",
)
@json_option
def build(all_loads: bool, as_json: bool) -> None:
    """Build the snapshots from the reviewed text and the loads in force; make them current."""
    built = build_snapshots(settings.home(), all_loads=all_loads)
    for finding in built.left_out:
        click.echo(f"left out: {finding}", err=True)
    if as_json:
        answer = {name: s.manifest.told() for name, s in built.snapshots.items()}
        click.echo(json.dumps({"changed": built.changed, "snapshots": answer}, indent=2))
        return
    for name, snapshot in built.snapshots.items():
        rows = snapshot.manifest.rows["observations"]
        click.echo(f"{name}: {rows:,} observations in snapshot {snapshot.id}")
    click.echo("These are current now." if built.changed else "Nothing has changed.")


@click.command()
@set_option
@json_option
def history(figures_set: str, as_json: bool) -> None:
    """List the snapshots: who made each, when, how, and which is current. Newest first."""
    extracts = settings.home() / "extracts"
    entries = snapshot_history.history(extracts, figures_set, verify=True)
    if not entries:
        raise snapshot_history.nothing_built(extracts, figures_set)
    if as_json:
        click.echo(json.dumps([asdict(e) for e in entries], indent=2, ensure_ascii=False))
    else:
        for entry in entries:
            click.echo(_entry_line(entry))
    say_doubts(figures_set)


@click.command()
@click.argument("snapshot", metavar="ID")
@json_option
def rollback(snapshot: str, as_json: bool) -> None:
    """Go back to the snapshot ID of the history, or to what a beginning of ID names.

    The loads in it are in force from then on. What is there stays there, so that the same
    command leads forward again.
    """
    done = snapshot_history.rollback(settings.home(), snapshot)
    manifest = done.snapshot.manifest
    if as_json:
        answer = {"changed": done.changed, "left": done.left, "snapshot": manifest.told()}
        click.echo(json.dumps(answer, indent=2, ensure_ascii=False))
    elif done.changed:
        click.echo(f"{manifest.figures_set}: snapshot {manifest.id} is current now.")
        if done.left:
            click.echo(f"The way back: python -m cjdata rollback {done.left}")
    else:
        click.echo(f"Snapshot {manifest.id} is current already. Nothing has changed.")
    if done.text_changed:
        click.echo(OTHER_TEXT, err=True)


@click.command()
@click.option(
    "--keep",
    type=click.IntRange(min=0),
    default=3,
    show_default=True,
    help="How many of each set to keep besides the current one, to go back to.",
)
@click.option("--dry-run", is_flag=True, help="Name what would be removed, and remove nothing.")
@json_option
def prune(keep: int, dry_run: bool, as_json: bool) -> None:
    """Remove old snapshots, and those that cannot be read; never the current ones."""
    removed = snapshot_history.prune(settings.home() / "extracts", keep, dry_run=dry_run)
    if as_json:
        click.echo(json.dumps({"dry_run": dry_run, "removed": removed}, indent=2))
        return
    for name in removed:
        click.echo(f"{'Would remove' if dry_run else 'Removed'} {name}")
    if not removed:
        click.echo("Nothing to remove.")


def _entry_line(entry: snapshot_history.SnapshotEntry) -> str:
    """Put a snapshot of the history in a line, what is not known left out."""
    count = len(entry.loads)
    loads = f", {count} load{'s' if count > 1 else ''}" if count else ""
    parts = [
        entry.id,
        "(current)" if entry.is_current else "",
        entry.built.replace("T", " ").replace("+00:00", " UTC"),
        f"by {entry.by}" if entry.by else "",
        f"{entry.rows:,} observations{loads}" if entry.rows is not None else "",
        entry.what,
        f"(cannot be read: {entry.trouble})" if entry.trouble else "",
    ]
    return "  ".join(part for part in parts if part)
