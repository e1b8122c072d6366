"""Printing of values (in giá trị): each at its place, safe whatever it holds."""
