"""Checks one of the clerk's own masters (kiểm tra một mẫu): all of its faults in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from ...errors import (
    GiaytoError,
    TemplateLimit,
    TemplateSyntax,
    TemplateUnreadable,
    TemplateUnsafe,
    UnknownField,
)
from ...files.killable import SHARED, Broken
from ...findings import Finding, found, severity_rank
from ...generators.plan import Context
from ...i18n import tr
from ...rendering import DEFAULT_LIMITS, CompiledTemplate
from ...rendering.compiling.parts import find_faults
from ...rendering.compiling.torn_faults import TornBlock
from ...rendering.package.reading import open_package, read_source
from ...rendering.picture_folder import PictureFolder
from ...rendering.reading.block_tags import WordsBesideTag
from ...rendering.reading.content import OutsideTable
from ...rendering.reading.help_pages import without_help
from ...rendering.reading.spoken import Labels, Spoken
from ...rendering.reading.stories import notes_on, story_trees
from ...rendering.reading.tags import CutTag, NotFilledThere
from ...templates.own_master import made_ready
from ...templates.pictures import master_filters, picture_options
from .error_places import closes, computing_tag, end_passages, passages_of_error, place_of, tag_of
from .expressions import check_expressions
from .field_names import names_in
from .foreign import ForeignTags
from .master_fonts import odd_fonts
from .merge_fields import as_in_word, places_without_tag, unknown_field, without_tag
from .passages import Passage, Story, read_stories
from .proof import unprinted
from .required_parts import missing_parts
from .tags import Fault, Tag, read_tags
from .typing_marks import lonely_commands, odd_characters
from .unknown_names import unknown_names
from .unwritten import no_content, places_to_write
from .wide_tables import wide_tables

_MOST_SECONDS = DEFAULT_LIMITS.render_seconds + 30
_MOST = 100
"""Findings of one kind on one file; nobody mends more in one go."""
_TAG_SHOWN = 400
_UNREADABLE = "KT-901"
_TOO_MUCH = "KT-926"
# What the engine refuses, the closest kind first; else a tag written wrongly.
_KINDS: tuple[tuple[type[GiaytoError], str], ...] = (
    (WordsBesideTag, "KT-905"),
    (OutsideTable, "KT-917"),
    (TornBlock, "KT-915"),
    (NotFilledThere, "KT-919"),
    (CutTag, "KT-920"),
    (TemplateUnreadable, _UNREADABLE),
    (TemplateUnsafe, "KT-925"),
    (TemplateLimit, _TOO_MUCH),
    (UnknownField, "KT-903"),
    (TemplateSyntax, "KT-923"),
)
_NOT_COMPUTED = "KT-927"
_OF_FILLING_IN = frozenset({_TOO_MUCH, _NOT_COMPUTED})


def check_apart(
    path: Path, contexts: list[Context], labels: Labels, master: str = "", *, proof: bool = False
) -> list[Finding]:
    """Findings on one master, by a process that can be killed; see :func:`check_master`."""
    try:
        plain = SHARED.ask(
            _plain_findings,
            path.absolute(),
            contexts,
            labels,
            master,
            proof,
            seconds=_MOST_SECONDS,
        )
    except Broken as broken:
        code = "KT-901"
        why = tr("Đọc và điền thử mẫu này làm tiến trình bị tắt đột ngột.")
        if broken.late:
            code = _TOO_MUCH
            why = tr("Đọc và điền thử mẫu này quá {so} giây nên đã bị ngắt.").format(
                so=f"{_MOST_SECONDS:g}"
            )
        fix = tr("Xem lại vòng lặp và phép tính trong mẫu; mẫu từ nơi khác thì hỏi lại người gửi.")
        return [found(code, where=where(path), why=why, fix=fix)]
    return [Finding(*fields) for fields in plain]


def _plain_findings(
    path: Path, contexts: list[Context], labels: Labels, master: str, proof: bool
) -> list[tuple[Any, ...]]:
    findings = check_master(path, contexts, labels, master, proof=proof)
    return [astuple(finding) for finding in findings]


def check_master(
    path: Path,
    contexts: list[Context],
    labels: Labels | None = None,
    master: str = "",
    *,
    proof: bool = False,
) -> list[Finding]:
    """Findings on one master; ``contexts`` are what its papers give it, none where unknown.

    ``labels`` are what it may call the fields, ``None`` for nothing but their keys.
    ``master`` is the built-in master that it stands for, "" for none. A file that cannot
    be read has one finding. Where no tag is wrong and every name is known it is compiled
    and filled in: what only that shows is told then, with ``proof`` also which values
    reach no page.
    """
    try:
        data, file = read_source(path, DEFAULT_LIMITS)
        own = made_ready(data, file, emptied=True)
        data = own.content
        package = open_package(data, file, DEFAULT_LIMITS)
        stories = read_stories(package.parts)
    except TemplateUnsafe as error:
        refusals = islice((error, *error.others), _MOST)
        return _once([_refused(path, one, (), "KT-929") for one in refusals])
    except GiaytoError as error:
        return [_refused(path, error, ())]
    known = names_in(contexts)
    labels = labels or {}
    spoken = Spoken(labels)
    read = [_Read(story, known, labels, spoken) for story in stories]
    places = [(part.story, part.tags) for part in read]
    wrong = (unknown_field(fault, own.shown, labels) for fault in _in_order(read))
    findings = [_told(path, fault) for fault in islice(wrong, _MOST)]
    torn = list(islice(_torn(package.parts, read, labels), _MOST))
    findings += (_refused(path, fault, places) for fault, _ in torn)
    if contexts:
        optional = frozenset[str]().union(*(part.optional for part in read))
        unknown = _unknown(read, contexts, known, labels, optional)
        unknown = (unknown_field(fault, own.shown, labels) for fault in unknown)
        findings += (_told(path, fault) for fault in islice(unknown, _MOST))
    foreign = ForeignTags(known, labels)
    faulty = [passage for _, passages in torn for passage in passages]
    faulty += (fault.passage for part in read for fault in part.faults)
    odd = [f for part in read for f in foreign.faults(part.story, faulty)]
    if not any(f.severity == "error" for f in findings):
        printed = dict(reversed([one for part in read for one in part.printed()])) if proof else {}
        findings += _tried(path, data, master, places, printed, contexts, labels)
    odd += (f for part in read for f in odd_characters(part.story))
    odd += (f for part in read for f in lonely_commands(part.tags))
    odd += odd_fonts(package.parts)
    odd += wide_tables(package.parts)
    findings += (_told(path, fault) for fault in odd[:_MOST])
    findings += _of_file(path, missing_parts(master, places, findings))
    bare = without_help(package.parts)
    notes = (*package.notes, *notes_on(story_trees(bare.parts)), *bare.notes)
    findings += (found("KT-907", where=where(path), why=note) for note in notes)
    without = places_without_tag(package.parts, own.unread)
    findings += (_no_tag(path, code, passage) for code, passage in without)
    if own.is_paper:
        findings += (_told(path, fault) for fault in places_to_write(stories))
        findings += _of_file(path, no_content(stories, bare.parts))
    head = where(path)
    ranks = {
        p.place: n for n, p in reversed(list(enumerate(p for s in stories for p in s.passages)))
    }
    in_order = _in_reading_order(_once(findings), head, ranks)
    return list(as_in_word(in_order, own.shown)) if own.shown else in_order


def repairs(parts: Mapping[str, bytes], contexts: list[Context], labels: Labels) -> list[Fault]:
    """The faults of a checked package that there is one way to mend."""
    known = names_in(contexts)
    spoken = Spoken(labels)
    read = [_Read(story, known, labels, spoken) for story in read_stories(parts)]
    optional = frozenset[str]().union(*(part.optional for part in read))
    foreign = ForeignTags(known, labels)
    faults = [*_in_order(read)]
    faults += _unknown(read, contexts, known, labels, optional) if contexts else ()
    faulty = [fault.passage for fault in faults]
    faults += (fault for part in read for fault in foreign.faults(part.story, faulty))
    return [fault for fault in faults if fault.right]


@dataclass(slots=True)
class _Read:
    """A story with its tags, what is wrong with them, and the names they read."""

    story: Story
    tags: list[Tag]
    faults: list[Fault]
    uses: dict[str, list[int]]
    optional: frozenset[str]

    def __init__(self, story: Story, known: set[str], labels: Labels, spoken: Spoken) -> None:
        self.story = story
        self.tags, unclosed = read_tags(story, spoken)
        wrong, fields = check_expressions(self.tags, known, labels)
        order = {id(passage): rank for rank, passage in enumerate(story.passages)}
        self.faults = sorted([*unclosed, *wrong], key=lambda fault: order[id(fault.passage)])
        self.uses, self.optional = fields.uses, fields.optional

    def printed(self) -> Iterator[tuple[str, Tag]]:
        """The names in tags that print, with their tags."""
        for name, lines in self.uses.items():
            for tag in (self.tags[line - 1] for line in lines):
                if tag.kind == "{":
                    yield name, tag


def where(path: Path, inside: str = "") -> str:
    """Master and place as a clerk says them."""
    file = tr("tệp mẫu {ten}").format(ten=path.name)
    return f"{file}, {inside}" if inside else file


def _told(path: Path, fault: Fault) -> Finding:
    place = where(path, fault.passage.where(fault.typed))
    return found(
        fault.code, where=place, read=fault.typed, why=fault.why, fix=fault.fix, most=_TAG_SHOWN
    )


def _no_tag(path: Path, code: str, passage: Passage | None) -> Finding:
    why, fix = without_tag(code)
    place = where(path, "" if passage is None else passage.where())
    return found("KT-955", where=place, read=code, why=why, fix=fix)


def _in_order(read: Iterable[_Read]) -> Iterator[Fault]:
    return (fault for part in read for fault in part.faults)


def _of_file(path: Path, said: Iterable[tuple[str, str, str]]) -> Iterator[Finding]:
    for code, why, fix in said:
        yield found(code, where=where(path), why=why, fix=fix)


def _torn(
    parts: Mapping[str, bytes], read: list[_Read], labels: Labels
) -> Iterator[tuple[TemplateSyntax, list[Passage]]]:
    """What reading the master as a tree cannot do and its text does not show, with the places."""
    known = {id(fault.passage) for part in read for fault in part.faults}
    filters = master_filters(PictureFolder(Path()))
    try:
        faults = find_faults(parts, labels, DEFAULT_LIMITS, filters, plain_blocks=True)
    except GiaytoError:
        return  # too much: compiling tells it
    order = {id(p): rank for rank, p in enumerate(p for part in read for p in part.story.passages)}
    places = [(part.story, part.tags) for part in read]
    placed = [(fault, passages_of_error(fault, places)) for fault in faults]
    placed.sort(key=lambda one: min((order[id(p)] for p in one[1]), default=len(order)))
    # A tag that takes words with it tears its block as well: one slip.
    known |= {id(p) for fault, ps in placed if isinstance(fault, WordsBesideTag) for p in ps}
    for fault, passages in placed:
        if isinstance(fault, OutsideTable) and closes(tag_of(fault, places)):
            continue  # told with the tag that opens
        touched = passages
        if isinstance(fault, TornBlock):  # its end may be what was mistyped
            touched = [*passages, *end_passages(fault, places)]
        if isinstance(fault, WordsBesideTag) or known.isdisjoint(map(id, touched)):
            yield fault, passages


def _unknown(
    read: list[_Read],
    contexts: list[Context],
    known: set[str],
    labels: Labels,
    optional: frozenset[str],
) -> Iterator[Fault]:
    for part in read:
        uses = {name: lines for name, lines in part.uses.items() if name not in optional}
        yield from unknown_names(uses, part.tags, contexts, known, labels)


def _tried(
    path: Path,
    data: bytes,
    master: str,
    read: list[tuple[Story, list[Tag]]],
    printed: dict[str, Tag],
    contexts: list[Context],
    labels: Labels,
) -> list[Finding]:
    """What compiling the master and filling it in run into, and what reaches no page."""
    try:
        pictures = PictureFolder(path.parent, required=False)  # of a trial none need be there
        own = CompiledTemplate.load(
            data, name=path.name, labels=labels, plain_blocks=True, **picture_options(pictures)
        )
        for context in contexts[:1]:
            own.render(context)
        faults = unprinted(own, master, printed, contexts)
        return [_told(path, fault) for fault in islice(faults, _MOST)]
    except GiaytoError as error:
        return [_refused(path, error, read)]


def _refused(
    path: Path, error: GiaytoError, read: Iterable[tuple[Story, list[Tag]]], code: str = ""
) -> Finding:
    """What the engine refuses, as a finding: its kind, its place, the tag it names."""
    read = list(read)
    if isinstance(error, TornBlock) and len(ends := end_passages(error, read)) == 1:
        error.details = (tr("Thẻ đóng của nó ở {cho}.").format(cho=ends[0].where()),)
    kind = code or next((c for kind, c in _KINDS if isinstance(error, kind)), _NOT_COMPUTED)
    tag = tag_of(error, read)
    if not tag and kind in _OF_FILLING_IN:
        tag = computing_tag(error, read, path.name)
    return found(
        kind,
        where=where(path, place_of(error, read, path.name)),
        read=tag,
        why=why_of(error),
        fix=error.fix or "",
        most=_TAG_SHOWN,
    )


def why_of(error: GiaytoError) -> str:
    """What is wrong and why, as sentences; what is told further."""
    why = "" if error.why is None else f"{error.why[:1].upper()}{error.why[1:]}"
    if why and not why.endswith("."):
        why += "."
    return " ".join(part for part in (error.what, why, *error.details) if part)


def _in_reading_order(findings: list[Finding], head: str, ranks: dict[str, int]) -> list[Finding]:
    """Errors, warnings, notes, each as a reader of the file comes upon them."""

    def order(finding: Finding) -> tuple[int, int]:
        place = finding.where.removeprefix(head).removeprefix(", ").partition(" “")[0]
        return severity_rank(finding), ranks.get(place, len(ranks))

    return sorted(findings, key=order)


def _once(findings: list[Finding]) -> list[Finding]:
    """Each place once: Word keeps a text box twice in the file, and one slip has many marks."""
    first: dict[tuple[str, str], str] = {}
    told: dict[Finding, None] = {}
    for finding in findings:
        spot = finding.where, finding.read
        if not finding.read or first.setdefault(spot, finding.code) == finding.code:
            told[finding] = None
    return list(told)
