"""What is hidden of figures that were supplied privately: one decision, made as they are loaded.

A rule applies to figures of status ``supplied``, and to local evidence that repeats them or that
a setting puts under it. What it hides is taken out of the database before anybody can ask it, in
every edition, and stays hidden; so no view, sentence, file or command can give away what none of
them has. Published figures are shown as published.
"""

from cjdata.hiding.hiding_decision import HidingDecision
from cjdata.hiding.hiding_rule import decision
from cjdata.hiding.load_check import given_away
from cjdata.hiding.period_figures import Cell

__all__ = ["Cell", "HidingDecision", "decision", "given_away"]
