"""The report: an outline's sections with figures as they stood, and the coordinator's words."""

from cjdata.exports.report.assembly import Words, places_without_words, report
from cjdata.exports.report.base import TemplateRefused

__all__ = ["TemplateRefused", "Words", "places_without_words", "report"]
