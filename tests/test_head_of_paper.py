"""The head of every sheet of paper: whatever it says stays inside its string."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from cjdata.dashboard.html import head_of_paper

HEAD = re.compile(r'<style>@page \{ @top-left \{ content: "(.*)"; \} \}</style>', re.DOTALL)


def said(style: str) -> str:
    """Read the string as a browser does."""
    match = HEAD.fullmatch(style)
    assert match
    assert not re.search(r'["<>\n{}]', match[1])
    return re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), match[1])


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_ends_the_string_or_the_style(text: str) -> None:
    assert said(head_of_paper(text)) == text


def test_a_head_is_plain_where_its_text_is() -> None:
    assert '"Fife, Area profile"' in head_of_paper("Fife, Area profile")
