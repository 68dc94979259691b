"""All councils on one scale, as a kind of view: of the page of a record.

Links and packs may still name the page that compares areas, which drew it once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from cjdata.views.comparison import address as comparison
from cjdata.views.comparison.data import shown_of
from cjdata.views.peers.data import peers_of
from cjdata.views.peers.of_trend import theme_peers
from cjdata.views.reader import ViewReader
from cjdata.views.trend import view_type as trend
from cjdata.views.trend.data import ThemeView
from cjdata.views.view import View
from cjdata.views.view_type import ALL, ViewType, is_of_record


def peers_at(reader: ViewReader, today: date) -> View:
    """Make the strip of an address."""
    if not is_of_record(reader.address.page):
        selection = comparison.selection_at(reader)
        strip = peers_of(shown_of(reader.figures, selection, today))
        why = comparison.FEW_COUNCILS
    else:
        shown = trend.trend_at(reader, today)
        strip, why = theme_peers(reader.figures, shown, today), _why_none(shown)
    if strip is None:
        raise reader.nothing(why)
    return strip


def _why_none(shown: ThemeView) -> str:
    if shown.measure.grows_with_size:
        return "numbers grow with the size of an area, so councils are not laid side by side"
    if shown.selection.is_index:
        return "councils are not laid side by side in an index"
    if shown.selection.as_at:
        return "councils are not laid side by side as of an older edition"
    return comparison.FEW_COUNCILS


def opens_on(reader: ViewReader) -> Mapping[str, str]:
    """Give the measure that the page opens on, which is that of a record or compares areas."""
    if is_of_record(reader.address.page):
        return trend.opens_on(reader)
    return comparison.opens_on(reader)


PEERS = ViewType(
    kind="peers",
    once_on=(comparison.PAGE,),
    of_records=True,
    things=ALL,
    keys=comparison.KEYS,
    keys_of_record=trend.KEYS,
    opens_on=opens_on,
    make=peers_at,
    hints=replace(comparison.HINTS, narrow=(360, 300)),
)
