"""Names that a paper does not give (tên không có), each with what to type instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ...generators.plan import Context
from ...i18n import tr
from ...rendering.reading.spoken import Labels
from ...suggestions import asked
from .expressions import is_inside
from .field_names import group_of, in_words, is_missing, near_label, near_names
from .tags import Fault, Tag

_SHOWN = 8
"""Names of a group that are told."""


def unknown_names(
    uses: dict[str, list[int]],
    tags: Sequence[Tag],
    contexts: Sequence[Context],
    known: Iterable[str],
    labels: Labels,
) -> Iterator[Fault]:
    """One fault for each place where a story asks for a name that its paper does not give.

    ``uses`` are the names with the numbers of their tags, from 1, without those that may
    be absent; ``known`` the names, and ``labels`` what they may be called, for a proposal.
    """
    known = set(known)
    missing = {name for name in uses if not _is_forbidden(name) and is_missing(name, contexts)}
    missing -= {name for name in missing if any(_below(name, other) for other in missing)}
    for line, asked_for in sorted({(n, name) for name in missing for n in uses[name]}):
        yield _unknown(asked_for, tags[line - 1], known, labels)


def _is_forbidden(name: str) -> bool:
    return any(is_inside(step) for step in name.split("."))


def _below(name: str, other: str) -> bool:
    return name.startswith((f"{other}.", f"{other}[]"))


def _unknown(name: str, tag: Tag, known: set[str], labels: Labels) -> Fault:
    why = tr("Giấy tờ này không có tên “{ten}”.").format(ten=in_words(name))
    fix, right = _instead(name, tag, known, labels)
    return Fault("KT-903", tag.passage, tag.typed, why, fix, right)


def _instead(name: str, tag: Tag, known: set[str], labels: Labels) -> tuple[str, str]:
    """What to type instead of a name that the paper does not give; and the tag, where sure."""
    near = near_names(name, known)
    right = [_with_name(tag, name, other) or in_words(other) for other in near.names]
    if near.sure and len(right) == 1:
        same = _last(near.names[0]) == _last(name) and "." not in name
        return asked(right[0]) or "", _with_name(tag, name, near.names[0]) if same else ""
    if near.sure and right:
        return tr("Có phải một trong: {ds}?").format(ds=", ".join(right)), ""
    label = near_label(name, labels)
    if label is not None:
        head = name.rpartition(".")[0]
        there = _with_name(tag, name, f"{head}.{label}" if head else label)
        return asked(there or label) or "", ""
    if right:
        return tr("Giấy tờ này có {ds}; chỉ dùng nếu đúng là điều muốn in.").format(
            ds=", ".join(right)
        ), ""
    group = group_of(name, known)
    if group:
        said = tr("Nhóm {nhom} có: {ds}.")
        if len(group) > _SHOWN:
            said = tr("Nhóm {nhom} có: {ds}, …; “giayto mau truong” kể đủ các tên.")
        nhom = in_words(name.rpartition(".")[0])
        return said.format(nhom=nhom, ds=", ".join(group[:_SHOWN])), ""
    return tr("Xem các tên dùng được trong tài liệu “mau-va-ngu-canh”."), ""


def _last(name: str) -> str:
    return name.rsplit(".", 1)[-1]


def _with_name(tag: Tag, name: str, right: str) -> str:
    """The tag with the right name in it; "" where the name does not stand there as it is."""
    head, _, last = name.rpartition(".")
    other_head, _, other_last = right.rpartition(".")
    if name in tag.inside and "[]" not in right:
        return tag.with_inside(tag.inside.replace(name, right))
    if head and head == other_head and f".{last}" in tag.inside:
        return tag.with_inside(re.sub(rf"\.{re.escape(last)}\b", f".{other_last}", tag.inside))
    return ""
