"""What each part is (loại của từng phần): ``[Content_Types].xml``, by which Word knows parts."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterable
from urllib.parse import unquote

from lxml import etree

TYPES_PART = "[Content_Types].xml"
TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
"""How the content types of Word's own parts begin."""
_NS = f"{{{TYPES_NS}}}"


def names_by_spelling(parts: Iterable[str]) -> dict[str, str]:
    """The names of parts by all that Word takes for them: in any case, blanks as ``%20`` or not."""
    names = list(parts)
    return {unquote(part).lower(): part for part in names} | {part.lower(): part for part in names}


class ContentTypes:
    """The content types of a package; names of parts are compared without regard to case.

    ``parts`` are the names of the parts that are there, to which those that the package
    tells of are spelled alike; without them they stay as they are.
    """

    def __init__(self, root: etree._Element, parts: Iterable[str] = ()) -> None:
        self.root = root
        self.changed = False
        self._overrides: dict[str, etree._Element] = {}
        known = names_by_spelling(parts)
        for node in root.iter(f"{_NS}Override"):
            said = node.get("PartName", "").replace("\\", "/").lstrip("/")
            part = known.get(said.lower()) or known.get(unquote(said).lower()) or said
            if parts and node.get("PartName") != f"/{part}":
                node.set("PartName", f"/{part}")
                self.changed = True
            self._overrides[part.lower()] = node
        self._defaults = {
            node.get("Extension", "").lower(): node.get("ContentType", "")
            for node in root.iter(f"{_NS}Default")
        }

    def of(self, part: str) -> str:
        """The content type of a part, in lower case; ``""`` when it has none."""
        return self.said_of(part).lower()

    def said_of(self, part: str) -> str:
        """The content type of a part as the package spells it; ``""`` when it has none."""
        override = self._overrides.get(part.lower())
        if override is not None:
            return override.get("ContentType", "")
        extension = posixpath.basename(part).rpartition(".")[2].lower()
        return self._defaults.get(extension, "")

    def set(self, part: str, kind: str) -> None:
        """Gives a part its content type."""
        if self.said_of(part) == kind:
            return
        override = self._overrides.get(part.lower())
        if override is None:
            override = etree.SubElement(self.root, f"{_NS}Override", PartName=f"/{part}")
            self._overrides[part.lower()] = override
        override.set("ContentType", kind)
        self.changed = True

    def keep_only(self, parts: Container[str]) -> None:
        """Drops what is said of parts that are not there; ``parts`` in lower case."""
        for part, override in list(self._overrides.items()):
            if part not in parts:
                del self._overrides[part]
                self.root.remove(override)
                self.changed = True
