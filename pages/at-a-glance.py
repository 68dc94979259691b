"""At a glance: the newest figure of every national indicator, or why there is none."""

from cjdata.dashboard.glance import glance_page

glance_page.draw()
