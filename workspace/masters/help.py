"""The fields of a paper as a page to read (trang trợ giúp): in a copy of its master, or alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from textwrap import shorten

from ...i18n import tr
from ...templates.help_page import HelpPage, HelpRow, HelpTable, with_help_page
from .fields import PaperField, PaperFields

_EXAMPLE = 70
"""Characters of an example beside its field."""


def with_help(content: bytes, fields: PaperFields, name: str) -> bytes:
    """A master with its fields told on a help page; ``name`` is its file's, for messages."""
    return with_help_page(content, help_page(fields, name), name)


def help_page(fields: PaperFields, name: str) -> HelpPage:
    """What a help page says; ``name`` is the file that it stands in, "" for a page alone.

    A file goes from hand to hand: its examples are of the invented ward.
    """
    mark = tr(
        "TRANG TRỢ GIÚP, KHÔNG IN: khi lập văn bản, giayto bỏ mọi đoạn mang kiểu chữ “GT Trợ giúp”"
        " (trang này). Cứ để đây mà tra, mà chép; muốn xoá cũng được."
    )
    return HelpPage(
        mark if name else "",
        tr("Các trường dùng được: {ten}").format(ten=fields.label),
        how_to_use(),
        (tr("Trường, lấy từ đâu"), tr("Gõ vào mẫu"), tr("Ví dụ")),
        list(_tables(fields, private=bool(name))),
    )


def how_to_use() -> list[str]:
    """How a template uses fields (cách dùng), in a few lines."""
    return [
        tr("In một trường: gõ {the} vào chỗ cần in, chữ đậm nghiêng theo chữ quanh thẻ.").format(
            the="{{ … }}"
        ),
        tr("Bảng có nhiều hàng: một hàng {mo}, hàng cần lặp, một hàng {dong}.").format(
            mo="{%tr for d in … %}", dong="{%tr endfor %}"
        ),
        tr("Nhiều đoạn: một đoạn {mo}, đoạn cần lặp, một đoạn {dong}.").format(
            mo="{%p for d in … %}", dong="{%p endfor %}"
        ),
        tr("Chỉ in khi có: một đoạn {mo}, các đoạn ấy, một đoạn {dong}.").format(
            mo="{%p if … %}", dong="{%p endif %}"
        ),
    ]


def _tables(fields: PaperFields, *, private: bool) -> Iterator[HelpTable]:
    for group, those in groupby(fields.fields, key=lambda field: field.group):
        yield HelpTable(group, [_row(family, private=private) for family in families(list(those))])


def families(fields: list[PaperField]) -> list[list[PaperField]]:
    """The fields, those together that differ in one word alone: the boxes of a form (họ)."""
    found: dict[str, list[PaperField]] = {}
    for field in fields:
        found.setdefault(field.family or field.name, []).append(field)
    return list(found.values())


def _row(family: list[PaperField], *, private: bool) -> HelpRow:
    first = family[0]
    label = first.label
    if len(family) > 1:
        label = tr("{ten} … ({so} ô cùng dạng)").format(ten=label, so=len(family))
    tags, *more = zip(*map(lines_to_type, family), strict=True)
    typed = (*tags, *(line for lines in more for line in dict.fromkeys(lines)))
    example = shorten(first.sample if private else first.shown, _EXAMPLE, placeholder="…")
    return HelpRow(label, about(first), typed, example)


def lines_to_type(field: PaperField) -> list[str]:
    """What is typed for a field, a line each: a list of texts whole, else the tag and its loop."""
    if field.use == "paragraphs":
        *outer, own = field.around
        within = [tr("trong {the}").format(the=" ".join(outer))] if outer else []
        return [own, field.typed, "{%p endfor %}", *within]
    also = [tr("hoặc {the}").format(the=field.also)] if field.also else []
    within = [tr("trong {the}").format(the=" ".join(field.around))] if field.around else []
    return [field.typed, *also, *within]


def about(field: PaperField) -> str:
    """Where a field comes from, what the program does, whether it is always there."""
    source = field.source[:1].upper() + field.source[1:] if field.source else ""
    said = [source or tr("Do chương trình tính"), field.rule.removesuffix(".")]
    if field.use != "condition":
        said.append(tr("Luôn có") if field.always else tr("Có thể trống"))
    return ". ".join(part for part in said if part) + "."
