"""The settled package (gói đã dọn): what Word accepts in many shapes, in one shape.

One document part, one part of core properties under its usual name, relations of
allowed kinds only, each leading to a part that is there, nothing that refers to one
that is not, no data source of a mail merge. Parts are known by their content types.
A part that needs nothing keeps its bytes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from ...errors import TemplateUnreadable, TemplateUnsafe
from ...i18n import tr
from ..part_names import part_said, part_title
from ..quoting import quoted
from .content_types import TYPES_PART, WORD_TYPE, ContentTypes, names_by_spelling
from .dangling import drop_notes, mend_references
from .fetching import fetching_fields
from .left_out import LeftOut
from .lookalikes import other_package
from .outside_pictures import outside_pictures
from .reading import CORE_PART
from .refusals import mended, unreadable, unsafe, with_macro
from .relations import (
    ATTACHED,
    KEPT,
    MAIL_MERGE,
    OFFICE,
    RELATION,
    STRICT,
    fetched_by,
    in_words,
    is_forbidden,
    is_macro,
    is_outside,
    kind_of,
    leads_nowhere,
    relations_part,
    resolved,
    slashed,
    way_out,
)

_DOCUMENT, _TEMPLATE = f"{WORD_TYPE}.document.main+xml", f"{WORD_TYPE}.template.main+xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE_NS = f"{_PACKAGE}/metadata/core-properties"
_CORE_RELATION = f"{_PACKAGE}/relationships/metadata/core-properties"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_NO_CORE = (
    f'<cp:coreProperties xmlns:cp="{_CORE_NS}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
).encode()
_HEAD, _BEFORE_XML = 64, b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"  # marks of encodings, and blanks
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


@dataclass(slots=True)
class Settled:
    """The parts of a settled package.

    ``notes`` say in sentences what was left out; ``changed`` whether anything differs.
    """

    parts: dict[str, bytes]
    notes: tuple[str, ...]
    changed: bool


def settle(parts: dict[str, bytes], name: str) -> Settled:
    """The settled form of the parts of a zip.

    Raises :class:`TemplateUnreadable` for what is no Word document or damaged, and
    :class:`TemplateUnsafe` for what it must not hold.
    """
    return _Settling(parts, name).settled()


class _Settling:
    def __init__(self, parts: dict[str, bytes], name: str) -> None:
        self.name = name
        self.original = parts
        self.parts = dict(parts)
        self.changed: set[str] = set()
        self.left_out = LeftOut()
        self.refusals: list[TemplateUnsafe] = []
        types = parts.get(TYPES_PART)
        if types is None:
            raise unreadable(name, *other_package(parts, b""))
        lowered = types.lower()
        if b"macroenabled" in lowered or b"vbaproject" in lowered:
            raise with_macro(name)
        self.types = ContentTypes(self._parsed(TYPES_PART, types), parts)
        if not any(self.types.of(part) in (_DOCUMENT, _TEMPLATE) for part in parts):
            raise unreadable(name, *other_package(parts, lowered))
        self.trees: dict[str, etree._Element] = {}
        for part, content in parts.items():
            root = None if part == TYPES_PART else self._tree(part, content)
            if root is not None:
                self.trees[part] = root
        self.known: dict[str, str] = {}
        self.lowered = {part.lower() for part in parts}
        self._name_relations()
        self.known = names_by_spelling(self.parts)
        self.lost: dict[str, set[str]] = {}

    def settled(self) -> Settled:
        for part, root in self.trees.items():
            self.refusals += fetching_fields(root, part, self.name)
            self.refusals += outside_pictures(root, part, self.name)
        for owner in ["", *self.parts]:
            self._settle_relations(owner)
        if self.refusals:
            first, *first.others = self.refusals
            raise first
        self._settle_document()
        self._settle_core()
        self._keep_only_reached()
        for part, root in self.trees.items():
            marks = {relation.get("Id", "") for relation in self._relations(part)}
            mended = mend_references(root, marks)
            merged = self.left_out.mail_merge(root)
            if drop_notes(root, self.lost.get(part, ())) or mended or merged:
                self.changed.add(part)
        return self._written()

    # -- what is there -----------------------------------------------------------

    def _tree(self, part: str, content: bytes) -> etree._Element | None:
        """The XML of a part, also of one that does not say that it is XML; ``None`` for others."""
        kind = self.types.of(part)
        is_drawing = kind == "image/svg+xml"
        if part.lower().endswith((".xml", ".rels")) or (
            kind.endswith(("+xml", "/xml")) and not is_drawing
        ):
            return self._parsed(part, content)
        if is_drawing or not content[:_HEAD].lstrip(_BEFORE_XML).startswith(b"<"):
            return None
        try:
            return self._parsed(part, content)
        except TemplateUnreadable:
            return None

    def _parsed(self, part: str, content: bytes) -> etree._Element:
        try:
            root = etree.fromstring(content, _PARSER)
        except (etree.XMLSyntaxError, ValueError) as error:
            if b"<!ENTITY" in content or b"<!DOCTYPE" in content:
                raise self._with_dtd(part) from error
            why = tr("{phan} bị hỏng: {loi}")
            said = why.format(phan=part_said(part), loi=getattr(error, "msg", error))
            raise unreadable(self.name, said, mended()) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._with_dtd(part)
        if str(root.tag).startswith(f"{{{STRICT}"):
            raise self._strict()
        return root

    def _with_dtd(self, part: str) -> TemplateUnsafe:
        return unsafe(
            self.name,
            tr("{phan} có khai báo DTD mà Word không bao giờ viết").format(phan=part_said(part)),
        )

    def _strict(self) -> TemplateUnreadable:
        return unreadable(
            self.name,
            tr("tệp lưu theo dạng «Strict Open XML»"),
            tr(
                "Trong Word: File → Save As, ở ô kiểu tệp chọn «Word Document (*.docx)», không chọn"
                " «Strict Open XML Document», rồi dùng tệp mới."
            ),
        )

    def _name_relations(self) -> None:
        """Gives each part of relations the name by which the part it belongs to is found."""
        owners = {relations_part(part).lower(): part for part in ("", *self.parts)}
        for part in [part for part in self.parts if part.lower().endswith(".rels")]:
            owner = owners.get(part.lower())
            if owner is None:
                owner = self._numbered_owner(part, owners)
            if owner is None:
                del self.parts[part], self.trees[part]
            elif part != relations_part(owner):
                self._rename(part, relations_part(owner))

    def _numbered_owner(self, relations: str, owners: Mapping[str, str]) -> str | None:
        """The one part that relations lost when a program gave it a number: ``footnotes1.xml``."""
        plain = relations.lower()
        found = [
            part
            for name, part in owners.items()
            if re.sub(r"\d+(?=\.\w+\.rels\Z)", "", name) == plain and name not in self.lowered
        ]
        return found[0] if len(found) == 1 else None

    def _rename(self, part: str, name: str) -> None:
        self.parts[name] = self.parts.pop(part)
        self.trees[name] = self.trees.pop(part)
        self.known.pop(part.lower(), None)

    def _relations(self, owner: str) -> list[etree._Element]:
        root = self.trees.get(relations_part(owner))
        return [] if root is None else list(root.iter(RELATION))

    # -- relations ---------------------------------------------------------------

    def _settle_relations(self, owner: str) -> None:
        tree = self.trees.get(owner)
        relations = self._relations(owner)
        has_links = any(kind_of(relation) == "hyperlink" for relation in relations)
        fetched = fetched_by(tree) if has_links and tree is not None else set()
        for relation in relations:
            if not {"Id", "Type", "Target"} <= {str(key) for key in relation.attrib}:
                why = tr("{phan} có một đường dẫn viết thiếu: tệp hỏng, hoặc không do Word lưu")
                raise unreadable(self.name, why.format(phan=self._said(owner)), mended())
            self._set(owner, relation, "Target", slashed(relation))
            if not self._is_kept(owner, relation, tree, fetched):
                self._drop(owner, relation)

    def _is_kept(
        self,
        owner: str,
        relation: etree._Element,
        tree: etree._Element | None,
        fetched: set[str],
    ) -> bool:
        """Whether a relation stays, made right where it is; a forbidden one is refused."""
        kind = kind_of(relation)
        if relation.get("Type", "").startswith(STRICT):
            raise self._strict()
        if is_macro(kind):
            self.refusals.append(with_macro(self.name))
            return False
        if kind in MAIL_MERGE:
            self.left_out.mail_merge()
            return False
        if kind == ATTACHED:
            self.left_out.attachment(relation.get("Target", ""), tree)
            if tree is not None:
                self.changed.add(owner)
            return False
        if leads_nowhere(relation):
            self.lost.setdefault(owner, set()).add(kind)
            return False
        is_clicked = kind == "hyperlink" and relation.get("Id") not in fetched
        if is_forbidden(kind, tree) or (is_outside(relation) and not is_clicked):
            self.refusals.append(self._refused(owner, relation, kind))
            return False
        try:
            part = resolved(owner, relation.get("Target", ""), self.known)
        except ValueError:
            part = None
            if not is_clicked:
                self.refusals.append(self._refused(owner, relation, kind))
                return False
        if is_clicked and (part is None or is_outside(relation)):
            self._set(owner, relation, "TargetMode", "External")
            return True
        if part is None:
            self.lost.setdefault(owner, set()).add(kind)
            return False
        if kind not in KEPT and kind != "package":  # the workbook of a chart, or refused above
            self.left_out.relation(kind)
            return False
        if posixpath.normpath(_joined(owner, relation.get("Target", ""))) != f"/{part}":
            self._set(owner, relation, "Target", f"/{part}")
        return True

    def _refused(self, owner: str, relation: etree._Element, kind: str) -> TemplateUnsafe:
        fix = way_out(kind)
        if is_outside(relation):
            why = tr("{phan} có {loai}: {dich}")
            fix = fix or tr("Gỡ nội dung đó khỏi mẫu, hoặc dùng mẫu từ nguồn tin cậy.")
        elif is_forbidden(kind, self.trees.get(owner)):
            why = tr("{phan} có {loai}")
        else:
            why, fix = tr("{phan} có đường dẫn trèo ra ngoài tệp: {dich}"), None
        said = why.format(
            phan=part_title(owner, self.trees.get(owner)),
            loai=in_words(kind),
            dich=quoted(relation.get("Target", "")),
        )
        return unsafe(self.name, f"{said} ({owner})" if owner else said, fix)

    def _said(self, part: str) -> str:
        return part_said(part, self.trees.get(part))

    def _drop(self, owner: str, relation: etree._Element) -> None:
        parent = relation.getparent()
        assert parent is not None  # it was found below the root
        parent.remove(relation)
        self.changed.add(relations_part(owner))

    def _set(self, owner: str, relation: etree._Element, key: str, value: str) -> None:
        if relation.get(key) != value:
            relation.set(key, value)
            self.changed.add(relations_part(owner))

    # -- the parts that a document has once ----------------------------------------

    def _settle_document(self) -> None:
        part = self._only_one("officeDocument", f"{OFFICE}/officeDocument")
        if part is None or self.types.of(part) not in (_DOCUMENT, _TEMPLATE):
            raise unreadable(self.name, tr("trong gói không có thân văn bản"))
        self.types.set(part, _DOCUMENT)

    def _settle_core(self) -> None:
        part = self._only_one("core-properties", _CORE_RELATION)
        root = None if part is None else self.trees.get(part)
        if part is None or root is None or root.tag != f"{{{_CORE_NS}}}coreProperties":
            self.parts[CORE_PART] = _NO_CORE
            self.trees[CORE_PART] = etree.fromstring(_NO_CORE)
        elif part != CORE_PART:
            self._rename(part, CORE_PART)
        self.types.set(CORE_PART, _CORE_TYPE)
        self.known[CORE_PART.lower()] = CORE_PART
        for relation in self._relations(""):
            if kind_of(relation) == "core-properties":
                self._set("", relation, "Target", CORE_PART)
                return
        etree.SubElement(
            self.trees[relations_part("")],
            RELATION,
            {"Id": "giaytoCore", "Type": _CORE_RELATION, "Target": CORE_PART},
        )
        self.changed.add(relations_part(""))

    def _only_one(self, kind: str, spelled: str) -> str | None:
        """The part that the package has of a kind, by its first relation; drops the others."""
        relations = [relation for relation in self._relations("") if kind_of(relation) == kind]
        for relation in relations[1:]:
            self._drop("", relation)
        if not relations:
            return None
        self._set("", relations[0], "Type", spelled)
        return resolved("", relations[0].get("Target", ""), self.known)

    def _keep_only_reached(self) -> None:
        """Drops the parts that nothing leads to, with their relations."""
        reached: set[str] = set()
        waiting = [""]
        while waiting:
            owner = waiting.pop()
            reached.add(owner)
            for relation in self._relations(owner):
                if relation.get("TargetMode") != "External":
                    part = resolved(owner, relation.get("Target", ""), self.known)
                    if part is not None and part not in reached:
                        waiting.append(part)
        kept = {TYPES_PART, *reached, *map(relations_part, reached)}
        self.parts = {part: content for part, content in self.parts.items() if part in kept}
        self.trees = {part: root for part, root in self.trees.items() if part in kept}
        self.types.keep_only({part.lower() for part in self.parts})
        for part in self.parts:
            if part != TYPES_PART and not self.types.of(part):
                why = tr("{phan} không có loại: tệp hỏng, hoặc không do Word lưu")
                raise unreadable(self.name, why.format(phan=self._said(part)), mended())

    def _written(self) -> Settled:
        for part in self.changed & self.parts.keys():
            self.parts[part] = _bytes(self.trees[part])
        if self.types.changed:
            self.parts[TYPES_PART] = _bytes(self.types.root)
        return Settled(self.parts, self.left_out.notes, self.parts != self.original)


def _joined(owner: str, target: str) -> str:
    return posixpath.join("/", posixpath.dirname(owner), target)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", standalone=True)
