"""Children of Word's property elements, put where the schema has them."""

from __future__ import annotations

import random

import pytest
from lxml import etree

from giayto.rendering.schema_order import put, put_text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TABLE = ["tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]


def _names(parent: etree._Element) -> list[str]:
    return [etree.QName(child).localname for child in parent]


@pytest.mark.parametrize("seed", range(20))
def test_children_come_out_in_the_order_of_the_schema_however_they_went_in(seed: int) -> None:
    parent = etree.Element(f"{W}tblPr")
    for name in random.Random(seed).sample(TABLE, len(TABLE)):
        put(parent, etree.Element(f"{W}{name}"))
    assert _names(parent) == TABLE


def test_a_second_of_a_kind_stands_behind_the_first() -> None:
    parent = etree.Element(f"{W}sectPr")
    for kind in ("default", "first"):
        put(parent, etree.Element(f"{W}headerReference", {f"{W}type": kind}))
    assert [child.get(f"{W}type") for child in parent] == ["default", "first"]


def test_what_the_schema_does_not_name_keeps_its_place() -> None:
    parent = etree.fromstring(
        f'<w:pPr xmlns:w="{W[1:-1]}"><w:keepNext/><!-- lời --><x:la xmlns:x="urn:x"/><w:jc/></w:pPr>'
    )
    put(parent, etree.Element(f"{W}spacing"))
    assert [getattr(child.tag, "__name__", child.tag) for child in parent] == [
        f"{W}keepNext", f"{W}spacing", "Comment", "{urn:x}la", f"{W}jc",
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_a_text_gets_its_children_where_an_element_does(seed: int) -> None:
    drawn = random.Random(seed)
    names = drawn.sample(TABLE, len(TABLE))
    parent = etree.fromstring(
        f'<w:tblPr xmlns:w="{W[1:-1]}" xmlns:x="urn:x"><x:jc><x:tblLook/></x:jc>'
        "<w:tblBorders><w:top/></w:tblBorders><x:tblStyle/></w:tblPr>"
    )
    text = etree.tostring(parent, encoding="unicode")
    for name in names:
        put(parent, etree.Element(f"{W}{name}", nsmap={"w": W[1:-1]}))
        text = put_text(text, f"<w:{name}/>")
    assert text == etree.tostring(parent, encoding="unicode")


def test_a_namesake_of_another_vocabulary_is_no_sibling() -> None:
    parent = etree.fromstring(f'<w:rPr xmlns:w="{W[1:-1]}" xmlns:x="urn:x"><w:u/><x:b/></w:rPr>')
    put(parent, etree.Element(f"{W}i"))
    assert _names(parent) == ["i", "u", "b"]


def test_a_child_that_does_not_belong_is_refused() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        put(etree.Element(f"{W}sectPr"), etree.Element(f"{W}tblW"))
