"""The command that says what is loaded, what is missing, and how old it is."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

import click

from cjdata import settings
from cjdata.cli.shared_by_commands import json_option, open_figures, say_doubts, set_option
from cjdata.ingest.measures_without_record import left_out
from cjdata.reference.periods import month_in_words
from cjdata.views.loading.recipes_read import recipes_read
from cjdata.views.notes.status import MeasureStatus, StatusView, status_view

_NO_DATE = (
    "ranks as the oldest, for nothing says when it was published; give it a record in "
    "reference/catalogue/publications.toml, then: python -m cjdata build"
)


@click.command()
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
    say_doubts(figures_set)


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
