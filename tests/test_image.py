"""The image command, and the choice of a pack that commands share."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from known_pages import CATALOGUE
from PIL import Image

from cjdata.cli.data_tool import main
from cjdata.cli.image_command import read_view
from cjdata.cli.pack_choice import chosen_pack
from cjdata.errors import CjdataError
from cjdata.exports.picture import picture_png, picture_svg
from cjdata.library import FigureSet, Library
from cjdata.pack import ready_made_pack, to_json, to_link
from cjdata.reference.areas import CLACKMANNANSHIRE
from cjdata.views.addressed import read_view_address, ready_made, view_at
from cjdata.views.registry import VIEW_TYPES

Draw = Callable[..., Result]
TREND = "community-sentences/trend?area=Falkirk&measure=cpo_completion_percent"
SECOND = "housing/trend?area=Falkirk&measure=homelessness_applications_from_prison"


@pytest.fixture
def image(home: Path, tmp_path: Path) -> Draw:
    def draw(view: str, *options: str, to: str = "view.png") -> Result:
        arguments = ["image", view, "-o", str(tmp_path / to), *options]
        result = CliRunner().invoke(main, arguments, env={"CJDATA_HOME": str(home)})
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        return result

    return draw


# What it writes


@pytest.mark.parametrize("name", ["published", "illustrative"])
@pytest.mark.parametrize(("form", "draw"), [("png", picture_png), ("svg", picture_svg)])
def test_the_command_writes_the_picture_of_the_page(
    image: Draw,
    tmp_path: Path,
    library: Library,
    name: str,
    form: str,
    draw: Callable[..., bytes],
) -> None:
    result = image(TREND, "--set", name, "--format", form, to="view.out")
    view = view_at(library.figures(name), read_view_address(TREND), date.today())
    assert result.exit_code == 0
    assert (tmp_path / "view.out").read_bytes() == draw(view)
    assert view.finding.lead in result.stdout


def test_the_name_of_the_file_says_the_format(image: Draw, tmp_path: Path) -> None:
    assert image(SECOND, to="view.SVG").exit_code == 0
    assert ET.fromstring((tmp_path / "view.SVG").read_bytes()).tag.endswith("svg")


def test_a_page_address_copied_from_the_browser_names_view_and_set(
    image: Draw, tmp_path: Path, illustrative: FigureSet
) -> None:
    copied = "http://localhost:8501/community-sentences?area=Falkirk&compare=none&set=illustrative"
    assert image(copied, to="copied.svg").exit_code == 0
    address = read_view_address("community-sentences/trend?area=Falkirk&compare=none")
    view = view_at(illustrative, address, date.today())
    assert (tmp_path / "copied.svg").read_bytes() == picture_svg(view)


PLACES = {
    "https://host.example/justice/compare-areas?sort=name": ("compare-areas", "bars"),
    "housing?area=Fife": ("housing", "trend"),
    "/housing/?area=Fife#top": ("housing", "trend"),
    "housing/peers?area=Fife&show=number": ("housing", "peers"),
}


@pytest.mark.parametrize("text", PLACES)
def test_any_form_of_an_address_is_read(text: str) -> None:
    address, named_set = read_view(text)
    assert (address.page, address.kind) == PLACES[text]
    assert named_set == ""
    assert read_view("compare-areas?set=illustrative", "map")[0].kind == "map"


@pytest.mark.parametrize("size", ["800x450", "1000x1000", "1080x1920", "2560 x 1440"])
def test_a_picture_has_the_size_asked_for(image: Draw, tmp_path: Path, size: str) -> None:
    result = image(TREND, "--set", "illustrative", "--size", size, "--json")
    width, height = map(int, size.split("x"))
    assert json.loads(result.stdout)["size"] == f"{width}x{height}"
    assert Image.open(io.BytesIO((tmp_path / "view.png").read_bytes())).size == (width, height)


# What it refuses

REFUSED = {
    "at-a-glance": "are tables on at-a-glance, without a picture. The workbook, the slides",
    "http://localhost:8501/": "are tables on at-a-glance, without a picture.",
    "area-profile/years?area=Fife": "years is a table on area-profile, without a picture.",
    "housing/trend?area=Falkrik": "Did you mean “Falkirk”?",
    "hosing": "Did you mean “housing”?",
    "http://localhost:8501/hosing": "Did you mean “housing”?",
    "housing/peers?area=Fife&show=number": "numbers grow with the size of an area",
    "housing?arae=Fife": "“arae” is no choice here. Did you mean “area”?",
    "housing?area=Fife&area=Moray": "“area” is said twice. Say it once.",
    "housing/trend?set=published&set=illustrative": "“set” is said twice. Say it once.",
    "housing?set=ilustrative": "“ilustrative” is not a known set of figures. Did you mean",
}


@pytest.mark.parametrize("view", REFUSED)
def test_what_has_no_picture_is_refused_with_what_to_do(
    image: Draw, tmp_path: Path, view: str
) -> None:
    result = image(view)
    assert result.exit_code == 1
    assert REFUSED[view] in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "view.png").exists()


@pytest.mark.parametrize(
    "size", ["799x450", "800x449", "7681x4320", "100x100", "large", "1920", "-1x2"]
)
def test_a_size_that_cannot_be_is_refused(image: Draw, size: str) -> None:
    result = image(TREND, "--size", size)
    assert result.exit_code == 1
    assert "Give width and height from 800x450 to 7680x4320" in result.stderr


def test_every_list_is_refused_and_every_drawing_is_not() -> None:
    for offer in VIEW_TYPES:
        for page in offer.places(CATALOGUE):
            if "PNG" in offer.things:
                assert read_view(f"{page}/{offer.kind}")[0].kind == offer.kind
            else:
                with pytest.raises(CjdataError, match="without a picture"):
                    read_view(f"{page}/{offer.kind}")


def test_a_place_that_cannot_be_written_is_named(image: Draw) -> None:
    result = image(SECOND, to="no folder/view.png")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


# The pack that commands share


def test_commands_make_the_ready_made_pack_unless_told_otherwise(
    published: FigureSet, today: date
) -> None:
    pack = chosen_pack(published, "Western Isles", None, (), today)
    code = published.areas.find("Western Isles").code
    assert (pack.area, pack.addresses) == (code, ready_made(published, code))
    chosen = chosen_pack(published, "Falkirk", None, (TREND, SECOND), today)
    assert [address.text for address in chosen.addresses] == [TREND, SECOND]
    assert chosen.name == "Falkirk: 2 views"


def test_a_saved_pack_and_a_link_are_opened(
    published: FigureSet, today: date, tmp_path: Path
) -> None:
    pack = ready_made_pack(published, CLACKMANNANSHIRE, today)
    file = tmp_path / "pack.json"
    file.write_text(to_json(pack), "utf-8")
    assert chosen_pack(published, "Fife", str(file), (), today) == pack
    link = to_link(pack)
    for text in (link, f"http://localhost:8501/meeting-pack?area=Fife&pack={link}"):
        assert chosen_pack(published, "Fife", text, (), today).addresses == pack.addresses


def test_every_wrong_view_of_a_pack_is_named(published: FigureSet, today: date) -> None:
    with pytest.raises(CjdataError) as refusal:
        chosen_pack(published, "Falkirk", None, ("hosing/trend", SECOND, "housing/map"), today)
    assert len(refusal.value.findings) == 2
    with pytest.raises(CjdataError, match="Falkrik"):
        chosen_pack(published, "Falkrik", None, (), today)
    with pytest.raises(CjdataError, match=re.escape("no-such.json: cannot be read")):
        chosen_pack(published, "Falkirk", "no-such.json", (), today)
    with pytest.raises(click.UsageError):
        chosen_pack(published, "Falkirk", "no-such.json", (SECOND,), today)


def test_a_picture_of_nothing_says_why(image: Draw, tmp_path: Path) -> None:
    assert image("diversion/trend?area=Fife", to="nothing.svg").exit_code == 0
    root = ET.parse(tmp_path / "nothing.svg").getroot()
    text = " ".join("".join(node.itertext()) for node in root.iter())
    assert "Fife" in text
    assert Image.open(io.BytesIO(_png(tmp_path, image))).size == (1920, 1080)


def _png(folder: Path, image: Draw) -> bytes:
    image("diversion/trend?area=Fife")
    return (folder / "view.png").read_bytes()
