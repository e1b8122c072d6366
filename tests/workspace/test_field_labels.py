"""What ``giayto mau truong`` shows is true: each label that may be typed fills the same value."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from docx import Document

from giayto.checking.masters.paper_contexts import PaperContexts
from giayto.generators.declared.planning import declared_paper
from giayto.generators.declared.spoken import understand
from giayto.generators.papers import PAPERS
from giayto.rendering import CompiledTemplate
from giayto.workspace.masters.fields import PaperField, PaperFields, fields_of_paper
from giayto.workspace.masters.meant import masters_meant
from giayto.workspace.own_papers import Papers
from tests.reading import visible_lines

_PER = ("đảng viên", "chi bộ", "tổ chức đảng", "cuộc họp")
OWN = [declared_paper(understand({"per": f"mỗi {per}"}, f"Thư {per}")) for per in _PER]
OWN.append(declared_paper(understand({"per": "cả đảng bộ"}, "Danh sách chung")))
FILES = {paper.key: Path(f"{paper.label}.docx") for paper in OWN}
EVERY = (*PAPERS, *OWN)
CONTEXTS = PaperContexts(None, 2026, OWN)


@cache
def shown(key: str) -> PaperFields:
    meant = masters_meant(key, dt.date(2026, 12, 31), Papers(tuple(OWN), FILES))
    return fields_of_paper(meant, None, 2026, OWN)


def _line(field: PaperField) -> str:
    """One paragraph that prints a field by its key and by its label, in its loops."""
    loops = [re.sub(r"\{%\w+", "{%", tag) for tag in field.around]
    inside = f"«{field.typed}⇔{field.also}»"
    return "".join(loops) + inside + "{% endfor %}" * len(loops)


def _printed(fields: list[PaperField], master: str) -> Iterator[tuple[PaperField, str]]:
    fields = [field for field in fields if field.also]
    document = Document()
    for field in fields:
        document.add_paragraph(f"|{_line(field)}|")
    file = io.BytesIO()
    document.save(file)
    template = CompiledTemplate.load(
        file.getvalue(), name=master, labels=CONTEXTS.labels(master), plain_blocks=True
    )
    for context in CONTEXTS.of(master)[:3]:
        text = "\n".join(visible_lines(template.render(context)))
        yield from zip(fields, re.findall(r"\|(.*?)\|", text, re.DOTALL), strict=True)


@pytest.mark.parametrize("key", [paper.key for paper in EVERY])
def test_a_label_that_is_shown_fills_what_its_key_fills(key: str) -> None:
    fields = shown(key)
    pairs = [
        (field.name, field.also, *pair.split("⇔"))
        for master in fields.masters
        for field, text in _printed([f for f in fields.fields if master in f.masters], master)
        for pair in re.findall("«(.*?)»", text, re.DOTALL)
    ]
    assert len({pair[0] for pair in pairs}) > 20
    assert [pair for pair in pairs if pair[2] != pair[3]] == []


@pytest.mark.parametrize("key", [paper.key for paper in OWN])
def test_every_name_of_an_own_paper_is_explained(key: str) -> None:
    fields = shown(key).fields
    assert [f.name for f in fields if f.group == "Tên khác" or f.label == f.name] == []
    assert [f.name for f in fields if not (f.source or f.rule)] == []
    assert all(f.also for f in fields if f.name.startswith(("to_chuc.", "danh_sach[].")))


@pytest.mark.parametrize(
    ("key", "name", "also"),
    [
        ("quyet-dinh-xep-loai-dang-vien", "danh_sach[].muc", "{{ d.Mức xếp loại }}"),
        ("quyet-dinh-xep-loai-dang-vien", "danh_sach[].tt", "{{ d.Số thứ tự }}"),
        ("quyet-dinh-xep-loai-dang-vien", "danh_sach[].so_the", "{{ d.Số thẻ đảng viên }}"),
        ("thu-dang-vien", "dang_vien.ho_ten", "{{ Họ và tên }}"),
        ("thu-chi-bo", "thiet_lap.nam", "{{ thiet_lap.Năm kiểm điểm }}"),
    ],
)
def test_names_are_told_in_words(key: str, name: str, also: str) -> None:
    assert next(f.also for f in shown(key).fields if f.name == name) == also
