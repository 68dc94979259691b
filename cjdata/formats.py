"""How numbers are printed: the one place that knows their separator, signs and small words."""

from __future__ import annotations

from dataclasses import dataclass

from cjdata.amounts import Amount, AmountRange, Content, Share, half_up

_NO_BREAK = "\N{NO-BREAK SPACE}"
"""A space at which a line does not end: on a phone limits would stand in three lines."""


@dataclass(frozen=True, slots=True)
class Formats:
    """The signs and words that are put around numbers."""

    thousands: str = ","
    minus: str = "−"
    percent: str = "{number}%"
    about: str = "about {number}"
    marked: str = "{number} ({mark})"
    span: str = "{lower} to {upper}"
    interval: str = "{confidence:.0%} interval {limits}"
    share: str = "{part} of {whole}"
    nothing: str = "–"


FORMATS = Formats()
"""Those of the product. Change them here and they change everywhere: no number hangs on them."""


def number(value: float, decimals: int = 0) -> str:
    """Write a number: halves rounded up, thousands with commas, a real minus, no negative zero.

    >>> number(12.5), number(6.25, 1)
    ('13', '6.3')
    >>> number(-1234.5, 1)
    '−1,234.5'
    """
    text = f"{half_up(abs(value), decimals):,.{decimals}f}".replace(",", FORMATS.thousands)
    is_negative = value < 0 and any(digit in text for digit in "123456789")
    return f"{FORMATS.minus}{text}" if is_negative else text


def span(lower: str, upper: str) -> str:
    """Write a range, of ends that are printed already."""
    return FORMATS.span.format(lower=lower, upper=upper)


def share(part: str, whole: str) -> str:
    """Write a part of a whole, of numbers that are printed already."""
    return FORMATS.share.format(part=part, whole=whole)


def about(text: str) -> str:
    """Write a number that the publisher rounded as a sentence does."""
    return FORMATS.about.format(number=text)


def text_of(content: Content) -> str:
    """Write what a cell holds, as pages, slides and the report show it.

    >>> text_of(AmountRange(Amount(10.1, 1, "percent"), Amount(14.62, 1, "percent")))
    '10.1% to 14.6%'
    >>> text_of(Share(Amount(97), Amount(1798))), text_of(None)
    ('97 of 1,798', '–')
    """
    match content:
        case None:
            return FORMATS.nothing
        case Amount():
            return _amount(content)
        case AmountRange():
            return _span(content)
        case Share():
            return share(_amount(content.part), _amount(content.whole))
        case str():
            return content


def plain(amount: Amount) -> str:
    """Write a number for a file that other programs read: without separators.

    >>> plain(Amount(-1234.5, 1))
    '-1234.5'
    """
    return f"{amount.rounded:.{amount.decimals}f}"


def _amount(amount: Amount) -> str:
    text = number(amount.value, amount.decimals)
    if amount.is_percent:
        text = FORMATS.percent.format(number=text)
    if amount.is_about:
        text = about(text)
    return FORMATS.marked.format(number=text, mark=amount.mark) if amount.mark else text


def _span(found: AmountRange) -> str:
    text = span(_amount(found.lower), _amount(found.upper))
    if found.confidence is not None:
        text = FORMATS.interval.format(confidence=found.confidence, limits=text)
    return text.replace(" ", _NO_BREAK) if found.is_unbroken else text
