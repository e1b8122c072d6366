"""What every decision of a body says (quyết định): who decides, and who carries it out."""

from __future__ import annotations

from .office import DECISION, Office
from .plan import Context


def decides(office: Office) -> Context:
    """The part ``chu_the``: the lines before the articles, ``… QUYẾT ĐỊNH:``.

    ``BAN THƯỜNG VỤ ĐẢNG UỶ``, ``BAN CHẤP HÀNH ĐẢNG BỘ PHƯỜNG …``, ``CHI BỘ``.
    """
    who = str(office.kind["authority"])
    if office.by_standing:
        who = f"{office.ward.settings.decision_authority} {who}"
    elif office.unit is office.ward.issuer and not office.is_cell:
        who = office.decider
    word = office.rules.types[DECISION].name
    return {"chu_the": office.balanced(office.spell(f"{who} {word}:"), "part", capitals=True)}


def executors(office: Office) -> list[str]:
    """The offices that carry a decision out, for the issuing committee (nơi thi hành)."""
    own = office.unit is office.ward.issuer and not office.is_cell
    named = office.ward.settings.executors if own else ""
    return [office.spell(named)] if named else []


def carried_out(office: Office) -> Context:
    """The part ``thi_hanh``: who carries a decision out (nơi thi hành).

    ``noi`` are the offices, "" for none; ``chi_bo`` and ``chi_uy`` say that a
    cell decides, and whether its committee does it; ``co_dang_bo`` that the
    body has party organisations below it that are no cells.
    """
    ward, unit = office.ward, office.unit
    below = [o for o in ward.data.organisations if ward.parent(o) is unit]
    return {
        "thi_hanh": {
            "noi": ", ".join(executors(office)),
            "chi_bo": office.is_cell,
            "chi_uy": unit.has_committee,
            "co_dang_bo": any(not ward.kind(o)["cell"] for o in below),
        }
    }
