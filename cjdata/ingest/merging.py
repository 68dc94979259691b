"""Puts the reviewed text and the loads together into one set of figures.

The outcome depends on what is put together, never on the order in which it was loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cjdata.ingest.published import CheckedFigures
from cjdata.observations import Observation
from cjdata.reference.editions import EditionRanks
from cjdata.store.loads import Load

Key = tuple[tuple[str, str, str], str]
"""A cell (measure, area, period) and an edition."""


def merge(text: CheckedFigures, loads: Sequence[Load]) -> CheckedFigures:
    """Put the loads over the reviewed text.

    For one edition the publication's own table stands before its text: it is exact where the
    text is rounded. Every edition of a cell is kept. A figure that differs from an
    official edition published before it is marked as revised, whether it was loaded or not.
    """
    held: dict[Key, Observation] = {(o.cell, o.edition): o for o in text.observations}
    loaded: set[Key] = set()
    for load in sorted(loads, key=lambda load: load.id):
        for o in load.observations:
            key = (o.cell, o.edition)
            if key not in loaded:
                held[key] = _with_note(o, held.get(key))
                loaded.add(key)
    sources = _sources(text, loads, held.values())
    observations = _with_revisions(held.values(), EditionRanks(sources))
    return CheckedFigures(tuple(observations), sources, text.breaks, text.kept_out)


def _with_note(new: Observation, old: Observation | None) -> Observation:
    """Keep the note that a reviewer wrote beside the figure that is replaced."""
    return replace(new, note=new.note or old.note) if old else new


def differs(new: Observation, old: Observation) -> bool:
    """Whether two editions print different figures, and not one the other rounded."""
    if new.value is None or old.value is None:
        return (new.value is None) != (old.value is None)
    return abs(new.value - old.value) > max(rounding(new), rounding(old)) + 1e-9


def rounding(o: Observation) -> float:
    """Give by how much a figure may differ from the exact one, from how it is printed.

    Counts that the publisher rounded are taken as rounded to their last digit that is not
    nought, which is how the bulletins round.
    """
    if o.unit in ("count", "hours"):
        if o.precision != "rounded" or not o.value:
            return 0.0
        digits = str(int(o.value))
        return 0.5 * 10.0 ** (len(digits) - len(digits.rstrip("0")))
    return 0.5 * 10.0**-o.decimals


def _with_revisions(rows: Iterable[Observation], ranks: EditionRanks) -> list[Observation]:
    by_cell: dict[tuple[str, str, str], list[Observation]] = {}
    for o in rows:
        by_cell.setdefault(o.cell, []).append(o)
    return [
        o
        for editions in by_cell.values()
        for o in (editions if len(editions) == 1 else _marked(editions, ranks))  # as nearly all
    ]


def _marked(editions: list[Observation], ranks: EditionRanks) -> list[Observation]:
    """Mark what was revised: an official figure that an older one of its standing differs from."""
    ranked = sorted(
        ((ranks.of(o.source_id, o.status, o.edition), o) for o in editions), key=lambda r: r[0]
    )
    marked = []
    for n, (rank, o) in enumerate(ranked):
        older = [one for rank_before, one in ranked[:n] if rank_before.standing == rank.standing]
        is_revision = (
            o.status == "published"
            and rank.is_official
            and any(one.value is not None and differs(o, one) for one in older)
        )
        marked.append(replace(o, status="revised") if is_revision else o)
    return marked


def _sources(
    text: CheckedFigures, loads: Sequence[Load], observations: Iterable[Observation]
) -> tuple[dict[str, str], ...]:
    """Give the sources of the text, and those of the loads that a figure names."""
    used = {o.source_id for o in observations}
    sources = {row["source_id"]: dict(row) for row in text.sources}
    for load in sorted(loads, key=lambda load: load.id):
        for row in load.sources:
            if row["source_id"] in used:
                sources.setdefault(row["source_id"], dict(row))
    return tuple(sources.values())
