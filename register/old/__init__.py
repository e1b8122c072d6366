"""Taking over a register kept in Excel (nhập sổ cũ): every sheet read, every doubt told."""

from __future__ import annotations

from .compare import compare
from .drafts import OldBody, OldRegister
from .read import read_old_register

__all__ = ["OldBody", "OldRegister", "compare", "read_old_register"]
