"""The styles of unlike files (kiểu chữ của nhiều tệp) in one styles part.

A style is what it and those it is based on say; a style of another document that
says something else than its namesake gets a name of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from ...i18n import tr
from .numbering import plain
from .unlike import unlike

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{W}}}"
# What says how a style is shown in lists and menus, not what it looks like.
_ASIDE = frozenset(
    [
        "name",
        "aliases",
        "next",
        "link",
        "autoRedefine",
        "hidden",
        "uiPriority",
        "semiHidden",
        "unhideWhenUsed",
        "qFormat",
        "locked",
        "personal",
        "personalCompose",
        "personalReply",
    ]
)
_LED = ("basedOn", "next", "link")


class Names(NamedTuple):
    """The styles of one document in the merged file, old ids to new.

    ``paragraph`` and ``table`` are for what names no style, ``None`` where that needs none.
    """

    styles: Mapping[str, str]
    paragraph: str | None
    table: str | None


class Styles:
    """The styles part of a merged file, begun with the first document's (``None``: none)."""

    def __init__(self, first: bytes | None) -> None:
        self._root = _read(first)
        self._known = _Sheet(self._root, {})
        self._defaults = _defaults(self._root)
        self._names = {name.casefold() for name in map(_name, self._root.iter(f"{_W}style"))}
        self._added: dict[tuple[str, bytes], str] = {}
        self._count = 0

    def take(self, other: bytes | None, lists: Mapping[str, str]) -> Names:
        """Takes in the styles of another document, whose lists go by other numbers.

        Raises :class:`MergeFailed` where text without a style looks otherwise.
        """
        root = _read(other)
        if _defaults(root) != self._defaults:
            raise unlike(tr("chữ và đoạn mặc định (docDefaults trong styles) khác nhau"))
        sheet = _Sheet(root, lists)
        names: dict[str, str] = {}
        new: list[str] = []
        for style in sheet.styles:
            meaning = sheet.meaning(style)
            if self._known.has(style) and self._known.meaning(style) == meaning:
                continue
            known = self._added.get((style, meaning))
            if known is None:
                known = self._added[style, meaning] = self._free(style, sheet)
                new.append(style)
            if known != style:
                names[style] = known
        for style in new:
            self._add(sheet, style, names, lists)
        return Names(
            names,
            paragraph=self._unnamed("paragraph", sheet, names),
            table=self._unnamed("table", sheet, names),
        )

    def written(self) -> bytes:
        """The part with all styles taken in."""
        return etree.tostring(self._root, encoding="UTF-8", standalone=True)

    def _free(self, style: str, sheet: _Sheet) -> str:
        node = sheet.styles[style]
        is_usual = node.get(f"{_W}default") is not None  # Word knows it by its name, too
        if not (is_usual or self._known.has(style) or _name(node).casefold() in self._names):
            return style
        while True:
            self._count += 1
            if not self._known.has(f"{style}Gop{self._count}"):
                return f"{style}Gop{self._count}"

    def _add(
        self, sheet: _Sheet, style: str, names: Mapping[str, str], lists: Mapping[str, str]
    ) -> None:
        node = deepcopy(sheet.styles[style])
        new = names.get(style, style)
        node.set(f"{_W}styleId", new)
        node.attrib.pop(f"{_W}default", "")
        title = node.find(f"{_W}name")
        if title is not None and new != style:
            node.set(f"{_W}customStyle", "1")
            title.set(f"{_W}val", f"{title.get(f'{_W}val', '')} ({new.rpartition('Gop')[2]})")
        for place in node.iter(*(_W + name for name in _LED)):
            old = place.get(f"{_W}val", "")
            place.set(f"{_W}val", names.get(old, old))
        _renumber(node, lists)
        self._root.append(node)
        self._names.add(_name(node).casefold())
        if new == style:
            self._known.add(node)

    def _unnamed(self, kind: str, sheet: _Sheet, names: Mapping[str, str]) -> str | None:
        """The style for what names none, where the merged file's own means another."""
        theirs, mine = sheet.default(kind), self._known.default(kind)
        if theirs is not None:
            new = names.get(theirs, theirs)
            return None if new == mine else new
        if mine is None or not self._known.says_something(mine):
            return None
        bare = f"Khong{kind.title()}"
        if not self._known.has(bare):
            node = etree.SubElement(self._root, f"{_W}style")
            node.attrib.update({f"{_W}type": kind, f"{_W}customStyle": "1", f"{_W}styleId": bare})
            etree.SubElement(node, f"{_W}name").set(f"{_W}val", bare)
            self._known.add(node)
        return bare


