"""The Community Justice Dashboard: start it with ``make run``."""

from cjdata.dashboard import frame

frame.run()
