"""What a survey says of whom it asked a question: some of them are not everybody."""

from __future__ import annotations

import pytest
from test_needless_questions import STATEMENT, SURVEY, survey
from test_unseen_layouts import held, is_asked
from test_unseen_meanings import check_sheets

from cjdata.publishing.load_workbooks import CheckedUpload
from cjdata.publishing.published_state import PublishedState

__all__ = ["held"]

SOME = (
    "Asked of those who had heard of community payback orders.",
    "Respondents were victims.",
    "Respondents who were victims",
    "This question was asked of victims.",
    "Victims were asked this question.",
    "The question was put to those aware of it.",
    "All those who had heard of the service",
    "2021/22 sweep",
)
EVERYBODY = (
    "Asked of all respondents",
    "This question was asked of all respondents.",
    "Respondents were adults living in private households.",
)


def told(held: PublishedState, text: str) -> list[CheckedUpload]:
    """Check a survey that says it above its table, and one that does below it."""
    heads = ("Statement", "% Strongly/slightly agree", "Number of respondents")
    table = ["Table 10.1: Attitudes to prisons, 2025/26", heads, (STATEMENT, 55, 4990)]
    below = check_sheets(held, {"Cover": [SURVEY], "T10.1": [*table, "", text]})
    return [survey(held, [text]), below]


@pytest.mark.parametrize("text", SOME)
def test_a_question_that_only_some_were_asked_is_asked_about(
    held: PublishedState, text: str
) -> None:
    assert all(map(is_asked, told(held, text)))


@pytest.mark.parametrize("text", EVERYBODY)
def test_a_question_that_everybody_was_asked_is_no_question(
    held: PublishedState, text: str
) -> None:
    assert not any(map(is_asked, told(held, text)))
