"""Taking a template apart (tách mẫu): which parts are rendered, which never change.

A part is read as a tree: steps put each tag where Jinja wants it, and the tree is
written out as Jinja's source. python-docx saves the rest once, so the package around
it is docxtpl's too.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docxtpl import DocxTemplate
from lxml import etree

from ...errors import TemplateUnreadable
from ...files.faults import library_details
from ...i18n import tr
from ..limits import Limits, exceeded
from .attributes import clean_attributes
from .bare_tables import complete_tables
from .block_tags import lift_block_tags
from .blocks_across import even_out_blocks
from .cell_tags import set_cell_tags
from .changes import accept_changes, empty_notes, references
from .elsewhere import Elsewhere
from .joined import join_tags
from .measures import set_measures
from .minus_tags import join_paragraphs
from .parts import Holds, PartSource, ScatteredSource
from .passing_ids import drop_passing_ids
from .run_tags import keep_spaces, lift_run_tags
from .tagtext import finish
from .torn_fields import refuse_torn_fields

PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CORE_PART = "docProps/core.xml"
# The text properties that docxtpl renders.
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
_PROPERTY_CHARS = 255  # what python-docx writes; Word itself keeps longer ones
_TAGS = ("{{", "{%", "{#")
_TAG_BYTES = tuple(opening.encode() for opening in _TAGS)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = f"{_W}document"
# What is done to the tree of each part, in this order.
_STEPS: tuple[Callable[[etree._Element, str], object], ...] = (
    accept_changes,
    clean_attributes,
    join_tags,
    even_out_blocks,
    complete_tables,
    set_measures,
    keep_spaces,
    join_paragraphs,
    lift_block_tags,
    set_cell_tags,
    drop_passing_ids,
    refuse_torn_fields,
    lift_run_tags,
)


@dataclass(slots=True)
class TemplateSource:
    """A template taken apart."""

    parts: list[PartSource] = field(default_factory=list)
    scattered: dict[str, ScatteredSource] = field(default_factory=dict)
    static: dict[str, bytes] = field(default_factory=dict)
    cleaned: bytes = b""
    """The template as a .docx whose tags are already cleaned, for the package path."""


def take_apart(
    data: bytes,
    contents: Mapping[str, bytes],
    labels: Mapping[str, str],
    name: str,
    limits: Limits,
) -> TemplateSource:
    """The parts of a checked template.

    Raises :class:`TemplateUnreadable`, :class:`TemplateSyntax` (a tag that is
    not closed) and :class:`TemplateLimit` (too many tags).
    """
    elsewhere = Elsewhere(labels, _tree, lambda part: _of(name, part))
    stories, cleaned = _cleaned(contents, elsewhere, limits, name)
    result = TemplateSource(scattered=elsewhere.sources, cleaned=cleaned)
    template = DocxTemplate(io.BytesIO(result.cleaned))
    try:
        template.render_init()
        had_core = CORE_PART in contents
        document = template.docx
        result.parts.append(_body(template, labels, name))
        for part, title in _other_parts(template, name):
            text = _jinja_source(etree.fromstring(part.blob), labels)
            result.parts.append(PartSource(part.partname.lstrip("/"), title, text))
        _properties(document.core_properties, elsewhere, had_core=had_core)
        saved = io.BytesIO()
        document.save(saved)
    except (KeyError, ValueError, AttributeError, RecursionError, etree.XMLSyntaxError) as error:
        raise TemplateUnreadable(
            tr("Không dùng được tệp mẫu «{ten}».").format(ten=name),
            why=tr("gói Word thiếu phần hoặc sai quan hệ"),
            details=library_details(error),
            fix=tr("Mở tệp bằng Word, lưu lại thành .docx, rồi thử lại."),
        ) from error
    with zipfile.ZipFile(saved) as archive:
        result.static = {entry: archive.read(entry) for entry in archive.namelist()}
    for story in stories - {part.name for part in result.parts}:
        elsewhere.refuse_left(story, result.static.get(story, b""))
    return result


def has_tags(text: str) -> bool:
    """Whether the text holds anything for Jinja."""
    return any(opening in text for opening in _TAGS)


def _cleaned(
    contents: Mapping[str, bytes], elsewhere: Elsewhere, limits: Limits, template: str
) -> tuple[frozenset[str], bytes]:
    """The names of the stories, and the package with its tags cleaned."""
    titles = _titles(template)
    stories: list[tuple[str, str, etree._Element]] = []
    for name, content in contents.items():
        root = _tree(content)
        title = None if root is None else titles.get(str(root.tag))
        if root is not None and title is not None:
            stories.append((name, title, root))
    # The body first: a note that nothing in it refers to any more is no text.
    stories.sort(key=lambda story: story[1] != titles[_MAIN])
    lost: set[tuple[str, str | None]] = set()
    for name, title, root in stories:
        empty_notes(root, lost)
        noted = references(root)
        for step in _STEPS:
            step(root, title)
        lost |= noted - references(root)
        elsewhere.changed[name] = etree.tostring(root, encoding="UTF-8", standalone=True)
        # Counted here because docxtpl's steps take quadratic time over thousands of tags.
        if sum(map(elsewhere.changed[name].count, _TAG_BYTES)) > limits.template_tags:
            raise exceeded("template_tags", limits.template_tags, where=title)
    names = frozenset(name for name, _, _ in stories)
    elsewhere.read(contents, names, limits)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, elsewhere.changed.get(name, content))
    return names, packed.getvalue()


def _tree(content: bytes) -> etree._Element | None:
    """The tree of a part without remarks of XML itself; ``None`` for what is no XML."""
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xfe\xff", b"\xff\xfe")):
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None


def _titles(template: str) -> dict[str, str]:
    """The parts that are rendered, by their root elements, as people call them."""
    names = {
        _MAIN: tr("thân văn bản"),
        f"{_W}hdr": tr("đầu trang"),
        f"{_W}ftr": tr("chân trang"),
        f"{_W}footnotes": tr("chú thích cuối trang"),
        f"{_W}endnotes": tr("chú thích cuối văn bản"),
        f"{_W}comments": tr("ghi chú bên lề"),
    }
    return {root: _of(template, name) for root, name in names.items()}


def _of(template: str, part: str) -> str:
    """The part with the file name of its template, when it came from a file."""
    return f"{template}: {part}" if template.endswith(".docx") else part


def _body(template: Any, labels: Mapping[str, str], name: str) -> PartSource:
    document = template.docx
    text = _jinja_source(document._element, labels)
    return PartSource(document.part.partname.lstrip("/"), _titles(name)[_MAIN], text, is_body=True)


def _jinja_source(root: etree._Element, labels: Mapping[str, str]) -> str:
    return PROLOGUE + finish(etree.tostring(root, encoding="unicode"), labels)


def _other_parts(template: Any, name: str) -> list[tuple[Any, str]]:
    """Headers, footers, footnotes, endnotes and comments with their titles, each once."""
    found: dict[str, tuple[Any, str]] = {}
    names = _titles(name)
    titles = {
        RELATIONSHIP_TYPE.HEADER: names[f"{_W}hdr"],
        RELATIONSHIP_TYPE.FOOTER: names[f"{_W}ftr"],
        RELATIONSHIP_TYPE.FOOTNOTES: names[f"{_W}footnotes"],
        RELATIONSHIP_TYPE.ENDNOTES: names[f"{_W}endnotes"],
        RELATIONSHIP_TYPE.COMMENTS: names[f"{_W}comments"],
    }
    for relation in template.docx.part.rels.values():
        if relation.reltype in titles and not relation.is_external:
            part = relation.target_part
            if part.blob:
                found.setdefault(part.partname, (part, titles[relation.reltype]))
    return [found[name] for name in sorted(found)]


def _properties(core: Any, elsewhere: Elsewhere, *, had_core: bool) -> None:
    """Sets static properties as docxtpl does; puts a mark where tags stand."""
    if not had_core:
        # python-docx invents this part and stamps it with the present time.
        core.modified = datetime.datetime(1980, 1, 1)
    for name in _PROPERTIES:
        text = str(getattr(core, name))
        if len(text) <= _PROPERTY_CHARS:
            setattr(core, name, text)
    # Keywords and the like too. By the tree: docxcompose turns python-docx away from them.
    for node in core._element.iter(etree.Element):
        if has_tags(node.text or ""):
            title = tr("thuộc tính tệp «{ten}»").format(ten=etree.QName(node).localname)
            node.text = elsewhere.source(CORE_PART, title, node.text, Holds.PROPERTY)
