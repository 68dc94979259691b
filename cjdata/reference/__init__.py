"""The terms of the field: areas, catalogue, periods, editions, statuses, plans, outlines, pages."""
