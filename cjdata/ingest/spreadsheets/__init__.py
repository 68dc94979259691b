"""Reads files of figures from people, and lets no damaged or hostile one harm the program."""
