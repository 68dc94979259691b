"""All councils on one scale, as a strip."""
