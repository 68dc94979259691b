"""Every council in order, as bars."""