class _Sheet:
    """The styles of one document, and what each means."""

    def __init__(self, root: etree._Element, lists: Mapping[str, str]) -> None:
        self.styles = {node.get(f"{_W}styleId", ""): node for node in root.iter(f"{_W}style")}
        self._lists = lists
        self._meanings: dict[str, bytes] = {}

    def has(self, style: str) -> bool:
        return style in self.styles

    def add(self, node: etree._Element) -> None:
        self.styles[node.get(f"{_W}styleId", "")] = node

    def default(self, kind: str) -> str | None:
        return default_style(self.styles.values(), kind)

    def meaning(self, style: str) -> bytes:
        """What a style says together with those it is based on."""
        if style not in self._meanings:
            chain = []
            at = style
            while at in self.styles and at not in chain:
                chain.append(at)
                based = self.styles[at].find(f"{_W}basedOn")
                at = "" if based is None else based.get(f"{_W}val", "")
            self._meanings[style] = b"|".join(map(self._own, chain))
        return self._meanings[style]

    def says_something(self, style: str) -> bool:
        """Whether a style sets anything (``pPr``, ``rPr``, ``tblPr``)."""
        return any(len(child) for child in self.styles[style])

    def _own(self, style: str) -> bytes:
        node = plain(self.styles[style])
        for name in (*_ASIDE, "basedOn"):
            for child in node.findall(_W + name):
                node.remove(child)
        for key in list(node.attrib):
            if key != f"{_W}type":
                del node.attrib[key]
        _renumber(node, self._lists)
        return etree.tostring(node, method="c14n", exclusive=True)


def default_style(styles: Iterable[etree._Element], kind: str) -> str | None:
    """The id of the style for what names none; ``None`` where there is none."""
    for node in styles:
        if node.get(f"{_W}default") in ("1", "true", "on") and node.get(f"{_W}type") == kind:
            return node.get(f"{_W}styleId", "")
    return None


def ids_in(part: bytes | None) -> frozenset[str]:
    """The ids of the styles of a part."""
    return frozenset(_Sheet(_read(part), {}).styles)


def meanings(part: bytes | None, used: set[str]) -> list[bytes]:
    """What styles of a part say, with what holds without a style."""
    root = _read(part)
    sheet = _Sheet(root, {})
    defaults = {sheet.default("paragraph"), sheet.default("table")}
    chosen = sorted(style for style in used | defaults if style is not None)
    return [*(text for _, text in _defaults(root)), *map(sheet.meaning, chosen)]


def _read(part: bytes | None) -> etree._Element:
    return etree.Element(f"{_W}styles", nsmap={"w": W}) if part is None else etree.fromstring(part)


def _name(style: etree._Element) -> str:
    found = style.find(f"{_W}name")
    return "" if found is None else found.get(f"{_W}val", "")


def _renumber(style: etree._Element, lists: Mapping[str, str]) -> None:
    for place in style.iter(f"{_W}numId"):
        old = place.get(f"{_W}val", "")
        place.set(f"{_W}val", lists.get(old, old))


def _defaults(root: etree._Element) -> list[tuple[str, bytes]]:
    """What holds for text without a style: the properties that are set, in a fixed order."""
    found = []
    for path in ("rPrDefault/w:rPr", "pPrDefault/w:pPr"):
        for node in root.iterfind(f"w:docDefaults/w:{path}/*", {"w": W}):
            if etree.QName(node).localname != "lang":
                found.append((path, etree.tostring(plain(node), method="c14n", exclusive=True)))
    return sorted(found)
