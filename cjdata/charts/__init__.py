"""Chart templates: compiled once, with data put in by name."""
