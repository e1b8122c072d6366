"""Themes of unlike files (chủ đề): one serves the merged file, so none may mean it otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ...i18n import tr
from .graph import Graph
from .styles import meanings
from .unlike import unlike

_DRAWING_NS = "http://schemas.openxmlformats.org/drawingml/2006/main"
_STYLE = re.compile(rb'<w:(?:p|r|tbl)Style\s[^<>]*?w:val="([^"<]*)"')


def compare_themes(first: Graph, other: Graph) -> None:
    """Raises :class:`MergeFailed` where the other's text uses what the first's theme differs in."""
    themes = [graph.read("theme") for graph in (first, other)]
    if themes[0] == themes[1]:
        return
    text = b"".join(_text(other))
    for scheme, uses, said in (
        ("fontScheme", (b"Theme=",), tr("bộ phông chữ của chủ đề (theme) khác nhau")),
        ("clrScheme", (b"themeColor=", b"schemeClr "), tr("bộ màu của chủ đề (theme) khác nhau")),
    ):
        if _scheme(themes[0], scheme) != _scheme(themes[1], scheme) and any(
            use in text for use in uses
        ):
            raise unlike(said)


def _text(graph: Graph) -> Iterator[bytes]:
    """Whatever is shown: bodies, headers, notes, charts, and the styles they name."""
    names = {graph.main, *graph.stories()}
    for relation in graph.carried():
        if not relation.external:
            names |= graph.below(graph.target(graph.main, relation))
    shown = [graph.parts[name] for name in sorted(names) if name in graph.parts]
    used = {name.decode() for part in shown for name in _STYLE.findall(part)}
    yield from shown
    yield from meanings(graph.read("styles"), used)


def _scheme(theme: bytes | None, name: str) -> bytes:
    found = (
        None
        if theme is None
        else next(etree.fromstring(theme).iter(f"{{{_DRAWING_NS}}}{name}"), None)
    )
    if found is None:
        return b""
    found.attrib.pop("name", "")
    return etree.tostring(found, method="c14n", exclusive=True, with_tail=False)
