"""The columns of a random list (các cột): their headers in many words, in an order of their own."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from typing import Any

from giayto.data.reference import table

from .layout import Column, Layout
from .people import Person

_PLAIN = {
    "full_name": "Họ và tên",
    "birth": "Ngày sinh",
    "joined": "Ngày vào Đảng",
    "card": "Số thẻ đảng viên",
    "party_post": "Chức vụ Đảng",
    "cell": "Chi bộ",
    "note": "Ghi chú",
    "order": "STT",
    "surname": "Họ và tên đệm",
}
# Words that mean this only under a heading of their own, or beside a second column.
_ONLY_BELOW = frozenset(
    ["Đảng", "Ngày dự bị", "Ngày vào Đảng Kết nạp", "Chức vụ hiện nay Đảng", "Họ"]
)
_STYLES = (
    "{0:%d/%m/%Y}",
    "{0.day}/{0.month}/{0.year}",
    "{0:%d.%m.%Y}",
    "{0:%d-%m-%Y}",
    "{0:%Y-%m-%d}",
)


def word(layout: Layout, role: str) -> str:
    """A header for a role: the usual one, or any that ``list-headers.toml`` has."""
    if not layout.words:
        return _PLAIN[role]
    known = table("list-headers")
    words: list[str] = [*known["fields"].get(role, ()), *known["roles"].get(role, ()), _PLAIN[role]]
    return random.Random(f"{layout.words} {role}").choice(
        [w for w in words if w not in _ONLY_BELOW]
    )


def columns_of(layout: Layout, number: int) -> list[Column]:
    """The columns of a table in an order of their own; a second table has another."""

    def one(role: str, value: Callable[[Person], Any]) -> Column:
        return Column((word(layout, role),), lambda p, n: value(p))

    extras = layout.extras
    pairs = [
        [one("joined", lambda p: day(layout, p.joined, len(p.name)))],
        [one("card", lambda p: _card(layout, p))],
        [one("party_post", lambda p: p.post)],
        [Column((("Quê quán", "Địa chỉ liên hệ")[k],), _own(layout, k)) for k in range(layout.own)],
    ]
    if layout.cells in ("column", "merged"):
        pairs.append([one("cell", lambda p: f"Chi bộ {p.cell}")])
    if layout.sex != "births":
        pairs.append([one("birth", lambda p: day(layout, p.birth, len(p.token + p.given)))])
    if "phone" in extras:
        pairs.append([Column(("Số điện thoại",), lambda p, n: f"09{p.birth:%d%m%Y}")])
    if "note" in extras:
        pairs.append([one("note", lambda p: p.note)])
    if "untitled" in extras:
        pairs.append([Column(("",), lambda p, n: f"{p.token} hẻm {n + 20}")])
    turn = (layout.seed + 3 * number) % len(pairs)
    pairs = pairs[turn:] + pairs[:turn]
    if (layout.seed // 7 + number) % 2:
        pairs.reverse()
    # A column without a header right of the name would be a part of it.
    rest = sorted(pairs, key=lambda pair: any(c.header == ("",) for c in pair))
    order = [Column((word(layout, "order"),), lambda p, n: n)] if layout.order != "none" else []
    found = [*order, *_name(layout), *_sex(layout), *(c for pair in rest for c in pair)]
    return [Column(("",), lambda p, n: "")] * layout.indent + found


def day(layout: Layout, when: date, turn: int) -> Any:
    """A date as the list writes it."""
    if layout.dates == "cells" and layout.format in ("xlsx", "xls", "ods"):
        return when
    if layout.dates == "years":
        return when.year
    style = {"short": 1, "dots": 2, "mixed": turn % len(_STYLES)}.get(layout.dates, 0)
    return _STYLES[style].format(when)


def _card(layout: Layout, person: Person) -> str:
    if "two numbers" in layout.extras and person.other and person.has_card:
        return f"{person.card}{(' / ', chr(10), '; cũ: ')[layout.seed % 3]}{person.other}"
    return person.card


def _own(layout: Layout, column: int) -> Callable[[Person, int], Any]:
    """The line break of a cell comes between two words, whatever the format."""
    behind = "\nphường Sen" if "lines" in layout.extras else ""
    return lambda person, number: f"{person.token}{column}{behind}"


def written(layout: Layout, text: str, person: Person) -> str:
    """A name, or a part of one, as the clerk types."""
    text = text.replace("'", person.apostrophe)
    text = text.upper() if layout.capitals else text
    return text.replace("Đ", "Ð").replace("đ", "ð") if layout.eth else text


def _name(layout: Layout) -> list[Column]:
    def part(header: str, value: Callable[[Person], str], dressed: bool = False) -> Column:
        def said(person: Person, number: int) -> str:
            text = written(layout, value(person), person)
            return person.dress.format(text) if dressed and text else text

        return Column((header,), said)

    full = word(layout, "full_name")
    whole = part(full, lambda p: p.name, dressed=True)
    front = part(word(layout, "surname"), lambda p: " ".join(filter(None, (p.surname, p.middle))))
    given = part("Tên", lambda p: p.given)
    return {
        "one": [whole],
        "two": [front, given],
        "merged": [Column((full,), front.value), Column((full,), given.value)],
        "three": [part("Họ", lambda p: p.surname), part("Đệm", lambda p: p.middle), given],
        "beside": [whole, front, given],
    }[layout.name]


def _sex(layout: Layout) -> list[Column]:
    if layout.sex == "none":
        return []
    if layout.sex == "column":
        return [Column(("Giới tính",), lambda p, n: "Nữ" if p.woman else "Nam")]
    birth = layout.sex == "births"

    def half(label: str, woman: bool) -> Column:
        def value(person: Person, number: int) -> Any:
            if person.woman is not woman:
                return ""
            if birth:
                return day(layout, person.birth, len(person.token + person.given))
            return label if layout.sex == "typed" else ("x", "X", 1)[layout.seed % 3]

        return Column(("Ngày sinh", label) if birth else (label,), value)

    return [half("Nam", woman=False), half("Nữ", woman=True)]
