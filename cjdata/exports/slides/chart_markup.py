"""What charts need besides what the writer of slides offers: intervals, places, no slant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.chart import Chart
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from cjdata.charts.style import LineStyle
from cjdata.exports.slides.fitting import POINT, Box
from cjdata.wording.documents import LANGUAGE

Span = tuple[int, float, float]
"""The number of a point, and how far its interval reaches up and down from it."""

_BELOW = 30 * POINT
"""The room below a plot of lines, for its years."""
_LEVEL, _HARDLY = "0", "1"
"""A turn of 1/60,000 of a degree: with none some programs break close labels in two lines."""
LEFT, TOP = 0.085, 0.06
"""Where it starts, in shares of the chart."""


def error_bars(series: Any, spans: Sequence[Span], look: LineStyle) -> None:
    """Draw intervals as thin bars through the points."""
    if not spans:
        return
    element = series._element  # noqa: SLF001 - there is no other way
    count = max(n for n, _, _ in spans) + 1
    colour = look.colour.removeprefix("#")
    markup = (
        f"<c:errBars {nsdecls('c', 'a')}>"
        '<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"<c:plus>{_literal([(n, up) for n, up, _ in spans], count)}</c:plus>"
        f"<c:minus>{_literal([(n, down) for n, _, down in spans], count)}</c:minus>"
        f'<c:spPr><a:ln w="12700"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln>'
        "</c:spPr></c:errBars>"
    )
    element.find("{*}cat").addprevious(parse_xml(markup))


def _literal(values: Sequence[tuple[int, float]], count: int) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{value:.10g}</c:v></c:pt>' for n, value in values)
    return (
        f"<c:numLit><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{count}"/>{points}</c:numLit>'
    )


def keep_upright(chart: Chart) -> None:
    """Never slant labels, and say which language the chart is in; missing points stay gaps."""
    space = chart._chartSpace  # noqa: SLF001 - there is no other way
    body = space.find("{*}txPr/{*}bodyPr")
    body.set("rot", "0")
    body.set("vert", "horz")
    language = parse_xml(f'<c:lang {nsdecls("c")} val="{LANGUAGE}"/>')
    first = space.find("{*}date1904")
    if first is not None:
        first.addnext(language)
    else:
        space.insert(0, language)


def skip_labels(axis: Any, step: int) -> None:
    """Write only every so many labels, never slanted."""
    element = axis._element  # noqa: SLF001 - there is no other way
    body = element.get_or_add_txPr().bodyPr
    body.set("rot", _LEVEL if step == 1 else _HARDLY)
    body.set("vert", "horz")
    skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="{step}"/>')
    element.find("{*}noMultiLvlLbl").addprevious(skip)


def plot_height(box: Box) -> float:
    """Give the share of a chart of lines that its plot takes in height."""
    return float(1 - TOP - min(_BELOW / box.height, 0.4))


def leave_room(chart: Chart, room: float, box: Box) -> None:
    """Place the plot so that the names at line ends have room to its right."""
    area = chart._chartSpace.find(".//{*}plotArea")  # noqa: SLF001 - there is no other way
    old = area.find("{*}layout")
    if old is not None:
        area.remove(old)
    place = {"x": LEFT, "y": TOP, "w": 1 - LEFT - room, "h": plot_height(box)}
    values = "".join(f'<c:{key} val="{value:.4f}"/>' for key, value in place.items())
    area.insert(
        0,
        parse_xml(
            f"<c:layout {nsdecls('c')}><c:manualLayout>"
            '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
            f"{values}</c:manualLayout></c:layout>"
        ),
    )


def move_label(label: Any, down: float) -> None:
    """Move the label of a point down by a share of the chart's height."""
    element = label._dLbl  # noqa: SLF001 - there is no other way
    layout = element.find("{*}layout")
    if layout is not None:
        element.remove(layout)
    markup = (
        f"<c:layout {nsdecls('c')}><c:manualLayout>"
        f'<c:x val="0"/><c:y val="{down:.4f}"/></c:manualLayout></c:layout>'
    )
    element.find("{*}idx").addnext(parse_xml(markup))


def fill_ground(chart: Chart, colour: str) -> None:
    """Fill the ground of a chart, behind its plot and its labels."""
    space = chart._chartSpace  # noqa: SLF001 - there is no other way
    value = colour.removeprefix("#")
    markup = (
        f'<c:spPr {nsdecls("c", "a")}><a:solidFill><a:srgbClr val="{value}"/></a:solidFill>'
        "</c:spPr>"
    )
    space.find("{*}chart").addnext(parse_xml(markup))
