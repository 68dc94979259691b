"""Views: what a reader sees of a selection. Pages lay them out; exports print them."""
