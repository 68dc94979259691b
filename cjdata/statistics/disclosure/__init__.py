"""Disclosure control: what is hidden of figures that are not published."""
