"""The keepers' page lists every name of a member that works."""

from __future__ import annotations

from pathlib import Path

from giayto.checking.masters.field_names import names_in
from giayto.checking.masters.paper_contexts import PaperContexts

PAGE = Path(__file__).parents[3] / "docs" / "nguoi-dung" / "mau-word.md"


def test_every_name_of_a_member_is_listed() -> None:
    names = names_in(PaperContexts(None, 2026).of("kiem-diem-02c"))
    given = {name for name in names if name.startswith("dang_vien.")}
    assert len(given) == 19
    text = PAGE.read_text(encoding="utf-8")
    assert sorted(name for name in given if f"`{{{{ {name} }}}}`" not in text) == []
