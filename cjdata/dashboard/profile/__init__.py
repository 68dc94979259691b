"""The page of the area profile."""
