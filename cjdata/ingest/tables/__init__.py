"""Finds the tables of a sheet, and matches them with the recipes of a publication."""
