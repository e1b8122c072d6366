"""The opening tag of a merged body (thẻ gốc): its prefixes must serve what every record brings."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_IGNORABLE = f"{{{_MC}}}Ignorable"
_ROOT = re.compile(rb"<w:document\b(?:[^<>\"]|\"[^\"<]*\")*>")


class Root:
    """The root of the merged body, begun with that of the first document."""

    def __init__(self, document: bytes) -> None:
        self._spaces, ignorable = _declared(document)
        self._added: dict[str, str] = {}
        self._ignorable = list(ignorable)

    def admit(self, document: bytes) -> None:
        """Takes in the prefixes of another document, as far as they mean nothing else yet."""
        spaces, ignorable = _declared(document)
        for prefix, uri in spaces.items():
            if prefix is not None and prefix not in self._spaces:
                self._spaces[prefix] = self._added[prefix] = uri
        for prefix in ignorable:
            if self._spaces[prefix] == spaces[prefix] and prefix not in self._ignorable:
                self._ignorable.append(prefix)

    def opened(self, prefix: bytes) -> bytes:
        """What stands before the first document's body, with the prefixes of all."""
        if not self._added:
            return prefix
        found = _ROOT.search(prefix)
        assert found is not None
        root = etree.fromstring(found.group().rstrip(b"/>") + b"/>")
        attributes = {str(key): str(value) for key, value in root.attrib.items()}
        if self._ignorable:
            self._spaces.setdefault("mc", _MC)
            attributes[_IGNORABLE] = " ".join(self._ignorable)
        whole = etree.Element(root.tag, attributes, nsmap=self._spaces)  # type: ignore[arg-type]
        tag = etree.tostring(whole).removesuffix(b"/>") + b">"
        return prefix[: found.start()] + tag + prefix[found.end() :]

    def serves(self, document: bytes) -> bool:
        """Whether the content of a document means the same under this root."""
        spaces, _ = _declared(document)
        return all(self._spaces.get(prefix) == uri for prefix, uri in spaces.items())

    def fitted(self, document: bytes) -> bytes:
        """The document, every block of which brings the prefixes it needs by itself."""
        root = etree.fromstring(document)
        body = root.find(f"{{{W}}}body")
        if body is None:
            return document
        ignorable = (root.get(_IGNORABLE) or "").split()
        required = {word for node in body.iter() for word in (node.get("Requires") or "").split()}
        for block in body:
            if ignorable:
                block.set(_IGNORABLE, " ".join(ignorable))
        keep = [*ignorable, *required]
        blocks = [_alone(block, keep) for block in list(body)]
        return (
            b'<w:document xmlns:w="%s"><w:body>' % W.encode()
            + b"".join(blocks)
            + (b"</w:body></w:document>")
        )


def _alone(block: etree._Element, keep: list[str]) -> bytes:
    written = etree.tostring(block, encoding="UTF-8", with_tail=False)
    alone = etree.fromstring(written)
    etree.cleanup_namespaces(alone, keep_ns_prefixes=keep)
    return etree.tostring(alone, encoding="UTF-8").replace(b' xmlns:w="%s"' % W.encode(), b"", 1)


def _declared(document: bytes) -> tuple[dict[str | None, str], list[str]]:
    found = _ROOT.search(document)
    return _read(found.group()) if found is not None else ({}, [])


@lru_cache(maxsize=64)
def _read(tag: bytes) -> tuple[dict[str | None, str], list[str]]:
    root = etree.fromstring(tag.rstrip(b"/>") + b"/>")
    ignorable = [p for p in (root.get(_IGNORABLE) or "").split() if p in root.nsmap]
    return dict(root.nsmap), ignorable
