"""A text that hangs, aborts or eats memory when a template asks for its capitals.

The worst that a record can be. In a module, since it goes to another process. It holds
Python's lock, as one step of a library does: nothing within the process can stop it.
"""

from __future__ import annotations

import os


class Text(str):
    """Does what it says, but not in the process that it was made in."""

    def __init__(self, _: str) -> None:
        self.home = os.getpid()

    def upper(self) -> str:
        if os.getpid() != self.home:
            if self == "hang":
                return str((3 ** (10**9)) % 10)  # one step, minutes long
            if self == "abort":
                os.abort()
            if self == "eat":
                return "x" * (1 << 40)
        return super().upper()
