"""A selection: what a reader has chosen, in the terms of the field."""

from __future__ import annotations

from dataclasses import dataclass

from cjdata.catalogue import Choice, Form, Indicator


@dataclass(frozen=True)
class Selection:
    """What a theme page shows.

    Attributes
    ----------
    area, comparators
        Codes of areas or groups.
    measure, form
        The id of the measure drawn, and whether it is a number, a rate or a percent.
    first, last
        The financial years from and to; None for as far as figures go.
    as_at
        An edition: newer ones are left out. None for now.
    """

    area: str
    comparators: tuple[str, ...]
    measure: str
    form: Form
    first: str | None = None
    last: str | None = None
    as_at: str | None = None


def choice_for(indicator: Indicator, measure: str | None) -> Choice:
    """Give the choice that an address names, or the one the page opens on."""
    named = indicator.choice_of(measure) if measure else None
    return named or indicator.opening_choice


def form_for(choice: Choice, measure: str | None, show: str | None) -> Form:
    """Give the form to show: the one asked for if it exists, else that of the measure named."""
    for form in choice.forms:
        if form == show:
            return form
    for form, measure_id in choice.forms.items():
        if show is None and measure_id == measure:
            return form
    return choice.default
