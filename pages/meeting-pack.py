"""The meeting pack: its views, the coordinator's words, and the files to take along."""

from cjdata.dashboard import meeting_page

meeting_page.draw()
