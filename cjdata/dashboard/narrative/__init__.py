"""The coordinator's words on the page: writing, saving, versions, reading."""
