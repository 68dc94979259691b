"""What is hidden of figures that were supplied privately: one decision, made as they are loaded.

The rule of ``cjdata.settings`` applies to figures of status ``supplied`` alone. What it hides is
taken out of the database before anybody can ask it, in every edition; so no view, sentence, file
or command can give away what none of them has. Published figures are shown as published.
"""

from cjdata.hiding.hiding_decision import HidingDecision, hide_all
from cjdata.hiding.hiding_rule import InForce, decision, in_force
from cjdata.hiding.period_figures import Cell

__all__ = ["Cell", "HidingDecision", "InForce", "decision", "hide_all", "in_force"]
