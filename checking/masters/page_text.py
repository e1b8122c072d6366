"""What a reader sees of a rendered master (chữ thấy được), and what stands on no page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from ...i18n import tr
from ...rendering import CompiledTemplate
from ...rendering.namespaces import MC, W
from ...rendering.part_names import BODY
from ...rendering.reading.stories import tree
from .looks import Looks

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LIKE_BODY = frozenset({f"{W}footnotes", f"{W}endnotes"})
_EDGES = {f"{W}hdr": f"{W}headerReference", f"{W}ftr": f"{W}footerReference"}


@dataclass(slots=True)
class PageText:
    """The text on the pages of one document, and with its reason what no page shows."""

    seen: str = ""
    unseen: list[tuple[str, str]] = field(default_factory=list)

    def why_unseen(self, words: str) -> str:
        """Why a text that was filled in is on no page; "" where it was not filled in at all."""
        return next((why for text, why in self.unseen if words in text), "")


class Pages:
    """Renders one master and tells what its pages show (trang giấy của một mẫu)."""

    def __init__(self, own: CompiledTemplate) -> None:
        self._own = own
        static = own.static_parts
        self._looks = Looks(static)
        self._even = any(
            root.find(f"{W}evenAndOddHeaders") is not None
            for content in static.values()
            if (root := tree(content)) is not None and root.tag == f"{W}settings"
        )
        self._targets = _targets(static)

    def of(self, context: Mapping[str, object]) -> PageText:
        """The page text of one document; ``NeedsPackage`` and template errors are raised."""
        parts = self._own.render_parts(context)
        shown = PageText()
        seen: list[str] = []
        trees = [(name, tree(content)) for name, content in parts.items()]
        body = next((r for _, r in trees if r is not None and r.tag == BODY), None)
        for name, root in trees:
            if root is None:
                continue
            why = self._unseen_part(name, root, body)
            for run in root.iter(f"{W}r"):
                text = "".join(node.text or "" for node in run.iter(f"{W}t"))
                if not text or next(run.iterancestors(f"{MC}Fallback"), None) is not None:
                    continue
                reason = why or self._looks.unseen(run)
                if reason:
                    shown.unseen.append((_plain(text), reason))
                else:
                    seen.append(text)
        shown.seen = _plain("".join(seen))
        return shown

    def _unseen_part(self, name: str, root: etree._Element, body: etree._Element | None) -> str:
        """Why no page shows a part; "" where some does."""
        kind = str(root.tag)
        if kind == f"{W}comments":
            return tr("ghi chú bên lề không in ra giấy")
        if kind not in _EDGES or body is None:
            return ""
        uses = [
            (section, node.get(f"{W}type", "default"))
            for section in body.iter(f"{W}sectPr")
            for node in section.iterfind(_EDGES[kind])
            if self._targets.get(node.get(_RELATION, "")) == name.rsplit("/", 1)[-1]
        ]
        first = any(section.find(f"{W}titlePg") is not None for section in body.iter(f"{W}sectPr"))
        for _, way in uses:
            if way == "default" or (way == "first" and first) or (way == "even" and self._even):
                return ""
        if any(way == "first" for _, way in uses):
            return tr("đầu, chân của riêng trang đầu, mà mẫu không bật Different First Page")
        return tr("đầu, chân trang này không trang nào dùng")


def _targets(static: Mapping[str, bytes]) -> dict[str, str]:
    """The file names that the body's relations lead to, by their ids."""
    found: dict[str, str] = {}
    for name, content in static.items():
        if name.startswith("word/_rels/"):
            root = tree(content)
            for node in () if root is None else root:
                found.setdefault(node.get("Id", ""), node.get("Target", "").rsplit("/", 1)[-1])
    return found


def _plain(text: str) -> str:
    return "".join(text.casefold().split())
