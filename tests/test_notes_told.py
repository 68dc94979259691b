"""Notes of mistakes, and notes of one area, are asked about where they change what figures are."""

from __future__ import annotations

from pathlib import Path

import pytest
from explained_files import DIVERSION, asked, check, held, table

from cjdata.publishing.load_workbooks import CheckedUpload
from cjdata.reference.areas import Areas


def marked(home: Path, areas: Areas, fife: str, *below: str) -> CheckedUpload:
    """Check a table in which Fife’s name has a sign, and notes stand below."""
    text = table(areas, below=below).replace("\nFife,", f"\n{fife},")
    return check(home, text)


@pytest.mark.parametrize(
    ("fife", "note", "status"),
    [
        ("Fife1", "1 Estimated", "estimated"),
        ("Fife1", "1. Figure estimated", "estimated"),
        ("Fife1", "1. The figure is an estimate.", "estimated"),
        ("Fife¹", "¹ Provisional", "provisional"),
        ("Fife¹", "1. Not final.", "provisional"),
        ("Fife*", "* Provisional", "provisional"),
        ("Fife [note 1]", "[note 1] Provisional", "provisional"),
    ],
)
def test_a_note_that_a_name_leads_to_gives_the_status_of_its_figure(
    home: Path, areas: Areas, fife: str, note: str, status: str
) -> None:
    found = marked(home, areas, fife, note)

    assert not asked(found)
    assert {d.area.name for r in found.reads for d in r.data if d.status == status} == {"Fife"}


@pytest.mark.parametrize(
    ("fife", "note"),
    [("Fife1", "1 Rounded"), ("Fife*", "* Some cases are recorded late."), ("Fife", "1 Estimated")],
)
def test_a_note_of_no_status_gives_none(home: Path, areas: Areas, fife: str, note: str) -> None:
    found = marked(home, areas, fife, note)

    assert {d.status for r in found.reads for d in r.data if d.area.name == "Fife"} == {"published"}


def test_a_mark_behind_the_last_year_of_a_title_is_of_that_year(home: Path, areas: Areas) -> None:
    text = table(areas, (DIVERSION,), ("2023-24", "2024-25")).replace(
        DIVERSION, "Diversion from prosecution by local authority, 2023-24 to 2024-25 [p]"
    )
    text = text.replace("Local authority,", ",Cases commenced,\nLocal authority,")
    found = check(home, text)
    data = [d for r in found.reads for d in r.data]

    assert {d.period for d in data if d.status == "provisional"} == {"2024-25"}
    assert {d.period for d in data if d.status == "published"} == {"2023-24"}


ERRATA = (
    "Cases commenced should read cases completed.",
    "Corrigendum: cases commenced are cases completed.",
    "Erratum: the figures are those of another table.",
    "Known error in Fife: some cases were counted twice.",
    "Cases in Fife were double counted.",
    "Numbers below 50 have been set to 30.",
)


@pytest.mark.parametrize("note", ERRATA)
def test_a_mistake_that_is_told_is_asked_about_above_and_below(
    home: Path, areas: Areas, note: str
) -> None:
    assert asked(check(home, table(areas, below=(note,)))) == [note]
    assert asked(check(home, table(areas, (DIVERSION, note)))) == [note]


@pytest.mark.parametrize(
    "note",
    [
        "Double counting is avoided.",
        "Figures are checked for errors before they are published.",
        "Local authorities are listed alphabetically.",
        "Areas are listed alphabetically.",
        "Fife moved to a new recording system in 2022-23.",
    ],
)
def test_what_is_ordinary_is_no_question(home: Path, areas: Areas, note: str) -> None:
    assert not asked(check(home, table(areas, below=(note,))))


@pytest.mark.parametrize(
    "said",
    [
        "2023-24 figure used.",
        "Figure for 2023-24.",
        "As 2023-24.",
        "Previous year's figure.",
        "Last year's return was used.",
        "Counts charges.",
        "Counts people.",
        "Referrals rather than cases.",
        "Not validated.",
        "Imputed.",
        "Should be 120.",
        "Known to be too high.",
        "Double counted.",
        "Undercount.",
        "Under investigation.",
    ],
)
def test_a_note_of_one_area_that_changes_its_figure_is_asked_about(
    home: Path, areas: Areas, said: str
) -> None:
    assert asked(marked(home, areas, "Fife [note 1]", f"[note 1] {said}"))


@pytest.mark.parametrize(
    "said",
    [
        "Count of cases on the case management system.",
        "A new system was introduced in 2023-24.",
        "Figures have been revised since last year.",
        "Figure for 2024-25.",
    ],
)
def test_a_note_of_one_area_may_say_what_changes_nothing(
    home: Path, areas: Areas, said: str
) -> None:
    found = marked(home, areas, "Fife [note 1]", f"[note 1] {said}")

    assert not asked(found)
    assert held(found, "diversion_cases_commenced") == 33


@pytest.mark.parametrize(
    "note", ["Fife's figure is for 2023-24.", "Areas are sheriff court districts."]
)
def test_a_note_without_a_sign_that_changes_figures_is_asked_about(
    home: Path, areas: Areas, note: str
) -> None:
    assert asked(check(home, table(areas, below=(note,)))) == [note]
