"""All indicators of an area on one page."""
