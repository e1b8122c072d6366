"""What typing leaves in a master (dấu vết khi gõ): accepted, told as notes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from ...i18n import tr
from ...rendering.reading.tagscan import INVISIBLE, cut_at_tags
from ...rendering.reading.tagtext import ODD_HYPHEN, ODD_SPACES, clean_tag
from .passages import Story
from .tags import Fault, Tag

_TYPED_QUOTES = re.compile("[“”„‟″‘’‚‛′]")
_COMMANDS = frozenset({"for", "if", "elif", "else", "endfor", "endif"})


def odd_characters(story: Story) -> Iterator[Fault]:
    """Tags with smart quotes, invisible characters or odd blanks: read as they were meant."""
    for passage in story.passages:
        for tag in cut_at_tags(passage.raw)[1::2]:
            plain = unicodedata.normalize("NFC", tag)
            if tag.startswith("{#") or clean_tag(tag) == plain:
                continue
            yield Fault(
                "KT-928",
                passage,
                " ".join(tag.split()),
                tr("Trong thẻ có {gi}; chương trình vẫn hiểu.").format(gi=", ".join(_odd(tag))),
                tr("Không bắt buộc; gõ lại thẻ, hoặc dùng --sua để thay trong bản sao."),
                clean_tag(tag),
            )


def _odd(tag: str) -> Iterator[str]:
    """What is odd in a tag, by name; with its number where it cannot be seen."""
    if _TYPED_QUOTES.search(tag):
        yield tr("ngoặc kép cong")
    kinds = (
        (INVISIBLE, tr("ký tự ẩn")),
        (ODD_SPACES, tr("dấu cách lạ")),
        (ODD_HYPHEN, tr("gạch nối lạ")),
    )
    for kind, called in kinds:
        there = dict.fromkeys(character for character in tag if character in kind)
        yield from (f"{called} U+{ord(character):04X}" for character in there)


def lonely_commands(tags: Sequence[Tag]) -> Iterator[Fault]:
    """Commands alone in a paragraph that stays behind, empty, wherever they are obeyed."""
    held = Counter(id(tag.passage) for tag in tags)
    for tag in tags:
        passage = tag.passage
        if tag.letter or tag.whole or tag.word not in _COMMANDS or held[id(passage)] > 1:
            continue
        if "".join(passage.text.split()) == "".join(tag.typed.split()):
            yield Fault(
                "KT-918",
                passage,
                tag.typed,
                tr(
                    "Thẻ này một mình một đoạn mà thẻ cùng cặp thì không, nên văn bản còn lại một"
                    " đoạn trống ở đây."
                ),
                tr(
                    "Không muốn đoạn trống thì để cả thẻ mở lẫn thẻ đóng mỗi thẻ một đoạn riêng,"
                    " hoặc viết cả hai liền với chữ."
                ),
            )
