"""Tags outside of the paper's own text (thẻ ở chỗ khác): filled where a reader sees them.

Every XML part and the addresses of links are looked at. Charts, diagrams, properties,
custom XML and addresses are filled, text by text; a tag anywhere else would stay in
the paper as typed, so it is refused when the template is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote

from lxml import etree

from ...errors import GiaytoError, TemplateSyntax
from ...i18n import tr
from ..limits import Limits
from ..package.addresses import check_typed_head
from ..package.reading import unzip
from ..part_names import FILLED, part_said
from ..quoting import in_paragraph, quoted
from .attributes import clean_attributes
from .gathered import gather_blocks, unpaired
from .parts import Holds, PartSource, ScatteredSource
from .split_tags import join_tags
from .spoken import Spoken
from .stories import tree
from .tags import NotFilledThere, unclosed
from .tagscan import TagScanner, cut_at_tags
from .tagtext import plain_source

_PACKAGE = "{http://schemas.openxmlformats.org/package/2006"
_CORE = f"{_PACKAGE}/metadata/core-properties}}coreProperties"
_RELATIONS = f"{_PACKAGE}/relationships}}Relationships"
_BRACE = re.compile(rb"\{|%7b", re.IGNORECASE)
_ESCAPES = (
    (re.compile("%7B", re.IGNORECASE), "{"),
    (re.compile("%7D", re.IGNORECASE), "}"),
    (re.compile(r"\{%25"), "{%"),
    (re.compile(r"%25\}"), "%}"),
    (re.compile(r"\{%23"), "{#"),
    (re.compile(r"%23\}"), "#}"),
)
_TEXT_FILES = (".htm", ".html", ".mht", ".mhtml", ".txt")


class Elsewhere:
    """What is found outside of the stories: ``changed`` parts, with marks, and their ``sources``.

    ``of`` gives the name of a part for people with that of its template.
    """

    def __init__(self, spoken: Spoken, of: Callable[[str], str]) -> None:
        self._spoken = spoken
        self._of = of
        self.changed: dict[str, bytes] = {}
        self.sources: dict[str, ScatteredSource] = {}
        self._faults: list[TemplateSyntax] = []

    def read(
        self, contents: Mapping[str, bytes], stories: frozenset[str], limits: Limits
    ) -> list[TemplateSyntax]:
        """Looks at every part but the stories; gives back what is wrong.

        That is a tag which is not closed or cannot be filled; of a part that is not filled
        at all the first.
        """
        bound = _custom_xml(contents)
        for name, content in contents.items():
            try:
                if name not in stories:
                    self._look_at(name, content, bound, limits)
            except TemplateSyntax as fault:
                self._faults.append(fault)
        return self._faults

    def _look_at(self, name: str, content: bytes, bound: frozenset[str], limits: Limits) -> None:
        if content.startswith(b"PK\x03\x04"):
            self._look_into(name, content, limits)
        elif name.lower().endswith(_TEXT_FILES):
            self._refuse_any(name, [content.decode("utf-8", "replace")])
        elif _BRACE.search(content.replace(b"\0", b"")) is not None:
            root = tree(content)
            if root is not None and root.tag != _CORE:
                self._read_part(name, root, bound)

    def refuse_left(self, name: str, content: bytes) -> None:
        """Raises :class:`TemplateSyntax` when a part that is not filled holds a tag."""
        root = tree(content)
        if root is not None:
            join_tags(root, name)
            self._refuse_any(name, (text for _, _, text in _texts(root)))

    def source(self, name: str, title: str, text: str, holds: Holds) -> str:
        """The mark for a text with tags, whose source is noted down.

        Raises :class:`TemplateSyntax` for a tag or block that is not closed in it, and
        :class:`TemplateUnsafe` for an address of a kind that no paper may have.
        """
        where = in_paragraph(title, text)
        fault = unclosed(text, where)
        if fault is not None:
            raise fault
        alone = unpaired(text)
        if alone is not None:
            raise TemplateSyntax(
                tr("Thẻ {the} và thẻ đi cùng nó phải nằm trong cùng một dòng chữ.").format(
                    the=alone.text
                ),
                where=where,
                fix=tr("Ở chỗ này gõ cả thẻ mở lẫn thẻ đóng trong một dòng."),
            )
        if holds is Holds.ADDRESS:
            check_typed_head(cut_at_tags(text)[0], where)
        values = self.sources.setdefault(name, ScatteredSource(holds)).values
        mark = f"giayto-value-{len(values)}-"
        values[mark] = PartSource(name, title, plain_source(text, self._spoken))
        return mark

    def _read_part(self, name: str, root: etree._Element, bound: frozenset[str]) -> None:
        if root.tag == _RELATIONS:
            title, holds = tr("địa chỉ liên kết"), Holds.ADDRESS
            texts = self._addresses(name, root)
        else:
            kind = str(root.tag)
            if kind not in FILLED and name not in bound:
                self.refuse_left(name, etree.tostring(root))
                return
            title = tr(FILLED[kind]) if kind in FILLED else tr("dữ liệu XML kèm tệp")
            holds = Holds.TEXT
            wrong = [
                *clean_attributes(root, self._of(title)),
                *join_tags(root, self._of(title)),
            ]
            self._faults += wrong
            if wrong:
                return
            gather_blocks(root)
            texts = _texts(root)
        for node, attribute, text in list(texts):
            plain = _with_plain_tags(text)
            if not _has_opening(plain):
                continue
            try:
                mark = self.source(name, self._of(title), plain, holds)
            except TemplateSyntax as fault:
                self._faults.append(fault)
                continue
            if attribute == _OWN_TEXT:
                node.text = mark
            elif attribute == _TAIL:
                node.tail = mark
            else:
                node.set(attribute, mark)
        if name in self.sources:
            self.changed[name] = etree.tostring(root, encoding="UTF-8", standalone=True)

    def _addresses(
        self, name: str, root: etree._Element
    ) -> Iterator[tuple[etree._Element, str, str]]:
        for node, attribute, text in _texts(root):
            outside = node.get("TargetMode") == "External" and attribute == "Target"
            if outside and node.get("Type", "").endswith("/hyperlink"):
                yield node, attribute, text
            else:
                self._refuse_any(name, [text])

    def _look_into(self, name: str, content: bytes, limits: Limits) -> None:
        """Refuses a file within the file (the numbers of a chart) whose texts hold tags."""
        try:
            inner = unzip(content, name, limits)
        except GiaytoError:
            return  # no document of Office
        for part in inner.values():
            root = tree(part) if b"{" in part else None
            if root is not None:
                self._refuse_any(
                    name, ["".join(map(str, root.itertext())), *(t for _, _, t in _texts(root))]
                )

    def _refuse_any(self, name: str, texts: Iterator[str] | list[str]) -> None:
        for text in texts:
            cut = cut_at_tags(_with_plain_tags(text))
            if len(cut) > 1:
                raise NotFilledThere(
                    tr("Thẻ nằm ở chỗ không điền được: {the}").format(the=quoted(cut[1])),
                    where=self._of(part_said(name)),
                    why=tr("chỗ này không in ra cùng văn bản, thẻ sẽ còn nguyên như đã gõ"),
                    fix=tr(
                        "Bỏ thẻ ở đó (kiểu chữ, kiểu đánh số, khối dựng sẵn, bảng số nhúng của biểu"
                        " đồ); gõ thẻ ở thân văn bản, đầu trang, chân trang, chú thích hoặc tiêu đề"
                        " biểu đồ."
                    ),
                )


_OWN_TEXT, _TAIL = ".", "tail."


def _texts(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """Every text of a part: its element, the attribute it is (or own text, or tail), itself."""
    for node in root.iter(etree.Element):
        if node.text:
            yield node, _OWN_TEXT, node.text
        for name, value in node.items():
            yield node, str(name), str(value)
        if node.tail:
            yield node, _TAIL, node.tail


def _has_opening(text: str) -> bool:
    return next(TagScanner().spans(text), None) is not None


def _with_plain_tags(text: str) -> str:
    """The text with its tags as typed, where an address has written them as ``%7B``."""
    if "%7" not in text:
        return text
    decoded = text
    for pattern, char in _ESCAPES:
        decoded = pattern.sub(char, decoded)
    cut = cut_at_tags(decoded)
    if len(cut) == 1:
        return text
    cut[::2] = [piece.replace("{", "%7B").replace("}", "%7D") for piece in cut[::2]]
    cut[1::2] = map(unquote, cut[1::2])
    return "".join(cut)


def _custom_xml(contents: Mapping[str, bytes]) -> frozenset[str]:
    """The names of the parts that controls of the paper may show."""
    found: set[str] = set()
    for name, content in contents.items():
        root = tree(content) if name.endswith(".rels") and b"/customXml" in content else None
        for node in () if root is None else root:
            if node.get("Type", "").endswith("/customXml"):
                found.add(node.get("Target", "").replace("../", "").lstrip("/"))
    return frozenset(found)
