"""Scottish community justice indicators: figures, statistics, views and exports."""
