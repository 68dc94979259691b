"""The plan of an area: its own measures, and what is loaded of them."""
