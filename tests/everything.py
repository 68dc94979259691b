"""Collects all that a reader can get of some figures, as plain texts that can be compared."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from base64 import urlsafe_b64decode
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from cjdata import queries, settings
from cjdata.cli.data_tool import main
from cjdata.exports import outputs as exports
from cjdata.exports.collected import collect
from cjdata.exports.figures_csv import figures_csv
from cjdata.exports.filenames import file_name
from cjdata.exports.picture import picture_svg
from cjdata.library import FigureSet
from cjdata.pack import ready_made_pack, to_json, to_link
from cjdata.reference.areas import SCOTLAND
from cjdata.reference.catalogue import CatalogueRecord
from cjdata.reference.report_outlines import load_outline
from cjdata.views.comparison.data import CompareSelection, compare_view
from cjdata.views.glance.data import glance_view
from cjdata.views.loading.changes import last_change
from cjdata.views.local_evidence.data import evidence_view
from cjdata.views.notes.data import notes_view
from cjdata.views.notes.status import status_view
from cjdata.views.peers.of_trend import theme_peers
from cjdata.views.plan.data import plan_view
from cjdata.views.profile.data import profile_view
from cjdata.views.short_lists.data import highlights
from cjdata.views.trend.data import theme_view
from cjdata.views.trend.selection import Selection
from cjdata.views.view import View
from cjdata.views.years.data import years_view

TODAY = date(2026, 11, 22)


def told(thing: Any) -> Iterator[str]:
    """Give every text and number inside a thing, with the names of what holds them."""
    if isinstance(thing, str | int | float | date | None):
        yield str(thing)
    elif isinstance(thing, bytes):
        yield thing.decode()
    elif isinstance(thing, CatalogueRecord):
        yield str(getattr(thing, "id", ""))
    elif is_dataclass(thing):
        for field in fields(thing):
            yield field.name
            yield from told(getattr(thing, field.name))
    elif isinstance(thing, Mapping):
        for key, value in thing.items():
            yield from told(key)
            yield from told(value)
    elif not callable(thing):
        for one in thing:
            yield from told(one)


def answers(figures: FigureSet) -> Iterator[str]:
    """Give what the questions answer that can be asked of the figures."""
    database = figures.database
    measures = [r["measure"] for r in queries.coverage(database)]
    areas = [area.code for area in figures.areas.single]
    yield from told(queries.observations(database))
    yield from told(queries.editions_of(database, measures, areas))
    yield from told(queries.current_figures(database, measures, areas, "2099-00"))
    yield from told(queries.coverage(database))
    yield from told(queries.sources(database))


def views(figures: FigureSet, areas: tuple[str, ...], measures: Mapping[str, str]) -> Iterator[Any]:
    """Give every view of some areas; ``measures`` are those shown of each page."""
    for area in areas:
        for page, measure in measures.items():
            yield from theme_views(figures, page, measure, area)
        yield glance_view(figures, area, TODAY)
        yield from highlights(figures, area, TODAY)
        yield profile_view(figures, area, TODAY)
        yield years_view(figures, area, TODAY)
        yield plan_view(figures, area, TODAY)
        yield evidence_view(figures, area, TODAY)
        yield last_change(figures, area)
    for measure in measures.values():
        for period in ("2022-23", "2023-24"):
            selection = CompareSelection(
                areas[0], measure, period, versus="police_custody_referrals"
            )
            yield from compare_view(figures, selection, TODAY).views
    yield notes_view(figures, TODAY)
    yield status_view(figures, TODAY)


def theme_views(figures: FigureSet, page: str, measure: str, area: str) -> Iterator[View]:
    """Give a measure as a number or share, as an index, across breaks, and beside groups."""
    form = figures.catalogue.measures[measure].form
    others = tuple(code for code in (SCOTLAND, "forth-valley") if code != area)
    plain = Selection(area, others, measure, form)
    trend = theme_view(figures, page, plain, TODAY)
    strip = theme_peers(figures, trend, TODAY)
    yield from (trend, *([strip] if strip else []))
    yield theme_view(
        figures,
        page,
        Selection(area, others, measure, form, is_index=True, across_breaks=True, since="2022-23"),
        TODAY,
    )


def outputs(view: Any) -> Iterator[str]:
    """Give all of a view: what it says, draws and lists, and its files."""
    yield from told(view)
    if isinstance(view, View):
        yield from told(figures_csv(view))
        if view.drawing:
            yield json.dumps(view.drawing.picture(1200, 600, 1.5))
            yield from told(picture_svg(view))


def commands(home: str) -> Iterator[str]:
    """Give what the data tool prints."""
    for arguments in (["query"], ["query", "--json"], ["status"]):
        result = CliRunner(env={"CJDATA_HOME": home}).invoke(main, arguments)
        assert result.exit_code == 0, result.stderr
        yield from result.stdout.splitlines()


def files(figures: FigureSet, area: str) -> Iterator[str]:
    """Give every file of an area that can be taken along: its name, and each part of it."""
    named = figures.areas.by_code[area]
    outline = load_outline(Path(settings.home()) / "reference" / "outlines" / "annual-report.toml")
    pack = ready_made_pack(figures, area, TODAY)
    collected = collect(figures, area, pack, TODAY)
    link = to_link(pack)
    yield to_json(pack)
    yield zlib.decompress(urlsafe_b64decode(link + "=" * (-len(link) % 4))).decode()
    yield from told([file_name(view, "csv") for view in collected.views])
    for made in (
        exports.slides(collected),
        exports.workbook(collected),
        exports.annual_report(figures, named, "2023-24", outline, {}, today=TODAY),
    ):
        with zipfile.ZipFile(io.BytesIO(made)) as parts:
            for name in sorted(parts.namelist()):
                yield name
                yield parts.read(name).decode("latin-1")
    yield exports.site(collected).decode()
