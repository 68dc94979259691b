"""The words of the dashboard's own templates: what they are for, and what to write where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cjdata.reference.catalogue import Unit

Kind = Literal["local", "supplied"]

SUBJECTS: dict[Kind, str] = {
    "local": "local evidence",
    "supplied": "figures supplied to the partnership",
}
TITLES: dict[Kind, str] = {
    kind: f"Community Justice Dashboard: {subject}" for kind, subject in SUBJECTS.items()
}
"""By its title the loader knows a template: the recipes name it."""

INSTRUCTIONS, FIGURES, LISTS = "Instructions", "Figures", "Lists"
"""The names of the sheets."""

HEADINGS = ("Measure", "Period", "Value", "Unit", "Provider", "Note")
"""By its headings the loader knows the table."""

AREA_LABEL = "Local authority:"
ONE_A_ROW = (
    "Write one figure in each row of the table below. The sheet “Instructions” says what goes "
    "into each column."
)
UNIT_NAMES: dict[Unit, str] = {
    "count": "number",
    "percent": "percent",
    "per_1000": "rate per 1,000",
    "per_10000": "rate per 10,000",
    "per_100000": "rate per 100,000",
    "hours": "hours",
    "mean": "mean",
}
"""A measure of any other unit cannot be written in a template."""

ERRORS = {
    "area": "Choose one of the 32 local authorities, or Scotland, from the list.",
    "measure": "Choose a measure from the list. The sheet “Lists” shows all of them.",
    "period": "This year is not in the list. Write it like 2023-24. An older year may stay.",
    "value": "Write a number from 0 up, and nothing else.",
    "unit": "Choose a unit from the list.",
}
MESSAGES = {
    "area": "Choose the local authority that all figures on this sheet are for.",
    "measure": "What was counted. Choose it from the list.",
    "period": "The financial year, from 1 April to 31 March. Choose it from the list.",
    "value": "The number alone. For a percentage write 71 or 71%. If there is no figure, leave "
    "the whole row out.",
    "unit": "What the value is in. It must be the unit of the measure: see the sheet “Lists”.",
    "provider": "Who counted it: the service and its organisation. No person’s name.",
    "note": "What a reader must know of the figure, in a sentence or two.",
}
"""What a spreadsheet says beside a cell that is chosen: no more than 255 letters."""

_WHY: dict[Kind, str] = {
    "local": "For figures that a council, a service or a partner counts itself. They show what "
    "is done here where the national statistics say little, or come late.",
    "supplied": "For figures of the national indicators that a data owner, such as Police "
    "Scotland or Public Health Scotland, gave to the partnership and has not published.",
}
_WHO: dict[Kind, str] = {
    "local": "Everybody who can open the dashboard. The figures are shown beside the national "
    "indicators, marked as local evidence. They are not official statistics, and never take the "
    "place of a national figure.",
    "supplied": "Only readers of a dashboard that is set up to show them (setting "
    "CJDATA_SUPPLIED=on), by the rule for small numbers that was agreed. There each is marked "
    "“supplied to the partnership”, and never takes the place of a published figure. A dashboard "
    "that is not set up so shows no trace of them.",
}
_KEEP_OUT: dict[Kind, str] = {
    "local": "Anything about one person: no names, no case numbers. Ask your information "
    "governance team before you write a number so small that a reader may know who is meant.",
    "supplied": "Anything about one person: no names, no case numbers. Nothing that the data "
    "owner has not agreed to.",
}
_PROVIDERS: dict[Kind, str] = {
    "local": "Arrest referral service, Change Grow Live",
    "supplied": "Police Scotland, analysis and performance team",
}
_NOTE = "Referrals, not people: someone referred twice counts twice. April to December only."

Lines = tuple[tuple[str, str], ...]
"""Pairs of a label and what is said of it."""


@dataclass(frozen=True, slots=True)
class Example:
    """What the invented row of the instructions is of."""

    measure: str
    unit: str
    period: str
    value: str = "40"


def how_to(kind: Kind) -> str:
    """Title the instructions."""
    return f"How to fill in {SUBJECTS[kind]} for the Community Justice Dashboard"


def about(kind: Kind) -> Lines:
    """Say what a template is for, who sees the figures, and what to keep out."""
    return (
        ("What it is for", _WHY[kind]),
        ("Who sees it", _WHO[kind]),
        ("What to keep out", _KEEP_OUT[kind]),
    )


def steps(first_row: int) -> Lines:
    """Say what to do, step by step; ``first_row`` is the first row to write in."""
    return (
        (
            "Step 1",
            f"Open the sheet “{FIGURES}” and choose the local authority in cell A3. A workbook is "
            "for one local authority: for another one, fill in another copy.",
        ),
        (
            "Step 2",
            f"Write one figure in each row, from row {first_row} down. Choose the measure, the "
            f"period and the unit from their lists. The sheet “{LISTS}” shows every measure with "
            "its unit.",
        ),
        (
            "Step 3",
            "Leave the headings as they are. Write no totals and no remarks below the figures: "
            "what a reader must know goes into the column Note.",
        ),
        ("Step 4", "Save the file as an Excel workbook (.xlsx) or an OpenDocument one (.ods)."),
        (
            "Step 5",
            "Load it. On the page “Add official workbooks” of the dashboard, drop the file, read "
            "what will change, and confirm. Or run the command: python -m cjdata import FILE",
        ),
        (
            "If refused",
            "Nothing is loaded until every row is right. Each message names the cell and says "
            "what to do: correct the cell, save the file and load it again.",
        ),
    )


def columns(kind: Kind, example: Example) -> tuple[tuple[str, str, str], ...]:
    """Say of each column what to write, with an example."""
    return (
        (
            "A: Measure",
            "What was counted. Choose it from the list. A measure that is not there must first be "
            "added to the dashboard’s catalogue: ask whoever looks after the dashboard.",
            example.measure,
        ),
        (
            "B: Period",
            "The financial year, from 1 April to 31 March. Choose it from the list; an older year "
            "may be written in the same form.",
            example.period,
        ),
        (
            "C: Value",
            "The number alone, from 0 up. 0 means that there were none. Where there is no figure, "
            "leave the whole row out. For a percentage write 71 or 71%, not 0.71.",
            example.value,
        ),
        (
            "D: Unit",
            "What the value is in. Choose it from the list. It must be the unit of the measure.",
            example.unit,
        ),
        (
            "E: Provider",
            "Who counted it. A good provider names the service and its organisation, so that a "
            "reader can ask there. Initials, or “us”, are not enough. No person’s name.",
            _PROVIDERS[kind],
        ),
        (
            "F: Note",
            "What a reader must know. A good note says what one number stands for (people, cases, "
            "referrals), what is left out, and which months, where it is not the whole year. "
            "Leave it empty if there is nothing to say.",
            _NOTE,
        ),
    )


def example_in_words(kind: Kind, example: Example) -> str:
    """Explain the row of the example."""
    return (
        f"The example is invented. It says: for the measure “{example.measure}”, in the local "
        f"authority chosen in cell A3, the {example.unit} for {example.period} is {example.value}. "
        f"Readers can ask “{_PROVIDERS[kind]}” about it. The note tells them that one person may "
        "stand in it twice, and that three months are missing."
    )
