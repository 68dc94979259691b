"""Loads kept as text, and put together with the reviewed figures whatever their order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdata.errors import SourceError
from cjdata.ingest.merging import differs, merge
from cjdata.ingest.published import CheckedFigures
from cjdata.observations import Observation
from cjdata.store.loads import Load, LoadOrigin, read_load, sweep_loads, write_load

ABOUT = LoadOrigin("a.xlsx", "0" * 64, "xlsx", "jsw-part-2", "jsw-part-2", "2024-25 part 2", "", ())
SOURCE = {
    "source_id": "s",
    "title": "A table",
    "publisher": "Scottish Government",
    "published": "2026-01-13",
    "url": "https://www.gov.scot/",
    "licence": "Open Government Licence v3.0",
    "designation": "accredited official statistics",
    "rank_date": "",
    "rank_reason": "",
    "read_at": "",
}


def figure(value: float | None = 19202.0, edition: str = "2019-20", **other: object) -> Observation:
    base = Observation(
        measure="cpo_commenced",
        area_code="S92000003",
        area="Scotland",
        period="2016-17",
        value=value,
        decimals=0,
        unit="count",
        precision="exact" if value is not None else "not_printed",
        status="published" if value is not None else "suppressed",
        edition=edition,
        source_id="s",
        note="",
        origin="a.xlsx, Table 2, D7",
    )
    return replace(base, **other)  # type: ignore[arg-type]


def load(*figures: Observation) -> Load:
    return Load(figures, (SOURCE,), ABOUT)


def text(*figures: Observation) -> CheckedFigures:
    return CheckedFigures(tuple(replace(f, origin="") for f in figures), (SOURCE,), ())


# On disk


def test_a_load_comes_back_as_it_was(tmp_path: Path) -> None:
    kept = load(figure(), figure(70.77381777839412, "2020-21", unit="percent", decimals=1))
    assert write_load(tmp_path, kept)
    back = read_load(tmp_path, kept.id)
    assert set(back.observations) == set(kept.observations)
    assert (back.about, back.sources, back.id) == (kept.about, kept.sources, kept.id)


@given(
    st.lists(
        st.tuples(st.floats(0, 1e9, allow_nan=False) | st.none(), st.text(max_size=20)), max_size=5
    )
)
def test_any_figures_and_notes_come_back(
    tmp_path_factory: pytest.TempPathFactory, figures: list[tuple[float | None, str]]
) -> None:
    notes = [(v, n.replace("\r", " ").replace("\0", " ")) for v, n in figures]
    kept = load(
        *(
            figure(value, f"{2000 + i}", note=note, unit="percent")
            for i, (value, note) in enumerate(notes)
        )
    )
    folder = tmp_path_factory.mktemp("loads")
    write_load(folder, kept)
    assert read_load(folder, kept.id).observations == kept.observations


def test_the_same_figures_are_the_same_load_whatever_their_order(tmp_path: Path) -> None:
    one, other = figure(), figure(19206.0, "2018-19")
    assert load(one, other).id == load(other, one).id != load(one).id
    assert write_load(tmp_path, load(one, other))
    assert not write_load(tmp_path, load(other, one))


def test_a_load_changed_by_hand_is_not_believed(tmp_path: Path) -> None:
    kept = load(figure())
    write_load(tmp_path, kept)
    path = tmp_path / kept.id / "observations.csv"
    path.write_text(path.read_text("utf-8").replace("19202", "19203"), "utf-8")
    with pytest.raises(SourceError, match="was changed"):
        read_load(tmp_path, kept.id)
    write_load(tmp_path, kept)
    assert read_load(tmp_path, kept.id).observations == kept.observations


def test_what_a_killed_load_left_half_written_is_swept_away_and_no_load_is(tmp_path: Path) -> None:
    kept = load(figure())
    write_load(tmp_path, kept)
    (tmp_path / ".loading-abc").mkdir()
    (tmp_path / ".loading-journal.csv").write_text("event", "utf-8")
    sweep_loads(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [kept.id]
    assert read_load(tmp_path, kept.id) == kept


def test_a_load_that_is_missing_or_broken_is_named_with_what_to_do(tmp_path: Path) -> None:
    kept = load(figure())
    with pytest.raises(SourceError, match=rf"{kept.id}: the load is missing"):
        read_load(tmp_path, kept.id)
    for name in ("observations.csv", "sources.csv", "load.json"):
        write_load(tmp_path, kept)
        (tmp_path / kept.id / name).unlink()
        with pytest.raises(SourceError, match="cannot be read") as refused:
            read_load(tmp_path, kept.id)
        assert f"(withdrawn,{kept.id},,,)" in refused.value.findings[0].fix


# Together with the reviewed text


def test_without_loads_the_text_stands_alone() -> None:
    figures = text(figure())
    assert merge(figures, ()) == figures


def test_a_table_stands_before_the_text_of_its_own_edition_and_keeps_its_note() -> None:
    rounded = figure(19200.0, precision="rounded", note="Includes an estimate")
    (one,) = merge(text(rounded), [load(figure())]).observations
    assert (one.value, one.precision, one.note) == (19202.0, "exact", "Includes an estimate")


def test_every_edition_is_kept_and_a_different_one_is_marked_as_revised() -> None:
    loads = [load(figure(19136.0, "2016-17")), load(figure(19206.0, "2017-18"))]
    merged = merge(text(figure()), loads).observations
    assert [(o.edition, o.status) for o in sorted(merged, key=lambda o: o.edition)] == [
        ("2016-17", "published"),
        ("2017-18", "revised"),
        ("2019-20", "revised"),
    ]


def test_the_text_is_marked_as_revised_without_any_load() -> None:
    older, newer = figure(19136.0, "2016-17"), figure(19206.0, "2017-18")
    merged = merge(text(newer, older), ()).observations
    assert {(o.edition, o.status) for o in merged} == {
        ("2016-17", "published"),
        ("2017-18", "revised"),
    }


def test_an_exact_figure_after_a_rounded_one_is_no_revision() -> None:
    rounded = figure(19200.0, "2018-19", precision="rounded")
    merged = merge(text(rounded), [load(figure())]).observations
    assert {o.status for o in merged} == {"published"}


def test_the_order_of_loads_makes_no_difference() -> None:
    loads = [load(figure(float(n), f"20{n}")) for n in (16, 17, 18)]
    assert merge(text(figure()), loads) == merge(text(figure()), loads[::-1])


def test_a_source_is_listed_when_a_figure_names_it() -> None:
    other = {**SOURCE, "source_id": "t"}
    kept = Load((figure(source_id="t"),), (other,), ABOUT)
    ids = [row["source_id"] for row in merge(text(figure(1.0, "2000-01")), [kept]).sources]
    assert ids == ["s", "t"]


@pytest.mark.parametrize(
    ("new", "old", "is_different"),
    [
        (figure(19202.0), figure(19200.0, precision="rounded"), False),
        (figure(19251.0), figure(19200.0, precision="rounded"), True),
        (figure(19202.0), figure(19206.0), True),
        (figure(70.8, unit="percent", decimals=1), figure(71.0, unit="percent"), False),
        (figure(70.4, unit="percent", decimals=1), figure(71.0, unit="percent"), True),
        (figure(None), figure(3.0), True),
        (figure(None), figure(None), False),
    ],
)
def test_figures_differ_when_rounding_does_not_explain_it(
    new: Observation, old: Observation, is_different: bool
) -> None:
    assert differs(new, old) is is_different
