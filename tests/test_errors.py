from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cjdata.errors import CjdataError, Mistake, UnknownName, hint, nearest


def test_a_finding_says_where_what_and_what_to_do() -> None:
    finding = Mistake("file.csv, line 3", "“x” is not a number", "Write digits.")
    assert str(finding) == "file.csv, line 3: “x” is not a number. Write digits."


def test_an_error_holds_every_finding_one_a_line() -> None:
    error = CjdataError([Mistake("a", "b", "C."), Mistake("d", "e", "F.")])
    assert len(error.findings) == 2
    assert str(error).splitlines() == ["a: b. C.", "d: e. F."]


def test_an_unknown_name_is_answered_with_the_nearest_known_one() -> None:
    error = UnknownName.among("area", "Clackmananshire", ["Falkirk", "Clackmannanshire"], "--area")
    assert str(error) == (
        "--area: “Clackmananshire” is not a known area. Did you mean “Clackmannanshire”?"
    )


def test_a_name_like_no_other_is_answered_with_a_few_to_choose_from() -> None:
    assert hint("zzz", ["one", "two"]) == "Choose one of: one, two."
    assert hint("zzz", [f"name {n}" for n in range(8)]).endswith("name 4 and 3 more.")


@given(st.lists(st.text("abcdef", min_size=3, max_size=8), min_size=1, max_size=6, unique=True))
def test_a_known_name_is_its_own_nearest_whatever_its_case(known: list[str]) -> None:
    for name in known:
        assert nearest(name.upper(), known) == name
