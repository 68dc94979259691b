"""At a glance: the newest figure of every national indicator, or why there is none."""

from cjdata.dashboard import glance_page

glance_page.draw()
