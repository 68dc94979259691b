"""An indicator over the years: an area, what it is compared with, and its breaks."""
