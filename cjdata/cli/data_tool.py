"""The data tool: ``python -m cjdata``.

Exit status: 0 when it did what was asked, 1 when an input was refused (every reason on
standard error, one line each), 2 on wrong usage.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import click

from cjdata import queries, settings
from cjdata.cli.image_command import image
from cjdata.cli.loading_commands import import_files, recipe, template
from cjdata.cli.pack_commands import pack, pictures, site, workbook
from cjdata.cli.report_command import write_report
from cjdata.cli.shared_by_commands import json_option, open_figures, set_option
from cjdata.cli.words_commands import words
from cjdata.errors import CjdataError, UnknownName
from cjdata.ingest.measures_without_record import left_out
from cjdata.library import FigureSet
from cjdata.publishing.build_snapshots import build as build_snapshots
from cjdata.reference.periods import kind_of, month_in_words, parse_financial_year
from cjdata.store import snapshot_history
from cjdata.store.loads_in_force import doubts
from cjdata.views.loading.recipes_read import recipes_read
from cjdata.views.notes.status import MeasureStatus, StatusView, status_view
from cjdata.wording.loading import OTHER_TEXT

QUERY_FIELDS = (
    "measure",
    "area_code",
    "area_name",
    "period",
    "value",
    "unit",
    "status",
    "precision",
    "edition",
    "source_id",
    "source",
    "source_address",
    "designation",
    "note",
)


class _Tool(click.Group):
    """Turns a refusal into its findings and exit status 1, whatever the command."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CjdataError as error:
            for finding in error.findings:
                click.echo(str(finding), err=True)
            ctx.exit(1)


@click.group(cls=_Tool)
def main() -> None:
    """Build and ask the figures of the Community Justice Dashboard.

    The data folder is CJDATA_HOME, or data/ in the project.
    """


@main.command()
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
        answer = {name: asdict(s.manifest) for name, s in built.snapshots.items()}
        click.echo(json.dumps({"changed": built.changed, "snapshots": answer}, indent=2))
        return
    for name, snapshot in built.snapshots.items():
        rows = snapshot.manifest.rows["observations"]
        click.echo(f"{name}: {rows:,} observations in snapshot {snapshot.id}")
    click.echo("These are current now." if built.changed else "Nothing has changed.")


@main.command()
@set_option
@json_option
def status(figures_set: str, as_json: bool) -> None:
    """Say what is loaded: areas, years, editions, sources; what is missing and why; how old."""
    figures = open_figures(figures_set)
    view = status_view(figures, date.today())
    recipes = recipes_read(settings.home(), figures.catalogue)
    for finding in left_out(settings.home(), figures.catalogue):
        click.echo(f"left out: {finding}", err=True)
    if as_json:
        content = {**asdict(view), "recipes": [asdict(recipe) for recipe in recipes]}
        click.echo(json.dumps(content, indent=2, ensure_ascii=False))
    else:
        _print_status(view)
        click.echo("\nRecipes, by which official workbooks are read")
        for recipe in recipes:
            click.echo(f"  {recipe.recipe}: {recipe.says}")
    _say_doubts(figures_set)


@main.command()
@click.option("--measure", "measures", multiple=True, help="A measure's id; may be repeated.")
@click.option("--area", "areas", multiple=True, help="An area by any name; may be repeated.")
@click.option("--period", "periods", multiple=True, help="Such as 2023-24; may be repeated.")
@click.option("--edition", help="What that edition printed, instead of the newest figure.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
)
@json_option
@set_option
def query(
    measures: tuple[str, ...],
    areas: tuple[str, ...],
    periods: tuple[str, ...],
    edition: str | None,
    form: str,
    as_json: bool,
    figures_set: str,
) -> None:
    """Print observations. What is left out asks for all; a missing value keeps its status."""
    figures = open_figures(figures_set)
    asked = [_known_area(figures, text) for text in areas]
    wanted = [_known_measure(figures, text) for text in measures]
    years = [_known_period(text) for text in periods]
    rows = queries.observations(
        figures.database, wanted, asked, years, _known_edition(figures, edition)
    )
    answers = [_answer(figures, row) for row in rows]
    if not answers:
        click.echo("No figures are held for that.", err=True)
    if any(figures.catalogue.measures[measure].is_by_court for measure in wanted):
        _say_where_counted(figures, asked, years)
    _print_rows(answers, "json" if as_json else form)


@main.command()
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
    _say_doubts(figures_set)


@main.command()
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
        answer = {"changed": done.changed, "left": done.left, "snapshot": asdict(manifest)}
        click.echo(json.dumps(answer, indent=2, ensure_ascii=False))
    elif done.changed:
        click.echo(f"{manifest.figures_set}: snapshot {manifest.id} is current now.")
        if done.left:
            click.echo(f"The way back: python -m cjdata rollback {done.left}")
    else:
        click.echo(f"Snapshot {manifest.id} is current already. Nothing has changed.")
    if done.text_changed:
        click.echo(OTHER_TEXT, err=True)


