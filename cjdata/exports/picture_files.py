"""Pictures of views in one ZIP file, numbered as in the pack, with a text that lists them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Literal

from cjdata.exports.collected import Collected
from cjdata.exports.filenames import file_name
from cjdata.exports.picture import SLIDE, Size, picture_png, picture_svg
from cjdata.exports.telling import Tell, counted, silent
from cjdata.views.registry import type_of
from cjdata.views.view import View
from cjdata.wording import files as words

Form = Literal["png", "svg"]
LIST = "what-is-in-here.txt"

_DRAW = {"png": picture_png, "svg": picture_svg}
_STAMP = (1980, 1, 1, 0, 0, 0)
"""The time of every file inside, so that the same pictures are the same ZIP."""


def has_picture(view: View) -> bool:
    """Say whether there is a picture of a view, or it is a table."""
    return type_of(view).is_pictured


def picture_files(
    collected: Collected, form: Form = "png", size: Size = SLIDE, tell: Tell = silent
) -> bytes:
    """Give a ZIP with a picture of each view that has one, and a list of all views."""
    content = io.BytesIO()
    drawn = [(n, view) for n, view in collected.numbered.items() if has_picture(view)]
    with zipfile.ZipFile(content, "w") as archive:
        for number, view in counted(drawn, words.TEXTS.drawing, tell):
            _add(archive, picture_name(number, view, form), _DRAW[form](view, size))
        _add(archive, LIST, "\n".join(_listed(collected, form)).encode("utf-8"))
    return content.getvalue()


def picture_name(number: int, view: View, form: Form) -> str:
    """Name a picture by its place in the pack and what it shows."""
    return f"{number:02d}_{file_name(view, form)}"


def picture_names(collected: Collected, form: Form) -> list[str]:
    """Name the pictures in the ZIP, in order."""
    numbered = collected.numbered.items()
    return [picture_name(n, view, form) for n, view in numbered if has_picture(view)]


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    packed = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
    archive.writestr(zipfile.ZipInfo(name, _STAMP), content, packed)


def _listed(collected: Collected, form: Form) -> Iterator[str]:
    is_illustrative = collected.figures.is_illustrative
    yield from words.pictures_head(
        collected.title, collected.area, collected.today, illustrative=is_illustrative
    )
    for number, view in collected.numbered.items():
        if has_picture(view):
            yield words.listed(picture_name(number, view, form), view.finding.lead)
    tables = [(n, v) for n, v in collected.numbered.items() if not has_picture(v)]
    yield from words.tables_listed([(number, view.heading) for number, view in tables])
    yield from words.left_out_listed([str(one) for one in collected.left_out])
