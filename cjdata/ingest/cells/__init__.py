"""Reads what single cells say: numbers, units, symbols and the marks of a status."""
