"""What the data notes show, and what is loaded."""
