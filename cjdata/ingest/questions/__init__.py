"""Asks about what a table says that nothing explains, and keeps the answers."""
