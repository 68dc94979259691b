"""Headings and titles: reworded within reason, and misspelt beyond it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdata.ingest.recipes.recipe import MeasureColumn, TableRecipe
from cjdata.ingest.spreadsheets.source_workbook import SourceSheet
from cjdata.ingest.tables.found_table import FoundTable
from cjdata.ingest.tables.measure_fit import MeasureFitter, says_no_measure, title_of
from cjdata.ingest.tables.phrase_matching import holds, is_same, likeness, respelt, stems, words
from cjdata.reference.catalogue import Measure


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Cases commenced", "cases commenced"),
        ("CASES COMMENCED [note 2]", "cases commenced"),
        ("Number of cases commenced3,4", "cases commenced"),
        ("Commenced cases", "cases commenced"),
        ("Cases started", "cases commenced"),
        ("Commencements: cases", "cases commenced"),
        ("Total finished", "total ended"),
        ("Orders terminated", "orders ended"),
        ("All orders", "total orders"),
        ("Transferred out of the area", "transfer out of area"),
        ("Revocation due to breach", "revoked breach"),
        ("Completion percentage", "percent completed"),
        ("% completed", "percent completed"),
        ("Per cent completed", "percent completed"),
        ("Rate per 10,000 population", "per 10,000"),
        ("Rate per 10 000", "per 10,000"),
        ("People supervised", "individuals supervised"),
        ("CPOs imposed", "community payback orders imposed"),
        ("DTTO commenced", "drug treatment and testing orders commenced"),
        ("No. of referrals", "referrals"),
        ("Perth & Kinross", "perth and kinross"),
        ("Prisoners\u2019 families", "prisoner families"),
    ],
)
def test_a_text_holds_a_phrase_in_other_words(text: str, phrase: str) -> None:
    assert holds(text, phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Cases completed", "cases commenced"),
        ("Orders per 10,000", "per 100,000"),
        ("Convictions: No", "convictions yes"),
        ("Anything", "number of"),
        ("", "cases"),
    ],
)
def test_a_text_does_not_hold_what_it_does_not_say(text: str, phrase: str) -> None:
    assert not holds(text, phrase)


def test_what_a_phrase_quotes_must_stand_in_its_order() -> None:
    phrase = "transfers 'custody to community'"
    assert holds("Number of transfers from custody to the community", phrase)
    assert not holds("Transfers from community to custody", phrase)
    assert holds("Transfers from community to custody", "transfers custody to community")


def test_no_is_a_word_unless_it_stands_for_number() -> None:
    assert "no" in words("Criminal convictions: No")
    assert words("No. of convictions") == words("No of convictions") == words("convictions")


@given(st.permutations(["number", "of", "community", "payback", "orders", "imposed"]))
def test_the_order_of_words_makes_no_difference(order: list[str]) -> None:
    assert is_same(" ".join(order), ["community payback orders imposed"])


@given(st.text(max_size=40))
def test_folding_takes_any_text_and_twice_is_as_good_as_once(text: str) -> None:
    assert isinstance(stems(text), tuple)
    assert holds(text, text) or not words(text)


def test_the_fewer_the_other_words_the_better_the_fit() -> None:
    phrases = ["orders ended"]
    exact = likeness("Orders finished", phrases)
    more = likeness("Total orders finished", phrases)
    assert exact == 1
    assert 0 < more < exact
    assert likeness("Orders commenced", phrases) == 0


def test_an_unwanted_word_rules_a_heading_out_but_where_the_phrase_itself_has_it() -> None:
    assert likeness("Cases completed: rate", ["cases completed"], ["rate"]) == 0
    assert likeness("Completion rate", ["completion rate"], ["rate"]) == 1


def test_a_phrase_of_small_words_fits_itself_alone() -> None:
    assert likeness("Number", ["number"]) == 1
    assert likeness("Number of cases", ["number"]) == 0


def test_slips_are_seen_and_words_that_are_known_are_none() -> None:
    assert respelt("Sucessfully complted", ["successfully completed"], frozenset()) == (
        "successfully completed"
    )
    assert respelt("Total finshed", ["total ended"], frozenset()) == "total finished"
    assert respelt("Orders per 10,00 people", ["orders per 10,000"], frozenset()) == (
        "orders per 10,000 people"
    )
    assert respelt("From person", ["from prison"], words("person")) == "from person"
    assert respelt("Males", ["cases"], frozenset()) == "males"


# Measures

UNITS = {"cpo_commenced": "count", "cpo_completion_percent": "percent", "cpo_rate": "per_10000"}
MEASURES = {
    name: Measure.model_construct(id=name, name=name, unit=unit, average=False)
    for name, unit in UNITS.items()
}
TABLE = TableRecipe(
    name="Orders",
    titles=("community payback orders",),
    unless=("age", "gender"),
    column=(
        MeasureColumn(id="cpo_commenced", headings=("orders commenced", "total")),
        MeasureColumn(id="cpo_completion_percent", headings=("completion rate", "completed")),
        MeasureColumn(id="cpo_rate", headings=("commenced per 10,000",)),
    ),
)
FITTER = MeasureFitter(TABLE, MEASURES)


def best(text: str) -> str:
    fit = FITTER.best(text)
    return fit.column.id if fit else ""


def test_a_heading_fits_the_measure_with_the_fewest_other_words() -> None:
    assert best("Orders commenced") == "cpo_commenced"
    assert best("Orders commenced per 10,000 population") == "cpo_rate"
    assert best("Completion rate [note 3]") == "cpo_completion_percent"
    assert best("Death") == ""


@pytest.mark.parametrize(
    "text", ["Orders commenced (%)", "Orders commenced: rate", "Total percent"]
)
def test_a_count_has_no_heading_of_a_rate_or_a_percentage(text: str) -> None:
    assert best(text) == ""


@pytest.mark.parametrize("text", ["Total males", "Total aged 16-17", "Orders commenced: women"])
def test_a_part_of_the_people_is_never_the_whole(text: str) -> None:
    assert best(text) == ""


def test_the_people_that_a_rate_is_per_are_no_part_by_age() -> None:
    assert best("Commenced per 10,000 population aged 16 to 70") == "cpo_rate"
    assert best("Total aged 16 to 70 under supervision") == ""


def test_over_number_and_rate_a_title_names_a_measure_of_that_unit() -> None:
    title = "Orders commenced: number and rate commenced per 10,000 population"
    fits = [FITTER.best_under(heading, title) for heading in ("Number", "Rate", "%")]
    assert [fit.column.id if fit else "" for fit in fits] == ["cpo_commenced", "cpo_rate", ""]
    assert says_no_measure("Number [note 2]")
    assert not says_no_measure("Number of cases")


# Titles


def title(*texts: str, listed: tuple[str, ...] = (), name: str = "T1") -> str | None:
    block = FoundTable(SourceSheet(name, []), (name, *texts), (), range(0), listed)
    return title_of(TABLE, block)


def test_a_table_is_known_by_its_title() -> None:
    found = "Table 3: Community payback orders by council, 2015-16 to 2024-25"
    assert title("Back to contents", found, "Filtered to 2024-25") == found
    assert title("Drug treatment and testing orders") is None
    assert title("About this table", listed=("Community payback orders",)) == (
        "Community payback orders"
    )


def test_an_unwanted_word_in_the_title_rules_a_table_out_whatever_stands_below() -> None:
    assert title("Table 3: Community payback orders by age") is None
    assert title("Table 3: Orders by age", "Community payback orders") is None
    assert title("Community payback orders by age", name="Community payback orders") is None
    assert title("Table 3: Community payback orders", "By age: see table 4") == (
        "Table 3: Community payback orders"
    )
