from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cjdata import settings
from cjdata.errors import CjdataError


def test_the_data_folder_is_the_one_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CJDATA_HOME", str(tmp_path))
    assert settings.home() == tmp_path.resolve()


@pytest.mark.parametrize("value", ["", None])
def test_the_data_folder_is_the_project_s_own_by_default(
    monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.delenv("CJDATA_HOME", raising=False)
    if value is not None:
        monkeypatch.setenv("CJDATA_HOME", value)
    assert settings.home() == settings.PROJECT / "data"


@pytest.mark.parametrize(
    ("value", "allowed"),
    [("", True), ("on", True), ("YES", True), ("1", True), ("off", False), (" No ", False)],
)
def test_the_illustrative_figures_can_be_switched_off(
    monkeypatch: pytest.MonkeyPatch, value: str, allowed: bool
) -> None:
    monkeypatch.setenv("CJDATA_ILLUSTRATIVE", value)
    assert settings.illustrative_allowed() is allowed


def test_a_visit_opens_on_published_figures_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CJDATA_OPEN_ON", raising=False)
    monkeypatch.delenv("CJDATA_ILLUSTRATIVE", raising=False)
    assert settings.opening_set() == "published"
    monkeypatch.setenv("CJDATA_OPEN_ON", "Illustrative")
    assert settings.opening_set() == "illustrative"
    monkeypatch.setenv("CJDATA_ILLUSTRATIVE", "off")
    assert settings.opening_set() == "published"


@pytest.mark.parametrize(
    ("value", "rule"),
    [("", "local"), ("Local", "local"), ("on", "on"), ("yes", "on"), ("off", "off"), ("0", "off")],
)
def test_loading_is_for_this_machine_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, value: str, rule: str
) -> None:
    monkeypatch.setenv("CJDATA_LOADING", value)
    assert settings.loading() == rule


@pytest.mark.parametrize(
    ("value", "rule"),
    [("", "local"), (" Local ", "local"), ("off", "off"), ("No", "off"), ("0", "off")],
)
def test_writing_is_for_this_machine_and_named_editors_unless_it_is_off(
    monkeypatch: pytest.MonkeyPatch, value: str, rule: str
) -> None:
    monkeypatch.setenv("CJDATA_EDITING", value)
    assert settings.editing() == rule


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ("", set()),
        (" , ", set()),
        ("@Clacks.gov.uk", {"@clacks.gov.uk"}),
        (" Ann@Falkirk.gov.uk ,@clacks.gov.uk,", {"ann@falkirk.gov.uk", "@clacks.gov.uk"}),
        ("o'brien+cj@a-b.example", {"o'brien+cj@a-b.example"}),
    ],
)
def test_editors_are_a_list_of_addresses_and_whole_domains(
    monkeypatch: pytest.MonkeyPatch, value: str, named: set[str]
) -> None:
    monkeypatch.setenv("CJDATA_EDITORS", value)
    assert settings.editors() == named


def test_without_a_list_nobody_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CJDATA_EDITORS", raising=False)
    assert settings.editors() == frozenset()


@pytest.mark.parametrize(
    "value",
    [
        "ann",
        "clacks.gov.uk",
        "@clacks",
        "@",
        "*",
        "*@clacks.gov.uk",
        "@*.gov.uk",
        "ann@evil.com@clacks.gov.uk",
        "ann@clacks.gov.uk; bob@clacks.gov.uk",
        "@cl\u0430cks.gov.uk",
        "@clac\u212as.gov.uk",
    ],
)
def test_an_editor_who_is_neither_an_address_nor_a_domain_is_named_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("CJDATA_EDITORS", f"@falkirk.gov.uk, {value}")
    with pytest.raises(CjdataError) as refused:
        settings.editors()
    assert f"setting CJDATA_EDITORS: “{value}” is neither" in str(refused.value)
    assert "@falkirk.gov.uk." in str(refused.value)


