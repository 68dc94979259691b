"""The five outputs of a pack: all say the same, in its order, and the same each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from known_pages import CATALOGUE
from pptx import Presentation
from python_calamine import CalamineWorkbook
from some import both_ways, long, some

from cjdata.cli.data_tool import main
from cjdata.errors import CjdataError
from cjdata.exports import outputs
from cjdata.exports.collected import Collected, collect
from cjdata.exports.given import Dropped
from cjdata.exports.picture import Size
from cjdata.exports.picture_files import LIST
from cjdata.library import FigureSet, Library
from cjdata.narrative import ReportSlot, WordsStore, open_words
from cjdata.pack import Item, Pack, ready_made_pack, to_json, to_link
from cjdata.reference.areas import CLACKMANNANSHIRE, SCOTLAND
from cjdata.reference.report_outlines import Outline, load_outline
from cjdata.views.addressed import ready_made, settled, view_at
from cjdata.views.glance.data import glance_view
from cjdata.views.view_address import read_view_address
from cjdata.wording import ILLUSTRATIVE
from cjdata.wording import files as says

BOTH_SETS = pytest.mark.parametrize("name", ["published", "illustrative"])
EACH = pytest.mark.parametrize(
    ("name", "code"),
    some(both_ways(["published", "illustrative"], [CLACKMANNANSHIRE, SCOTLAND]), 2),
)
KINDS = ("trend", "profile", "bars", "peers", "glance")
GONE = "housing/peers?area=Clackmannanshire&show=number"
"""A view that can never be shown: numbers are not laid side by side."""


def pack_of_views(figures: FigureSet, code: str, *views: str, name: str = "Spring") -> Pack:
    """Give a pack of views of several pages, as a person collects them."""
    area = figures.areas.by_code[code].name
    texts = views or (
        f"community-sentences/trend?area={area}&measure=cpo_completion_percent",
        f"area-profile/profile?area={area}",
        f"compare-areas/bars?area={area}&measure=cpo_completion_percent",
        f"housing/trend?area={area}",
        f"at-a-glance/new?area={area}",
    )
    return Pack(name, code, tuple(Item(settled(figures, read_view_address(t))) for t in texts))


@pytest.fixture
def outline(home: Path) -> Outline:
    return load_outline(home / "reference" / "outlines" / "annual-report.toml")


@pytest.fixture
def words(tmp_path: Path) -> Iterator[WordsStore]:
    with open_words(tmp_path) as words:
        yield words


# --- Reading the files back ---


def in_slides(content: bytes) -> list[str]:
    """Give what each slide and its notes say."""
    slides = Presentation(io.BytesIO(content)).slides
    return [
        "\n".join(
            [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
            + [slide.notes_slide.notes_text_frame.text]
        )
        for slide in slides
    ]


def in_workbook(content: bytes) -> str:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = [row for n in book.sheet_names for row in book.get_sheet_by_name(n).to_python()]
    return "\n".join(str(cell) for row in rows for cell in row)


def in_site(content: bytes) -> str:
    return unescape(re.sub(r"<[^>]+>", "", content.decode("utf-8")))


def in_report(content: bytes) -> str:
    return "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)


def in_pictures(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def order(text: str, *parts: str) -> bool:
    """Say whether parts stand in a text in this order."""
    places = [text.index(part) for part in parts]
    return places == sorted(places)


# --- All five ---


@EACH
def test_every_output_says_what_the_views_say(
    library: Library, name: str, code: str, today: date
) -> None:
    figures = library.figures(name)
    held = collect(figures, code, pack_of_views(figures, code), today)
    leads = [view.finding.lead for view in held.views]
    assert len(leads) == 5
    slides = "\n".join(in_slides(outputs.slides(held)))
    book, site = in_workbook(outputs.workbook(held)), in_site(outputs.site(held))
    listed = in_pictures(outputs.pictures(held))[LIST].decode("utf-8")
    for lead in leads:
        assert lead in slides
        assert lead in book
        assert lead in site
    for view in held.views:
        assert (view.finding.lead in listed) == (view.kind in ("trend", "bars"))
        assert (view.heading in listed) == (view.kind not in ("trend", "bars"))
    for text in (slides, book, site, listed):
        assert (ILLUSTRATIVE in text) == (name == "illustrative")


def test_figures_of_an_older_edition_say_so_in_every_output(
    published: FigureSet, today: date
) -> None:
    text = (
        "community-sentences/trend?area=Clackmannanshire&measure=cpo_completion_percent"
        "&edition=2022-23"
    )
    held = collect(
        published, CLACKMANNANSHIRE, pack_of_views(published, CLACKMANNANSHIRE, text), today
    )
    said = "As published up to edition 2022-23: newer figures are left out."
    (view,) = held.views
    assert view.finding.text.count(said) == 1
    assert view.file_stem[-1] == "up-to-edition-2022-23"
    [picture] = [c for n, c in in_pictures(outputs.pictures(held, "svg")).items() if n != LIST]
    drawn = " ".join(re.findall(r">([^<>]+)<", unescape(picture.decode("utf-8"))))
    files = (
        "\n".join(in_slides(outputs.slides(held))),
        in_workbook(outputs.workbook(held)),
        in_site(outputs.site(held)),
        " ".join(drawn.split()),
    )
    for file in files:
        assert said in file
    columns, rows = view.download.columns, view.download.rows
    assert {row[columns.index("as_published_up_to_edition")] for row in rows} == {"2022-23"}


@EACH
def test_the_report_holds_every_indicator_whatever_the_pack_holds(
    library: Library, name: str, code: str, outline: Outline, today: date
) -> None:
    figures = library.figures(name)
    area = figures.areas.by_code[code]
    year = "2025-26"
    made = outputs.annual_report(figures, area, year, outline, {}, today=today)
    text = in_report(made)
    for address in ready_made(figures, code):
        view = view_at(figures, address, today)
        if view.absence is None and year not in view.finding.lead:
            assert view.finding.lead in text


def test_slides_begin_with_all_indicators_at_a_glance_and_keep_the_name_of_the_pack(
    published: FigureSet, today: date
) -> None:
    pack = pack_of_views(published, CLACKMANNANSHIRE, name="Spring meeting")
    first, *others = in_slides(outputs.slides(collect(published, SCOTLAND, pack, today)))
    assert "Spring meeting" in first
    assert "Clackmannanshire" in first
    glance = glance_view(published, CLACKMANNANSHIRE, today)
    assert glance.summary in others[0]
    assert glance.summary not in others[2]
    named = outputs.slides(collect(published, SCOTLAND, pack, today), title="Another title")
    assert "Another title" in in_slides(named)[0]


def test_the_ready_made_pack_is_titled_by_its_area(published: FigureSet, today: date) -> None:
    pack = ready_made_pack(published, CLACKMANNANSHIRE, today)
    held = collect(published, CLACKMANNANSHIRE, pack, today)
    without = collect(published, CLACKMANNANSHIRE, None, today)
    assert held.title == without.title == ""
    assert outputs.slides(held) == outputs.slides(without)


def test_without_a_pack_the_files_hold_the_national_indicators(
    published: FigureSet, today: date
) -> None:
    for pack in (None, Pack("Nothing yet", SCOTLAND)):
        held = collect(published, CLACKMANNANSHIRE, pack, today)
        assert held.area.code == CLACKMANNANSHIRE
        assert len(held.views) == len(CATALOGUE.themes)
        assert [v.kind for v in outputs.workbook_views(held)][:3] == ["profile", "years", "trend"]
        assert outputs.site_views(held) == outputs.workbook_views(held)


def test_a_site_begins_with_the_profile_and_shows_no_view_twice(
    published: FigureSet, today: date
) -> None:
    held = collect(published, SCOTLAND, pack_of_views(published, CLACKMANNANSHIRE), today)
    kinds = [view.kind for view in outputs.site_views(held)]
    assert kinds == ["profile", "trend", "bars", "trend", "new"]


# --- The order of the pack ---


@hypothesis_settings(max_examples=3)
@given(st.permutations(range(5)))
def test_any_order_of_the_pack_is_the_order_in_the_files(
    published: FigureSet, today: date, places: list[int]
) -> None:
    pack = pack_of_views(published, CLACKMANNANSHIRE)
    pack = replace(pack, items=tuple(pack.items[n] for n in places))
    held = collect(published, CLACKMANNANSHIRE, pack, today)
    said = [(view.heading, view.finding.lead) for view in held.views]
    slides = in_slides(outputs.slides(held))
    at = [next(n for n, s in enumerate(slides) if all(part in s for part in one)) for one in said]
    assert at == sorted(at)
    book = CalamineWorkbook.from_filelike(io.BytesIO(outputs.workbook(held)))
    sheets = [n for n in book.sheet_names if n[0].isdigit()]
    texts = [str(book.get_sheet_by_name(n).to_python()) for n in sheets]
    assert all(lead in text for (_, lead), text in zip(said, texts, strict=True))
    drawn = [v.heading for v in held.views if v.kind in ("trend", "bars")]
    site = re.findall("<h3[^>]*>(.*?)</h3>", outputs.site(held).decode("utf-8"))
    assert [unescape(one) for one in site if unescape(one) in drawn] == drawn
    *names, listed = in_pictures(outputs.pictures(held, "svg")).items()
    assert names == sorted(names)
    assert [
        unescape(content.decode("utf-8")).count(f"<title>{one}: ")
        for (_, content), one in zip(names, drawn, strict=True)
    ] == [1] * len(drawn)
    assert listed[0] == LIST


# --- What can no longer be shown ---


@BOTH_SETS
def test_a_view_that_can_no_longer_be_shown_is_left_out_and_said(
    library: Library, name: str, today: date
) -> None:
    figures = library.figures(name)
    whole = pack_of_views(figures, CLACKMANNANSHIRE)
    broken = Item(read_view_address("housing/trend?area=Clackmannanshire&measure=no_such_thing"))
    gone = Item(read_view_address(GONE))
    pack = replace(whole, items=(whole.items[0], broken, *whole.items[1:], gone))
    held = collect(figures, CLACKMANNANSHIRE, pack, today)
    assert len(held.views) == 5
    assert [one.number for one in held.left_out] == [2, 7]
    first, second = map(str, held.left_out)
    assert first == (
        "Number 2 of the pack (housing/trend) is left out: "
        "“no_such_thing” is not a known measure of this page."
    )
    assert "numbers grow with the size of an area" in second
    pictures = in_pictures(outputs.pictures(held))
    assert [file[:3] for file in pictures] == ["01_", "04_", "05_", LIST[:3]]
    assert first in pictures[LIST].decode("utf-8")
    rest = collect(figures, CLACKMANNANSHIRE, whole, today)
    assert outputs.slides(held) == outputs.slides(rest)


def test_where_nothing_is_left_a_file_is_refused_and_the_site_holds_the_profile(
    published: FigureSet, today: date
) -> None:
    pack = Pack("Gone", CLACKMANNANSHIRE, (Item(read_view_address(GONE)),))
    held = collect(published, CLACKMANNANSHIRE, pack, today)
    for make in (outputs.slides, outputs.workbook, outputs.pictures):
        with pytest.raises(CjdataError, match="none of its views"):
            make(held)
    assert [view.kind for view in outputs.site_views(held)] == ["profile"]
    assert "Clackmannanshire" in in_site(outputs.site(held))


def test_a_pack_of_tables_alone_has_no_pictures(published: FigureSet, today: date) -> None:
    pack = pack_of_views(published, SCOTLAND, "area-profile/profile?area=Scotland")
    with pytest.raises(CjdataError, match="none of its views"):
        outputs.pictures(collect(published, SCOTLAND, pack, today))


# --- The same each time ---


@pytest.mark.usefixtures("drawn_anew")
@pytest.mark.parametrize("name", ["published", long("illustrative")])
def test_the_same_pack_gives_the_same_bytes(library: Library, name: str, today: date) -> None:
    figures = library.figures(name)

    def held() -> Collected:
        return collect(figures, SCOTLAND, pack_of_views(figures, SCOTLAND), today)

    makes: tuple[Callable[[Collected], bytes], ...] = (
        outputs.slides,
        outputs.workbook,
        outputs.site,
        outputs.pictures,
        lambda one: outputs.pictures(one, "svg"),
    )
    for make in makes:
        assert make(held()) == make(held())


def test_pictures_have_the_size_that_was_asked_for(published: FigureSet, today: date) -> None:
    held = collect(published, SCOTLAND, pack_of_views(published, SCOTLAND), today)
    for name, content in in_pictures(outputs.pictures(held, "png", Size(1280, 720))).items():
        if name != LIST:
            assert content[16:24] == (1280).to_bytes(4) + (720).to_bytes(4)
            assert re.fullmatch(r"[0-9]{2}_[a-z0-9_-]+\.png", name)


def test_progress_is_told_and_never_goes_back(
    published: FigureSet, outline: Outline, today: date
) -> None:
    held = collect(published, CLACKMANNANSHIRE, None, today)
    makes: tuple[Callable[[list[float]], object], ...] = (
        lambda told: outputs.slides(held, tell=lambda _, share: told.append(share)),
        lambda told: outputs.workbook(held, lambda _, share: told.append(share)),
        lambda told: outputs.site(held, tell=lambda _, share: told.append(share)),
        lambda told: outputs.pictures(held, "svg", tell=lambda _, share: told.append(share)),
        lambda told: outputs.annual_report(
            published,
            held.area,
            "2024-25",
            outline,
            {},
            today=today,
            tell=lambda _, share: told.append(share),
        ),
    )
    for make in makes:
        told: list[float] = []
        make(told)
        assert len(told) >= 8
        assert told == sorted(told)
        assert all(0 <= share <= 1 for share in told)


# --- The coordinator's words ---


def write(words: WordsStore, section: str, body: str, *, outcome: str = "", is_draft: bool) -> None:
    slot = ReportSlot(CLACKMANNANSHIRE, "2024-25", section, outcome)
    save = words.save if is_draft else words.publish
    save(slot, body, by="Ann Example", base_version=0)


def test_drafts_are_printed_only_when_asked_for_and_each_is_marked(
    published: FigureSet, outline: Outline, words: WordsStore, today: date
) -> None:
    area = published.areas.by_code[CLACKMANNANSHIRE]
    write(words, "introduction", "We are ready.", is_draft=False)
    write(words, "governance", "Who decides is still open.", is_draft=True)

    def report(*, drafts: bool) -> str:
        held = outputs.written_words(words, area, "2024-25", outline, drafts=drafts)
        return in_report(
            outputs.annual_report(published, area, "2024-25", outline, held, today=today)
        )

    without, with_drafts = report(drafts=False), report(drafts=True)
    assert "We are ready." in without
    assert "still open" not in without
    assert "Draft" not in without
    assert f"{says.TEXTS.draft}\nWho decides is still open." in with_drafts
    assert f"{says.TEXTS.draft}\nWe are ready." not in with_drafts
    assert outputs.written_words(None, area, "2024-25", outline, drafts=True) == {}


def test_the_site_prints_published_words_in_the_order_of_the_report(
    published: FigureSet, outline: Outline, words: WordsStore, today: date
) -> None:
    area = published.areas.by_code[CLACKMANNANSHIRE]
    write(words, "challenges", "Housing is short.", is_draft=False)
    write(words, "introduction", "We are ready.", is_draft=False)
    write(words, "indicator-context", "Of the second.", outcome="2", is_draft=False)
    write(words, "indicator-context", "Of all.", outcome="H", is_draft=False)
    said = outputs.by_heading(outline, outputs.written_words(words, area, "2024-25", outline))
    assert list(said.values()) == [
        "We are ready.",
        "Housing is short.",
        "Of all.",
        "Of the second.",
    ]
    assert [key for key in said if "outcome" in key] == [
        f"{outline.by_id['indicator-context'].heading}, over all outcomes",
        f"{outline.by_id['indicator-context'].heading}, outcome 2",
    ]
    site = in_site(outputs.site(collect(published, CLACKMANNANSHIRE, None, today), said))
    assert order(site[site.index("We are ready.") :], *said.values())


# --- Templates that were dropped ---


def test_a_template_that_was_dropped_is_used_or_refused_by_its_name(
    published: FigureSet, today: date
) -> None:
    held = collect(published, CLACKMANNANSHIRE, None, today)
    own = io.BytesIO()
    Presentation().save(own)
    outputs.check_slides_template(Dropped("council.pptx", own.getvalue()))
    made = outputs.slides(held, template=Dropped("council.pptx", own.getvalue()))
    assert Presentation(io.BytesIO(made)).slide_width == Presentation().slide_width
    for check in (outputs.check_slides_template, outputs.check_report_template):
        for content in (b"", b"PK\x03\x04 cut short", b"A letter"):
            with pytest.raises(CjdataError, match=r"letter\.txt"):
                check(Dropped("letter.txt", content))


def test_a_potx_is_taken_as_well(published: FigureSet, today: date) -> None:
    own, result = io.BytesIO(), io.BytesIO()
    Presentation().save(own)
    with zipfile.ZipFile(own) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b"presentation.main+xml", b"template.main+xml"))
    template = Dropped("council.potx", result.getvalue())
    with pytest.raises(ValueError, match="not a PowerPoint file"):
        Presentation(io.BytesIO(template.content))
    made = outputs.slides(collect(published, SCOTLAND, None, today), template=template)
    assert "Scotland" in in_slides(made)[0]


# --- The commands ---


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, opened_once: None) -> Callable[..., Result]:
    monkeypatch.setenv("CJDATA_HOME", str(home))
    return lambda *arguments: CliRunner().invoke(main, [*map(str, arguments)])


@pytest.mark.parametrize("command", ["pack", "workbook", "site", "pictures"])
def test_every_command_takes_a_pack_and_titles_it_for_its_own_area(
    run: Callable[..., Result], published: FigureSet, tmp_path: Path, command: str
) -> None:
    pack = pack_of_views(published, SCOTLAND)
    pack = replace(pack, items=(*pack.items, Item(read_view_address(GONE))))
    file = tmp_path / "pack.json"
    file.write_text(to_json(pack), encoding="utf-8")
    for text in (str(file), to_link(pack)):
        result = run(command, "--pack", text, "-o", tmp_path / "made")
        assert result.exit_code == 0, result.output
        assert "Scotland" in result.stdout
        assert "of the pack (housing/peers) is left out" in result.stderr


@pytest.mark.parametrize("command", ["pack", "report", "workbook", "site", "pictures"])
@pytest.mark.parametrize("group", ["Forth Valley", "NHS Forth Valley"])
def test_a_group_of_councils_is_refused_plainly(
    run: Callable[..., Result], tmp_path: Path, command: str, group: str
) -> None:
    year = ["--year", "2024-25"] if command == "report" else []
    result = run(command, "--area", group, *year, "-o", tmp_path / "made")
    assert result.exit_code == 1
    assert "is a group of councils" in result.stderr
    assert "Clackmannanshire, Falkirk and Stirling" in result.stderr
    assert not (tmp_path / "made").exists()


def test_pictures_can_be_had_by_command(run: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "pictures.zip"
    result = run("pictures", "--area", "Falkirk", "--format", "svg", "-o", path)
    assert result.exit_code == 0, result.output
    assert "13 pictures for Falkirk" in result.stdout
    assert len(in_pictures(path.read_bytes())) == 14
    assert run("pictures", "--size", "1x1", "-o", path).exit_code == 1
