"""The page that compares areas."""
