"""What a paper does not take over from its template (phần bị bỏ): dropped unread, and said."""

from __future__ import annotations

import re
from urllib.parse import unquote

from lxml import etree

from ...i18n import tr
from ..namespaces import W
from ..quoting import quoted
from .relations import SIGNED


class LeftOut:
    """What was dropped from a package; ``notes`` say it in sentences, each once."""

    def __init__(self) -> None:
        self._notes: dict[str, None] = {}

    @property
    def notes(self) -> tuple[str, ...]:
        """The sentences in the order in which they were first said."""
        return tuple(self._notes)

    def mail_merge(self, root: etree._Element | None = None) -> bool:
        """Takes the data source of a mail merge out, unread, with its query; false without one.

        ``root`` is the part that may hold one, ``None``: a relation to one was dropped.
        """
        sources = [
            child
            for child in (() if root is None else root)
            if str(child.tag).endswith("}mailMerge")
        ]
        for source in sources:
            _remove(source)
        if root is not None and not sources:
            return False
        self._say(
            tr(
                "Mẫu là thư trộn (Mail Merge): nguồn dữ liệu và câu truy vấn đã được bỏ, không đọc."
                " Muốn bỏ hẳn, trong Word chọn Mailings → Start Mail Merge → Normal Word Document."
            )
        )
        return True

    def attachment(self, target: str, root: etree._Element | None) -> None:
        """Takes the template behind the file out, unread.

        ``root`` are the settings, which would have Word bring in its styles at each opening:
        without it those of whoever opens the paper.
        """
        for update in () if root is None else list(root.iter(f"{W}linkStyles")):
            _remove(update)
        template = unquote(re.split(r"[/\\]", target)[-1])
        if template.lower().partition(".")[0] == "normal":
            return  # every file of Word has that one behind it, named or not
        self._say(
            tr(
                "Mẫu gắn với một tệp mẫu khác của Word ({ten}): chỗ gắn đã được bỏ, tệp ấy không"
                " được đọc, kiểu chữ giữ như đang lưu trong mẫu. Muốn bỏ hẳn, trong Word vào File"
                " → Options → Add-ins, ô Manage chọn Templates, bấm Go, xoá tên mẫu, rồi lưu lại."
            ).format(ten=quoted(template))
        )

    def relation(self, kind: str) -> None:
        """Says that what a relation of a kind led to shows nothing on paper and was dropped."""
        if kind in SIGNED:
            self._say(tr("Chữ ký số của mẫu đã được bỏ: nó không có giá trị cho văn bản điền ra."))
        else:
            self._say(tr("Phần không in ra giấy đã được bỏ: {loai}.").format(loai=kind[:40]))

    def _say(self, note: str) -> None:
        self._notes[note] = None


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None  # none of them is a root
    parent.remove(element)
