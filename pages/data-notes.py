"""Data notes: definitions, sources, editions, breaks, symbols, glossary and methods."""

from cjdata.dashboard import notes_page

notes_page.draw()
