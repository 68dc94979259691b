"""Add official workbooks: drop them in, see what will change, confirm."""

from cjdata.dashboard.loading import add_data_page

add_data_page.draw()
