"""The decision that the settings ask for, ready to be made by a database as it loads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cjdata import events
from cjdata.errors import CjdataError
from cjdata.hiding.hiding_decision import HidingDecision
from cjdata.hiding.measure_relations import MeasureRelations, relations_of
from cjdata.hiding.period_figures import Cell, Row, cell_of_row, rows_under_the_rule
from cjdata.hiding.told_before import FILE, ToldBefore, decided_and_kept
from cjdata.ingest.population_file import Populations
from cjdata.ingest.recipes.recipe_loading import load_recipes
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue
from cjdata.store.snapshot_database import Decide
from cjdata.store.supplied_folder import FOLDER
from cjdata.supplied_setting import SuppliedSetting

ALL_HIDDEN = "all supplied figures hidden"
"""What the log says where nothing can be decided."""


def decision(
    home: Path,
    setting: SuppliedSetting,
    catalogue: Catalogue,
    areas: Areas,
    populations: Populations,
) -> Decide:
    """Give how to decide by what is set.

    All that is under the rule is hidden where there is no rule (what was supplied is then not in
    the database at all), where the recipes, which say
    what adds up to what, cannot be read, and where what was told before cannot be kept.
    """

    def decide(rows: Sequence[Row]) -> frozenset[Cell]:
        repeats = MeasureRelations(catalogue).repeats
        ruled = rows_under_the_rule(rows, repeats, hides_local=setting.hides_local)
        everything = frozenset(map(cell_of_row, ruled))
        rule = setting.rule
        if rule is None:
            return frozenset(cell_of_row(row) for row in ruled if not row["is_private"])
        try:
            relations = relations_of_folder(home, catalogue)
        except CjdataError:
            return _all_hidden(everything, "a recipe cannot be read: see “build”")

        def by_the_rule(before: ToldBefore) -> frozenset[Cell]:
            one = HidingDecision(
                rule, relations, areas, populations, hides_local=setting.hides_local, before=before
            )
            return one.cells(rows)

        found = decided_and_kept(home, rule, ruled, by_the_rule)
        if found is None:
            return _all_hidden(everything, f"{FOLDER}/{FILE} cannot be read or written")
        return found

    return decide


def _all_hidden(everything: frozenset[Cell], why: str) -> frozenset[Cell]:
    """Say in the log why all that is under the rule is hidden: nobody on a page could mend it."""
    if everything:
        events.record(ALL_HIDDEN, why=why)
    return everything


def relations_of_folder(home: Path, catalogue: Catalogue) -> MeasureRelations:
    """Read how measures hang together, by the catalogue and the recipes of a data folder.

    Raises
    ------
    CjdataError
        When a recipe cannot be read.
    """
    return relations_of(catalogue, load_recipes(home / "reference" / "recipes", catalogue))