@pytest.mark.parametrize(("value", "limit"), [("", 50), ("8", 8), (" 200 ", 200)])
def test_the_page_takes_files_up_to_a_limit(
    monkeypatch: pytest.MonkeyPatch, value: str, limit: int
) -> None:
    monkeypatch.setenv("CJDATA_UPLOAD_MB", value)
    assert settings.upload_limit() == limit


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CJDATA_LOADING", "everybody"),
        ("CJDATA_EDITING", "on"),
        ("CJDATA_EDITING", "everybody"),
        ("CJDATA_EDITORS", "everybody"),
        ("CJDATA_UPLOAD_MB", "much"),
        ("CJDATA_UPLOAD_MB", "0"),
        ("CJDATA_ILLUSTRATIVE", "perhaps"),
        ("CJDATA_OPEN_ON", "publshed"),
        ("CJDATA_DUCKDB_THREADS", "many"),
        ("CJDATA_DUCKDB_THREADS", "0"),
        ("CJDATA_DISCLOSURE_THRESHOLD", "few"),
        ("CJDATA_DISCLOSURE_THRESHOLD", "0"),
        ("CJDATA_DISCLOSURE_ZEROS", "perhaps"),
        ("CJDATA_DISCLOSURE_AGREED", "soon"),
        ("CJDATA_DISCLOSURE_AGREED", ""),
    ],
)
def test_a_wrong_setting_is_named_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    if name.startswith("CJDATA_DISCLOSURE"):
        monkeypatch.setenv("CJDATA_DISCLOSURE_THRESHOLD", "4")
        monkeypatch.setenv("CJDATA_DISCLOSURE_AGREED", "2026-11-22")
    monkeypatch.setenv(name, value)
    read = {
        "CJDATA_LOADING": settings.loading,
        "CJDATA_EDITING": settings.editing,
        "CJDATA_EDITORS": settings.editors,
        "CJDATA_UPLOAD_MB": settings.upload_limit,
        "CJDATA_ILLUSTRATIVE": settings.illustrative_allowed,
        "CJDATA_OPEN_ON": settings.opening_set,
        "CJDATA_DUCKDB_THREADS": settings.duckdb_threads,
        "CJDATA_DISCLOSURE_THRESHOLD": settings.disclosure_rule,
        "CJDATA_DISCLOSURE_ZEROS": settings.disclosure_rule,
        "CJDATA_DISCLOSURE_AGREED": settings.disclosure_rule,
    }[name]
    with pytest.raises(CjdataError) as refused:
        read()
    assert f"setting {name}: “{value}”" in str(refused.value)
    assert "Set it to" in str(refused.value)


@pytest.mark.parametrize("value", [None, "", "off", " Off "])
def test_no_disclosure_rule_is_in_force_until_one_is_agreed(
    monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.delenv("CJDATA_DISCLOSURE_THRESHOLD", raising=False)
    if value is not None:
        monkeypatch.setenv("CJDATA_DISCLOSURE_THRESHOLD", value)
    assert settings.disclosure_rule() is None


@pytest.mark.parametrize(("zeros", "hides"), [("", False), ("show", False), ("Hide", True)])
def test_the_disclosure_rule_is_the_one_agreed(
    monkeypatch: pytest.MonkeyPatch, zeros: str, *, hides: bool
) -> None:
    monkeypatch.setenv("CJDATA_DISCLOSURE_THRESHOLD", "4")
    monkeypatch.setenv("CJDATA_DISCLOSURE_ZEROS", zeros)
    monkeypatch.setenv("CJDATA_DISCLOSURE_AGREED", "2026-11-22")
    rule = settings.disclosure_rule()
    assert rule == settings.DisclosureRule(4, hides, date(2026, 11, 22))
    assert [n for n in range(7) if rule.is_small(n)] == ([0] if hides else []) + [1, 2, 3, 4]
