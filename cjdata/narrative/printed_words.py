"""The words as a report prints them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cjdata import settings
from cjdata.narrative.words_database import SQLITE_FILE
from cjdata.narrative.words_store import open_words
from cjdata.narrative.words_versions import WordsVersion
from cjdata.reference.report_outlines import ANNUAL_REPORT, Outline, load_outline


def words_of(
    area_code: str,
    year: str,
    *,
    home: Path | None = None,
    outline: str = ANNUAL_REPORT,
    drafts: bool = False,
) -> Mapping[tuple[str, str], str]:
    """Give what a report prints, by section id and outcome (its number, ``H``, or ``""``).

    Drafts are left out unless asked for. An assessment begins with what was chosen, in a
    paragraph of its own. What nobody has written is not there. Where there is no database yet,
    none is made.

    Raises
    ------
    CjdataError
        When the database or the outline cannot be read.
    """
    folder = home or settings.home()
    url = settings.database_url()
    if not url and not (folder / SQLITE_FILE).exists():
        return {}
    asked = load_outline(folder / "reference" / "outlines" / f"{outline}.toml")
    with open_words(folder, url) as words:
        written = words.written(area_code, year, outline=outline, drafts=drafts)
    return {key: as_printed(version, asked) for key, version in written.items()}


def as_printed(version: WordsVersion, outline: Outline) -> str:
    """Give the text of a version, an assessment's choice in front of it."""
    section = outline.by_id.get(version.slot.section)
    label = section.label_of(version.choice) if section else version.choice
    chosen = f"{label}." if label else ""
    return "\n\n".join(part for part in (chosen, version.body) if part.strip())
