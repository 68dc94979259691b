"""What several views are made of: assembled figures, records, sources, charts as figures."""
