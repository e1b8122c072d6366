"""Measurements (đo): speed and memory of the Word machinery, side by side with others."""
