"""One choice of a page, kept in step with the address: the plain case, of one out of some."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from cjdata.dashboard import address
from cjdata.dashboard.frame import Frame

Draw = Callable[..., Any]


def pick(
    here: Frame,
    key: str,
    label: str,
    options: Mapping[str, str],
    default: str,
    *,
    draw: Draw = st.selectbox,
    **settings: Any,
) -> str:
    """Draw a choice, and give what is chosen.

    Parameters
    ----------
    key
        The name of the choice in the address; one of ``address.KEYS``.
    options
        What is written in the address, with what the reader sees. With only one, nothing is drawn.
    default
        What a bare address means.
    draw
        The control: it takes a label, the options, ``key`` and ``format_func``.
    """
    state, name = st.session_state, f"{here.entry.path}/{key}"
    if here.incoming is not None:
        asked = here.incoming.get(key)
        state[name] = default
        if asked is not None:
            state[name], message = address.read_option(key, asked, list(options), default)
            here.messages += [message] if message else []
    if state.get(name) not in options:
        state[name] = default
    if len(options) > 1:
        draw(label, list(options), key=name, format_func=options.__getitem__, **settings)
    here.chosen[key] = state[name]
    here.defaults[key] = default
    return str(state[name])
