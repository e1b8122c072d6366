"""Our own remarks in a template (chú thích của giayto): for its keeper, never for a paper.

The check of masters writes comments into a copy. A keeper mends the copy and uses it as
it is, so that what we wrote there is taken out before anything else is read.
"""

from __future__ import annotations

from lxml import etree

from ..namespaces import W

AUTHOR = "giayto"
"""Who the comments are from."""
_MARK = f'w:author="{AUTHOR}"'.encode()
_ENDS = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def without_remarks(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts of a settled package without our comments; the same dict where there are none."""
    changed: dict[str, bytes] = {}
    gone: set[str] = set()
    for name, content in parts.items():
        if _MARK in content and b"comments" in content[:4096]:
            root = etree.fromstring(content, _PARSER)
            for comment in root.findall(f"{W}comment[@{W}author='{AUTHOR}']"):
                gone.add(comment.get(f"{W}id", ""))
                root.remove(comment)
            changed[name] = _bytes(root)
    if not gone:
        return parts
    for name, content in parts.items():
        if name not in changed and b"w:comment" in content:
            root = etree.fromstring(content, _PARSER)
            for mark in [m for m in root.iter(*_ENDS) if m.get(f"{W}id", "") in gone]:
                _drop(mark)
            changed[name] = _bytes(root)
    return {**parts, **changed}


def _drop(mark: etree._Element) -> None:
    """Takes a mark away, and the run that held it alone."""
    holder = mark.getparent()
    if holder is None:
        return
    holder.remove(mark)
    above = holder.getparent()
    bare = all(child.tag == f"{W}rPr" for child in holder)
    if holder.tag == f"{W}r" and bare and above is not None:
        above.remove(holder)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", standalone=True)
