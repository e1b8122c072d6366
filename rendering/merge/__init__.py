"""Merging (gộp): many documents in one file to print."""
