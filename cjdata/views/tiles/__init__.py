"""All councils on a map of tiles."""
