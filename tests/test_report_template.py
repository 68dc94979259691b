"""A report in a partnership's own Word template, and as a command of the data tool."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner, Result
from docx.document import Document
from docx.shared import Cm, Pt, RGBColor
from docx_checks import problems, text_of
from PIL import Image

from cjdata.cli.data_tool import main
from cjdata.errors import CjdataError
from cjdata.exports.report import TemplateRefused, parts, report
from cjdata.exports.report.base import BASE
from cjdata.library import Library
from cjdata.reference.report_outlines import Outline, load_outlines

YEAR = "2023-24"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63"
    "6800000082008177cd72b60000000049454e44ae426082"
)


@pytest.fixture
def in_template(
    library: Library, home: Path, today: date, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., bytes]:
    outlines: Mapping[str, Outline] = load_outlines(home / "reference" / "outlines")
    figures = library.figures("illustrative")
    area = figures.areas.find("Clackmannanshire", "x")
    monkeypatch.setattr(parts, "drawing_png", lambda view: PIXEL)

    def make(template: Path) -> bytes:
        words = {("challenges", ""): "- funding\n- staffing"}
        outline = outlines["annual-report"]
        return report(figures, area, YEAR, outline, words, today=today, template=template)

    return make


def _crest() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (20, 20), "green").save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A council's template: its own styles, a header, text that is only an example."""
    document = docx.Document()
    styles: Any = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Georgia", Pt(12)
    for name in ("Title", "Heading 1", "Heading 2"):
        styles[name].font.color.rgb = RGBColor(0x0B, 0x4C, 0x0B)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(3)
    section.header.paragraphs[0].text = "A Council of the Coast"
    document.add_heading("Example heading", 1)
    document.add_paragraph("Replace this text.")
    document.add_picture(io.BytesIO(_crest()))
    document.save(str(tmp_path / "template.docx"))
    return tmp_path / "template.docx"


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def changed(path: Path, change: Callable[[str, bytes], bytes | None], name: str) -> Path:
    """Copy a template with its parts changed, or left out where None is given."""
    copy = path.with_name(name)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        for part in old.namelist():
            data = change(part, old.read(part))
            if data is not None:
                new.writestr(part, data)
    return copy


def without_styles(path: Path, *names: str) -> Path:
    document = docx.Document(str(path))
    for name in names:
        document.styles[name].delete()
    document.save(str(path))
    return path


def test_a_template_keeps_its_styles_and_header_and_loses_its_example(
    in_template: Callable[..., bytes], template: Path
) -> None:
    content = in_template(template)
    assert problems(content) == []
    document = opened(content)
    styles: Any = document.styles
    assert styles["Normal"].font.name == "Georgia"
    assert styles["Heading 1"].font.color.rgb == RGBColor(0x0B, 0x4C, 0x0B)
    header = [p.text for p in document.sections[0].header.paragraphs]
    assert header == ["A Council of the Coast", "Illustrative figures: not real"]
    said = "\n".join(text_of(one) for one in document.element.body)
    assert "Example heading" not in said
    assert "Replace this text." not in said
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        pictures = [n for n in archive.namelist() if n.startswith("word/media/")]
    assert len(pictures) == 1, "the same picture is held once, and the example's is gone"


def test_a_template_narrows_tables_and_pictures_to_its_own_margins(
    in_template: Callable[..., bytes], template: Path
) -> None:
    document = opened(in_template(template))
    for width in document.element.body.iter(f"{W}tblW"):
        assert int(width.get(f"{W}w")) <= Cm(15).twips
    for picture in document.inline_shapes:
        assert picture.width <= Cm(15.01)


def test_the_page_stands_at_the_right_margin_whatever_stops_a_template_has(
    in_template: Callable[..., bytes], template: Path
) -> None:
    document = opened(in_template(template))
    (line,) = (p for p in document.sections[0].footer.paragraphs if "Page" in p.text)
    stops = {
        int(tab.get(f"{W}pos")): tab.get(f"{W}val")
        for tab in line._p.iter(f"{W}tab")
        if tab.get(f"{W}pos")
    }
    assert stops.pop(Cm(15).twips) == "right"
    assert set(stops.values()) == {"clear"}
    assert sorted(stops) == [4680, 9360], "those of the template’s footer"


def test_a_template_can_say_where_the_report_stands(
    in_template: Callable[..., bytes], template: Path
) -> None:
    document = docx.Document(str(template))
    document.add_paragraph("[report]")
    document.add_paragraph("Printed on recycled paper.")
    document.save(str(template))
    content = in_template(template)
    said = [text_of(one) for one in opened(content).element.body]
    assert said[:2] == ["Example heading", "Replace this text."]
    assert "Printed on recycled paper." in said[-2:]
    assert "[report]" not in said
    assert said.index("Introduction") > 2


def test_styles_that_a_template_has_not_are_made(
    in_template: Callable[..., bytes], template: Path
) -> None:
    path = without_styles(template, "List Bullet", "Caption", "Title", "Subtitle", "Heading 3")
    content = in_template(path)
    assert problems(content) == []
    document = opened(content)
    bullets = [p for p in document.paragraphs if p.style and p.style.name == "List Bullet"]
    assert "funding" in [p.text for p in bullets]
    assert document.styles["List Bullet"].element.xpath("w:pPr/w:numPr/w:numId")


def test_a_style_that_a_template_has_not_looks_as_in_the_base(
    in_template: Callable[..., bytes], template: Path
) -> None:
    styles = opened(in_template(without_styles(template, "Caption"))).styles
    base = docx.Document(str(BASE)).styles["Caption"]
    assert styles["Caption"].font.size == base.font.size
    assert styles["Caption"].base_style is not None


