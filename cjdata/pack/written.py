"""A pack as JSON: what is saved, and read back with every check."""

from __future__ import annotations

import json
from dataclasses import astuple
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cjdata.errors import CjdataError, Mistake
from cjdata.pack.model import MOST_ITEMS, Item, Noted, Pack, Shown, checked_name
from cjdata.reference.statuses import STATUSES
from cjdata.views.view_address import MOST_LETTERS, read_view_address
from cjdata.wording import pack as words

VERSION = 2
OLDEST = 1
"""The oldest version that is still read: it held values as text, and statuses in words."""
MOST_FIGURES = 5000
"""That are noted of one view."""

_AREA = r"^[A-Za-z0-9.+-]{1,400}$"
_Number = Annotated[float, Field(allow_inf_nan=False)]
_Decimals = Annotated[int, Field(ge=0, le=20)]
_Row = Field(strict=False)  # JSON has lists alone; what is in them is checked all the same.
_Figure = Annotated[tuple[str, str, str, _Number | None, _Decimals, str, str], _Row]
_OldFigure = Annotated[tuple[str, str, str, str, str, str], _Row]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Shown(_Record):
    figures_set: Literal["published", "illustrative"] = Field(alias="set")
    snapshot: str = Field(max_length=100)
    said: str = Field(max_length=100)
    figures: list[_Figure | _OldFigure] | None = Field(max_length=MOST_FIGURES)


class _Item(_Record):
    view: str = Field(max_length=MOST_LETTERS)
    shown: _Shown | None


class _Written(_Record):
    version: int = Field(ge=OLDEST, le=VERSION)
    name: str
    area: str = Field(pattern=_AREA)
    items: list[_Item] = Field(max_length=MOST_ITEMS)


def to_json(pack: Pack) -> str:
    """Write a pack as JSON, with all that was noted."""
    return json.dumps(as_json(pack), ensure_ascii=False, separators=(",", ":"))


def as_json(pack: Pack) -> dict[str, Any]:
    """Give a pack as what JSON can hold."""
    items = [{"view": i.address.text, "shown": _shown(i.shown)} for i in pack.items]
    return {"version": VERSION, "name": pack.name, "area": pack.area, "items": items}


def from_json(text: str) -> Pack:
    """Read a pack from JSON.

    Raises
    ------
    CjdataError
        Where the text is no pack, is of a newer program, or names a view that there is not.
    """
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _damaged("it is not whole") from error
    return from_parts(raw)


def from_parts(raw: Any) -> Pack:
    """Read a pack from what JSON holds.

    Raises
    ------
    CjdataError
        As ``from_json``.
    """
    version = raw.get("version") if isinstance(raw, dict) else None
    if isinstance(version, int) and version > VERSION:
        what = f"it was made by a newer version of this dashboard (version {version} of packs)"
        raise CjdataError(Mistake(words.WHERE, what, "Open it there."))
    try:
        written = _Written.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the whole"
        raise _damaged(f"{place}: {first['msg']}") from error
    addresses = [read_view_address(item.view) for item in written.items]
    if len(set(addresses)) < len(addresses):
        raise _damaged("a view is in it twice")
    items = zip(addresses, written.items, strict=True)
    return Pack(
        checked_name(written.name),
        written.area,
        tuple(Item(address, _read(item.shown)) for address, item in items),
    )


def _shown(shown: Shown | None) -> dict[str, Any] | None:
    if shown is None:
        return None
    figures = None if shown.figures is None else [_row(one) for one in shown.figures]
    return {
        "set": shown.figures_set,
        "snapshot": shown.snapshot_id,
        "said": shown.said,
        "figures": figures,
    }


def _row(one: Noted) -> list[Any]:
    return list(astuple(one))


def _read(shown: _Shown | None) -> Shown | None:
    if shown is None:
        return None
    figures = None if shown.figures is None else tuple(map(_noted, shown.figures))
    return Shown(shown.figures_set, shown.snapshot, shown.said, figures)


def _noted(row: _Figure | _OldFigure) -> Noted:
    if len(row) == 7:
        return Noted(*row)
    measure, area, period, value, status, edition = row
    try:
        found = Decimal(value)
    except InvalidOperation:  # Empty, or the words that stood in place of a number.
        return Noted(measure, area, period, None, 0, _id_of(status), edition)
    decimals = max(0, -int(found.as_tuple().exponent))
    return Noted(measure, area, period, float(found), decimals, _id_of(status), edition)


def _id_of(spelt: str) -> str:
    """Give the id of a status that version 1 noted in words."""
    return next((one.id for one in STATUSES.values() if one.spelt == spelt), spelt)


def _damaged(why: str) -> CjdataError:
    return CjdataError(Mistake(words.WHERE, f"this is not a pack ({why})", words.GET_ANOTHER))
