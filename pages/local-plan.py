"""Local plan: the plan's own measures, and local evidence beside the national indicators."""

from cjdata.dashboard import plan_page

plan_page.draw()
