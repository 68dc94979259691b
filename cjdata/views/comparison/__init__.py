"""What the views that lay all councils side by side share: one measure in one year."""
