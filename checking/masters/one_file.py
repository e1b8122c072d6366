"""Checks one of the clerk's own masters (kiểm tra một mẫu): all of its faults in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from ...errors import GiaytoError, TemplateSyntax, UnknownField
from ...files.killable import SHARED, Broken
from ...findings import Finding, found
from ...generators.plan import Context
from ...i18n import tr
from ...rendering import DEFAULT_LIMITS, CompiledTemplate
from ...rendering.package.reading import open_package, read_source
from ...rendering.picture_folder import PictureFolder
from ...rendering.reading.block_tags import WordsBesideTag
from ...rendering.reading.source import find_faults
from ...rendering.reading.spoken import Labels, Spoken
from ...rendering.reading.stories import notes_on, story_trees
from ...suggestions import asked
from ...templates.pictures import picture_options
from .expressions import check_expressions
from .field_names import group_of, in_words, is_missing, names_in, near_names
from .foreign import ForeignTags
from .passages import Passage, Story, read_stories
from .tags import Fault, Tag, read_tags

_MOST_SECONDS = DEFAULT_LIMITS.render_seconds + 30
_MOST = 100
"""Findings of one kind on one file; nobody mends more in one go."""
_PLACES = 3
"""Places told of a passage whose words stand in several; more would not be looked up."""
_QUOTED = re.compile(r"«(.*)»\Z", re.DOTALL)


def check_apart(path: Path, contexts: list[Context], labels: Labels) -> list[Finding]:
    """Findings on one master, by a process that can be killed; see :func:`check_master`."""
    try:
        plain = SHARED.ask(_plain_findings, path, contexts, labels, seconds=_MOST_SECONDS)
    except Broken as broken:
        why = tr("Đọc và điền thử mẫu này làm tiến trình bị tắt đột ngột.")
        if broken.late:
            why = tr("Đọc và điền thử mẫu này quá {so} giây nên đã bị ngắt.").format(
                so=f"{_MOST_SECONDS:g}"
            )
        fix = tr("Xem lại vòng lặp và phép tính trong mẫu; mẫu từ nơi khác thì hỏi lại người gửi.")
        return [found("KT-901", where=where(path), why=why, fix=fix)]
    return [Finding(*fields) for fields in plain]


def _plain_findings(path: Path, contexts: list[Context], labels: Labels) -> list[tuple[Any, ...]]:
    return [astuple(finding) for finding in check_master(path, contexts, labels)]


def check_master(
    path: Path, contexts: list[Context], labels: Labels | None = None
) -> list[Finding]:
    """Findings on one master; ``contexts`` are what its papers give it, none where unknown.

    ``labels`` are what it may call the fields.

    A file that cannot be read has one. It is compiled and filled in once when the
    tags have no fault and every name is known: what only that shows is told then.
    """
    try:
        data, name = read_source(path, DEFAULT_LIMITS)
        package = open_package(data, name, DEFAULT_LIMITS)
        stories = read_stories(package.parts)
    except GiaytoError as error:
        return [_unusable(path, error)]
    known = names_in(contexts)
    labels = labels or {}
    spoken = Spoken(labels)
    read = [_Read(story, known, spoken) for story in stories]
    findings = list(_told(path, "KT-901", (f for r in read for f in r.faults)))
    torn = list(islice(_torn(package.parts, read, labels), _MOST))
    findings += (_as_finding(path, fault, read) for fault, _ in torn)
    unknown = list(islice(_unknown_names(path, read, contexts, known), _MOST)) if contexts else []
    foreign = ForeignTags(known, labels)
    faulty = [passage for _, passages in torn for passage in passages]
    faulty += (fault.passage for part in read for fault in part.faults)
    warnings = _told(path, "KT-904", (f for r in read for f in foreign.faults(r.story, faulty)))
    errors = [*findings, *unknown] or _try_out(path, data, read, contexts, labels)
    notes = (*package.notes, *notes_on(story_trees(package.parts)))
    told = [found("KT-907", where=where(path), why=note) for note in notes]
    return _once([*errors, *warnings, *told])


@dataclass(slots=True)
class _Read:
    """A story with its tags, what is wrong with them, and the names they read."""

    story: Story
    tags: list[Tag]
    faults: list[Fault]
    uses: dict[str, list[int]]
    optional: frozenset[str]

    def __init__(self, story: Story, known: set[str], spoken: Spoken) -> None:
        self.story = story
        self.tags, unclosed = read_tags(story, spoken)
        wrong, fields = check_expressions(self.tags, known)
        order = {id(passage): rank for rank, passage in enumerate(story.passages)}
        self.faults = sorted([*unclosed, *wrong], key=lambda fault: order[id(fault.passage)])
        self.uses, self.optional = fields.uses, fields.optional


def where(path: Path, inside: str = "") -> str:
    """Master and place as a clerk says them."""
    file = tr("tệp mẫu {ten}").format(ten=path.name)
    return f"{file}, {inside}" if inside else file


def _told(path: Path, code: str, faults: Iterator[Fault]) -> Iterator[Finding]:
    for fault in islice(faults, _MOST):
        place = where(path, fault.passage.where(fault.typed))
        yield found(code, where=place, read=fault.typed, why=fault.why, fix=fault.fix)


def _torn(
    parts: Mapping[str, bytes], read: list[_Read], labels: Labels
) -> Iterator[tuple[TemplateSyntax, list[Passage]]]:
    """What reading the master as a tree cannot do and its text does not show, with the places."""
    known = {id(fault.passage) for part in read for fault in part.faults}
    try:
        faults = find_faults(parts, labels, DEFAULT_LIMITS, plain_blocks=True)
    except GiaytoError:
        return  # too much: compiling tells it
    order = {id(p): rank for rank, p in enumerate(p for part in read for p in part.story.passages)}
    placed = [(fault, _passages(fault, read)) for fault in faults]
    placed.sort(key=lambda one: min((order[id(p)] for p in one[1]), default=len(order)))
    for fault, passages in placed:
        if isinstance(fault, WordsBesideTag) or known.isdisjoint(map(id, passages)):
            yield fault, passages


def _as_finding(path: Path, fault: TemplateSyntax, read: list[_Read]) -> Finding:
    tags = [tag.typed for part in read for tag in part.tags if tag.typed in fault.what]
    return found(
        "KT-905" if isinstance(fault, WordsBesideTag) else "KT-901",
        where=where(path, _inside(path, fault, read)),
        read=max(tags, key=len, default=""),
        why=_why(fault),
        fix=fault.fix or "",
    )


def _once(findings: list[Finding]) -> list[Finding]:
    """Each once: Word keeps a text box twice in the file."""
    return list(dict.fromkeys(findings))


def _unknown_names(
    path: Path, read: list[_Read], contexts: list[Context], known: set[str]
) -> Iterator[Finding]:
    """One finding for each place where a name is asked for that the paper does not give."""
    optional = frozenset[str]().union(*(part.optional for part in read))
    for part in read:
        asked_for = (name for name in part.uses if name not in optional)
        missing = {name for name in asked_for if is_missing(name, contexts)}
        missing -= {name for name in missing if any(_below(name, other) for other in missing)}
        places = sorted({(line, name) for name in missing for line in part.uses[name]})
        for line, name in places:
            yield _unknown(path, name, part.tags[line - 1], known)


def _below(name: str, other: str) -> bool:
    return name.startswith((f"{other}.", f"{other}[]"))


def _unknown(path: Path, name: str, tag: Tag, known: set[str]) -> Finding:
    why = tr("Giấy tờ này không có tên “{ten}”.").format(ten=in_words(name))
    place = where(path, tag.passage.where(tag.typed))
    return found("KT-903", where=place, read=tag.typed, why=why, fix=_instead(name, tag, known))


def _instead(name: str, tag: Tag, known: set[str]) -> str:
    """What to type instead of a name that the paper does not give."""
    near = near_names(name, known)
    right = [_with_name(tag, name, other) or in_words(other) for other in near.names]
    if near.sure and len(right) == 1:
        return asked(right[0]) or ""
    if near.sure and right:
        return tr("Có phải một trong: {ds}?").format(ds=", ".join(right))
    if right:
        return tr("Giấy tờ này có {ds}; chỉ dùng nếu đúng là điều muốn in.").format(
            ds=", ".join(right)
        )
    group = group_of(name, known)
    if group:
        return tr("Nhóm {nhom} có: {ds}.").format(
            nhom=in_words(name.rpartition(".")[0]), ds=", ".join(group)
        )
    return tr("Xem các tên dùng được trong tài liệu “mau-va-ngu-canh”.")


def _with_name(tag: Tag, name: str, right: str) -> str:
    """The tag with the right name in it; "" where the name does not stand there as it is."""
    head, _, last = name.rpartition(".")
    other_head, _, other_last = right.rpartition(".")
    if name in tag.inside and "[]" not in right:
        return tag.with_inside(tag.inside.replace(name, right))
    if head and head == other_head and f".{last}" in tag.inside:
        return tag.with_inside(re.sub(rf"\.{re.escape(last)}\b", f".{other_last}", tag.inside))
    return ""


def _try_out(
    path: Path, data: bytes, read: list[_Read], contexts: list[Context], labels: Labels
) -> list[Finding]:
    """What compiling the master and filling it in for the first paper run into (điền thử)."""
    try:
        pictures = PictureFolder(path.parent, required=False)  # of a trial none need be there
        own = CompiledTemplate.load(
            data,
            name=path.name,
            labels=labels,
            plain_blocks=True,
            **picture_options(pictures),
        )
        for context in contexts[:1]:
            own.render(context)
    except UnknownField as error:
        place = where(path, _inside(path, error, read))
        return [found("KT-903", where=place, why=error.what, fix=error.fix or "")]
    except GiaytoError as error:
        return [_unusable(path, error, read)]
    return []


def _unusable(path: Path, error: GiaytoError, read: list[_Read] | None = None) -> Finding:
    place = where(path, _inside(path, error, read or []))
    return found("KT-901", where=place, why=_why(error), fix=error.fix or "")


def _why(error: GiaytoError) -> str:
    """What is wrong and why, as sentences; what is told further."""
    why = "" if error.why is None else f"{error.why[:1].upper()}{error.why[1:]}"
    if why and not why.endswith("."):
        why += "."
    return " ".join(part for part in (error.what, why, *error.details) if part)


def _inside(path: Path, error: GiaytoError, read: list[_Read]) -> str:
    """The place inside the file, as Word shows it where its words tell it from most others."""
    words = _words(error, path.name)
    places = dict.fromkeys(passage.where() for passage in _passages(error, read, path.name))
    if 0 < len(places) <= _PLACES:
        return tr(" hoặc ").join(places)
    return "" if words == str(path) else words


def _words(error: GiaytoError, file: str) -> str:
    return (error.where or "").removeprefix(file).removeprefix(": ")


def _passages(error: GiaytoError, read: list[_Read], file: str = "") -> list[Passage]:
    """The passages that an error quotes: its words, else those with tags in its words."""
    words = _words(error, file)
    quoted = _QUOTED.search(words)
    parts = [part for part in read if words.startswith(f"{part.story.title}, ")]
    if quoted is None or not parts:
        return []
    text = _bare(quoted[1].strip("…"))
    passages = [(_bare(p.text), p) for part in parts for p in part.story.passages]
    exact = [p for bare, p in passages if bare == text]
    tags = [tag for part in parts for tag in part.tags if _bare(tag.typed) in text]
    named = [tag for tag in tags if tag.typed in error.what] or tags
    if exact or any(text and text in bare for bare, _ in passages):
        return exact or [p for bare, p in passages if text in bare]
    whole = max((len(tag.passage.text) for tag in named), default=0)
    return list({id(t.passage): t.passage for t in named if len(t.passage.text) == whole}.values())


def _bare(text: str) -> str:
    return "".join(text.split())
