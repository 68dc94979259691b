"""Looks at the publishers' sites and fetches official workbooks: only when a person says so."""
