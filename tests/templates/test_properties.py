"""A master's own properties, as Word writes and shows them."""

from __future__ import annotations

import io

from docx import Document

from giayto.templates.properties import read_properties, with_properties
from giayto.templates.store import find_master
from tests.rendering.word_validity import problems

MASTER = find_master("kiem-diem-02c", "party-2026").content


def test_properties_are_read_back_changed_and_taken_away() -> None:
    first = with_properties(MASTER, {"Áp dụng từ": "01/01/2026", "Bản gốc": "x & y"}, "a.docx")
    second = with_properties(first, {"Áp dụng từ": "02/03/2027", "Bản gốc": None}, "a.docx")

    assert read_properties(first, "a.docx") == {"Áp dụng từ": "01/01/2026", "Bản gốc": "x & y"}
    assert read_properties(second, "a.docx") == {"Áp dụng từ": "02/03/2027"}
    assert problems(second) == []


def test_the_words_of_the_master_stay() -> None:
    changed = with_properties(MASTER, {"Áp dụng từ": "01/01/2026"}, "a.docx")

    before, after = (Document(io.BytesIO(each)) for each in (MASTER, changed))
    assert [p.text for p in after.paragraphs] == [p.text for p in before.paragraphs]
    assert read_properties(MASTER, "a.docx") == {}
