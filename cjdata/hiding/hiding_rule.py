"""The decision that the settings ask for, ready to be made by a database as it loads."""

from __future__ import annotations

from pathlib import Path

from cjdata import settings
from cjdata.errors import CjdataError
from cjdata.hiding.hiding_decision import HidingDecision, hide_all
from cjdata.hiding.measure_relations import relations_of
from cjdata.ingest.population_file import Populations
from cjdata.ingest.recipes.recipe_loading import load_recipes
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue
from cjdata.store.snapshot_database import Decide

InForce = tuple[bool, settings.DisclosureRule | None]
"""Whether supplied figures may be shown, and by which rule."""


def in_force() -> InForce:
    """Give what the settings say of supplied figures now.

    Raises
    ------
    CjdataError
        When a setting makes no sense: then nothing is to be shown.
    """
    return settings.supplied_allowed(), settings.disclosure_rule()


def decision(
    home: Path, catalogue: Catalogue, areas: Areas, populations: Populations
) -> Decide | None:
    """Give how to decide by the rule in force; None where there is no rule, or nothing to hide.

    Where the recipes, which say what adds up to what, cannot be read, all is hidden.
    """
    is_allowed, rule = in_force()
    if not is_allowed or rule is None:
        return None
    try:
        recipes = load_recipes(home / "reference" / "recipes", catalogue)
    except CjdataError:
        return hide_all
    return HidingDecision(rule, relations_of(catalogue, recipes), areas, populations).cells
