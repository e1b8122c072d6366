"""Fonts of a master (phông chữ): those of an old encoding, and those that this machine lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...i18n import tr
from ...rendering.fonts import fonts_report
from ...rendering.namespaces import W
from .looks import Looks
from .passages import Passage, passages_of, trees_as_printed
from .tags import Fault

# TCVN3 (.VnTime, .VnArialH) and VNI (VNI-Times, VNI Helve): their letters are no Unicode.
_OLD = re.compile(r"\.vn|vni[- ]|vntime|vnarial|tcvn", re.IGNORECASE)


def odd_fonts(parts: Mapping[str, bytes]) -> Iterator[Fault]:
    """One fault for each such font, at the first place where words are set in it."""
    first = _first_uses(parts)
    for font, passage in first.items():
        if _OLD.match(font):
            why = tr(
                "Phông “{phong}” theo bảng mã cũ: tên, ngày điền vào là Unicode nên sẽ vỡ dấu."
            )
            fix = tr(
                "Chuyển chữ cũ sang Unicode (ví dụ bằng UniKey), rồi chọn phông Times New Roman"
                " cho chữ ấy và cho cả các thẻ."
            )
            yield Fault("KT-931", passage, font, why.format(phong=font), fix)
    for use in fonts_report([font for font in first if not _OLD.match(font)]):
        if not use.good:
            why = tr("Máy này không có phông “{phong}”, bản PDF dùng “{thay}” thay vào.").format(
                phong=use.wanted, thay=use.used
            )
            if use.missing:
                why += " " + tr("Phông thay thiếu chữ Việt: {chu}.").format(chu=use.missing[:12])
            fix = tr("Đổi sang Times New Roman, hoặc cài phông ấy ở máy làm bản PDF.")
            yield Fault("KT-930", first[use.wanted], use.wanted, why, fix)


def _first_uses(parts: Mapping[str, bytes]) -> dict[str, Passage]:
    """The fonts that words are set in, each with the first of its places."""
    looks = Looks(parts)
    first: dict[str, Passage] = {}
    for story in trees_as_printed(parts):
        passages = dict(passages_of(story.root, story.title))
        for run in story.root.iter(f"{W}r"):
            text = "".join(node.text or "" for node in run.iter(f"{W}t"))
            owner = next(run.iterancestors(f"{W}p"), None)
            if owner is None or not text.strip() or looks.unseen(run):
                continue
            passages[owner].text += text
            font = looks.font(run)
            if font:
                first.setdefault(font, passages[owner])
    return first
