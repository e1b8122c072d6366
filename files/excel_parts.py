"""The parts of an .xlsx (các phần của .xlsx): where its sheets are, and all in one way of writing.

The fast reader understands the usual way to write a workbook and loses values
in others without a word: UTF-16, comments or CDATA inside a value, ``../`` in
a target. Parts written so are written anew before it sees them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from xml.etree import ElementTree

from .sheet_edit.xml import Element, local, namespace, parse, serialise

_DECLARED = re.compile(rb"""\A(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
_UTF8 = (b"utf-8", b"utf8", b"us-ascii", b"ascii")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
# What the fast reader stumbles over inside a value; pretty printing alone costs nothing but time.
_ODD = (b"<!--", b"<![CDATA[", b"v xml:space", b"v> ", b"v>\n", b"v>\r", b"v>\t")
_REFERENCE = re.compile(rb"v>[^<>]*&#")
_NUMERIC = ("", "n", "s", "b", "e", "d")
# Letters XML forbids; careless exporters write them all the same.
_FORBIDDEN = bytes(n for n in range(32) if n not in (9, 10, 13))


class ExcelParts:
    """The XML parts of a package, brought into one form (phần .xlsx). ``changed``: any was not.

    Raises ``ValueError`` for XML that is damaged.
    """

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.changed = False
        self.parts = dict(parts)
        for name, content in parts.items():
            if name.lower().endswith((".xml", ".rels")) and not _is_utf8(content):
                self._rewrite(name, serialise(_plain(content)))
        self._names = {name.lower(): name for name in self.parts}
        self.workbook = self._main_part()

    def sheets(self) -> list[tuple[str, str]]:
        """The names of the sheets with cells and their parts, in workbook order."""
        if not self.workbook or not self.workbook.endswith(".xml"):
            return []
        targets = {r.get("Id", ""): self._target(self.workbook, r) for r in self._targets()}
        found = []
        for entry in parse(self.parts[self.workbook]).iter():
            if local(entry) == "sheet":
                link = next((str(v) for k, v in entry.items() if str(k).endswith("}id")), "")
                part = self._names.get(targets.get(link, "").lower())
                if part is not None and b"heetData" in self.parts[part]:
                    found.append((entry.get("name", ""), part))
        return found

    def cell_parts(self) -> Iterator[str]:
        """Every part with cells, whether the workbook names it or not."""
        for name, content in self.parts.items():
            if b"sheetData" in content:
                yield name

    def settle(self, name: str) -> bytes:
        """The XML of a sheet without what the fast reader stumbles over."""
        content = self.parts[name]
        odd = any(sign in content for sign in _ODD) or content.find(b"<?", 2) >= 0
        if odd or _REFERENCE.search(content):
            root = _plain(content)
            for value in root.iter(namespace(root) + "v"):
                holder = value.getparent()
                if value.text and holder is not None and holder.get("t", "") in _NUMERIC:
                    value.text = value.text.strip()
            self._rewrite(name, serialise(root))
        return self.parts[name]

    def clean(self, name: str) -> bool:
        """Take out letters that XML forbids but some programs write; whether there were any."""
        content = self.parts[name].translate(None, _FORBIDDEN)
        if len(content) == len(self.parts[name]):
            return False
        self._rewrite(name, content)
        return True

    def longest_shared_text(self) -> int:
        """No shared text takes more bytes than this."""
        parts = self.related(self.workbook, "sharedStrings")
        texts = (text for part in parts for text in self.parts.get(part, b"").split(b"si>"))
        return max(map(len, texts), default=0)

    def root(self, part: str) -> ElementTree.Element | None:
        """The root of a small part; ``None`` when it is absent or damaged."""
        content = self.parts.get(self._names.get(part.lower(), ""), b"")
        if not content or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            return None
        try:
            return ElementTree.fromstring(content)
        except ElementTree.ParseError:
            return None

    def related(self, part: str, kind: str) -> Iterator[str]:
        """The parts of a kind (``comments``, ``styles``) that a part refers to."""
        relations = self.root(relations_of(part))
        for relation in relations if relations is not None else ():
            if relation.get("Type", "").endswith(f"/{kind}"):
                yield self._names.get(self._target(part, relation).lower(), "")

    def _rewrite(self, name: str, content: bytes) -> None:
        self.parts[name] = content
        self.changed = True

    def _main_part(self) -> str:
        return next(filter(None, self.related("", "officeDocument")), "")

    def _targets(self) -> list[Element]:
        """The relations of the workbook; winding targets are made straight for the fast reader."""
        name = self._names.get(relations_of(self.workbook).lower(), "")
        if not name:
            return []
        root = parse(self.parts[name])
        relations = [r for r in root if local(r) and r.get("TargetMode") != "External"]
        if b"./" in self.parts[name] or b"\\" in self.parts[name]:
            for relation in relations:
                relation.set("Target", "/" + self._target(self.workbook, relation))
            self._rewrite(name, serialise(root))
        return relations

    @staticmethod
    def _target(part: str, relation: Element | ElementTree.Element) -> str:
        target = str(relation.get("Target", "")).replace("\\", "/")
        return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


def relations_of(part: str) -> str:
    """The part that holds another's relations; ``""`` is the package itself."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _is_utf8(content: bytes) -> bool:
    if content.startswith(_WIDE):
        return False
    declared = _DECLARED.match(content[:200])
    return declared is None or declared[1].lower() in _UTF8


def _plain(content: bytes) -> Element:
    """The root of a part without comments, instructions and marked sections."""
    return parse(content, plain=True)
