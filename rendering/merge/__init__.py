"""Merging (gộp): many documents in one file to print."""

from __future__ import annotations

from .documents import merge_files, merge_records

__all__ = ["merge_files", "merge_records"]
