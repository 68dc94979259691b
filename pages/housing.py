"""Housing after prison: trend, table and definitions of the national indicator."""

from cjdata.dashboard import theme_page

theme_page.draw("housing")
