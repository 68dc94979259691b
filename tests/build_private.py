"""Small data folders with figures that were supplied privately, made in a few milliseconds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from cjdata.changes.change_report import as_json
from cjdata.changes.figure_changes import make_report
from cjdata.hiding.told_before import FILE
from cjdata.ingest.published import CheckedFigures
from cjdata.library import FigureSet, Library
from cjdata.observations import OBSERVATIONS, Observation
from cjdata.publishing.published_state import CHANGES, tables_of
from cjdata.reference.areas import SCOTLAND, Areas
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.editions import SUPPLIED_EDITION
from cjdata.store.snapshots import point_to, write_snapshot
from cjdata.store.supplied_folder import supplied_folder

SOURCE = {
    "source_id": "a-load/1",
    "title": "Figures supplied to the partnership (supplied to the partnership)",
    "publisher": "A data owner",
    "published": "",
    "url": "",
    "licence": "",
    "designation": "Not published",
    "rank_date": "",
    "rank_reason": "",
    "read_at": "",
}
NEWEST = "2024-25"


class PrivateFolder:
    """A data folder whose figures can be replaced as often as a test likes."""

    def __init__(self, folder: Path, reference: Path, catalogue: Catalogue, areas: Areas) -> None:
        self.folder, self.catalogue, self.areas = folder, catalogue, areas
        (folder / "reference").symlink_to(reference, target_is_directory=True)
        self.library = Library(folder)

    def row(
        self,
        measure: str,
        area: str,
        period: str,
        value: float | None,
        *,
        edition: str = NEWEST,
        status: str = "supplied",
        note: str = "",
    ) -> Observation:
        """Give one figure; a supplied one has the edition that a load gives it."""
        one = self.catalogue.measures[measure]
        is_private = status == "supplied"
        return Observation(
            measure,
            area,
            self.areas.by_code[area].name,
            period,
            value,
            0 if one.unit == "count" else 1,
            one.unit,
            "exact",
            status,
            f"{SUPPLIED_EDITION}{edition}" if is_private else edition,
            SOURCE["source_id"],
            note,
        )

    def publish(
        self,
        rows: Iterable[Observation],
        breaks: Iterable[Mapping[str, str]] = (),
        sources: Iterable[dict[str, str]] = (),
        *,
        remembers: bool = False,
    ) -> None:
        """Make the rows the figures that are published, with the report of what changed.

        Nobody has seen any before, unless ``remembers`` says so.
        """
        if not remembers:
            (supplied_folder(self.folder) / FILE).unlink(missing_ok=True)
        rows, known = tuple(rows), (SOURCE, *sources)
        tables = tables_of(CheckedFigures(rows, known, tuple(dict(b) for b in breaks), ()))
        report = as_json(make_report(OBSERVATIONS.empty_table(), tables["observations"]))
        file = {
            "file": "supplied.xlsx",
            "status": "supplied",
            "publication": "Supplied",
            "edition": "",
            "published": "",
        }
        warning = {
            "file": "supplied.xlsx",
            "sheet": "Figures",
            "cell": "C6",
            "found": f"{sum(o.value or 0 for o in rows):,.0f} in all",
        }
        extra = json.dumps({**report, "files": [file], "warnings": [warning]}).encode()
        snapshot = write_snapshot(
            self.folder / "extracts", "published", tables, {}, extras={CHANGES: extra}
        )
        point_to(self.folder / "extracts", {"published": snapshot.id})

    def figures(self) -> FigureSet:
        """Open what is published, by the settings in force."""
        return self.library.figures("published")

    def all_councils(self, held: Mapping[str, float], each: float) -> dict[str, float]:
        """Give every council a number, those of ``held`` their own, and Scotland the sum."""
        counts = {a.code: held.get(a.code, each + n) for n, a in enumerate(self.areas.councils)}
        return {**counts, SCOTLAND: sum(counts.values())}

    def people(self, area: str, year: int) -> int:
        """Give how many people aged 16 to 70 live in an area."""
        return self.library.reference().populations["16 to 70", area][year]
