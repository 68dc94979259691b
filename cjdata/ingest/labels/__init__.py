"""Reads the names of areas and years as publications write them."""
