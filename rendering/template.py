"""The compiled template (mẫu đã biên dịch): read once, rendered thousands of times."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ..errors import TemplateError
from ..files.whole import write_bytes
from ..i18n import tr
from .inserts import NeedsPackage
from .limits import DEFAULT_LIMITS, Limits
from .package.frozen import Codec, Compressor, FrozenPackage, codec
from .package.reading import CORE_PART, open_package, read_source
from .package.replacing import need_harmless
from .picture_folder import FRAME, PictureFolder
from .printing.printer import Missing

if TYPE_CHECKING:
    from .compiling.program import Program
    from .compiling.scattered import Scattered
    from .reading.spoken import Labels

# Part of every digest: raised when the same template and data come out differently.
_ENGINE = b"giayto-word-5"
_STAMPS = re.compile(r"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class CompiledTemplate:
    """A Word template, compiled (mẫu Word đã biên dịch).

    Immutable and safe to share between threads; picklable by its source, so a
    worker process rebuilds it by itself. Made by :meth:`load`.
    """

    def __init__(self, source: bytes, name: str, options: dict[str, Any]) -> None:
        from .called_notes import called_notes
        from .compiling.parts import compile_parts
        from .compiling.program import Program
        from .compiling.scattered import Scattered
        from .reading.source import has_tags, take_apart
        from .sandbox.environment import Sandbox

        self._source = source
        self._options = options
        self.name = name
        """The file name of the template, for messages."""
        limits: Limits = options["limits"]
        missing: Missing = options["missing"]
        labels: Labels = options["labels"]
        pictures: PictureFolder | None = options["pictures"]
        filters = dict(options["filters"])
        if pictures is not None:
            filters[FRAME] = pictures.framed
        sandbox = Sandbox(limits, filters)
        package = open_package(source, name, limits)
        taken = take_apart(
            package.parts,
            labels,
            name,
            limits,
            frames=pictures is not None,
            plain_blocks=options["plain_blocks"],
        )
        self.notes = package.notes + taken.notes
        """What was left out or accepted on purpose (mail merge, signatures, tracked changes),
        and what is left in (comments), in sentences."""
        self._cleaned = taken.cleaned
        static = dict(taken.static)
        compiled = compile_parts(sandbox, taken, missing)
        stories = {part.name: program for part, program in compiled}
        same = {part.name for part in taken.parts if not (part.is_body or has_tags(part.text))}
        self._called = called_notes(stories, same)
        programs: dict[str, Program] = {}
        for part, program in stories.items():
            if part in same.difference(self._called.notes):
                static[part] = program.render({})
            else:
                programs[part] = program
                static.pop(part, None)
        self._scattered: dict[str, Scattered] = {}
        for name, source_of in taken.scattered.items():
            if name in static:  # else nothing in the package leads to it
                texts = {
                    mark: Program(sandbox, text.text, text.title, missing=missing, plain=True)
                    for mark, text in source_of.values.items()
                }
                self._scattered[name] = Scattered(static.pop(name), texts, source_of.holds)
        self._programs = programs
        every = list(programs.values())
        for scattered in self._scattered.values():
            every += scattered.programs.values()
        self._places: dict[str, tuple[Program, int]] = {}
        for program in every:
            for path, line in program.fields.lines.items():
                self._places.setdefault(path, (program, line))
        self._optional = frozenset[str]().union(*(program.fields.optional for program in every))
        self._words = _all_words([program.words for program in every], options["day"])
        names = list(programs)
        # The body comes last: offsets of everything before it then vary least.
        names.append(names.pop(0))
        self._order = names = [*self._scattered, *names]
        self.codec: Codec = codec(options["compressor"])
        """The compressor in use."""
        self._static = static
        self._frozen = FrozenPackage(static, names, self.codec)
        self._day: str | None = options["day"]
        self._digest = digest_of(source, missing, taken.labels, plain=options["plain_blocks"])

    @classmethod
    def load(
        cls,
        source: str | Path | bytes,
        *,
        name: str | None = None,
        filters: Mapping[str, Callable[..., Any]] | None = None,
        missing: Missing = "stop",
        labels: Labels | None = None,
        limits: Limits = DEFAULT_LIMITS,
        compressor: Compressor = "auto",
        day: str | None = None,
        pictures: PictureFolder | None = None,
        plain_blocks: bool = False,
    ) -> CompiledTemplate:
        """The compiled form of a .docx, given by path or bytes.

        ``name`` is what messages call it (``None``: the file's name).
        ``filters`` adds Jinja filters (module-level functions, if the template
        is to be pickled). ``missing`` says what a value ``None`` does: ``stop``
        raises, ``dots`` prints a dotted line, ``mark`` prints the field's name
        in yellow. ``labels`` maps names as staff write them to keys of the
        context (``{"Họ và tên": "dang_vien.ho_ten"}``), see :data:`Labels`. ``day`` is the key of
        the context whose day (``2026-12-20``) is a document's day of creation,
        none where that is empty; ``None`` keeps the template's, as a template
        without tags in its properties always does. ``pictures`` is the folder of
        pictures that data name: one drawn in the template whose alternative text is
        a single tag is replaced by the picture of that name, in its frame. With
        ``plain_blocks`` a loop around a row or an item of a list repeats it, and a
        paragraph with nothing but commands goes away, without ``{%tr %}`` and ``{%p %}``.

        Raises the template errors: unreadable, unsafe, syntax, limits.
        """
        data, found = read_source(source, limits)
        options = {
            "filters": dict(filters or {}),
            "missing": missing,
            "labels": dict(labels or {}),
            "limits": limits,
            "compressor": compressor,
            "day": day,
            "pictures": pictures,
            "plain_blocks": plain_blocks,
        }
        return cls(data, name or found, options)

    def __reduce__(self) -> tuple[Any, ...]:
        return (CompiledTemplate, (self._source, self.name, self._options))

    @property
    def compressor(self) -> str:
        """The compressor in use, ``"isal"`` or ``"zlib"``."""
        return self.codec.name

    @property
    def fields(self) -> frozenset[str]:
        """The names the template reads, dotted; ``ds[].ten`` is ``ten`` of each item of ``ds``."""
        return frozenset(self._places)

    @property
    def places(self) -> Mapping[str, str]:
        """Where each of :attr:`fields` is read first: part and paragraph, for people."""
        return {path: program.where(line) for path, (program, line) in self._places.items()}

    @property
    def optional_fields(self) -> frozenset[str]:
        """The names that may be absent: asked for with ``is defined`` or given a default."""
        return self._optional

    @property
    def words(self) -> frozenset[str] | None:
        """Every key by which it can reach a value of its data; ``None`` where it may be any."""
        return self._words

    @property
    def digest(self) -> str:
        """SHA-256 of everything that decides the output besides the data, in hex."""
        return self._digest

    def render(
        self, context: Mapping[str, Any], *, media: Mapping[str, bytes] | None = None
    ) -> bytes:
        """One document, as the bytes of a .docx.

        The context is plain data: text, numbers, lists, dicts, and the values
        of this package (``Image``, ``Link``, ``SubDocument``) or docxtpl's
        ``RichText`` and ``Listing``. It is not changed. ``media`` replaces pictures
        and embedded files by their names in the package (``word/media/image1.png``);
        such documents, and those with inserts, take a slower path.

        Raises :class:`UnknownField`, :class:`MissingValue`,
        :class:`IllegalCharacter`, :class:`TemplateLimit`, :class:`TemplateError`.
        """
        try:
            parts = self.render_parts(context)
        except NeedsPackage:
            from .live import render_live

            parts = render_live(self, context)
        else:
            if media is None:
                return self._frozen.assemble(list(parts.values()))
            parts = {**self._static, **parts}
        if media is not None:
            parts = self._with_media(parts, media)
        return FrozenPackage({}, list(parts), self.codec).assemble(list(parts.values()))

    def render_to(
        self,
        path: str | Path,
        context: Mapping[str, Any],
        *,
        media: Mapping[str, bytes] | None = None,
    ) -> None:
        """Writes one document; the file appears whole or not at all.

        Raises :class:`CannotWrite` and what :meth:`render` raises.
        """
        write_bytes(path, self.render(context, media=media))

    def _with_media(
        self, parts: Mapping[str, bytes], media: Mapping[str, bytes]
    ) -> dict[str, bytes]:
        for name in media:
            if name not in parts or not name.startswith(("word/media/", "word/embeddings/")):
                raise TemplateError(
                    tr("Mẫu không có tệp «{ten}» để thay.").format(ten=name),
                    where=self.name,
                    fix=tr("Các tệp có thể thay: {ten}.").format(
                        ten=", ".join(n for n in parts if n.startswith("word/media/")) or "–"
                    ),
                )
            need_harmless(name, media[name], self._options["limits"])
        return {**parts, **media}

    def render_parts(self, context: Mapping[str, Any]) -> dict[str, bytes]:
        """The rendered parts only, by name inside the package, the body last.

        Raises ``NeedsPackage`` when a value changes the package.
        """
        parts: dict[str, bytes] = {}
        for name in self._order:
            program = self._programs.get(name)
            parts[name] = self._text(name, context) if program is None else program.render(context)
        return self.settle_notes(parts)

    def settle_notes(self, parts: dict[str, bytes]) -> dict[str, bytes]:
        """The parts of one document without the notes that it does not call; changed in place."""
        return self._called.settle(parts)

    @property
    def programs(self) -> Mapping[str, Program]:
        """The compiled parts by name inside the package, the body first."""
        return self._programs

    @property
    def body_markup(self) -> str:
        """All that the body of every document is made of besides values, in no order.

        Values bring text and its look: no tag of fields, marks or notes. Pictures and
        sub-documents do, but not on the way of :meth:`render_parts`.
        """
        return next(iter(self._programs.values())).fixed

    @property
    def cleaned(self) -> bytes:
        """The template as a .docx whose tags are already cleaned."""
        return self._cleaned

    def fill_scattered(
        self, parts: Mapping[str, bytes], context: Mapping[str, Any]
    ) -> dict[str, bytes]:
        """The parts without paragraphs that hold tags, from those of an opened package."""
        return {
            name: self._text(name, context)
            if name == CORE_PART
            else part.fill(parts[name], context)
            for name, part in self._scattered.items()
            if name in parts
        }

    @property
    def static_parts(self) -> Mapping[str, bytes]:
        """The parts that are the same in every document, by name inside the package."""
        return self._static

    def _text(self, name: str, context: Mapping[str, Any]) -> bytes:
        text = self._scattered[name].render(context)
        if name == CORE_PART and self._day is not None:
            text = _STAMPS.sub(_stamp(context, self._day), text)
        return text.encode()


def _stamp(context: Mapping[str, Any], key: str) -> str:
    """What stands for the times of a document: midnight of its day, or nothing."""
    day: Any = context
    for name in key.split("."):
        day = day.get(name) if isinstance(day, Mapping) else None
    if not isinstance(day, str) or not _DAY.fullmatch(day):
        return ""
    return rf'<dcterms:\1 xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:\1>'


def _all_words(read: list[frozenset[str] | None], day: str | None) -> frozenset[str] | None:
    found = set(day.split(".") if day else ())
    for words in read:
        if words is None:
            return None
        found |= words
    return frozenset(found)


def digest_of(
    source: bytes,
    missing: Missing = "stop",
    labels: Mapping[str, str] = MappingProxyType({}),
    *,
    plain: bool = False,
) -> str:
    """:attr:`CompiledTemplate.digest` of a template that is not compiled yet."""
    digest = hashlib.sha256(_ENGINE + b" plain blocks" * plain)
    digest.update(missing.encode())
    digest.update(repr(sorted(labels.items())).encode())
    digest.update(source)
    return digest.hexdigest()
