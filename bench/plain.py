"""The diversion page as one would write it first: read, filter and draw, all on every run."""

import json

import altair as alt
import pandas as pd
import streamlit as st

from bench import AREA_LABEL, AREAS
from cjdata.settings import home

MEASURE = "diversion_cases_commenced"

st.title("Diversion from prosecution")
area = st.selectbox(AREA_LABEL, AREAS)

extracts = home() / "extracts"
current = json.loads((extracts / "current.json").read_text(encoding="utf-8"))
snapshot = extracts / current[st.query_params.get("set", "published")]
observations = pd.read_parquet(snapshot / "observations.parquet")

chosen = observations[
    (observations["measure"] == MEASURE) & observations["area_name"].isin([area, "Scotland"])
]
newest = chosen[chosen["is_current"]]
figures = newest.sort_values(["area_name", "period"])

chart = (
    alt.Chart(figures)
    .mark_line(point=True)
    .encode(
        x=alt.X("period:O", title="Financial year"),
        y=alt.Y("value:Q", title="Diversion cases commenced"),
        color=alt.Color("area_name:N", title="Area"),
        tooltip=["area_name", "period", "value", "status"],
    )
)
st.altair_chart(chart)
st.dataframe(figures[["area_name", "period", "value", "status", "edition"]], hide_index=True)
