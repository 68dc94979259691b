"""What words may hold, and how two versions of them compare."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdata.narrative import LIMIT, TextBlock, WordsError, blocks_of, compare
from cjdata.narrative.plain_text import NAME_LIMIT, check_length, tidy, tidy_name

WORDS = st.lists(st.sampled_from(["a", "the ", "cases", " ", "\n", "28", "  ", "- "])).map("".join)


@given(st.text())
def test_what_is_kept_is_kept_the_same_when_it_is_saved_again(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"])))
def test_everything_that_can_be_seen_is_kept_to_the_letter(text: str) -> None:
    assert tidy(text) == text


@given(st.text(st.characters()))
def test_what_is_kept_can_stand_in_a_file_of_word(text: str) -> None:
    kept = tidy(text)
    element = ET.Element("t")
    element.text = kept
    assert (ET.fromstring(ET.tostring(element, encoding="utf-8")).text or "") == kept


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_a_line_end_of_any_sort_is_a_line_end(end: str) -> None:
    assert tidy(f"  one{end}two\t") == "  one\ntwo\t"


def test_a_text_may_be_as_long_as_the_limit_and_no_longer() -> None:
    check_length("é" * LIMIT, "here")
    with pytest.raises(WordsError, match=r"^here: the text has 20,003 characters.*Shorten it by 3"):
        check_length("é" * (LIMIT + 3), "here")


@given(st.text())
def test_a_name_is_one_line_and_never_empty(name: str) -> None:
    kept = tidy_name(name)
    assert kept == tidy_name(kept)
    assert 0 < len(kept) <= NAME_LIMIT
    assert "\n" not in kept


def test_paragraphs_and_bullets_are_told_apart() -> None:
    text = "Two partners:\n- health\n* police \n\nAnd one more\nline - not a bullet.\n\n\n• third\n"
    assert blocks_of(text) == (
        TextBlock("paragraph", ("Two partners:",)),
        TextBlock("bullets", ("health", "police")),
        TextBlock("paragraph", ("And one more", "line - not a bullet.")),
        TextBlock("bullets", ("third",)),
    )


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "=1+1", "**bold**", "-5 cases", "-"])
def test_any_other_mark_is_only_text(text: str) -> None:
    assert blocks_of(text) == (TextBlock("paragraph", (text,)),)


@given(WORDS)
def test_layout_loses_no_word(text: str) -> None:
    laid_out = " ".join(line for block in blocks_of(text) for line in block.lines)
    assert re.findall(r"\w+", laid_out) == re.findall(r"\w+", text)


def test_a_comparison_names_the_words_that_changed() -> None:
    before = "First line.\nThere were 28 referrals.\n"
    after = "First line.\nThere were 31 referrals.\nMore.\n"
    assert [(p.kind, p.text) for p in compare(before, after)] == [
        ("same", "First line.\nThere were "),
        ("removed", "28 "),
        ("added", "31 "),
        ("same", "referrals.\n"),
        ("added", "More.\n"),
    ]


@given(WORDS | st.text(), WORDS | st.text())
def test_both_versions_can_be_read_from_a_comparison(before: str, after: str) -> None:
    pieces = compare(before, after)
    assert "".join(p.text for p in pieces if p.kind != "added") == before
    assert "".join(p.text for p in pieces if p.kind != "removed") == after
    assert all(p.text for p in pieces)
    assert all(p.kind == "same" for p in pieces) == (before == after)
