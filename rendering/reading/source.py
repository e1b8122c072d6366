"""Taking a template apart (tách mẫu): which parts are rendered, which never change.

A part is read as a tree: steps put each tag where Jinja wants it, and the tree is
written out as Jinja's source. python-docx saves the package once: what is there then
and holds no tag is the same in every document.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from ...errors import TemplateSyntax, TemplateUnreadable
from ...files.faults import library_details
from ...i18n import tr
from ..limits import Limits, exceeded
from ..namespaces import W
from ..package.packing import packed
from ..package.reading import CORE_PART
from ..part_names import BODY, property_title, title_of
from .attributes import clean_attributes
from .bare_tables import complete_tables
from .block_tags import lift_block_tags
from .cell_tags import set_cell_tags
from .changes import accept_changes, drop_notes, references
from .elsewhere import Elsewhere
from .help_pages import without_help
from .measures import set_measures
from .minus_tags import join_paragraphs
from .overlapping import even_out_blocks
from .parts import Holds, PartSource, ScatteredSource
from .passing_ids import drop_passing_ids
from .picture_frames import mark_frames
from .plain_blocks import letter_plain_blocks
from .run_tags import keep_spaces, lift_run_tags
from .split_tags import join_tags
from .spoken import Labels, Spoken
from .stories import StoryTree, notes_on, story_trees
from .tagscan import TagScanner
from .tagtext import jinja_source
from .torn_fields import refuse_torn_fields

PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TAGS = ("{{", "{%", "{#")
_TAG_BYTES = tuple(opening.encode() for opening in _TAGS)
# What is done to the tree of each part, in this order; what cannot be done is given back.
_STEPS: tuple[Callable[[etree._Element, str], Iterable[TemplateSyntax] | None], ...] = (
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
    notes: tuple[str, ...] = ()
    """What its author left in it and a paper does not show, in sentences."""
    faults: list[TemplateSyntax] = field(default_factory=list)
    """Tags that are not closed or stand in a wrong place, all of them."""
    labels: dict[str, str] = field(default_factory=dict)
    """What tags say and the keys it was read as, as far as the two differ."""


@dataclass(slots=True)
class _Cleaned:
    """A package with its tags cleaned: its stories, the names of faulty ones, what was met."""

    stories: list[StoryTree]
    faulty: set[str]
    data: bytes
    notes: tuple[str, ...]
    faults: list[TemplateSyntax]


def take_apart(
    contents: Mapping[str, bytes],
    labels: Labels,
    name: str,
    limits: Limits,
    *,
    frames: bool = False,
    plain_blocks: bool = False,
) -> TemplateSource:
    """The parts of a settled template; where it has ``faults``, as far as they were read.

    With ``frames`` drawn pictures may be replaced; with ``plain_blocks`` rows, items and
    lone paragraphs need no ``{%tr %}``, ``{%p %}``.

    Raises :class:`TemplateUnreadable` and :class:`TemplateLimit` (too many tags).
    """
    spoken = Spoken(labels)
    elsewhere = Elsewhere(spoken, lambda part: _of(name, part))
    cleaned = _cleaned(contents, elsewhere, limits, name, frames=frames, plain_blocks=plain_blocks)
    if cleaned.faults:
        read, undecided = _as_far_as_read(cleaned, spoken)
        return TemplateSource(parts=read, faults=cleaned.faults + undecided)
    result = TemplateSource(scattered=elsewhere.sources, cleaned=cleaned.data, notes=cleaned.notes)
    try:
        document = docx.Document(io.BytesIO(result.cleaned))
        body: Any = document._element
        parts = [(document.part, body, _of(name, title_of(BODY)))]
        parts += (
            (part, etree.fromstring(part.blob), title)
            for part, title in _other_parts(document, name)
        )
        for part, root, title in parts:
            text, undecided = _jinja_source(root, title, spoken)
            of_body = part is document.part
            result.parts.append(PartSource(part.partname.lstrip("/"), title, text, of_body))
            result.faults += undecided
        _mark_properties(document.core_properties, elsewhere)
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
    result.labels = spoken.used
    names = {story.name for story in cleaned.stories}
    for story in names - {part.name for part in result.parts}:
        elsewhere.refuse_left(story, result.static.get(story, b""))
    return result


def read_only(
    contents: Mapping[str, bytes], labels: Labels, limits: Limits, *, plain_blocks: bool = False
) -> tuple[list[TemplateSyntax], list[PartSource]]:
    """All that the reading of a checked template cannot do, each by itself; the parts.

    Names that may mean several fields are left to who reads the tags. Raises
    :class:`TemplateLimit` (too many tags).
    """
    spoken = Spoken(labels)
    cleaned = _cleaned(contents, Elsewhere(spoken, str), limits, "", plain_blocks=plain_blocks)
    parts, _ = _as_far_as_read(cleaned, spoken)
    return cleaned.faults, parts


def _jinja_source(
    root: etree._Element, title: str, spoken: Spoken
) -> tuple[str, list[TemplateSyntax]]:
    """Jinja's source of a part, and the names in it that may mean several fields."""
    text, undecided = jinja_source(etree.tostring(root, encoding="unicode"), spoken)
    what = tr("Thẻ {the} chưa rõ.")
    faults = [
        TemplateSyntax(what.format(the=one.tag), where=title, why=one.why, fix=one.fix)
        for one in undecided
    ]
    return PROLOGUE + text, faults


