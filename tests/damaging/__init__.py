"""Damages to workbooks that tests build, each named in words, and what must come of them."""
