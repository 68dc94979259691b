"""Reoffending: trend, table and definitions of what is read as context beside the national indicators."""

from cjdata.dashboard import theme_page

theme_page.draw("reoffending")
