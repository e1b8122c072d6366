"""Own papers that are begun and not written (giấy tờ riêng chưa viết nội dung)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ...data.reference import table
from ...i18n import tr
from .passages import Story
from .tags import Fault

_CODE = "KT-956"
_PICTURES = (b"<w:drawing", b"<w:pict", b"<w:object")


def places_to_write(stories: Iterable[Story]) -> Iterator[Fault]:
    """The words of a new own paper that say where to write, still there."""
    place: str = table("own-papers")["start"]["place"]
    for passage in (passage for story in stories for passage in story.passages):
        if place in passage.text:
            why = tr("Chữ giữ chỗ này chưa được thay bằng nội dung, sẽ in ra như thế.")
            fix = tr("Viết nội dung trong Word thay cho chữ ấy, hoặc xoá nó.")
            yield Fault(_CODE, passage, place, why, fix)


def no_content(
    stories: Iterable[Story], parts: Mapping[str, bytes]
) -> Iterator[tuple[str, str, str]]:
    """Code, why and remedy for a paper with nothing but its heading."""
    if any(passage.text.strip() for story in stories for passage in story.passages):
        return
    if any(sign in data for data in parts.values() for sign in _PICTURES):
        return
    why = tr("Tệp chỉ có các dòng khai báo ở đầu, văn bản sẽ in ra trang trắng.")
    yield _CODE, why, tr("Viết nội dung dưới các dòng ấy trong Word, rồi lưu.")
