"""The register as a Word document (sổ văn bản trên Word): turned pages, ready to print and bind.

What it looks like stands in its master, ``so-van-ban-di.docx``; here is what the master gets.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ...conventions.binding import unbroken_groups
from ...conventions.fitting import fitted_line
from ...conventions.phrases import printed_phrases
from ...conventions.ruleset import RuleSet
from ...conventions.spelling import upper
from ...rendering import CompiledTemplate
from ...rendering.apart import TemplateApart
from ...templates.store import NONE_OWN, OwnMasters, find_master
from ..entries import Entry
from .columns import cell, grouped, needed

MASTER = "so-van-ban-di"
"""The name of the register's master."""

ROW_KEYS = {
    "so": "number",
    "so_ky_hieu": "symbol",
    "ngay": "date",
    "ten_loai": "type_name",
    "trich_yeu": "abstract",
    "ten_loai_trich_yeu": "type_and_abstract",
    "noi_nhan": "recipients",
    "nguoi_ky": "signer",
    "noi_luu": "keeper",
    "so_ban": "copies",
    "ghi_chu": "note",
    "huy": "state",
    "ngay_phat_hanh": "sent",
    "co_quan": "body",
    "nhiem_ky": "term",
}
"""Template key of a row → what it holds, as `columns.cell` names it."""


def export_table(
    rows: Sequence[Entry],
    target: Path,
    rules: RuleSet,
    *,
    own: OwnMasters = NONE_OWN,
    letterhead: Sequence[str] = (),
    by_date: bool = False,
) -> None:
    """Write the rows as a Word document by the register's master.

    ``own`` holds the office's own masters, ``letterhead`` the lines of the
    issuing body, the last one bold; empty leaves the letterhead out.
    Raises `CannotWrite` and what an own master that does not work raises.
    """
    day = max((entry.document_date for entry in rows if entry.document_date), default=None)
    master = find_master(own.in_force(MASTER, day or dt.date.today()), rules.id, own=own)
    make = TemplateApart if master.own else CompiledTemplate.load
    # By its path an own master is named in what it raises.
    template = make(master.content, name=str(master.path), plain_blocks=master.own)
    template.render_to(
        target, register_context(rows, rules, letterhead=letterhead, by_date=by_date)
    )


def register_context(
    rows: Sequence[Entry],
    rules: RuleSet,
    *,
    letterhead: Sequence[str] = (),
    by_date: bool = False,
) -> dict[str, Any]:
    """What the master is filled with: the letterhead, the rows in groups, their count.

    ``nhiem_ky`` is empty when the rows are of several terms; ``nhieu_co_quan``
    says whether they are of several bodies.
    """
    terms = {entry.term for entry in rows}
    words, width = rules.letterhead.bound_words, rules.letterhead.left_column_mm
    style = rules.styles["issuing_body"]
    lines = [
        fitted_line(tuple(map(upper, unbroken_groups(line, words))), width, style)[0]
        for line in letterhead
    ]
    return {
        "dau": {"cap_tren": lines[:-1], "co_quan": lines[-1:]},
        "the_thuc": printed_phrases(rules),
        "nhiem_ky": terms.pop() if len(terms) == 1 else "",
        "nhieu_co_quan": needed(rows, "body"),
        "cac_nhom": [
            {
                "ten": title,
                "van_ban": [
                    {key: cell(entry, field) for key, field in ROW_KEYS.items()}
                    for entry in members
                ],
            }
            for title, members in grouped(rows, by_date=by_date)
        ],
        "tong": {"so": len(rows), "da_huy": sum(entry.cancelled for entry in rows)},
    }
