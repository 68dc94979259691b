"""The least a page can be: a title and the choice of an area. What it costs is Streamlit's own."""

import streamlit as st

from bench import AREA_LABEL, AREAS

st.title("Empty page")
st.selectbox(AREA_LABEL, AREAS)
