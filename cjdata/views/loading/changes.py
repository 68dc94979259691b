"""The view of a change report: what a load changed or will change, the chosen area first."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cjdata.changes.change_lines import counts_text
from cjdata.changes.change_report import ChangeSection, from_json, sections
from cjdata.changes.figure_changes import ChangeReport, FigureChange
from cjdata.errors import SnapshotError
from cjdata.library import FigureSet
from cjdata.publishing.published_state import CHANGES
from cjdata.reference.catalogue import Catalogue
from cjdata.supplied_setting import supplied_setting
from cjdata.wording import loading

_UNDER_THE_RULE = ("supplied", "local_evidence")
"""Statuses of figures of which a rule may hide some."""


@dataclass(frozen=True)
class PageChanged:
    """A page with figures that changed: its path, and the words of the link to it."""

    path: str
    label: str


@dataclass(frozen=True)
class LastChange:
    """What the current snapshot changed when it was made.

    Attributes
    ----------
    happened
        What was done, by whom and when, in a sentence.
    files
        What each file was recognised as.
    sections
        The change report; empty where there is none, and then ``trouble`` says why.
    warnings
        The warnings that were accepted.
    """

    happened: str
    files: tuple[str, ...]
    sections: tuple[ChangeSection, ...]
    warnings: tuple[str, ...]
    trouble: str


def last_change(figures: FigureSet, area: str) -> LastChange:
    """Give what changed with the current snapshot of a set, told for an area first."""
    key = ("last change", area, supplied_setting().is_shown)
    return figures.remember(key, lambda: _last_change(figures, area))


def pages_changed(report: ChangeReport, catalogue: Catalogue) -> tuple[PageChanged, ...]:
    """List the pages that show figures which changed, in the order of the framework."""
    shown = [change for change in report.changes if change.kind not in ("older", "older_removed")]
    found = []
    for theme in catalogue.themes:
        count = sum(change.measure in theme.measures for change in shown)
        if count:
            figures = loading.counted(count, "figure")
            found.append(PageChanged(theme.page, f"{theme.name} ({figures})"))
    return tuple(found)


def counts_of(report: ChangeReport) -> str:
    """Say how many figures changed, and how."""
    return counts_text(report.counts)


def _last_change(figures: FigureSet, area: str) -> LastChange:
    manifest = figures.database.snapshot.manifest
    when = loading.moment_in_words(manifest.built)
    try:
        content = figures.remember(("changes",), lambda: _content(figures))
        if content is None:
            happened = loading.happened(manifest.what, when)
            return LastChange(happened, (), (), (), loading.TEXTS.no_report)
        told = sections(_public_report(figures, content), figures.catalogue, figures.areas, area)
        files, warnings = _files(content), _warnings(figures, content)
        has_private = len(files) < len(content.get("files", ()))
    except (SnapshotError, KeyError, TypeError, ValueError, AttributeError):
        return LastChange(loading.happened("", when), (), (), (), loading.TEXTS.broken_report)
    what = loading.TEXTS.loaded_some if has_private else manifest.what
    return LastChange(loading.happened(what, when), files, told, warnings, "")


def _content(figures: FigureSet) -> Mapping[str, Any] | None:
    raw = figures.database.snapshot.extra(CHANGES)  # noqa: S610 - not Django’s
    content = None if raw is None else json.loads(raw)
    if not isinstance(content, dict | None):
        raise TypeError
    return content


def _public(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Give the files that may be named: the name of one with supplied figures may say too much."""
    return [f for f in content.get("files", ()) if f.get("status") != "supplied"]


def _public_report(figures: FigureSet, content: Mapping[str, Any]) -> ChangeReport:
    """Give the changes that anybody may know of: none of a supplied figure that is hidden."""
    report, hidden = from_json(content), figures.database.hidden
    show_all = supplied_setting().is_shown

    def is_public(c: FigureChange) -> bool:
        statuses = {c.old_status, c.new_status}
        if (c.measure, c.area_code or c.area_name, c.period) in hidden:
            return statuses.isdisjoint(_UNDER_THE_RULE)
        return show_all or "supplied" not in statuses

    # How many did not change would tell whether a hidden one did.
    unchanged = 0 if figures.database.is_masked else report.unchanged
    return ChangeReport(tuple(filter(is_public, report.changes)), unchanged)


def _files(content: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(
        f"{file['file']}: "
        + loading.recognised(file["publication"], file["edition"], file["published"])
        for file in _public(content)
    )


def _warnings(figures: FigureSet, content: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the warnings in words, but for those about files that are not public.

    A warning quotes figures, so where a rule may hide any of its file, it stays unsaid.
    """
    told = [
        file
        for file in _public(content)
        if not (figures.database.is_masked and file.get("status") in _UNDER_THE_RULE)
    ]
    public = {file["file"] for file in told}
    public -= {file["file"] for file in content.get("files", ()) if file not in told}
    return tuple(_warning(w) for w in content.get("warnings", ()) if w["file"] in public)


def _warning(warning: Mapping[str, str]) -> str:
    parts = [warning["file"]]
    parts += [f"sheet {warning['sheet']}"] if warning["sheet"] else []
    parts += [f"cell {warning['cell']}"] if warning["cell"] else []
    return f"{', '.join(parts)}: {warning['found']}."