def test_what_a_designer_changes_in_the_base_is_in_every_report(
    in_template: Callable[..., bytes], tmp_path: Path
) -> None:
    base: Any = docx.Document(str(BASE))
    base.styles["Heading 1"].font.color.rgb = RGBColor(0x80, 0x16, 0x50)
    base.save(str(tmp_path / "base.docx"))
    made = opened(in_template(tmp_path / "base.docx"))
    assert made.styles["Heading 1"].font.color.rgb == RGBColor(0x80, 0x16, 0x50)


def test_a_template_without_lists_gets_bullets(
    in_template: Callable[..., bytes], template: Path
) -> None:
    path = without_styles(
        template,
        *(s.name for s in docx.Document(str(template)).styles if "List" in s.name and s.type == 1),
    )

    def drop(part: str, data: bytes) -> bytes | None:
        if part == "word/numbering.xml":
            return None
        if part == "word/_rels/document.xml.rels":
            lines = data.replace(b"<Relationship ", b"\n<Relationship ").split(b"\n")
            return b"".join(one for one in lines if b"numbering.xml" not in one)
        if part == "[Content_Types].xml":
            lines = data.replace(b"<Override ", b"\n<Override ").split(b"\n")
            return b"".join(one for one in lines if b"numbering.xml" not in one)
        return data

    content = in_template(changed(path, drop, "bare.docx"))
    assert problems(content) == []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "•" in archive.read("word/numbering.xml").decode()


def test_a_dotx_is_taken_as_well(in_template: Callable[..., bytes], template: Path) -> None:
    def as_template(part: str, data: bytes) -> bytes:
        return data.replace(b"document.main+xml", b"template.main+xml") if part[0] == "[" else data

    content = in_template(changed(template, as_template, "council.dotx"))
    assert problems(content) == []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"template.main" not in archive.read("[Content_Types].xml")


def _text(path: Path) -> Path:
    path.write_text("not a document")
    return path


def _archive(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
    return path


def _half(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[:5000])
    return path


def _macros(path: Path) -> Path:
    return changed(
        path,
        lambda part, data: data.replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
        "macros.docm",
    )


def _broken_xml(path: Path) -> Path:
    return changed(path, lambda p, d: d[:200] if p == "word/document.xml" else d, "broken.docx")


def _no_body(path: Path) -> Path:
    return changed(path, lambda p, d: None if p == "word/document.xml" else d, "none.docx")


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        (_text, "is no Word document"),
        (_archive, "is no Word document"),
        (_half, "is no Word document"),
        (_macros, "holds macros, which a report never takes over"),
        (_broken_xml, "is damaged and cannot be read as a Word document"),
        (_no_body, "is damaged and cannot be read as a Word document"),
        (lambda path: path.with_name("missing.docx"), "cannot be read (No such file or directory)"),
        (lambda path: path.parent, "cannot be read"),
    ],
)
def test_what_is_no_template_is_refused_with_what_to_do(
    in_template: Callable[..., bytes], template: Path, damage: Callable[[Path], Path], what: str
) -> None:
    path = damage(template)
    with pytest.raises(TemplateRefused) as refused:
        in_template(path)
    (finding,) = refused.value.findings
    assert finding.where == str(path)
    assert what in finding.what
    assert finding.fix.endswith(".")
    assert isinstance(refused.value, CjdataError)


# The command


def run(home: Path, *arguments: str) -> Result:
    return CliRunner(env={"CJDATA_HOME": str(home)}).invoke(main, ["report", *arguments])


def test_the_command_writes_a_report_and_says_what_is_missing(home: Path, tmp_path: Path) -> None:
    output = tmp_path / "report.docx"
    done = run(home, "--area", "Falkirk", "--year", "2023/24", "-o", str(output))
    assert (done.exit_code, done.stderr) == (0, "")
    assert f"Wrote {output}: the report on Falkirk, 2023-24." in done.stdout
    assert "texts of this report are still to be written." in done.stdout
    assert problems(output.read_bytes()) == []


def test_the_command_answers_in_json(home: Path, tmp_path: Path) -> None:
    output = tmp_path / "short.docx"
    done = run(
        home, "--year", YEAR, "--outline", "highlights-and-issues", "-o", str(output), "--json"
    )
    assert json.loads(done.stdout) == {
        "file": str(output),
        "words_missing": 5,
        "words_asked_for": 5,
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--area", "Clackmananshire", "--year", YEAR], "Clackmannanshire"),
        (["--year", "2023"], "--year: “2023” is not a financial year"),
        (["--year", "2091-92"], "--year: the year 2091-92 has not begun"),
        (["--year", YEAR, "--outline", "anual-report"], "Did you mean “annual-report”?"),
        (["--year", YEAR, "--template", "nowhere.docx"], "nowhere.docx: cannot be read"),
    ],
)
def test_the_command_refuses_what_it_does_not_know(
    home: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    output = tmp_path / "report.docx"
    done = run(home, *arguments, "-o", str(output))
    assert done.exit_code == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not output.exists()


def test_the_command_wants_a_year_and_a_place_to_write(home: Path) -> None:
    assert run(home, "-o", "x.docx").exit_code == 2
    assert run(home, "--year", YEAR).exit_code == 2


def test_the_command_says_when_it_cannot_write(home: Path, tmp_path: Path) -> None:
    done = run(home, "--year", YEAR, "-o", str(tmp_path / "no" / "report.docx"))
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr
