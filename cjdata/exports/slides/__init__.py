"""Slides: views as a PowerPoint presentation, in the built-in look or a template of one's own."""

from cjdata.exports.slides.deck import deck
from cjdata.exports.slides.template import TemplateError

__all__ = ["TemplateError", "deck"]
