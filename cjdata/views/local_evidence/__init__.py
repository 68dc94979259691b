"""What an area counts itself, beside the national indicators."""
