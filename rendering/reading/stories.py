"""The stories of a template (phần có chữ): the parts that a reader reads, by their root elements.

What a part is called inside the package says nothing: Word Online writes
``document2.xml``, other programs a header ``dau.bin``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from ...i18n import tr
from ..namespaces import W
from ..part_names import STORIES, title_of
from .changes import has_changes

_ORDER = list(STORIES)


@dataclass(frozen=True, slots=True)
class StoryTree:
    """One story: its name in the package, what people call it, its tree."""

    name: str
    title: str
    root: etree._Element


def story_trees(contents: Mapping[str, bytes]) -> list[StoryTree]:
    """The stories of a package, the body first: what it does not refer to is no text elsewhere."""
    found = []
    for name, content in contents.items():
        root = tree(content)
        if root is not None and root.tag in STORIES:
            found.append(StoryTree(name, title_of(str(root.tag)), root))
    return sorted(found, key=lambda story: (_ORDER.index(str(story.root.tag)), story.name))


def tree(content: bytes) -> etree._Element | None:
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


def notes_on(stories: list[StoryTree]) -> tuple[str, ...]:
    """What a template's author left in the stories and a paper made of it is not to show."""
    notes = []
    changed = dict.fromkeys(story.title for story in stories if has_changes(story.root))
    if changed:
        notes.append(
            tr(
                "Mẫu còn sửa đổi đang theo dõi (Track Changes) ở {phan}: văn bản lập ra như đã chấp"
                " nhận hết, chữ xoá thì không in, chữ thêm thì in. Muốn khác, trong Word chọn"
                " Review → Accept hoặc Reject từng chỗ, rồi lưu lại."
            ).format(phan=", ".join(changed))
        )
    remarks = sum(len(s.root) for s in stories if s.root.tag == f"{W}comments")
    if remarks:
        notes.append(
            tr(
                "Mẫu còn {so} ghi chú bên lề (Comments): mọi văn bản lập ra đều mang theo, ai nhận"
                " tệp Word cũng đọc được. Muốn bỏ, trong Word chọn Review → Delete → Delete All"
                " Comments, rồi lưu lại."
            ).format(so=remarks)
        )
    return tuple(notes)
