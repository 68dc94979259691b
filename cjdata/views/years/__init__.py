"""Every year of every indicator of an area, as a grid."""
