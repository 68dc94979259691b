"""The Community Justice Dashboard: start it with ``make run``."""

from cjdata.dashboard import page_frame

page_frame.run()
