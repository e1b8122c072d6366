"""What differs between an office's master and the built-in one (so sánh hai mẫu)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, field, replace
from typing import Any

from ....errors import TemplateLimit
from ....files.killable import SHARED, Broken
from ....i18n import tr
from ....rendering.reading.spoken import Labels
from ..field_names import in_words
from .layout import looks_apart
from .lines import Line, Side, read_side
from .taking_over import left_open, obstacle, take_over
from .three_way import Stretch, Who, stretches

_MOST_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch that differs (một chỗ khác): who changed it, where it is in the office's file.

    ``was`` are the paragraphs of the built-in when it was copied, ``own`` the office's,
    ``new`` the built-in's now. ``obstacle`` says why the built-in's are not taken over.
    """

    who: Who
    place: str
    was: tuple[str, ...]
    own: tuple[str, ...]
    new: tuple[str, ...]
    obstacle: str = ""

    @property
    def takeable(self) -> bool:
        """Whether it is the built-in's and can be taken over."""
        return self.who == "built-in" and not self.obstacle


@dataclass(slots=True)
class Differences:
    """All that differs (kết quả so). ``content`` is the master with what could be taken over.

    Fields in words: ``added`` by the office, ``dropped`` by it, ``fresh`` in the built-in since.
    ``looks`` are sentences on how the office's looks another way, ``new_looks`` the built-in's.
    """

    words: list[Difference] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    fresh: list[str] = field(default_factory=list)
    looks: list[str] = field(default_factory=list)
    new_looks: list[str] = field(default_factory=list)
    content: bytes = b""

    def by(self, who: Who) -> list[Difference]:
        """What was changed by one side, or by both."""
        return [difference for difference in self.words if difference.who == who]


def compare_apart(
    own: bytes, base: bytes | None, new: bytes, name: str, labels: Labels
) -> Differences:
    """Compare in a process that can be killed; see `compare`."""
    try:
        words, *rest = SHARED.ask(_plain, own, base, new, name, labels, seconds=_MOST_SECONDS)
    except Broken as broken:
        raise TemplateLimit(
            tr("So mẫu này với mẫu có sẵn quá lâu nên đã bị ngắt.")
            if broken.late
            else tr("So mẫu này với mẫu có sẵn làm tiến trình bị tắt đột ngột."),
            where=name,
            fix=tr("Xem lại tệp này trong Word; tệp từ nơi khác thì hỏi lại người gửi."),
        ) from broken
    return Differences([Difference(*fields) for fields in words], *rest)


def _plain(
    own: bytes, base: bytes | None, new: bytes, name: str, labels: Labels
) -> tuple[Any, ...]:
    found = compare(own, base, new, name, labels)
    words = [astuple(difference) for difference in found.words]
    fields = found.added, found.dropped, found.fresh
    return words, *fields, found.looks, found.new_looks, found.content


def compare(own: bytes, base: bytes | None, new: bytes, name: str, labels: Labels) -> Differences:
    """What differs between the office's master, the built-in it was copied from, and today's.

    ``base`` ``None`` when that is not known: all differences are then the office's. ``name``
    is the file's, for messages; ``labels`` what the office's may call the fields. Raises what
    opening a template raises.
    """
    mine, now = read_side(own, name, labels), read_side(new, name, labels)
    was = now if base is None else read_side(base, name, labels)
    texts = ([line.words for line in side.lines] for side in (was, mine, now))
    found = stretches(*texts)
    told = Differences(
        [_told(stretch, mine, was, now) for stretch in found],
        _in_words(mine.fields - now.fields - was.fields),
        _in_words((now.fields & was.fields) - mine.fields),
        _in_words(now.fields - was.fields - mine.fields),
        looks_apart(was, mine),
        looks_apart(was, now),
    )
    safe = [s for s, d in zip(found, told.words, strict=True) if d.takeable]
    still_open = left_open(safe, was, now)
    told.words = [
        replace(d, obstacle=tr("thẻ mở ở đây đóng ở chỗ khác")) if s in still_open else d
        for s, d in zip(found, told.words, strict=True)
    ]
    if safe := [stretch for stretch in safe if stretch not in still_open]:
        told.content = take_over(mine, was, now, safe, labels)
        if not told.content:
            because = tr("lấy sang thì mẫu không dùng được nữa")
            told.words = [replace(d, obstacle=because) if d.takeable else d for d in told.words]
    return told


def _told(stretch: Stretch, own: Side, base: Side, new: Side) -> Difference:
    here = own.lines[slice(*stretch.own)]
    return Difference(
        stretch.who,
        _place(stretch, own.lines),
        _texts(base.lines[slice(*stretch.base)]),
        _texts(here),
        _texts(new.lines[slice(*stretch.new)]),
        "" if stretch.who == "own" else obstacle(stretch, own, base, new),
    )


def _texts(lines: Iterable[Line]) -> tuple[str, ...]:
    return tuple(" ".join(line.text.split()) for line in lines)


def _place(stretch: Stretch, lines: list[Line]) -> str:
    first, last = stretch.own
    if last > first:
        places = list(dict.fromkeys((lines[first].place, lines[last - 1].place)))
        return tr("{tu} đến {den}").format(tu=places[0], den=places[1]) if places[1:] else places[0]
    if first:
        return tr("sau {cho}").format(cho=lines[first - 1].place)
    return tr("đầu văn bản")


def _in_words(names: Iterable[str]) -> list[str]:
    return sorted(in_words(name) for name in names)
