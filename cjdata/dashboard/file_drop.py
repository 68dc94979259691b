"""Draws a place to drop files, and lets this visit hand some over."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from cjdata.guard import upload_rights


def draw(label: str, largest: int, **how: Any) -> Any:
    """Draw the place as ``st.file_uploader`` does; give the file or files that were dropped.

    Parameters
    ----------
    largest
        The largest file that is taken, in MB; never more than the server takes.
    how
        As of ``st.file_uploader``.
    """
    visit = get_script_run_ctx()
    if visit is not None:
        upload_rights.OF_THIS_PROCESS.grant(visit.session_id)
    limit = min(largest, int(st.get_option("server.maxUploadSize")))
    return st.file_uploader(label, max_upload_size=limit, **how)
