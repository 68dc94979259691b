"""The meeting pack on the page: its list, its link, its saving, its memory."""