@main.command()
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


main.add_command(import_files)
main.add_command(template)
main.add_command(recipe)
main.add_command(write_report)
main.add_command(words)
main.add_command(image)
main.add_command(pictures)
main.add_command(workbook)
main.add_command(site)
main.add_command(pack)


_NO_DATE = (
    "ranks as the oldest, for nothing says when it was published; give it a record in "
    "reference/catalogue/publications.toml, then: python -m cjdata build"
)


def _say_doubts(figures_set: str) -> None:
    """Say on standard error what is odd about the loads."""
    for doubt in doubts(settings.home()) if figures_set == settings.PUBLISHED else ():
        click.echo(str(doubt), err=True)


def _known_measure(figures: FigureSet, text: str) -> str:
    if text not in figures.catalogue.measures:
        raise UnknownName.among("measure", text, list(figures.catalogue.measures), "--measure")
    return text


def _say_where_counted(figures: FigureSet, codes: Iterable[str], years: Sequence[str]) -> None:
    """Say on standard error under which names figures stand that are counted by court area.

    Of the years asked for; where none were, of all.
    """
    for area in filter(None, map(figures.areas.by_code.get, codes)):
        for court in figures.areas.court_areas:
            if area.code in court.members and (not years or any(map(court.is_in_force, years))):
                since = f" from {court.first_period}" if court.first_period else ""
                until = f" until {court.last_period}" if court.last_period else ""
                click.echo(
                    f"{area.name} is counted together with others{since}{until}: {court.name}.",
                    err=True,
                )


def _known_area(figures: FigureSet, text: str) -> str:
    if text in queries.areas_without_code(figures.database):
        return text
    group = figures.areas.get_group(text)
    if group is not None and group.sort == "court_area":
        return group.held_as
    area = figures.areas.find(text, "--area")
    if area.kind == "group":
        names = [figures.areas.by_code[code].name for code in area.members]
        raise UnknownName.among("single area", text, names, "--area")
    return area.code


def _known_period(text: str) -> str:
    try:
        return parse_financial_year(text, "--period")
    except UnknownName:
        kind_of(text, "--period")
        return text


def _known_edition(figures: FigureSet, text: str | None) -> str | None:
    held = queries.editions(figures.database)
    if text is not None and text not in held:
        raise UnknownName.among("edition", text, held, "--edition")
    return text


def _answer(figures: FigureSet, row: dict[str, Any]) -> dict[str, Any]:
    source = figures.sources[row["source_id"]]
    if row["unit"] == "count" and row["value"] is not None:
        row["value"] = int(row["value"])
    full = row | {
        "source": source.title,
        "source_address": source.url,
        "designation": source.designation,
    }
    return {name: full[name] for name in QUERY_FIELDS}


def _print_rows(rows: list[dict[str, Any]], form: str) -> None:
    if form == "json":
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    elif form == "csv":
        writer = csv.DictWriter(sys.stdout, QUERY_FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        for row in rows:
            value = row["status"] if row["value"] is None else f"{row['value']:,.10g}"
            click.echo(
                f"{row['measure']}  {row['area_name']}  {row['period']}  {value}  "
                f"{row['unit']}  ({row['status']}, {row['edition']})"
            )


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


def _print_status(view: StatusView) -> None:
    rows = ", ".join(f"{count:,} {table}" for table, count in view.rows.items())
    click.echo(f"{view.figures_set} figures, snapshot {view.snapshot}, built {view.built}: {rows}")
    heading, publication = None, ""
    for measure in view.measures:
        if measure.theme != heading:
            heading, publication = measure.theme, ""
            click.echo(f"\n{heading or 'Figures of no indicator'}")
        if measure.publication and measure.publication != publication:
            publication = measure.publication
            click.echo(f"  {_publication_line(measure)}")
        click.echo(f"  {measure.measure}: {_held_line(measure)}")
        for reason in measure.missing:
            click.echo(f"      missing: {reason}")
        for edition in measure.undated:
            click.echo(f"      no date: edition {edition} {_NO_DATE}")
        for source in measure.sources:
            click.echo(f"      source: {source}")


def _publication_line(measure: MeasureStatus) -> str:
    parts = [measure.publication]
    if measure.published:
        age = f", {measure.age_days} days ago" if measure.age_days is not None else ""
        parts.append(f"newest known published {month_in_words(measure.published)}{age}")
    if measure.next_due:
        late = " (overdue: look for a newer edition)" if measure.overdue else ""
        parts.append(f"next due {month_in_words(measure.next_due)}{late}")
    else:
        parts.append("next due not known")
    return "; ".join(parts)


def _held_line(measure: MeasureStatus) -> str:
    if not measure.observations:
        return "nothing held"
    years = f"{measure.first_period} to {measure.last_period}"
    return (
        f"{years}; Scotland {measure.scotland_years} periods, {measure.councils} of 32 councils; "
        f"editions: {', '.join(measure.editions)}"
    )
