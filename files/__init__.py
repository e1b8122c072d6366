"""The ground for files (tệp): written whole or not at all, never over an input, refusals in words.

Knows no paper, no workbook and no command; every room above may use it.
"""
