"""Reoffending: trend, table and definitions, as context of the indicators."""

from cjdata.dashboard import theme_page

theme_page.draw("reoffending")
