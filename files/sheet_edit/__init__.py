"""Changing a workbook in place (sửa sổ tại chỗ): only the cells asked for, all else byte for byte.

``EditableWorkbook`` is the whole face: open a file, take a sheet, read a row,
set cells, empty a row, stretch the ranges over new rows, get the bytes. A
sheet may be added, laid out and linked to others.
"""

from .book import EditableWorkbook
from .cells import Formula
from .layout import lay_out, link
from .sheet import EditableSheet

__all__ = ["EditableSheet", "EditableWorkbook", "Formula", "lay_out", "link"]
