"""Add official workbooks: drop them in, see what will change, confirm."""

from cjdata.dashboard import loading_page

loading_page.draw()
