"""What differs between two states of the figures, in words."""
