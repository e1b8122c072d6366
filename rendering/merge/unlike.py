"""Why two files cannot be one (khác nhau ở đâu)."""

from __future__ import annotations


class Unlike(Exception):
    """What two documents differ in, in the words of the reader, before their names are known."""
