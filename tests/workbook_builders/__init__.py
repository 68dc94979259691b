"""Workbooks built from known numbers, in the layouts of the official publications."""
