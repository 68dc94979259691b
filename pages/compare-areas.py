"""Compare areas: one measure for all 32 councils, as bars, funnel, map and table."""

from cjdata.dashboard.compare import compare_page

compare_page.draw()
