"""Numbers are data until they are printed, and one place prints them."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from project_files import PROJECT

from cjdata import formats
from cjdata.amounts import Amount, AmountRange, Content, Share, half_up
from cjdata.formats import plain, text_of

LIMITS = AmountRange(Amount(10.14, 1, "percent"), Amount(1234.56, 1, "percent"))


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("In words", "In words"),
        (None, "–"),
        (Amount(1234.5), "1,235"),
        (Amount(-71.25, 1, "percent"), "−71.3%"),
        (Amount(71, 0, "percent_or_points"), "71%"),
        (Amount(5.2, 1, "per_1000"), "5.2"),
        (Amount(2600, is_about=True), "about 2,600"),
        (Amount(3, mark="supplied to the partnership"), "3 (supplied to the partnership)"),
        (LIMITS, "10.1% to 1,234.6%"),
        (replace(LIMITS, confidence=0.95), "95% interval 10.1% to 1,234.6%"),
        (replace(LIMITS, is_unbroken=True), "10.1%\u00a0to\u00a01,234.6%"),
        (Share(Amount(97), Amount(1798)), "97 of 1,798"),
    ],
)
def test_what_a_cell_holds_is_printed_as_a_reader_sees_it(content: Content, text: str) -> None:
    assert text_of(content) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (12.5, 0, "13"),
        (13.5, 0, "14"),
        (-12.5, 0, "−13"),
        (6.25, 1, "6.3"),
        (100 * 0.285, 0, "29"),
        (2.675, 2, "2.68"),
        (-0.04, 1, "0.0"),
        (999_999.5, 0, "1,000,000"),
    ],
)
def test_halves_are_rounded_up_as_readers_do_it(value: float, decimals: int, text: str) -> None:
    assert formats.number(value, decimals) == text
    printed = plain(Amount(value, decimals)).replace("-0.0", "0.0")
    assert float(printed) == half_up(value, decimals) == Amount(value, decimals).rounded


@given(st.integers(0, 4000), st.integers(1, 4000), st.integers(0, 2))
def test_a_share_is_rounded_as_its_exact_fraction_is(part: int, whole: int, decimals: int) -> None:
    scaled = Fraction(part, whole) * 100 * 10**decimals
    exact = Fraction(int(scaled + Fraction(1, 2)), 10**decimals)
    assert half_up(100 * part / whole, decimals) == float(exact)


def test_no_other_place_decides_how_many_decimals_a_reader_sees() -> None:
    decides = re.compile(r":,?\.[\d{][^}]*\}?f\}")
    wording = (PROJECT / "cjdata" / "wording").glob("*.py")
    views = (PROJECT / "cjdata" / "views").rglob("*.py")
    drawing = {"sparkline.py", "panels.py", "chart.py"}
    found = [
        f"{path.name}: {line.strip()}"
        for path in (*wording, *views)
        if path.name not in drawing
        for line in path.read_text().splitlines()
        if decides.search(line)
    ]
    assert found == []


def test_a_file_for_programs_has_no_separators_and_a_plain_minus() -> None:
    assert plain(Amount(-1234567.891, 2, "percent")) == "-1234567.89"


def test_a_number_in_a_file_is_the_number_that_is_printed() -> None:
    assert Amount(71.25, 1).rounded == float(plain(Amount(71.25, 1))) == 71.3


def test_one_place_changes_every_sign_and_small_word(monkeypatch: pytest.MonkeyPatch) -> None:
    other = formats.Formats(
        thousands="\u2009",
        minus="minus ",
        about="roughly {number}",
        span="{lower}–{upper}",
        share="{part} out of {whole}",
    )
    monkeypatch.setattr(formats, "FORMATS", other)
    assert text_of(LIMITS) == "10.1%–1\u2009234.6%"
    assert text_of(Share(Amount(97), Amount(1798))) == "97 out of 1\u2009798"
    assert text_of(Amount(-2600, is_about=True)) == "roughly minus 2\u2009600"
    assert plain(Amount(-2600)) == "-2600"
