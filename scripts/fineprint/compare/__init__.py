"""Vendors beside each other and versions behind each other: the matrix, redlines, the timeline."""
