"""Values that masters of an office may still ask for (trường của mẫu cũ), as they were before.

The papers' own masters say "đồng chí" themselves; copies made from earlier ones print
names with it.
"""

from __future__ import annotations

from .plan import Context


def addressed(person: Context, word: str = "Đồng chí") -> str:
    """A person of a meeting with the form of address (xưng hô): ``Đồng chí …``."""
    return f"{word} {person['ten']}" if person["dong_chi"] else str(person["ten"])


def former_guests(guests: list[Context]) -> Context:
    """``dai_bieu``: the guests as plain texts (đại biểu cấp trên)."""
    return {"dai_bieu": [addressed(guest) for guest in guests]}


def former_tellers(tellers: list[Context]) -> Context:
    """``to_kiem_phieu``: the tellers as plain texts (tổ kiểm phiếu)."""
    return {"to_kiem_phieu": [addressed(teller, "đồng chí") for teller in tellers]}
