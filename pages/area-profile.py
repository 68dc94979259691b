"""Area profile: every national indicator for one area, on two pages of paper."""

from cjdata.dashboard.profile import profile_page

profile_page.draw()
