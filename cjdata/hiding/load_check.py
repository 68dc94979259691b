"""Whether a load would give away what is hidden: asked before it is published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from cjdata.errors import CjdataError
from cjdata.hiding.hiding_decision import HidingDecision
from cjdata.hiding.hiding_rule import relations_of_folder
from cjdata.hiding.period_figures import Cell, Row
from cjdata.hiding.told_before import last_rule, read_told
from cjdata.ingest.population_file import Populations
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.editions import SUPPLIED_EDITION
from cjdata.supplied_setting import supplied_setting

_COLUMNS = ("measure", "period", "value", "status", "edition", "edition_date", "standing")


def given_away(
    home: Path,
    catalogue: Catalogue,
    areas: Areas,
    populations: Populations,
    now: pa.Table,
    then: pa.Table,
) -> list[Cell]:
    """List the hidden cells that could be worked out from the figures of then, and not of now.

    The rule is that of the settings, or the one by which readers were last shown anything: who
    loads may have none set.
    """
    setting = supplied_setting()
    rule = setting.rule or last_rule(home)
    if rule is None:
        return []
    try:
        before, relations = read_told(home, rule), relations_of_folder(home, catalogue)
    except (OSError, ValueError, CjdataError):
        return []  # Nothing under the rule is shown then, whatever is loaded.

    def exposed_in(table: pa.Table) -> set[Cell]:
        decision = HidingDecision(
            rule, relations, areas, populations, hides_local=setting.hides_local, before=before
        )
        decision.cells(list(_rows(table)))
        return decision.exposed

    return sorted(exposed_in(then) - exposed_in(now))


def _rows(table: pa.Table) -> Iterator[Row]:
    """Give the rows that a database is asked for, of the periods that matter."""
    names = (*_COLUMNS, "area_code", "area_name", "origin")
    rows = [
        row
        | {
            "area": row["area_code"] or row["area_name"],
            "is_private": _is_private(row),
            "is_local": row["status"] == "local_evidence" and row["origin"] != "",
        }
        for row in table.select(names).to_pylist()
    ]
    periods = {row["period"] for row in rows if row["is_private"] or row["is_local"]}
    return (row for row in rows if row["period"] in periods)


def _is_private(row: Row) -> bool:
    return row["status"] == "supplied" or str(row["edition"]).startswith(SUPPLIED_EDITION)
