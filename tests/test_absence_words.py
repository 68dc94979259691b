"""What is said of missing figures is right on a page and in a file, for one year and for many."""

from __future__ import annotations

import re
from datetime import date

import pytest

from cjdata.dashboard import html
from cjdata.library import FigureSet
from cjdata.reference.areas import SCOTLAND, Areas
from cjdata.reference.catalogue import Catalogue
from cjdata.series import Figure
from cjdata.views.addressed import ready_made, view_at
from cjdata.wording import AbsenceNote, absence_reason, why_absent
from cjdata.wording.documents import span, with_mark, years_words

OF_A_PAGE = re.compile(r"this page|below|above|listed under|click|\bhere as soon\b", re.IGNORECASE)


def test_no_sentence_that_files_print_speaks_of_a_page(published: FigureSet, today: date) -> None:
    said: list[str] = []
    for area in ("S12000005", "S12000013", SCOTLAND):
        for address in ready_made(published, area):
            note = view_at(published, address, today).absence
            said += note.sentences if note else ()
    assert len(said) > 20
    assert not [sentence for sentence in said if OF_A_PAGE.search(sentence)]


def test_a_page_says_what_only_a_page_can(published: FigureSet, today: date) -> None:
    views = [view_at(published, address, today) for address in ready_made(published, "S12000005")]
    (note,) = (v.absence for v in views if v.absence and v.absence.on_page)
    assert note.on_page[0].endswith("listed under “Other figures for context”.")
    assert "Other figures for context" in html.absence(note)
    plain = AbsenceNote("Nothing", ("A reason.",))
    assert html.absence(plain).count("<p>") == 1


@pytest.mark.parametrize(
    ("status", "name", "said"),
    [
        ("not_loaded", "Fife", "Fife’s figures for 2018-19 and 2019-20 are not loaded yet."),
        (
            "restricted",
            "Orkney Islands",
            "Orkney Islands’ figures for 2018-19 and 2019-20 are restricted: they may not be "
            "published.",
        ),
        (
            "low",
            "Fife",
            "Fife’s figures for 2018-19 and 2019-20 are above nil, but round to nil.",
        ),
        ("none_held", "Scotland", "No figure for Scotland is held for 2018-19 and 2019-20."),
        ("not_collected", "Fife", "This was first collected for 2021-22."),
    ],
)
def test_a_reason_is_said_of_several_years_at_once(
    areas: Areas, catalogue: Catalogue, status: str, name: str, said: str
) -> None:
    measure = next(iter(catalogue.measures.values())).model_copy(update={"first_period": "2021-22"})
    area = areas.find(name)
    of_one, of_other = (
        why_absent(area, measure, Figure(year, None, 0, status)) for year in ("2018-19", "2019-20")
    )
    assert of_one.of_any_year == of_other.of_any_year
    assert of_one.of_years(["2018-19", "2019-20"]) == said
    assert str(of_other) == of_other.of_years(["2019-20"])
    assert absence_reason(area, measure, Figure("2019-20", None, 0, status)) == str(of_other)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("not_loaded", "Fife’s figure for 2019-20 is not loaded yet."),
        ("restricted", "Fife’s figure for 2019-20 is restricted: it may not be published."),
        ("suppressed", "Fife’s figure for 2019-20 is not shown, to protect individuals."),
        ("low", "Fife’s figure for 2019-20 is above nil, but rounds to nil."),
        ("not_collected", "This was not collected for 2019-20."),
        ("newer_edition", "Fife’s figure for 2019-20 is printed only in a newer edition."),
    ],
)
def test_a_reason_is_said_of_one_year(
    areas: Areas, catalogue: Catalogue, status: str, said: str
) -> None:
    some = next(iter(catalogue.measures.values()))
    measure = some.model_copy(update={"first_period": "", "last_period": ""})
    missing = Figure("2019-20", None, 0, status)
    assert absence_reason(areas.find("Fife"), measure, missing) == said


def test_years_are_listed_as_spans_where_they_follow_one_another() -> None:
    assert years_words(["2019-20"]) == "2019-20"
    assert years_words(["2018-19", "2019-20"]) == "2018-19 and 2019-20"
    assert years_words(["2011-12", "2017-18", "2018-19", "2019-20", "2022-23"]) == (
        "2011-12, 2017-18 to 2019-20 and 2022-23"
    )
    assert years_words(["1999-00", "2000-01", "2001-02"]) == "1999-00 to 2001-02"
    assert (span([]), span(["2019-20"])) == ("", "2019-20")


def test_a_text_on_figures_that_are_not_real_begins_with_their_mark() -> None:
    assert with_mark("A title", illustrative=False) == "A title"
    assert with_mark("A title", illustrative=True) == "Illustrative figures: not real. A title"
