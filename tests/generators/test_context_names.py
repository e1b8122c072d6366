"""Every name that a paper gives is explained to a keeper, and nothing else is."""

from __future__ import annotations

import re
import tomllib

import pytest

from giayto.checking.masters.field_names import names_in
from giayto.checking.masters.paper_contexts import PaperContexts
from giayto.generators import context_names
from giayto.generators.context_names import groups, meaning_of
from giayto.generators.declared.planning import declared_paper
from giayto.generators.declared.spoken import understand
from giayto.generators.plan import OWN_FAMILY
from giayto.templates.recipes.build import RECIPES

_PER = ("mỗi đảng viên", "mỗi chi bộ", "mỗi cuộc họp", "cả đảng bộ")
OWN = [declared_paper(understand({"per": per}, f"Thư {per}")) for per in _PER]
OWN.append(declared_paper(understand({"per": _PER[0], "on_sheet": "2"}, "Nhãn")))
CONTEXTS = PaperContexts(None, 2026, OWN)
GIVEN = {name: names_in(CONTEXTS.of(name), mark="[]") for name in RECIPES}
GIVEN[OWN_FAMILY] = {
    name
    for master in (*(f"thư {per}" for per in _PER), "nhãn")
    for name in names_in(CONTEXTS.of(master), mark="[]")
}


@pytest.mark.parametrize("master", GIVEN)
def test_every_name_has_a_label_a_group_and_says_where_it_comes_from(master: str) -> None:
    meanings = {name: meaning_of(master, name) for name in GIVEN[master]}
    assert [name for name, meaning in meanings.items() if meaning is None] == []
    for name, meaning in meanings.items():
        assert meaning is not None and meaning.label, name
        assert meaning.group in groups(), name
        assert meaning.columns or meaning.rule, name
        assert "{1}" not in f"{meaning.label}{meaning.rule}", name


def test_no_line_of_the_table_is_of_a_name_that_is_gone() -> None:
    gone = [
        written
        for file in context_names.FILES
        for part in tomllib.loads(file.read_text(encoding="utf-8"))["parts"]
        for written in part.get("names", ())
        if not any(
            context_names._pattern(written).fullmatch(name)
            for name in _names_of(part.get("papers", [""]))
        )
    ]
    assert gone == []


def _names_of(papers: list[str]) -> set[str]:
    masters = [m for m in GIVEN if any(m.startswith(paper) for paper in papers)]
    names = {name for master in masters for name in GIVEN[master]}
    # A list that is empty in some papers stands there without its items' names.
    return names | {f"{head}[]" for name in names for head in re.findall(r"(.*)\[\]\.", name)}


def test_a_column_of_the_clerks_own_is_found_beside_its_sheets_columns() -> None:
    own = meaning_of("kiem-diem-02c", "dang_vien.so_dien_thoai")
    assert own is not None
    assert (own.label, own.group) == ("so dien thoai", "Người")
    assert meaning_of("kiem-diem-02c", "khong_co") is None
