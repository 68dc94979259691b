"""The files that can be taken along: what each is called, how it is made, about how long it takes.

What makes a file runs outside of the page when a button is pressed: it holds all it needs, asks
Streamlit for nothing, and reads figures and words anew, so that the file is of that moment.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date

from cjdata.dashboard.narrative import open_words_store
from cjdata.exports import outputs
from cjdata.exports.collected import Collected, collect
from cjdata.exports.filenames import safe_name
from cjdata.exports.given import Dropped
from cjdata.exports.picture import Size
from cjdata.exports.picture_files import Form, has_picture
from cjdata.exports.report import Words
from cjdata.exports.telling import Tell, between
from cjdata.library import FigureSet
from cjdata.pack import Pack
from cjdata.reference.areas import Area
from cjdata.reference.page_list import entry_of
from cjdata.reference.report_outlines import Outline
from cjdata.wording import files as words

Kind = str

_MIME = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "html": "text/html",
}
_SECONDS = {"slides": 0.04, "workbook": 0.03, "png": 0.15, "svg": 0.06, "site": 0.1}
"""About how long one view takes in each file."""
_REPORT_SECONDS = 1.5
_SITE_SECONDS = 0.4
_SLIDE_PIXELS = 1920 * 1080


@dataclass(frozen=True)
class FileOffer:
    """A file that can be had.

    Attributes
    ----------
    seconds
        About how long it takes to make.
    key
        What the content depends on, for a file that is kept until it is downloaded.
    """

    kind: Kind
    name: str
    make: Callable[[Tell], bytes]
    seconds: float
    key: Hashable

    @property
    def mime(self) -> str:
        """What the browser is told that it is."""
        return _MIME[self.name.rpartition(".")[2]]


@dataclass(frozen=True)
class PackContents:
    """What the pack holds, without the views themselves.

    Attributes
    ----------
    views, pictured
        How many views can be shown, and how many of them have a picture.
    left_out
        A sentence for each view that cannot be shown.
    """

    area: Area
    title: str
    views: int
    pictured: int
    left_out: tuple[str, ...]
    is_own: bool


@dataclass(frozen=True)
class FilePick:
    """Which views of which figures go into the files."""

    figures: FigureSet
    area: Area
    pack: Pack | None
    today: date

    @property
    def key(self) -> Hashable:
        """What the files depend on."""
        named = (self.pack.name, self.pack.area, self.pack.addresses) if self.pack else None
        return self.figures.name, self.figures.snapshot_id, self.area.code, named, self.today

    def collected(self, tell: Tell) -> Collected:
        """Make the views."""
        return collect(self.figures, self.area.code, self.pack, self.today, tell)

    def contents(self) -> PackContents:
        """Give what the pack holds; looked up once for each state of the figures."""
        return self.figures.remember(("contents of a pack", self.key), self._contents)

    def _contents(self) -> PackContents:
        held = collect(self.figures, self.area.code, self.pack, self.today)
        pages = [(one, entry_of(one.address.page, held.figures.catalogue)) for one in held.left_out]
        left_out = (one.said(page.title if page else one.address.page) for one, page in pages)
        return PackContents(
            held.area,
            held.title,
            len(held.views),
            sum(map(has_picture, held.views)),
            tuple(left_out),
            held.is_own,
        )


@dataclass(frozen=True)
class ChosenReport:
    """The report that was chosen.

    Attributes
    ----------
    drafts
        Whether drafts are printed too: only ever for somebody who may edit.
    """

    area: Area
    outline: Outline
    year: str
    drafts: bool = False

    def written(self) -> Words:
        """Read the words.

        Raises
        ------
        WordsError
            When the database refuses.
        """
        held = open_words_store.words_if_any()
        return outputs.written_words(held, self.area, self.year, self.outline, drafts=self.drafts)


def slides(pick: FilePick, contents: PackContents, template: Dropped | None) -> FileOffer:
    """Offer the slides."""

    def make(tell: Tell) -> bytes:
        held = pick.collected(between(tell, 0, 0.2))
        return outputs.slides(held, template=template, tell=between(tell, 0.2, 1))

    return FileOffer(
        "slides",
        _named(pick, "pptx", *_of_pack(pick, contents, "slides")),
        make,
        _SECONDS["slides"] * contents.views,
        (pick.key, template),
    )


def workbook(pick: FilePick, contents: PackContents) -> FileOffer:
    """Offer the workbook."""

    def make(tell: Tell) -> bytes:
        held = pick.collected(between(tell, 0, 0.4))
        return outputs.workbook(held, between(tell, 0.4, 1))

    return FileOffer(
        "workbook",
        _named(pick, "xlsx", *_of_pack(pick, contents, "figures")),
        make,
        _SECONDS["workbook"] * contents.views,
        pick.key,
    )


def pictures(pick: FilePick, contents: PackContents, form: Form, size: Size) -> FileOffer:
    """Offer the pictures."""

    def make(tell: Tell) -> bytes:
        held = pick.collected(between(tell, 0, 0.1))
        return outputs.pictures(held, form, size, between(tell, 0.1, 1))

    larger = max(1.0, size.width * size.height / _SLIDE_PIXELS) if form == "png" else 1.0
    return FileOffer(
        "pictures",
        _named(pick, "zip", "pictures", form, *_of_pack(pick, contents, "")),
        make,
        _SECONDS[form] * contents.pictured * larger,
        (pick.key, form, size),
    )


def site(pick: FilePick, contents: PackContents, wanted: ChosenReport | None) -> FileOffer:
    """Offer the site; with the published words of a report, where they can be read."""

    def make(tell: Tell) -> bytes:
        said = outputs.by_heading(wanted.outline, wanted.written()) if wanted else {}
        held = pick.collected(between(tell, 0, 0.2))
        return outputs.site(held, said, between(tell, 0.2, 1))

    return FileOffer(
        "site",
        _named(pick, "html", *_of_pack(pick, contents, "profile")),
        make,
        _SITE_SECONDS + _SECONDS["site"] * contents.views,
        (pick.key, wanted),
    )


def report(pick: FilePick, wanted: ChosenReport, template: Dropped | None) -> FileOffer:
    """Offer the report."""

    def make(tell: Tell) -> bytes:
        written = wanted.written()
        return outputs.annual_report(
            pick.figures,
            wanted.area,
            wanted.year,
            wanted.outline,
            written,
            today=pick.today,
            template=template,
            tell=tell,
        )

    drafts = words.TEXTS.with_drafts if wanted.drafts else ""
    return FileOffer(
        "report",
        _named(pick, "docx", wanted.outline.title, wanted.area.name, wanted.year, drafts),
        make,
        _REPORT_SECONDS,
        (pick.key, wanted, template),
    )


def _of_pack(pick: FilePick, contents: PackContents, unnamed: str) -> tuple[str, str, str]:
    """Name the pack, its area where the name does not, and the day."""
    area = contents.area.name
    return (
        contents.title or unnamed,
        "" if area in contents.title else area,
        pick.today.isoformat(),
    )


def _named(pick: FilePick, ending: str, *parts: str) -> str:
    return safe_name(parts, ending, is_illustrative=pick.figures.is_illustrative)
