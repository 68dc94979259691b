"""Exports: files that print what a view says."""
