"""Snapshots on disk, and DuckDB over the current one."""
