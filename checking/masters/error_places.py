"""Where an error of the Word engine stands (chỗ của lỗi): its words found among the passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...errors import GiaytoError
from ...i18n import tr
from ...rendering.compiling.torn_faults import TornBlock
from .passages import Passage, Story
from .tags import Tag

_PLACES = 3
"""Places told of a passage whose words stand in several; more would not be looked up."""
_CLOSING = re.compile(r"\{%(?:tr|tc|p|r)?\s*-?\s*(?:end\w+|else|elif)\b")
_PRINTS = re.compile(r"[\w.]*|(?:else|end\w+)\b.*", re.DOTALL)
_QUOTED = re.compile(r"«(.*)»\Z", re.DOTALL)

Read = Sequence[tuple[Story, Sequence[Tag]]]
"""The stories of a master, each with its tags."""


def place_of(error: GiaytoError, read: Read, file: str) -> str:
    """The place inside the file, as Word shows it where its words tell it from most others.

    ``file`` is the file's name, which an error may begin with.
    """
    words = _words(error, file)
    places = dict.fromkeys(passage.where() for passage in passages_of_error(error, read, file))
    if 0 < len(places) <= _PLACES:
        return tr(" hoặc ").join(places)
    return "" if words.endswith(file) else words


def tag_of(error: GiaytoError, read: Read) -> str:
    """The tag that an error speaks of, whole; "" where it names none."""
    tags = (tag.typed for _, tags in read for tag in tags if tag.typed in error.what)
    return max(tags, key=len, default="")


def computing_tag(error: GiaytoError, read: Read, file: str) -> str:
    """The one tag that an error of computing may be of; "" where there are several.

    It is the tag of the name that the error quotes, else the only one at its place that does
    more than print a name.
    """
    passages = {id(passage) for passage in passages_of_error(error, read, file)}
    here = [tag for _, tags in read for tag in tags if id(tag.passage) in passages]
    of_name = {tag.typed for tag in here if f"«{tag.inside}»" in error.what}
    computing = {tag.typed for tag in here if _PRINTS.fullmatch(tag.inside) is None}
    found = of_name or computing
    return found.pop() if len(found) == 1 else ""


def closes(tag: str) -> bool:
    """Whether a tag goes on with or closes what another opens."""
    return _CLOSING.match(tag) is not None


def end_passages(fault: TornBlock, read: Read) -> list[Passage]:
    """The passages with the tag that closes a torn block; none where nothing closes it."""
    return passages_of_error(fault, read, words=fault.ends) if fault.ends else []


def passages_of_error(
    error: GiaytoError, read: Read, file: str = "", *, words: str = ""
) -> list[Passage]:
    """The passages that an error, or ``words`` of it, quotes, else those with tags in the words."""
    words = words or _words(error, file)
    quoted = _QUOTED.search(words)
    parts = [(story, tags) for story, tags in read if words.startswith(f"{story.title}, ")]
    if quoted is None or not parts:
        return []
    text = _bare(quoted[1].strip("…"))
    passages = [(_bare(p.text), p) for story, _ in parts for p in story.passages]
    exact = [p for bare, p in passages if bare == text]
    if isinstance(error, TornBlock) and exact:
        nth = error.ends_nth if words == error.ends else error.nth
        return exact[nth : nth + 1] or exact
    if exact or any(text and text in bare for bare, _ in passages):
        return exact or [p for bare, p in passages if text in bare]
    return _by_tags([t for _, tags in parts for t in tags if _is_in(t, text)], error)


def _is_in(tag: Tag, text: str) -> bool:
    """Whether words of the engine have a tag: as typed, or with keys for its labels."""
    return _bare(tag.typed) in text or _bare(tag.with_inside(tag.inside)) in text


def _by_tags(tags: Iterable[Tag], error: GiaytoError) -> list[Passage]:
    tags = list(tags)
    named = [tag for tag in tags if tag.typed in error.what] or tags
    whole = max((len(tag.passage.text) for tag in named), default=0)
    return list({id(t.passage): t.passage for t in named if len(t.passage.text) == whole}.values())


def _words(error: GiaytoError, file: str) -> str:
    return (error.where or "").removeprefix(file).removeprefix(": ")


def _bare(text: str) -> str:
    return "".join(text.split())
