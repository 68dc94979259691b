"""The meeting pack as data: kept in order, shared whole, and refreshed with what changed."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from known_pages import CATALOGUE, PLACES

from cjdata.amounts import Amount
from cjdata.errors import CjdataError
from cjdata.library import FigureSet, Library
from cjdata.pack import (
    Item,
    Noted,
    Pack,
    Refreshed,
    Shown,
    add,
    from_json,
    from_link,
    move_down,
    move_up,
    new_pack,
    note_of,
    pack_of,
    ready_made_pack,
    refresh,
    remove,
    rename,
    to_json,
    to_link,
)
from cjdata.pack import links as pack_links
from cjdata.pack.model import MOST_ITEMS
from cjdata.publishing.build_snapshots import build
from cjdata.reference.areas import CLACKMANNANSHIRE
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.statuses import STATUSES
from cjdata.views.addressed import read_view_address, ready_made, view_at
from cjdata.views.registry import VIEW_TYPES
from cjdata.views.view import Download
from cjdata.views.view_address import keys_of, view_address
from cjdata.wording import pack as words

Edit = Callable[[Path, str, str], None]
TREND = "housing/trend?area=Clackmannanshire&measure=homelessness_applications_from_prison"
THROUGHCARE = (
    "throughcare/trend?area=Clackmannanshire&measure=voluntary_throughcare_cases_commenced"
)
CUSTODY = "police-custody/trend?area=Clackmannanshire&measure=police_custody_referrals"
VIEWS = tuple(map(read_view_address, (TREND, THROUGHCARE, CUSTODY)))
HOUSING = "homelessness_applications_from_prison,S12000005,Clackmannanshire"
CARE = "voluntary_throughcare_cases_commenced,S12000005,Clackmannanshire"

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30)


@st.composite
def any_item(draw: st.DrawFn) -> Item:
    page, kind = draw(st.sampled_from(PLACES))
    keys = draw(st.sets(st.sampled_from(keys_of(page, kind))))
    address = view_address(page, kind, {key: draw(TEXT) for key in keys})
    value = st.none() | st.floats(allow_nan=False, allow_infinity=False)
    noted = st.builds(Noted, TEXT, TEXT, TEXT, value, st.integers(0, 4), TEXT, TEXT)
    shown = st.builds(
        Shown,
        st.sampled_from(("published", "illustrative")),
        st.text("abcdef0123456789-", min_size=1, max_size=20),
        st.text("abcdef0123456789", max_size=12),
        st.none() | st.lists(noted, max_size=4).map(tuple),
    )
    return Item(address, draw(st.none() | shown))


@st.composite
def any_pack(draw: st.DrawFn) -> Pack:
    name = draw(TEXT.map(lambda text: " ".join(text.split())).filter(bool))
    items = draw(st.lists(any_item(), max_size=6, unique_by=lambda item: item.address))
    return Pack(name, draw(st.sampled_from((CLACKMANNANSHIRE, "forth-valley"))), tuple(items))


def three() -> Pack:
    return Pack("Quarterly meeting", CLACKMANNANSHIRE, tuple(map(Item, VIEWS)))


def refusal(make: Callable[[], object]) -> str:
    with pytest.raises(CjdataError) as error:
        make()
    assert all(finding.fix.endswith((".", "?")) for finding in error.value.findings)
    return str(error.value)


# In order


def test_a_view_is_added_at_the_end_and_never_twice() -> None:
    pack = new_pack("Quarterly  meeting ", CLACKMANNANSHIRE)
    assert pack.name == "Quarterly meeting"
    for address in VIEWS:
        pack = add(pack, Item(address))
    assert pack == three()
    noted = Item(VIEWS[1], Shown("published", "published-1"))
    again = add(pack, noted)
    assert again.addresses == VIEWS
    assert again.items[1] is noted


@given(any_pack(), st.data())
def test_moving_there_and_back_changes_nothing(pack: Pack, data: st.DataObject) -> None:
    for n, address in enumerate(pack.addresses):
        if n:
            assert move_down(move_up(pack, address), address) == pack
    if pack.items:
        first, last = pack.addresses[0], pack.addresses[-1]
        assert move_up(pack, first) == pack
        assert move_down(pack, last) == pack
        one = data.draw(st.sampled_from(pack.addresses))
        without = remove(pack, one)
        assert set(without.addresses) == set(pack.addresses) - {one}
        assert without == remove(without, one)
        assert move_up(without, one) == without


def test_a_view_moves_by_one_place() -> None:
    assert move_up(three(), VIEWS[2]).addresses == (VIEWS[0], VIEWS[2], VIEWS[1])
    assert move_down(three(), VIEWS[0]).addresses == (VIEWS[1], VIEWS[0], VIEWS[2])


def test_a_pack_needs_a_name_of_one_line() -> None:
    assert rename(three(), "December\nmeeting").name == "December meeting"
    assert "it has no name" in refusal(lambda: rename(three(), " \n "))
    assert "its name has 200 letters" in refusal(lambda: new_pack("x" * 200, CLACKMANNANSHIRE))


def test_a_full_pack_takes_no_more() -> None:
    pack = new_pack("Full", CLACKMANNANSHIRE)
    for n in range(MOST_ITEMS):
        pack = add(pack, Item(view_address("housing", "trend", {"area": str(n)})))
    assert "no more can be added" in refusal(lambda: add(pack, Item(VIEWS[0])))


# Saved and shared


@given(any_pack())
def test_a_pack_survives_being_saved(pack: Pack) -> None:
    assert from_json(to_json(pack)) == pack


@given(any_pack())
def test_a_pack_survives_a_link_but_for_the_figures_noted(pack: Pack) -> None:
    text = to_link(pack)
    assert text.replace("-", "").replace("_", "").isalnum()
    assert text.isascii()
    shared = from_link(text)
    assert (shared.name, shared.area, shared.addresses) == (pack.name, pack.area, pack.addresses)
    for one, other in zip(shared.items, pack.items, strict=True):
        if other.shown is None:
            assert one.shown is None
        else:
            assert one.shown == Shown(other.shown.figures_set, other.shown.snapshot_id)


def test_the_link_of_the_ready_made_pack_is_short(published: FigureSet, today: date) -> None:
    for area in published.areas.single:
        pack = ready_made_pack(published, area.code, today)
        assert len(to_link(pack)) < 1000


def test_a_pack_too_long_for_a_link_says_so() -> None:
    items = [Item(view_address("housing", "trend", {"area": noise(n)})) for n in range(MOST_ITEMS)]
    pack = Pack("Long", CLACKMANNANSHIRE, tuple(items))
    assert "too long for a link" in refusal(lambda: to_link(pack))


def noise(seed: int) -> str:
    return "".join(hashlib.sha256(f"{seed} {n}".encode()).hexdigest() for n in range(6))


@given(any_pack(), st.data())
def test_a_link_that_was_cut_short_is_refused(pack: Pack, data: st.DataObject) -> None:
    text = to_link(pack)
    kept = data.draw(st.integers(0, len(text) - 4))
    assert "link of a pack" in refusal(lambda: from_link(text[:kept]))


@given(any_pack(), st.data())
def test_a_link_with_a_changed_letter_is_refused_or_the_same(
    pack: Pack, data: st.DataObject
) -> None:
    text = to_link(pack)
    at = data.draw(st.integers(0, len(text) - 1))
    changed = text[:at] + data.draw(st.sampled_from("ABCxyz019-_")) + text[at + 1 :]
    try:
        found = from_link(changed)
    except CjdataError:
        return
    assert found == from_link(text)


def linked(content: object) -> str:
    packed = zlib.compress(json.dumps(content).encode())
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not a link!",
        "x" * (pack_links.MOST_LETTERS + 1),
        linked("a" * 5_000_000),
        linked({"version": 1}),
        linked([1, "Name", CLACKMANNANSHIRE]),
        linked([1, "Name", CLACKMANNANSHIRE, [["housing/trend", "published", "1", "2"]]]),
        linked([1, "Name", CLACKMANNANSHIRE, [3]]),
        linked([1, "Name", CLACKMANNANSHIRE, "x"]),
        linked([1, "Name", "../..", []]),
        linked([1, 7, CLACKMANNANSHIRE, []]),
        linked([1, "", CLACKMANNANSHIRE, []]),
        linked([1, "Name", CLACKMANNANSHIRE, [["housing/trnd"]]]),
        linked([1, "Name", CLACKMANNANSHIRE, [["housing/trend"], ["housing/trend"]]]),
    ],
)
def test_what_is_no_link_is_refused_with_what_to_do(text: str) -> None:
    refusal(lambda: from_link(text))


def test_a_pack_opens_with_a_view_of_an_indicator_that_is_gone(
    published: FigureSet, today: date
) -> None:
    items = [["remand/trend"], ["housing/trend?area=Clackmannanshire"]]
    pack = from_link(linked([1, "Name", CLACKMANNANSHIRE, items]))
    news = refresh(pack, published, today).news
    assert news[0].kinds == ("gone",)
    assert "“remand” is no page with views" in news[0].why
    assert not news[1].why


@given(
    st.text(max_size=80)
    | st.binary(max_size=60).map(lambda b: base64.urlsafe_b64encode(b).decode())
)
def test_any_text_is_a_pack_or_refused(text: str) -> None:
    for read in (from_link, from_json):
        with pytest.raises(CjdataError):
            read(text)


@pytest.mark.parametrize(
    "changes",
    [
        {"version": 0},
        {"version": "1"},
        {"version": True},
        {"name": None},
        {"name": ""},
        {"area": "S1/.."},
        {"items": None},
        {"items": [{"view": TREND}]},
        {"items": [{"view": "nothing", "shown": None}]},
        {"items": [{"view": TREND, "shown": None, "more": 1}]},
        {"items": [{"view": TREND, "shown": {"set": "other"}}]},
        {"items": [{"view": TREND, "shown": None}] * 2},
        {"items": [{"view": TREND, "shown": None}] * 100},
        {"more": 1},
    ],
)
def test_what_is_no_pack_is_refused_with_what_to_do(changes: dict[str, object]) -> None:
    refusal(lambda: from_json(json.dumps(json.loads(to_json(three())) | changes)))


def test_a_pack_of_a_newer_program_says_so() -> None:
    newer = json.dumps({"version": 3, "what": "is not known here"})
    assert "made by a newer version" in refusal(lambda: from_json(newer))


def test_deep_or_broken_json_is_refused() -> None:
    for text in ("[" * 100_000, "{", "null", "[]", "\ud800"):
        refusal(lambda text=text: from_json(text))


# What is noted


def test_every_kind_of_view_is_noted_with_its_figures(illustrative: FigureSet, today: date) -> None:
    for offer in VIEW_TYPES:
        chosen = {"versus": "custody_percent"} if offer.kind == "scatter" else {}
        page = offer.places(CATALOGUE)[0]
        view = view_at(illustrative, view_address(page, offer.kind, chosen), today)
        shown = note_of(view)
        assert (shown.figures_set, shown.snapshot_id) == ("illustrative", view.snapshot_id)
        assert len(shown.figures or ()) == len(view.download.rows)
        assert all(one.measure and one.area for one in shown.figures or ())
        if view.download.rows:
            assert any(one.status for one in shown.figures or ()), offer.kind


def test_a_note_holds_the_figures_of_the_view(published: FigureSet, today: date) -> None:
    shown = note_of(view_at(published, VIEWS[0], today))
    noted = {(one.area, one.period): one for one in shown.figures or ()}
    figure = noted[CLACKMANNANSHIRE, "2023-24"]
    assert (figure.value, figure.decimals) == (25, 0)
    assert (figure.status, figure.edition) == ("published", "2023-24")


def test_a_value_that_is_not_published_is_not_noted(published: FigureSet, today: date) -> None:
    view = view_at(published, VIEWS[0], today)
    columns = view.download.columns
    at = columns.index("status")
    for status in (STATUSES["supplied"], "", "published", None):
        rows = tuple((*row[:at], status, *row[at + 1 :]) for row in view.download.rows)
        secret = replace(view, make_download=lambda rows=rows: Download(columns, rows))
        assert secret.download.rows
        assert not any(one.has_value for one in note_of(secret).figures or ())


@pytest.mark.parametrize("kind", ["plan", "local-evidence"])
def test_a_supplied_figure_of_a_plan_or_of_local_evidence_is_not_noted_whatever_its_words(
    published: FigureSet, today: date, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(STATUSES, "supplied", replace(STATUSES["supplied"], short="in confidence"))
    view = view_at(published, view_address("local-plan", kind, {"area": "Clackmannanshire"}), today)
    columns = view.download.columns
    held = {"plan": {"latest_value": Amount(7419), "latest_period": "2024-25"}}.get(kind, {})
    for status, is_noted in (("published", True), ("supplied", False)):
        named = {("latest_status" if kind == "plan" else "status"): STATUSES[status], **held}
        rows = tuple(tuple((row | named)[c] for c in columns) for row in view.download.named_rows)
        changed = replace(view, make_download=lambda rows=rows: replace(view.download, rows=rows))
        noted = note_of(changed).figures or ()
        assert {one.status for one in noted} == {status}
        assert any(one.has_value for one in noted) == is_noted


def test_a_sentence_that_may_say_a_supplied_figure_leaves_no_mark(
    published: FigureSet, today: date
) -> None:
    """A small number could be found from the mark by trying."""
    view = view_at(published, VIEWS[0], today)
    columns = view.download.columns
    at = columns.index("status")
    first, *others = view.download.rows
    rows = ((*first[:at], STATUSES["supplied"], *first[at + 1 :]), *others)
    secret = replace(view, make_download=lambda: Download(columns, rows))
    assert note_of(view).said
    assert not note_of(secret).said


def test_a_pack_of_version_1_opens_with_what_was_noted_in_words() -> None:
    figures = [
        ["m", CLACKMANNANSHIRE, "2023-24", "13.0", "published", "2023-24"],
        ["m", CLACKMANNANSHIRE, "2022-23", "", "not loaded", ""],
        ["m", CLACKMANNANSHIRE, "2021-22", "", "supplied", ""],
    ]
    shown = {"set": "published", "snapshot": "published-1", "said": "", "figures": figures}
    old = {
        "version": 1,
        "name": "December",
        "area": CLACKMANNANSHIRE,
        "items": [{"view": TREND, "shown": shown}],
    }
    item = from_json(json.dumps(old)).items[0]
    assert item.shown is not None
    assert item.shown.figures == (
        Noted("m", CLACKMANNANSHIRE, "2023-24", 13.0, 1, "published", "2023-24"),
        Noted("m", CLACKMANNANSHIRE, "2022-23", None, 0, "not_loaded", ""),
        Noted("m", CLACKMANNANSHIRE, "2021-22", None, 0, "supplied", ""),
    )


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "25", True])
def test_a_noted_value_that_is_no_number_is_refused(value: object) -> None:
    row = ["m", CLACKMANNANSHIRE, "2023-24", value, 0, "published", ""]
    shown = {"set": "published", "snapshot": "p", "said": "", "figures": [row]}
    raw = json.loads(to_json(three())) | {"items": [{"view": TREND, "shown": shown}]}
    refusal(lambda: from_json(json.dumps(raw)))


def test_the_same_view_is_noted_alike_on_another_day(published: FigureSet) -> None:
    for address in ready_made(published, CLACKMANNANSHIRE):
        first, second = (
            note_of(view_at(published, address, day))
            for day in (date(2026, 11, 22), date(2027, 8, 3))
        )
        assert first == second


def test_the_ready_made_pack_is_named_and_noted(published: FigureSet, today: date) -> None:
    pack = ready_made_pack(published, CLACKMANNANSHIRE, today)
    assert pack.name == "Clackmannanshire: the national indicators and context"
    assert pack.addresses == ready_made(published, CLACKMANNANSHIRE)
    assert all(item.shown and item.shown.figures for item in pack.items)


# Refreshed


@pytest.fixture
def before(published: FigureSet, today: date) -> Pack:
    return pack_of(published, CLACKMANNANSHIRE, "Meeting", VIEWS, today)


def refreshed(folder: Path, pack: Pack, today: date) -> Refreshed:
    build(folder)
    return refresh(pack, Library(folder).figures("published"), today)


def told(news: Refreshed) -> list[tuple[str, ...]]:
    return [one.sentences for one in news.news]


def test_nothing_has_changed_at_the_same_snapshot(
    published: FigureSet, before: Pack, today: date
) -> None:
    news = refresh(before, published, today)
    assert not news.has_changed
    assert news.pack == before
    assert told(news) == [(words.SAME,)] * 3


def test_a_revised_figure_is_told_with_both_values(
    data_folder: Path, before: Pack, today: date, edit: Edit, catalogue: Catalogue
) -> None:
    path = data_folder / "published" / "observations.csv"
    edit(path, f"{HOUSING},2023-24,25,", f"{HOUSING},2023-24,1027,")
    news = refreshed(data_folder, before, today)
    revised, *others = news.news
    assert revised.kinds == ("revised",)
    name = catalogue.measures["homelessness_applications_from_prison"].name
    assert revised.sentences == (
        f"1 figure revised: {name}, Clackmannanshire, 2023-24, from 25 to 1,027.",
    )
    assert [one.kinds for one in others] == [("same",), ("same",)]
    assert news.pack.addresses == before.addresses
    library = Library(data_folder)
    now = library.figures("published").snapshot_id
    assert {item.shown.snapshot_id for item in news.pack.items if item.shown} == {now}
    assert not refresh(news.pack, library.figures("published"), today).has_changed


def test_a_newer_year_is_told(data_folder: Path, before: Pack, today: date, edit: Edit) -> None:
    path = data_folder / "published" / "observations.csv"
    row = next(
        line for line in path.read_text("utf-8").splitlines() if line.startswith(f"{CARE},2023-24")
    )
    edit(path, row, f"{row}\n{row.replace('2023-24,26', '2024-25,31', 1)}")
    news = refreshed(data_folder, before, today).news[1]
    assert "newer" in news.kinds
    assert news.sentences[0].startswith("Newer figures: ")
    assert news.sentences[0].endswith(", Clackmannanshire: 2024-25.")


def test_a_figure_that_is_restricted_now_is_told_and_not_repeated(
    data_folder: Path, before: Pack, today: date, edit: Edit
) -> None:
    path = data_folder / "published" / "observations.csv"
    old = f"{HOUSING},2023-24,25,count,exact,published,"
    edit(path, old, f"{HOUSING},2023-24,,count,not_printed,restricted,")
    news = refreshed(data_folder, before, today).news[0]
    assert "withdrawn" in news.kinds
    text = " ".join(news.sentences)
    assert "2023-24: restricted now, so it may no longer be quoted" in text
    assert "25" not in text.replace("2024-25", "")


def test_a_figure_that_was_missing_is_told(
    data_folder: Path, before: Pack, today: date, edit: Edit
) -> None:
    path = data_folder / "published" / "observations.csv"
    edit(
        path,
        "police_custody_referrals,S12000005,Clackmannanshire,2023-24,,count,not_printed,restricted",
        "police_custody_referrals,S12000005,Clackmannanshire,2023-24,44,count,exact,published",
    )
    news = refreshed(data_folder, before, today).news[2]
    assert "filled" in news.kinds
    assert "2023-24 (44)." in " ".join(news.sentences)


def test_a_figure_that_is_no_longer_held_is_told(
    data_folder: Path, before: Pack, today: date, edit: Edit
) -> None:
    path = data_folder / "published" / "observations.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(CARE)), "utf-8")
    news = refreshed(data_folder, before, today).news[1]
    assert set(news.kinds) & {"gone", "withdrawn"}
    assert news.is_shown


def test_a_new_break_is_told_where_the_figures_are_the_same(
    data_folder: Path, before: Pack, today: date
) -> None:
    path = data_folder / "published" / "breaks.csv"
    source = path.read_text("utf-8").splitlines()[1].rsplit(",", 1)[1]
    line = f"homelessness_applications_from_prison,,2023-24,collection,Counted anew.,{source}\n"
    path.write_text(path.read_text("utf-8") + line, "utf-8")
    news = refreshed(data_folder, before, today).news[0]
    assert news.kinds == ("reworded",)
    assert news.sentences == (words.REWORDED,)


def test_a_view_that_is_no_longer_there_stays_and_says_why(
    published: FigureSet, before: Pack, today: date
) -> None:
    gone = Item(read_view_address("housing/trend?area=Clackmannanshire&from=1950-51"))
    news = refresh(add(before, gone), published, today)
    last = news.news[-1]
    assert (last.kinds, last.is_shown) == (("gone",), False)
    assert last.sentences == ("This can no longer be shown: there are no figures of 1950-51.",)
    assert news.pack.items[-1] == gone


def test_a_view_that_is_never_drawn_is_not_news(published: FigureSet, today: date) -> None:
    strip = [read_view_address("housing/peers?area=Clackmannanshire")]
    news = refresh(pack_of(published, CLACKMANNANSHIRE, "Strip", strip, today), published, today)
    assert [(one.kinds, one.is_shown) for one in news.news] == [(("same",), False)]


def test_a_pack_from_a_link_is_compared_by_its_snapshot(
    data_folder: Path, published: FigureSet, before: Pack, today: date, edit: Edit
) -> None:
    shared = from_link(to_link(before))
    assert not refresh(shared, published, today).has_changed
    path = data_folder / "published" / "observations.csv"
    edit(path, f"{HOUSING},2023-24,25,", f"{HOUSING},2023-24,27,")
    assert told(refreshed(data_folder, shared, today)) == [(words.NOT_NOTED,)] * 3


def test_figures_of_the_other_set_are_not_compared(
    illustrative: FigureSet, before: Pack, today: date
) -> None:
    news = refresh(before, illustrative, today)
    assert told(news) == [(words.other_set("published"),)] * 3
    assert all(item.shown and item.shown.figures_set == "illustrative" for item in news.pack.items)


def test_many_changes_are_counted_and_a_few_are_named() -> None:
    text = words.revised([f"A, {year}, from 1 to 2" for year in range(2010, 2020)])
    assert text.startswith("10 figures revised: A, 2010, from 1 to 2; ")
    assert text.endswith("; and 7 more.")
    areas = [("Orders", f"Area {n}", "2024-25") for n in range(32)]
    assert words.newer(areas) == "Newer figures: Orders, 32 areas: 2024-25."
