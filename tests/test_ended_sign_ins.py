"""A sign-in that was ended opens nothing any more, in any process and with any kept cookie."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cjdata import settings
from cjdata.dashboard.narrative import open_words_store
from cjdata.dashboard.sign_in import access, openid, signed_in
from cjdata.dashboard.sign_in.signed_in import mark_of
from cjdata.narrative import open_words

CLAIMS = {
    "is_logged_in": True,
    "iss": "https://id.example",
    "sub": "1234",
    "email": "ann@clacks.gov.uk",
    "email_verified": True,
    "name": "Ann Example",
}
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def test_an_ended_sign_in_is_remembered_by_every_process_and_no_other_is(words_url: str) -> None:
    home = Path("unused")
    with open_words(home, words_url) as one, open_words(home, words_url) as other:
        assert not other.ended_sign_ins.has_ended("a")
        one.ended_sign_ins.end("a")
        one.ended_sign_ins.end("a")
        assert other.ended_sign_ins.has_ended("a")
        assert not other.ended_sign_ins.has_ended("b")


def test_it_is_forgotten_once_it_would_no_longer_count(words_url: str) -> None:
    now = [NOON]
    with open_words(Path("unused"), words_url, clock=lambda: now[0]) as words:
        words.ended_sign_ins.end("of before")
        now[0] += timedelta(hours=13)
        words.ended_sign_ins.end("of today")
        assert words.ended_sign_ins.has_ended("of before")
        now[0] += timedelta(days=2)
        words.ended_sign_ins.end("of tomorrow")
        assert not words.ended_sign_ins.has_ended("of before")


def test_a_mark_tells_sign_ins_apart_and_names_nobody() -> None:
    mark = mark_of({**CLAIMS, "iat": 1})
    assert mark == mark_of({**CLAIMS, "iat": 1})
    assert mark != mark_of({**CLAIMS, "iat": 2})
    assert mark != mark_of({**CLAIMS, "iat": 1, "sub": "12345"})
    assert "ann" not in mark


def test_signing_out_ends_writing_at_once_also_with_the_cookie_that_was_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {**CLAIMS, "iat": int(time.time())}
    monkeypatch.setenv("CJDATA_HOME", str(tmp_path))
    monkeypatch.setenv("CJDATA_EDITORS", "@clacks.gov.uk")
    monkeypatch.setattr(openid, "claims", lambda: kept)
    editor = access.editor()
    assert editor is not None
    assert editor.is_signed_in
    signed_in.end_sign_in(openid.claims())
    assert access.editor() is None
    again = {**kept, "iat": kept["iat"] + 1}
    monkeypatch.setattr(openid, "claims", lambda: again)
    assert access.editor() is not None


def test_where_nobody_has_signed_in_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CJDATA_HOME", str(tmp_path))
    monkeypatch.setattr(openid, "claims", dict)
    signed_in.end_sign_in(openid.claims())
    assert access.editor() is None
    assert open_words_store.words_if_any() is None
    assert settings.home() == tmp_path
    assert [path.name for path in tmp_path.iterdir()] == []
