"""What charts of many areas are drawn from: one row an area, with its interval and its part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Part = Literal["area", "group", "scotland", "other"]
Verdict = Literal["", "higher", "lower", "similar"]
Absence = Literal["", "restricted", "not loaded", "counted together", "no figure"]


@dataclass(frozen=True, slots=True)
class AreaMark:
    """One area as a chart of many areas draws it.

    Attributes
    ----------
    value, lower, upper
        The figure and its 95% limits, as drawn; None where there is none.
    text
        The figure as printed, or why there is none in two or three words.
    part
        ``area`` for the one that stands out, ``group`` for those of the group picked out,
        ``scotland`` for the line all are held against, ``other`` for the rest.
    absence
        Why there is no figure, as far as a chart tells it apart: restricted or suppressed, not
        loaded yet, counted together with others, or any other reason. Empty where there is a
        figure; nil is a figure.
    verdict
        How it stands beside the area that stands out, or beside Scotland where none does: a test
        of the counts behind both. Empty where the two are not compared.
    description
        The mark in words, for its tooltip and for screen readers.
    """

    code: str
    name: str
    short: str
    value: float | None
    text: str
    part: Part
    lower: float | None = None
    upper: float | None = None
    absence: Absence = ""
    verdict: Verdict = ""
    description: str = ""
