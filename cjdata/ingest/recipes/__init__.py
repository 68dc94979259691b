"""Recipes: how a publication's tables are recognised and read."""
