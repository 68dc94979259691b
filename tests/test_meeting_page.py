"""The page of the meeting pack as a whole: what its three parts have in common."""

from __future__ import annotations

from pathlib import Path

import pytest
from read_pages import open_page

from cjdata.dashboard.sign_in import access
from cjdata.dashboard.sign_in.access import Caller
from cjdata.guard.server_place import ServerPlace
from cjdata.wording import meeting

HERE = Caller(
    headers={"host": "localhost:8501", "origin": "http://localhost:8501"},
    place=ServerPlace("127.0.0.1", 8501),
    has_pass=True,
    account="Ada Example",
)


@pytest.fixture(autouse=True)
def _here(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who sits at the machine, with a data folder of the test's own."""
    monkeypatch.setenv("CJDATA_HOME", str(data_folder))
    monkeypatch.setattr(access, "caller", lambda: HERE)


@pytest.mark.parametrize("part", meeting.TEXTS.by_key("parts"))
def test_every_part_says_which_area_it_is_of(part: str) -> None:
    page = open_page("meeting-pack", {"part": part, "area": "Falkirk"})
    assert page.title == "Meeting pack: Falkirk"
    assert not page.problems


@pytest.mark.parametrize("part", meeting.TEXTS.by_key("parts"))
def test_a_setting_that_makes_no_sense_is_said_once_and_nobody_may_write(
    part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CJDATA_EDITORS", "everybody")
    page = open_page("meeting-pack", {"part": part})
    assert page.messages.count("setting CJDATA_EDITORS: “everybody”") == 1
    assert "Saved packs" not in [one.label for one in page.at.main.expander]
    assert not [one for one in page.at.main.text_input if one.key == "words/name"]


@pytest.mark.parametrize("part", meeting.TEXTS.by_key("parts"))
def test_a_part_that_there_is_not_is_named_and_the_page_draws(part: str) -> None:
    page = open_page("meeting-pack", {"part": f"{part}x"})
    assert f"part={part}x, but “{part}x” is not a known part" in page.messages
    assert f"“{part}”" in page.messages
