"""The files that a reader takes along, each a row with its button."""
