"""The command that writes a report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from cjdata import settings
from cjdata.cli.shared_by_commands import (
    area_option,
    json_option,
    open_figures,
    output_option,
    set_option,
    single_area,
    tell,
    write_file,
)
from cjdata.errors import Mistake, UnknownName
from cjdata.reference.periods import parse_financial_year, start_year
from cjdata.reference.report_outlines import ANNUAL_REPORT, Outline, load_outlines


@click.command("report")
@area_option
@click.option("--year", required=True, help="The reporting year, such as 2023-24.")
@set_option
@click.option(
    "--outline",
    "outline_id",
    default=ANNUAL_REPORT,
    show_default=True,
    help="Which report: the name of a file in reference/outlines.",
)
@click.option(
    "--template",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The partnership’s own Word template, .docx or .dotx.",
)
@output_option
@json_option
def write_report(
    area: str,
    year: str,
    figures_set: str,
    outline_id: str,
    template: Path | None,
    output: Path,
    as_json: bool,
) -> None:
    """Write a report as a Word document: the year’s figures, and the coordinator’s words.

    Words that are drafts are left out; a marker stands where words are missing.
    """
    from cjdata.exports.outputs import annual_report  # noqa: PLC0415 - slow to load
    from cjdata.exports.report import places_without_words  # noqa: PLC0415
    from cjdata.narrative import outcome_keys, words_of  # noqa: PLC0415
    from cjdata.wording.report import still_to_write  # noqa: PLC0415

    home, year = settings.home(), _begun(parse_financial_year(year, "--year"))
    figures, outline = open_figures(figures_set), _outline(home, outline_id)
    found = single_area(figures.areas, area)
    words = words_of(found.code, year, home=home, outline=outline.id)
    today = date.today()
    made = annual_report(figures, found, year, outline, words, today=today, template=template)
    write_file(output, made)
    missing, total = places_without_words(outline, outcome_keys(figures.catalogue), words)
    wrote = [f"Wrote {output}: the report on {found.name}, {year}."]
    wrote += [still_to_write(missing, total)] if missing else []
    answer = {"file": str(output), "words_missing": missing, "words_asked_for": total}
    tell(answer, "\n".join(wrote), as_json=as_json)


def _begun(year: str) -> str:
    """Give a year that has begun; of one that has not, nothing can be reported."""
    if date(start_year(year), 4, 1) > date.today():
        what = f"the year {year} has not begun"
        raise UnknownName(Mistake("--year", what, "Name a year that has, such as 2023-24."))
    return year


def _outline(home: Path, outline_id: str) -> Outline:
    outlines = load_outlines(home / "reference" / "outlines")
    if outline_id not in outlines:
        raise UnknownName.among("outline", outline_id, list(outlines), "--outline")
    return outlines[outline_id]
