"""The choices of a page, kept in step with its address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import streamlit as st

from cjdata.addresses.address_reader import AddressReader, AddressReading, Choices, read_choice
from cjdata.dashboard.page_frame import WHILE_HERE, PageFrame

Draw = Callable[..., Any]
"""A control with its label: it takes options, ``key`` and ``format_func``."""
T = TypeVar("T")


class PageControls(AddressReader):
    """Reads what a page’s address says as it is opened, and draws each choice as it is made.

    Parameters
    ----------
    draws
        The control of each key.

    Attributes
    ----------
    alone
        The keys whose control is drawn where there is but one option, too.
    """

    alone: frozenset[str] = frozenset()

    def __init__(self, here: PageFrame, draws: Mapping[str, Draw]) -> None:
        super().__init__(here.incoming or {})
        self.here, self.draws = here, draws

    def take(self, read: AddressReading[T]) -> T:
        """Give what is meant, and tell on the page what is wrong."""
        self.here.messages += [problem.message for problem in read.problems]
        return read.value

    def name(self, key: str) -> str:
        """Give the name under which the control of a key keeps what is chosen."""
        return f"{self.here.entry.path}/{key}"

    def choose(self, choices: Choices, unsaid: str | None = None) -> str:
        """Draw a choice where there is one, and give what is chosen."""
        state, name = st.session_state, self.name(choices.key)
        if choices.follows:
            before = f"{WHILE_HERE}{name}"
            if state.get(name) == state.get(before, choices.opening):
                state[name] = choices.opening
            state[before] = choices.opening
        if self.here.incoming is not None:
            state[name] = self.take(read_choice(choices, self.given.get(choices.key, unsaid)))
        if state.get(name) not in choices.options:
            state[name] = choices.opening
        if len(choices.options) > 1 or choices.key in self.alone:
            label_of = choices.options.__getitem__
            self.draws[choices.key](list(choices.options), key=name, format_func=label_of)
        unwritten = "" if choices.is_by_figures else choices.default
        return self.write(choices.key, str(state[name]), unwritten)

    def write(self, key: str, chosen: str, default: str) -> str:
        """Put what is chosen into the address, and give it."""
        self.here.chosen[key] = chosen
        self.here.defaults[key] = default
        return chosen


def pick(here: PageFrame, choices: Choices, draw: Draw) -> str:
    """Draw a choice that hangs on no other, and give what is chosen."""
    return PageControls(here, {choices.key: draw}).choose(choices)
