"""Taking a template apart (tách mẫu): which parts are rendered, which never change.

A part is read as a tree: steps put each tag where Jinja wants it, and the tree is
written out as Jinja's source. python-docx saves the rest once, so the package around
it is docxtpl's too.
"""

from __future__ import annotations

import datetime
import html
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docxtpl import DocxTemplate
from lxml import etree

from ...errors import TemplateSyntax, TemplateUnreadable
from ...files.faults import library_details
from ...i18n import tr
from ..limits import Limits, exceeded
from .block_tags import lift_block_tags
from .cell_tags import set_cell_tags
from .jinja_source import jinja_source, resolve
from .measures import set_measures
from .minus_tags import join_paragraphs
from .run_tags import keep_spaces, lift_run_tags
from .tagtext import forgive, forgive_text, unclosed
from .whole_tags import join_tags

PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CORE_PART = "docProps/core.xml"
# The text properties that docxtpl renders.
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
# What is done to the tree of a part, in this order.
_STEPS: tuple[Callable[[etree._Element, str], None], ...] = (
    join_tags,
    set_measures,
    keep_spaces,
    join_paragraphs,
    lift_block_tags,
    set_cell_tags,
    lift_run_tags,
)
_TAGS = ("{{", "{%", "{#")
_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", re.DOTALL)


@dataclass(slots=True)
class PartSource:
    """One part with tags: its name in the zip, its name for people, its Jinja source."""

    name: str
    title: str
    text: str
    is_body: bool = False


@dataclass(slots=True)
class CoreSource:
    """The document properties with tags: ``pieces`` of XML around the ``values``."""

    pieces: list[str]
    values: list[PartSource]


@dataclass(slots=True)
class TemplateSource:
    """A template taken apart."""

    parts: list[PartSource] = field(default_factory=list)
    core: CoreSource | None = None
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
    result = TemplateSource(cleaned=_cleaned(data, contents, limits, name))
    template = DocxTemplate(io.BytesIO(result.cleaned))
    try:
        template.render_init()
        had_core = CORE_PART in contents
        document = template.docx
        result.parts.append(_body(template, labels, name))
        for part, title in _other_parts(template, name):
            text = PROLOGUE + jinja_source(etree.fromstring(part.blob), labels)
            result.parts.append(PartSource(part.partname.lstrip("/"), title, text))
        values = _properties(document.core_properties, labels, had_core=had_core)
        saved = io.BytesIO()
        document.save(saved)
    except (KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
        raise TemplateUnreadable(
            tr("Không dùng được tệp mẫu «{ten}».").format(ten=name),
            why=tr("gói Word thiếu phần hoặc sai quan hệ"),
            details=library_details(error),
            fix=tr("Mở tệp bằng Word, lưu lại thành .docx, rồi thử lại."),
        ) from error
    with zipfile.ZipFile(saved) as archive:
        result.static = {entry: archive.read(entry) for entry in archive.namelist()}
    if values:
        core = result.static[CORE_PART].decode()
        marks = "|".join(re.escape(_mark(index)) for index in range(len(values)))
        order = [int(found.rsplit("-", 1)[1]) for found in re.findall(marks, core)]
        result.core = CoreSource(re.split(marks, core), [values[index] for index in order])
    return result


def has_tags(text: str) -> bool:
    """Whether the text holds anything for Jinja."""
    return any(opening in text for opening in _TAGS)


def _cleaned(data: bytes, contents: Mapping[str, bytes], limits: Limits, template: str) -> bytes:
    changed: dict[str, bytes] = {}
    titles = _titles(template)
    for name, content in contents.items():
        if name.startswith("word/") and name.endswith(".xml") and b"{" in content:
            root = etree.fromstring(content)
            touched = forgive(root)
            title = titles.get(etree.QName(root).localname)
            if title is not None:
                _check_tags(root, title, limits)
                for step in _STEPS:
                    step(root, title)
                touched = True
            if touched:
                changed[name] = etree.tostring(root, encoding="UTF-8", standalone=True)
    if not changed:
        return data
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, changed.get(name, content))
    return packed.getvalue()


def _titles(template: str) -> dict[str, str]:
    """The parts that are rendered, by their root elements, as people call them."""
    names = {
        "document": tr("thân văn bản"),
        "hdr": tr("đầu trang"),
        "ftr": tr("chân trang"),
        "footnotes": tr("chú thích cuối trang"),
        "endnotes": tr("chú thích cuối văn bản"),
    }
    return {root: _of(template, name) for root, name in names.items()}


def _of(template: str, part: str) -> str:
    """The part with the file name of its template, when it came from a file."""
    return f"{template}: {part}" if template.endswith(".docx") else part


def _check_tags(root: etree._Element, title: str, limits: Limits) -> None:
    count, open_at = unclosed(root, limits.template_tags)
    if count > limits.template_tags:
        raise exceeded("template_tags", limits.template_tags, where=title)
    if open_at is not None:
        raise TemplateSyntax(
            tr("Thẻ mở mà không đóng."),
            where=tr("{phan}, đoạn «{doan}»").format(phan=title, doan=open_at),
            fix=tr("Mỗi {{ cần một }}, mỗi {% cần một %}, mỗi {# cần một #}."),
        )


def _body(template: Any, labels: Mapping[str, str], name: str) -> PartSource:
    document = template.docx
    text = PROLOGUE + jinja_source(document._element, labels)
    return PartSource(
        document.part.partname.lstrip("/"), _titles(name)["document"], text, is_body=True
    )


def _other_parts(template: Any, name: str) -> list[tuple[Any, str]]:
    """Headers, footers, footnotes and endnotes with their titles, each once."""
    found: dict[str, tuple[Any, str]] = {}
    names = _titles(name)
    titles = {
        RELATIONSHIP_TYPE.HEADER: names["hdr"],
        RELATIONSHIP_TYPE.FOOTER: names["ftr"],
        RELATIONSHIP_TYPE.FOOTNOTES: names["footnotes"],
        RELATIONSHIP_TYPE.ENDNOTES: names["endnotes"],
    }
    for relation in template.docx.part.rels.values():
        if relation.reltype in titles and not relation.is_external:
            part = relation.target_part
            if part.blob:
                found.setdefault(part.partname, (part, titles[relation.reltype]))
    return [found[name] for name in sorted(found)]


def _properties(core: Any, labels: Mapping[str, str], *, had_core: bool) -> list[PartSource]:
    """Sets static properties as docxtpl does; puts a mark where tags stand."""
    if not had_core:
        # python-docx invents this part and stamps it with the present time.
        core.modified = datetime.datetime(1980, 1, 1)
    values: list[PartSource] = []
    for name in _PROPERTIES:
        text = str(getattr(core, name))
        if has_tags(text):
            pieces = _TAG.split(forgive_text(text))
            pieces[::2] = [html.escape(piece, quote=False) for piece in pieces[::2]]
            source = resolve("".join(pieces), labels)
            setattr(core, name, _mark(len(values)))
            values.append(
                PartSource(CORE_PART, tr("thuộc tính tệp «{ten}»").format(ten=name), source)
            )
        else:
            setattr(core, name, text)
    return values


def _mark(index: int) -> str:
    return f"giayto-property-{index}"
