"""Settings of unlike files (thiết đặt): one serves the merged file, none may mean it otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...i18n import tr
from .graph import Graph
from .markup import W
from .unlike import unlike

_W = f"{{{W}}}"
_USUAL_TAB = 720
_SAME_TAB = 20  # half an inch or 1.25 cm: what programs call the same
_SIDES = ("left", "right", "start", "end")


def compare_settings(first: Graph, other: Graph, *, mirrored: bool) -> None:
    """Raises :class:`MergeFailed` where pages of the other would look otherwise.

    ``mirrored`` tells that all pages of the merged file have mirrored margins, asked for.
    """
    sources = [graph.read("settings") for graph in (first, other)]
    mine, theirs = map(_settings, sources)
    if sources[0] == sources[1] and not _is_on(mine, "displayBackgroundShape"):
        return  # files of one template: their pages need not be read
    body = etree.fromstring(other.parts[other.main])
    if abs(_tab(mine) - _tab(theirs)) > _SAME_TAB and any(_default_tabs(other)):
        raise unlike(tr("khoảng cách tab mặc định khác nhau"))
    margins = list(body.iter(f"{_W}pgMar"))
    if not mirrored and _differ("mirrorMargins", mine, theirs) and any(map(_is_aslant, margins)):
        raise unlike(tr("một tệp có lề đối xứng cho in hai mặt, một tệp không"))
    gutters = any(node.get(f"{_W}gutter", "0") != "0" for node in margins)
    if gutters and _differ("gutterAtTop", mine, theirs):
        raise unlike(tr("lề đóng gáy nằm ở cạnh khác nhau"))
    if _background(first, mine) != _background(other, theirs):
        raise unlike(tr("nền trang khác nhau"))


def _settings(part: bytes | None) -> etree._Element:
    return etree.Element(f"{_W}settings") if part is None else etree.fromstring(part)


def _is_on(settings: etree._Element, name: str) -> bool:
    node = settings.find(_W + name)
    return node is not None and node.get(f"{_W}val", "1") not in ("0", "false", "off")


def _differ(name: str, *settings: etree._Element) -> bool:
    return len({_is_on(one, name) for one in settings}) > 1


def _tab(settings: etree._Element) -> int:
    node = settings.find(f"{_W}defaultTabStop")
    told = "" if node is None else node.get(f"{_W}val", "")
    return int(told) if told.isdecimal() else _USUAL_TAB


def _is_aslant(margins: etree._Element) -> bool:
    """Whether a page with its sides exchanged is another page."""
    sides = {margins.get(_W + side) for side in _SIDES} - {None}
    return len(sides) > 1 or margins.get(f"{_W}gutter", "0") != "0"


def _background(graph: Graph, settings: etree._Element) -> bytes:
    """The background of the pages, where it is shown."""
    if not _is_on(settings, "displayBackgroundShape"):
        return b""
    found = etree.fromstring(graph.parts[graph.main]).find(f"{_W}background")
    return b"" if found is None else etree.tostring(found, method="c14n", exclusive=True)


def _default_tabs(graph: Graph) -> Iterator[bool]:
    """Whether lines go further than their own tab stops, paragraph by paragraph."""
    styles = graph.read("styles")
    stops = {} if styles is None else _stops_of_styles(etree.fromstring(styles))
    for name in (graph.main, *graph.stories()):
        for run_tab in etree.fromstring(graph.parts[name]).iter(f"{_W}tab"):
            run = run_tab.getparent()
            if run is None or run.tag != f"{_W}r":
                continue
            paragraph = next(run.iterancestors(f"{_W}p"))
            named = paragraph.find(f"{_W}pPr/{_W}pStyle")
            own = stops.get("" if named is None else named.get(f"{_W}val", ""), 0)
            yield _longest(paragraph) > own + _stops(paragraph)


def _longest(paragraph: etree._Element) -> int:
    most = tabs = 0
    for node in paragraph.iter(f"{_W}tab", f"{_W}br", f"{_W}cr"):
        run = node.getparent()
        if run is None or run.tag != f"{_W}r":
            continue
        tabs = tabs + 1 if node.tag == f"{_W}tab" else 0
        most = max(most, tabs)
    return most


def _stops(holder: etree._Element) -> int:
    found = holder.iterfind(f"{_W}pPr/{_W}tabs/{_W}tab")
    return sum(node.get(f"{_W}val") not in ("clear", "bar") for node in found)


def _stops_of_styles(root: etree._Element) -> dict[str, int]:
    styles = {node.get(f"{_W}styleId", ""): node for node in root.iter(f"{_W}style")}
    found = {}
    for name in styles:
        at, seen, count = name, set[str](), 0
        while at in styles and at not in seen:
            seen.add(at)
            count += _stops(styles[at])
            based = styles[at].find(f"{_W}basedOn")
            at = "" if based is None else based.get(f"{_W}val", "")
        found[name] = count
    return found
