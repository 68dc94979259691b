"""Tells what the keys of pairs on covers and sheets of notes say: “Contact | …”, “Data | …”.

A pair is a key and what stands beside it. Where the key speaks of the file itself, as that of an
address or a date of publication does, the pair limits no figure. Any other pair may, and is judged
as a choice is.
"""

from __future__ import annotations

import re

from cjdata.ingest.cells.symbol_legends import legend_in
from cjdata.ingest.questions.unexplained_text import says_unfit
from cjdata.ingest.rows.total_rows import says_a_scope
from cjdata.ingest.tables.phrase_matching import words
from cjdata.ingest.tables.surrounding_lines import TextLine
from cjdata.ingest.tables.title_numbers import acronyms_of

ON_COVERS = (
    "main publication tables", "bulletin tables", "additional datasets", "supplementary tables",
    "accompanying tables", "background tables", "excel tables", "statistics", "datasets", "tables",
    "data", "main tables", "charts", "workbook", "offender cohort", "cohort", "time series",
    "accompanying", "additional", "main", "supporting", "local authority level", "open data",
    "crime and justice", "criminal justice social work", "analytical services", "contents", "index",
)  # fmt: skip
"""What a publication’s name says besides that limits none of its figures."""

_OF_THE_FILE = words(
    "contact enquiries email mail telephone phone website web url link address publisher author "
    "producer supplier provider department directorate division branch team organisation lead "
    "responsible official statistician analyst language licence license copyright isbn issn doi "
    "lowest keyword keywords topic subject theme sector format file workbook worksheet worksheets "
    "sheet sheets tables version edition published publication publications release released "
    "issued created updated update updates revised revision revisions next frequency "
    "accessibility related source sources designation status type badge feedback notes note "
    "documentation rounding"
)
"""Words for what a file is, whose it is and when it came out."""

_BESIDE_THOSE = words(
    "data date time day name number statistics statistical text description and for by in on per "
    "first last latest level geography most recent this to"
)
"""Words that stand beside those, and by themselves say nothing of the file."""

_CONTENT = frozenset(
    map(
        words,
        (
            "title", "data", "name", "content", "contents", "description", "dataset", "summary",
            "table", "tables", "publication", "about", "report", "bulletin", "extract", "tab",
            "sheet", "worksheet", "figures", "statistics", "collection", "document",
        ),
    )
)  # fmt: skip
"""Keys that say no more than that what stands beside them is what the file holds."""

_GOOD_IF_YES = words(
    "approved cleared released published release publication final finalised signed off for "
    "quality assured checked validated accredited official national statistics complete data "
    "figures"
)
"""Words of what a finished file is: “Approved for release | Yes”."""

_HEADS = words("title description definition meaning text explanation name content details note")
"""Words over the second column of a list: “Term | Definition”, “Tab | Title”."""

_YES = re.compile(r"\W*(?:yes|y|true)\W*", re.IGNORECASE)
_NO = re.compile(
    r"\W*(?:no|n|false|pending|awaiting|not (?:yet|approved|final)|to be confirmed|tbc)\b",
    re.IGNORECASE,
)
_DENIED = words(
    "status approved cleared released release final finalised signed assured checked complete"
)
_MONTH = re.compile(r"[A-Z][a-z]+ 20\d\d")
_MADE_BY = re.compile(r"(?:prepared|produced|compiled|written|collated|designed) by", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\b(?:house|road|street|place|quay|terrace|floor|[A-Z]{1,2}\d{1,2} ?\d[A-Z]{2})\b",
    re.IGNORECASE,
)
_LIMITS_OF_TIME = words("from to until start end begin")
_WORD = re.compile(r"[^\W\d_]")
_COUNTS = re.compile(r"\W*(?:number|no\.?)\b", re.IGNORECASE)
"""How keys begin that count what the file has: “Number of tables”."""


def says_of_content(key: str) -> bool:
    """Whether a key says no more than that something is the content: “Title”, “Data”."""
    return words(key) in _CONTENT and not _COUNTS.match(key)


def says_limit_of_time(key: str) -> bool:
    """Whether a key says from when, or to when, figures are.

    >>> says_limit_of_time("Start date"), says_limit_of_time("Date")
    (True, False)
    """
    said = words(key)
    return bool(said & _LIMITS_OF_TIME) and said <= _LIMITS_OF_TIME | words("date day data period")


def begins(key: str) -> bool:
    """Whether a key says from when figures are, and not to when."""
    return bool(words(key) & words("from start begin"))


def is_denied(line: TextLine) -> bool:
    """Whether a line denies that the file is approved, final or complete.

    >>> is_denied(TextLine("choice", "", None, "Approved for release", "No"))
    True
    """
    return bool(words(line.key) & _DENIED) and bool(_NO.match(line.chosen))


def is_name_or_key(text: str) -> bool:
    """Whether a line at the top of a cover is a key, the month of the edition or an address.

    >>> is_name_or_key("January 2027"), is_name_or_key("Prepared by"), is_name_or_key("Solemn")
    (True, True, False)
    """
    is_key = limits_nothing(TextLine("choice", text, None, text, "")) or says_a_scope(text)
    return bool(_MONTH.fullmatch(text) or _ADDRESS.search(text)) or is_key


def heads_a_list(line: TextLine) -> bool:
    """Whether a pair is the header of a list: “Term | Definition”, “Tab | Title”."""
    said = words(line.chosen)
    return bool(said) and said <= _HEADS and not said <= words(line.key)


def limits_nothing(line: TextLine) -> bool:
    """Whether a pair speaks of the file, says what a sign or letters mean, or that it is finished.

    >>> limits_nothing(TextLine("choice", "", None, "Lead statistician", "A. Person"))
    True
    >>> limits_nothing(TextLine("choice", "", None, "Data", "Attempted crimes"))
    False
    """
    if is_denied(line) or says_unfit(line.chosen):
        return False
    said = words(line.key)
    is_of_file = bool(said & _OF_THE_FILE) and said <= _OF_THE_FILE | _BESIDE_THOSE
    is_of_file = is_of_file and not says_of_content(line.key)
    is_of_file = is_of_file or bool(_MADE_BY.fullmatch(line.key.strip()))
    means = not _WORD.search(line.key) or bool(legend_in((f"[{line.key}] = {line.chosen}",)))
    is_short = line.key.isupper() and line.key in acronyms_of((line.chosen,))
    is_good = said <= _GOOD_IF_YES and bool(_YES.fullmatch(line.chosen))
    return is_of_file or means or is_short or is_good or heads_a_list(line)