def _as_far_as_read(
    cleaned: _Cleaned, spoken: Spoken
) -> tuple[list[PartSource], list[TemplateSyntax]]:
    """The parts, also those with faults; a tag that never ends is no tag there."""
    found: list[PartSource] = []
    faults: list[TemplateSyntax] = []
    for part in cleaned.stories:
        faulty = part.name in cleaned.faulty
        if faulty:
            _hide_unclosed(part.root)
        text, undecided = _jinja_source(part.root, part.title, spoken)
        faults += undecided
        found.append(PartSource(part.name, part.title, text, part.root.tag == BODY, faulty))
    return found, faults


def _hide_unclosed(root: etree._Element) -> None:
    scanner = TagScanner()
    for node in root.iter(f"{W}t"):
        text = node.text or ""
        for start, end in scanner.spans(text):
            if end is None:
                node.text = text[:start] + text[start:].replace("{", "(")


def has_tags(text: str) -> bool:
    """Whether the text holds anything for Jinja."""
    return any(opening in text for opening in _TAGS)


def _cleaned(
    contents: Mapping[str, bytes],
    elsewhere: Elsewhere,
    limits: Limits,
    template: str,
    *,
    frames: bool = False,
    plain_blocks: bool = False,
) -> _Cleaned:
    """The package with its tags cleaned, as far as they can be."""
    bare = without_help(contents)
    contents = bare.parts
    stories = story_trees(contents)
    notes = (*notes_on(stories), *bare.notes)
    faults: list[TemplateSyntax] = []
    faulty: set[str] = set()
    read: list[StoryTree] = []
    called: set[tuple[str, str | None]] = set()
    for story in stories:
        name, title, root = story.name, _of(template, story.title), story.root
        drop_notes(root, called)
        before = len(faults)
        for step in _STEPS:
            if plain_blocks and step is lift_block_tags:
                letter_plain_blocks(root)
            faults += step(root, title) or ()
        if len(faults) > before:
            faulty.add(name)
        if frames:
            mark_frames(root)
        read.append(StoryTree(name, title, root))
        called |= references(root)
        elsewhere.changed[name] = etree.tostring(root, encoding="UTF-8", standalone=True)
        tags = sum(map(elsewhere.changed[name].count, _TAG_BYTES))
        if not faults and tags > limits.template_tags:
            raise exceeded("template_tags", limits.template_tags, where=title)
    names = frozenset(story.name for story in stories)
    faults += elsewhere.read(contents, names, limits)
    cleaned = {name: elsewhere.changed.get(name, content) for name, content in contents.items()}
    return _Cleaned(read, faulty, packed(cleaned), notes, faults)


def _of(template: str, part: str) -> str:
    """The part with the file name of its template, when it came from a file."""
    return f"{template}: {part}" if template.endswith(".docx") else part


def _other_parts(document: Any, name: str) -> list[tuple[Any, str]]:
    """Headers, footers, footnotes, endnotes and comments with their titles, each once."""
    found: dict[str, tuple[Any, str]] = {}
    titles = {
        kind: _of(name, title_of(f"{W}{root}"))
        for kind, root in (
            (RELATIONSHIP_TYPE.HEADER, "hdr"),
            (RELATIONSHIP_TYPE.FOOTER, "ftr"),
            (RELATIONSHIP_TYPE.FOOTNOTES, "footnotes"),
            (RELATIONSHIP_TYPE.ENDNOTES, "endnotes"),
            (RELATIONSHIP_TYPE.COMMENTS, "comments"),
        )
    }
    for relation in document.part.rels.values():
        if relation.reltype in titles and not relation.is_external:
            part = relation.target_part
            if part.blob:
                found.setdefault(part.partname, (part, titles[relation.reltype]))
    return [found[name] for name in sorted(found)]


def _mark_properties(core: Any, elsewhere: Elsewhere) -> None:
    """Puts a mark where tags stand in the properties of the file.

    By the tree: docxcompose turns python-docx away from some of them.
    """
    for node in core._element.iter(etree.Element):
        if has_tags(node.text or ""):
            title = property_title(etree.QName(node).localname)
            node.text = elsewhere.source(CORE_PART, title, node.text, Holds.PROPERTY)
