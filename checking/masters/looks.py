"""How a run of text looks (chữ trông thế nào): its font, and whether a reader sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from ...i18n import tr
from ...rendering.namespaces import A, W
from ...rendering.reading.stories import tree

_OFF = frozenset({"0", "false", "off", "none"})
_VAL = f"{W}val"
_FAINT = 4
"""Half points: what is this small is a dot on paper."""
_FLAT = 60
"""Twentieths of a point: no line fits into a row that is fixed at this height."""
_NO_FILL = frozenset({"", "auto", "ffffff"})
_HIDDEN, _SMALL, _WHITE = "hidden", "small", "white"
_WHY: dict[str, Callable[[], str]] = {
    _HIDDEN: lambda: tr("chữ ẩn (Font → Hidden)"),
    _SMALL: lambda: tr("cỡ chữ quá nhỏ"),
    _WHITE: lambda: tr("chữ trắng trên nền trắng"),
}
_FONT_KEYS = (("asciiTheme", "ascii"), ("hAnsiTheme", "hAnsi"))


class Looks:
    """The styles of one package, asked about its runs (kiểu chữ của một tệp)."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._usual = ""
        self._defaults: list[etree._Element] = []
        self._theme: dict[str, str] = {}
        self._letters: dict[tuple[object, str], str | None] = {}
        language = ""
        for name, content in parts.items():
            root = tree(content)
            # What Word 2010 kept beside the styles is no longer asked by any Word.
            if root is None or name.endswith("stylesWithEffects.xml"):
                continue
            if root.tag == f"{W}styles":
                self._read_styles(root)
            elif root.tag == f"{A}theme":
                self._read_theme(root)
            elif root.tag == f"{W}settings":
                lang = root.find(f"{W}themeFontLang")
                language = "" if lang is None else lang.get(_VAL, "")
        # Word shows a theme's Vietnamese font, not its Latin one, in a Vietnamese file.
        script = "Viet" if language.lower().startswith("vi") else ""
        self._script = script

    def _read_styles(self, root: etree._Element) -> None:
        for style in root.iter(f"{W}style"):
            self._styles[style.get(f"{W}styleId", "")] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self._usual = style.get(f"{W}styleId", "")
        self._defaults = root.findall(f"{W}docDefaults/{W}rPrDefault/{W}rPr")

    def _read_theme(self, root: etree._Element) -> None:
        for kind in ("major", "minor"):
            for node in root.iterfind(f".//{A}{kind}Font/*"):
                name = etree.QName(node).localname
                key = node.get("script", "") if name == "font" else name
                self._theme.setdefault(f"{kind}:{key}", node.get("typeface", ""))

    def font(self, run: etree._Element) -> str:
        """The font of a run's letters; "" where the file does not say."""
        for look in self._of(run):
            fonts = look.find(f"{W}rFonts")
            for theme, plain in _FONT_KEYS if fonts is not None else ():
                assert fonts is not None
                of_theme = fonts.get(W + theme, "")
                if of_theme:
                    kind = of_theme[:5]
                    named = self._theme.get(f"{kind}:{self._script}", "") if self._script else ""
                    return named or self._theme.get(f"{kind}:latin", "")
                if fonts.get(W + plain):
                    return fonts.get(W + plain, "")
        return ""

    def unseen(self, run: etree._Element) -> str:
        """Why no reader sees a run, in words; "" where one does."""
        own, paragraph = run.find(f"{W}rPr"), next(run.iterancestors(f"{W}p"), None)
        said = () if own is None else tuple((node.tag, node.get(_VAL)) for node in own)
        style = None if paragraph is None else paragraph.find(f"{W}pPr/{W}pStyle")
        key = said, "" if style is None else style.get(_VAL, "")
        if key not in self._letters:
            self._letters[key] = self._unseen_letters(run)
        why = self._letters[key]
        if why is _WHITE and self._filled(run):
            why = None
        return (_WHY[why]() if why else "") or self._unseen_row(run)

    def _unseen_letters(self, run: etree._Element) -> str | None:
        if self._first(run, "vanish") is not None and self._on(run, "vanish"):
            return _HIDDEN
        size = self._first(run, "sz")
        if size is not None and _number(size.get(_VAL)) <= _FAINT:
            return _SMALL
        colour = self._first(run, "color")
        white = colour is not None and colour.get(_VAL, "").lower() == "ffffff"
        return _WHITE if white else None

    def _unseen_row(self, run: etree._Element) -> str:
        for row in run.iterancestors(f"{W}tr"):
            if row.find(f"{W}trPr/{W}hidden") is not None:
                return tr("hàng bị ẩn")
            height = row.find(f"{W}trPr/{W}trHeight")
            exact = height is not None and height.get(f"{W}hRule") == "exact"
            if exact and height is not None and _number(height.get(_VAL)) <= _FLAT:
                return tr("hàng cao cố định gần bằng không")
        return ""

    def _of(self, run: etree._Element) -> Iterator[etree._Element]:
        """The looks that meet in a run, the strongest first."""
        own = run.find(f"{W}rPr")
        if own is not None:
            yield own
            style = own.find(f"{W}rStyle")
            if style is not None:
                yield from self._chain(style.get(_VAL, ""))
        paragraph = next(run.iterancestors(f"{W}p"), None)
        style = None if paragraph is None else paragraph.find(f"{W}pPr/{W}pStyle")
        yield from self._chain(self._usual if style is None else style.get(_VAL, ""))
        yield from self._defaults

    def _chain(self, style: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield from self._styles[style].findall(f"{W}rPr")
            base = self._styles[style].find(f"{W}basedOn")
            style = "" if base is None else base.get(_VAL, "")

    def _first(self, run: etree._Element, name: str) -> etree._Element | None:
        said = (look.find(W + name) for look in self._of(run))
        return next((node for node in said if node is not None), None)

    def _on(self, run: etree._Element, name: str) -> bool:
        node = self._first(run, name)
        return node is not None and node.get(_VAL, "1").lower() not in _OFF

    def _filled(self, run: etree._Element) -> bool:
        """Whether something dark may stand behind a run: a fill, a highlight, a shape."""
        if self._first(run, "highlight") is not None:
            return True
        for owner in (run, *run.iterancestors(f"{W}p", f"{W}tc", f"{W}tbl", f"{W}txbxContent")):
            if owner.tag == f"{W}txbxContent":
                return True
            for fill in owner.iterfind(f"{owner.tag}Pr/{W}shd"):
                if fill.get(f"{W}fill", "").lower() not in _NO_FILL:
                    return True
        # A table's or paragraph's style may bring a fill of its own.
        styles = [*run.iterancestors(f"{W}tbl"), *run.iterancestors(f"{W}p")]
        named = (s.get(_VAL, "") for o in styles for s in o.iterfind(f"{o.tag}Pr/*"))
        return any(
            self._styles[name].find(f".//{W}shd") is not None
            for name in named
            if name in self._styles
        )


def _number(text: str | None) -> float:
    try:
        return float(text or "")
    except ValueError:
        return float("inf")
