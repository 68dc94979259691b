"""From reviewed text (and, in time, official workbooks) to checked observations."""
