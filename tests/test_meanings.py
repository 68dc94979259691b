"""More than five hundred changes to true files: none comes to wrong figures without a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from meanings import NEVER, SAME, File, Mutation, files, mutations
from some import some

from cjdata.ingest.edition_dates import StatedEdition
from cjdata.publishing import load_workbooks
from cjdata.publishing.load_workbooks import CheckedUpload, Upload, check_against
from cjdata.publishing.published_state import PublishedState, read_held
from cjdata.reference.areas import Areas

Figures = dict[tuple[str, str, str], float | None]
SAID = StatedEdition(published="2026-01-13")
EVERY = list(mutations())
AT_A_TIME = 4
"""To how many of the files each change is made."""
NAMES = ("diversion", "bail", "orders", "ended", "homelessness", "convicted")


@pytest.fixture(scope="module")
def held(home) -> Iterator[PublishedState]:
    """What is held; the recipes are read once for all of these tests."""
    held = read_held(home)
    recipes = load_workbooks.recipes_of(home, held)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load_workbooks, "recipes_of", lambda _home, _held: recipes)
        yield held


@pytest.fixture(scope="module")
def empty(held: PublishedState) -> PublishedState:
    """The same without a figure: nothing can be compared."""
    nothing = replace(held.text, observations=())
    return replace(held, text=nothing, figures=nothing)


@pytest.fixture(scope="module")
def truths(empty: PublishedState, areas: Areas) -> dict[str, Figures]:
    return {name: figures(check(empty, file.text())) for name, file in files(areas).items()}


def figures(checked: CheckedUpload) -> Figures:
    return {d.key: d.value for read in checked.reads for d in read.data}


def check(held: PublishedState, text: str) -> CheckedUpload:
    return check_against(held, [Upload("figures.csv", text.encode())], said=SAID)


def without_first(read: Figures, file: File) -> Figures:
    """Leave out the measure of the first column of figures, which a change made another one."""
    total = float(file.rows[-1][1])
    (first,) = {key[0] for key, value in read.items() if value == total}
    return {key: value for key, value in read.items() if key[0] != first}


def is_told(checked: CheckedUpload) -> bool:
    return bool(checked.errors or checked.questions)


def test_there_are_more_than_five_hundred(areas: Areas) -> None:
    assert AT_A_TIME * len(EVERY) > 500
    assert set(files(areas)) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_true_files_ask_nothing(empty: PublishedState, areas: Areas, name: str) -> None:
    file = files(areas)[name]
    checked = check(empty, file.text())
    assert (checked.errors, checked.questions) == ([], [])
    assert len(figures(checked)) == 33 * (len(file.headings) - 1)


@pytest.mark.parametrize("one", some(EVERY, 3), ids=[one.name for one in EVERY])
def test_no_change_comes_to_wrong_figures_without_a_word(
    empty: PublishedState, areas: Areas, truths: dict[str, Figures], one: Mutation
) -> None:
    true = files(areas)
    start = EVERY.index(one)
    for name in (NAMES * 2)[start % len(NAMES) :][:AT_A_TIME]:
        checked = check(empty, one.change(true[name]).text())
        read, wanted = figures(checked), truths[name]
        if one.truth == NEVER:
            wanted = {} if "title" in one.name else without_first(wanted, true[name])
        assert is_told(checked) or read.items() <= wanted.items(), name
        assert is_told(checked) or one.truth == NEVER or read in ({}, wanted), name


@pytest.mark.parametrize("one", some(EVERY[::4], 3), ids=[one.name for one in EVERY[::4]])
def test_so_it_is_beside_what_is_held(held: PublishedState, areas: Areas, one: Mutation) -> None:
    checked = check(held, one.change(files(areas)["orders"]).text())
    assert is_told(checked) or not figures(checked) or one.truth == SAME
