"""All councils on a map of tiles: what it shows and says."""

from __future__ import annotations

from dataclasses import replace

from cjdata import wording
from cjdata.views.comparison import words
from cjdata.views.comparison.compared import FEW, Compared, Form
from cjdata.views.shared.said import Said
from cjdata.views.tiles.chart import tiles_drawing
from cjdata.views.view import View

FORM = Form("map", "Map", "All councils on a map of tiles")


def tiles_of(shown: Compared) -> View | None:
    """Make the map of what is shown; None of numbers, and of fewer than three councils."""
    if shown.measure.grows_with_size or len(shown.held) < FEW:
        return None
    description = words.areas_description(
        "A map of tiles, one for each council",
        shown.heading(FORM),
        [shown.own_span.text, shown.standing_out, shown.gaps],
    )
    drawing = tiles_drawing(
        shown.tile_marks,
        shown.figures.reference.tiles,
        description=description,
        classes=shown.classes,
        key=shown.key,
        verdicts=shown.verdicts,
    )
    said = [shown.own_span, shown.level, Said(shown.gaps)]
    read = wording.how_to_read_map(with_courts=any(one.figure.together for one in shown.councils))
    made = shown.view(FORM, said, drawing, description, read)
    return replace(made, drawing_notes=(*made.drawing_notes, *shown.chance_notes))
