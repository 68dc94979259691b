from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from build_series import ORDERS, RATE, SHARE
from hypothesis import given
from hypothesis import strategies as st

from cjdata.formats import FORMATS
from cjdata.text import join_and, number, possessive, upper_first, value_text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1000, 0, "1,000"),
        (75251, 0, "75,251"),
        (1234567.891, 2, "1,234,567.89"),
        (0.7, 2, "0.70"),
        (-3, 0, "−3"),
        (-1234.5, 1, "−1,234.5"),
        (-0.04, 1, "0.0"),
        (-0.0, 0, "0"),
    ],
)
def test_a_number_is_written_with_commas_and_a_real_minus(
    value: float, decimals: int, text: str
) -> None:
    assert number(value, decimals) == text


@given(st.floats(min_value=-1e9, max_value=1e9), st.integers(min_value=0, max_value=4))
def test_a_written_number_reads_back_as_the_rounded_value(value: float, decimals: int) -> None:
    text = number(value, decimals)
    assert re.fullmatch(r"−?\d{1,3}(,\d{3})*(\.\d+)?", text)
    assert "-" not in text
    read = Decimal(text.replace(",", "").replace(FORMATS.minus, "-"))
    step = Decimal(1).scaleb(-decimals)
    assert read == Decimal(f"{value:.14g}").quantize(step, ROUND_HALF_UP)
    assert abs(read - Decimal(value)) <= step / 2 + Decimal("0.00001")


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
    ],
)
def test_a_list_is_written_as_a_sentence_does(names: list[str], text: str) -> None:
    assert join_and(names) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Fife", "Fife’s"),
        ("Scottish Borders", "Scottish Borders’"),
        ("Orkney Islands", "Orkney Islands’"),
    ],
)
def test_a_possessive_fits_the_name(name: str, text: str) -> None:
    assert possessive(name) == text


def test_a_value_carries_its_sign_of_per_cent_and_only_then() -> None:
    assert value_text(SHARE, 71.0, 0) == "71%"
    assert value_text(SHARE, 70.5, 1) == "70.5%"
    assert value_text(ORDERS, 3600, 0) == "3,600"
    assert value_text(RATE, 5.2, 1) == "5.2"


@pytest.mark.parametrize(
    ("text", "written"),
    [("", ""), ("orders", "Orders"), ("the NHS", "The NHS"), ("2023-24", "2023-24")],
)
def test_only_the_first_letter_becomes_a_capital(text: str, written: str) -> None:
    assert upper_first(text) == written
