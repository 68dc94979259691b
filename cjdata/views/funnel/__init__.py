"""All councils beside Scotland by size, with how far chance alone would take them."""
