"""The standing texts of the data notes: methods and accessibility, from ``cjdata/texts``."""

from __future__ import annotations

from cjdata.standing_texts import paragraphs, sections

METHODS = sections("methods")
"""Each method’s heading, and what is done."""

ACCESSIBILITY = paragraphs("accessibility")
