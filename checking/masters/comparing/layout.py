"""Where a master looks another way although it says the same (khác định dạng)."""

from __future__ import annotations

from difflib import SequenceMatcher

from ....i18n import tr
from .lines import Side

_SHOWN = 8


def looks_apart(old: Side, own: Side) -> list[str]:
    """Sentences on what looks another way: the page, styles, paragraphs of the same words."""
    places: list[str] = []
    matcher = SequenceMatcher(
        None, [line.words for line in old.lines], [line.words for line in own.lines], autojunk=False
    )
    for first, other, length in matcher.get_matching_blocks():
        for step in range(length):
            line = own.lines[other + step]
            if line.look != old.lines[first + step].look:
                places.append(line.place)
    if len(places) > _SHOWN and len(places) * 2 > len(own.lines):
        said = tr(
            "Tệp đã được một phần mềm khác lưu lại, ghi định dạng theo cách khác ở {so} đoạn, nên"
            " không so được định dạng."
        )
        return [said.format(so=len(places))]
    told = [tr("Khổ giấy, lề trang khác.")] if old.pages != own.pages else []
    both = [name for name in old.looks if name in own.looks]
    if styles := [name for name in both if old.looks[name] != own.looks[name]]:
        told.append(tr("Kiểu chữ khác: {ds}.").format(ds=_some(styles)))
    if places:
        said = tr("Chữ như nhau, khác định dạng ở {so} đoạn: {ds}.")
        told.append(said.format(so=len(places), ds=_some(list(dict.fromkeys(places)))))
    return told


def _some(names: list[str]) -> str:
    return "; ".join(names[:_SHOWN]) + " …" * (len(names) > _SHOWN)
