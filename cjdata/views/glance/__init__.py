"""All indicators of an area, a line a measure."""
