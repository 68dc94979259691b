"""Views: what a reader sees of a selection. Pages lay them out; exports print them.

Each has a folder with its figures, words and chart, and a ``view_type`` that says where it stands,
how it is made and how files lay it out. ``registry`` lists those; ``shared`` holds what several
views are made of.
"""
