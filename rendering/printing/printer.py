"""Printing of values (in giá trị): from a plain value to safe XML, at its place.

Nearly every value is a short, printable string: one test, one escape. The rest
(numbers, line breaks, rich text, missing values) goes through :meth:`_odd`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, Literal

from markupsafe import escape

from ...errors import IllegalCharacter, MissingValue, TemplateError
from ...i18n import tr
from ..carried_values import Kind, carried, misfit, put
from ..inserts import Insert, SubDocument, made
from ..limits import Limits, exceeded
from ..sandbox.passages import Passage, as_text, is_rich, joined, letters
from ..sandbox.plain import QUICK, check_joinable, is_scalar, is_unknown, not_printable
from .places import BETWEEN, CHARACTERS, MEASURED, RUN_CLOSE, Place, Site
from .rich import Form, form_of, rich_is_sound

_SPECIAL = "& < > \" '"
_ESCAPED = "&amp; &lt; &gt; &#34; &#39;"


def _escaper() -> Callable[[str], str]:
    """markupsafe's escape without its Markup wrapper, twice as fast as with it.

    It is no public interface: where a release has none, or one that does
    something else, the public one does the same work.
    """
    for build in ("_speedups", "_native"):  # the second: without the C part
        with suppress(ImportError, AttributeError, TypeError):
            inner: Callable[[str], str] = import_module(f"markupsafe.{build}")._escape_inner
            shown = inner(_SPECIAL)
            if type(shown) is str and shown == _ESCAPED:
                return inner
    return lambda text: str(escape(text))


escape_text: Callable[[str], str] = _escaper()
"""A text with ``& < > " '`` escaped."""

Missing = Literal["stop", "dots", "mark"]

DOTS = "……………"
"""What is printed for a missing value to be filled by hand."""

_ODD = re.compile("[\x00-\x1f\ufffe\uffff\ud800-\udfff]")
_ILLEGAL = re.compile("[\x00-\x06\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}|auto")
_COUNT = re.compile(r"0*(\d{1,9})(?:\.0*)?")
_COLUMNS = 63  # the most that Word makes
_LISTING = re.compile("[\n\t\a\f]")


class NeedsReference(Exception):
    """This record needs the slow, sure path of the part."""


class Printer:
    """Prints the values of one part; shared by all its renderings, holds no state of them.

    ``where`` turns a line of the source into a place for people.
    """

    def __init__(
        self,
        sites: Sequence[Site],
        missing: Missing,
        limits: Limits,
        where: Callable[[int], str],
    ) -> None:
        self._sites = sites
        self._missing = missing
        self._limits = limits
        self._where = where
        self.emit = self._make_emit()

    def emit_careful(self, value: Any, index: int) -> bytes:
        """The value as bytes where not any text may stand (``{{r }}``, ``{{p }}``, a colour)."""
        return self._odd(value, index, exact=True).encode()

    def text_careful(self, value: Any, index: int) -> str:
        """The same as text, for the slow path."""
        return self._odd(value, index, exact=False)

    def make_emit_item(self, item: Callable[[Any, str], Any]) -> Callable[[Any, str, int], bytes]:
        """Prints ``owner.name`` as bytes; ``item`` reads what is not simply there."""
        most = self._limits.value_chars
        odd = self._odd
        escape = escape_text
        strange = _ODD.search  # a non-breaking space is not "printable", but ordinary

        def emit_item(owner: Any, name: str, index: int) -> bytes:
            if type(owner) is dict:
                value = owner.get(name, owner)
                if value is owner:
                    value = item(owner, name)
            else:
                value = item(owner, name)
            if (
                type(value) is str
                and (value.isprintable() or not strange(value))
                and len(value) <= most
            ):
                return escape(value).encode()
            if type(value) is int:
                return b"%d" % value
            return odd(value, index, exact=True).encode()

        return emit_item

    def _make_emit(self) -> Callable[[Any, int], bytes]:
        most = self._limits.value_chars
        odd = self._odd
        escape = escape_text
        strange = _ODD.search

        def emit(value: Any, index: int) -> bytes:
            if (
                type(value) is str
                and (value.isprintable() or not strange(value))
                and len(value) <= most
            ):
                return escape(value).encode()
            if type(value) is int:
                return b"%d" % value
            return odd(value, index, exact=True).encode()

        return emit

    def text(self, value: Any, index: int) -> str:
        """The value as XML text for the slow path; line breaks are made in the tree."""
        if type(value) is str and value.isprintable() and len(value) <= self._limits.value_chars:
            return escape_text(value)
        return self._odd(value, index, exact=False)

    def join(self, values: Sequence[Any]) -> Any:
        """``a ~ b``: joined text; a missing part follows the policy, never prints ``None``."""
        pieces: list[Any] = []
        plain = True
        for value in values:
            if value is None:
                if self._missing == "stop":
                    raise self._no_value("…", None)
                value = DOTS
            if type(value) in QUICK:
                value = str(value)
            else:
                check_joinable(value)
                plain = False
            pieces.append(value)
        text = "".join(pieces) if plain else joined(pieces)
        if len(text) > self._limits.value_chars:
            raise exceeded("value_chars", self._limits.value_chars)
        return text

    # -- everything that is not a short printable string ---------------------

    def _odd(self, value: Any, index: int, *, exact: bool) -> str:
        site = self._sites[index]
        if value is None:
            return self._no_value_text(site, exact=exact)
        if type(value) is Passage:
            return self._passage(value, site, exact=exact)
        value = as_text(value)
        if isinstance(value, Insert) or is_rich(value):
            return self._formed(value, site, exact=exact)
        if not (is_scalar(value) or is_unknown(value)):
            self._not_plain(value, site)
        # An unknown name raises when its text is asked for; «a if b» without else is empty.
        return self._words(value if type(value) is str else str(value), site, exact=exact)

    def _words(self, text: str, site: Site, *, exact: bool) -> str:
        """Plain text at its place."""
        if site.place in MEASURED:
            return self._measure(text, site)
        if len(text) > self._limits.value_chars:
            raise exceeded("value_chars", self._limits.value_chars, where=self._where(site.line))
        if _ODD.search(text):
            text = self._legal(text, site)
            written = self._listing(escape_text(text), site, exact=exact)
        else:
            written = escape_text(text)
        if site.place not in BETWEEN:
            return written
        if site.place in (Place.BLOCKS, Place.NOWHERE) and not text.strip():
            return ""
        if site.place is Place.NOWHERE:
            raise self._misfit("str", site)
        return site.wrapped(written) if text else ""

    def _measure(self, text: str, site: Site) -> str:
        """A colour or a number of columns; nothing, or no column, is the look of a plain cell."""
        said = text.strip()
        if site.place is Place.COLOUR:
            colour = said.removeprefix("#")
            if not colour or _COLOUR.fullmatch(colour):
                return colour or "auto"
            what = tr("Giá trị «{gia_tri}» của «{truong}» không phải một màu.")
            fix = tr("Viết màu bằng sáu chữ số 0-9, A-F, ví dụ FF0000; để trống là không tô.")
        else:
            count = _COUNT.fullmatch(said or "1")
            if count is not None and int(count[1]) <= _COLUMNS:
                return str(max(int(count[1]), 1))
            what = tr("Giá trị «{gia_tri}» của «{truong}» không phải một số cột.")
            fix = tr("Số cột là số nguyên từ 1 đến {nhieu_nhat}.").format(nhieu_nhat=_COLUMNS)
        raise TemplateError(
            what.format(gia_tri=said[:60], truong=site.name), where=self._where(site.line), fix=fix
        )

    def _legal(self, text: str, site: Site) -> str:
        """The text with one kind of line end; raises :class:`IllegalCharacter`."""
        found = _ILLEGAL.search(text)
        if found is not None:
            raise IllegalCharacter(
                tr("Giá trị của «{truong}» có ký tự mà tệp Word không chứa được (U+{ma}).").format(
                    truong=site.name, ma=f"{ord(found.group()):04X}"
                ),
                where=self._where(site.line),
                why=tr("ký tự ẩn này thường theo vào khi dán từ Excel, Word hoặc trang mạng"),
                fix=tr(
                    "Tìm ô đó trong sổ dữ liệu, xoá chữ quanh vị trí {vi_tri} và gõ lại."
                ).format(vi_tri=found.start() + 1),
            )
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def _listing(self, escaped: str, site: Site, *, exact: bool) -> str:
        """Line breaks, tabs, paragraphs and page breaks as Word writes them."""
        if not _LISTING.search(escaped) or site.place is Place.CAPTURED:
            return escaped
        if site.place in CHARACTERS:
            return _LISTING.sub(" ", escaped)
        if not site.is_known:
            if exact:
                raise NeedsReference
            return carried(escaped)  # the tree knows the run
        # The tab first: the other replacements hold none of the four characters,
        # unless the paragraph's own properties do.
        return (
            escaped.replace("\t", site.tab)
            .replace("\a", site.paragraph)
            .replace("\n", site.newline)
            .replace("\f", site.page)
        )

    def _formed(self, value: Any, site: Site, *, exact: bool) -> str:
        """A picture, a link, a document or rich text at its place."""
        what = type(value).__name__
        where = self._where(site.line)
        if site.place is Place.NOWHERE:
            raise self._misfit(what, site)
        if isinstance(value, Insert):
            if site.place in CHARACTERS:
                raise self._misfit(what, site)
            kind = Kind.BLOCKS if isinstance(value, SubDocument) else Kind.RUNS
            return put(made(value), kind, what, site.name, where)
        if what not in ("RichText", "RichTextParagraph"):
            self._not_plain(value, site)
        xml = self._legal(str(value.xml), site)
        if len(xml) > self._limits.value_chars:
            raise exceeded("value_chars", self._limits.value_chars, where=where)
        kind = Kind.BLOCKS if what == "RichTextParagraph" else Kind.RUNS
        if not rich_is_sound(xml, blocks=kind is Kind.BLOCKS):
            raise self._unsound(site)
        if site.place in CHARACTERS:
            return self._words(letters(xml), site, exact=exact)
        if not exact:
            return put(carried(xml), kind, what, site.name, where) if xml else ""
        if not _LISTING.search(xml):
            if kind is Kind.BLOCKS and site.place is Place.BLOCKS:
                return xml
            if kind is Kind.RUNS and site.place is Place.RUNS:
                return xml
            if kind is Kind.RUNS and site.place is Place.BLOCKS:
                return f"<w:p>{xml}</w:p>" if xml else ""
            if kind is Kind.RUNS and site.place is Place.TEXT and site.is_known:
                # {{ x }} instead of {{r x }}: a run cannot stand inside a run, so it is put beside.
                return f"{RUN_CLOSE}{xml}{site.run_open}" if xml else ""
        raise NeedsReference

    def _passage(self, value: Passage, site: Site, *, exact: bool) -> str:
        """What a macro or a block has written, or texts joined with rich text."""
        if site.place in CHARACTERS and value.is_text:
            return self._words(str(value), site, exact=exact)
        if site.place in CHARACTERS:
            raise self._misfit("Passage", site)
        if exact:
            raise NeedsReference  # proved by parsing
        xml = "".join(self._part(part, site) for part in value.parts)
        if len(xml) > self._limits.value_chars:
            raise exceeded("value_chars", self._limits.value_chars, where=self._where(site.line))
        form = form_of(xml)
        if form in (Form.BLOCKS, Form.RUNS) and site.place is not Place.NOWHERE:
            kind = Kind.BLOCKS if form is Form.BLOCKS else Kind.RUNS
            return put(xml, kind, "Passage", site.name, self._where(site.line))
        if (form is Form.ROWS) != (site.place is Place.NOWHERE):
            raise self._misfit("Passage", site)
        return site.wrapped(xml) if site.place in BETWEEN - {Place.NOWHERE} else xml

    def _part(self, part: Any, site: Site) -> str:
        if isinstance(part, Insert) or is_rich(part):
            inside = Site(site.index, site.name, site.line)  # between the texts beside it
            return self._formed(part, inside, exact=False)
        if type(part) is not str:
            return carried(part)
        return carried(escape_text(self._legal(part, site)))

    def _misfit(self, what: str, site: Site) -> TemplateError:
        places = {
            Place.ATTRIBUTE: tr("trong thuộc tính"),
            Place.COLOUR: tr("trong thuộc tính"),
            Place.COUNT: tr("trong thuộc tính"),
            Place.OTHER_TEXT: tr("trong mã trường, công thức hay thuộc tính tệp"),
            Place.NOWHERE: tr("giữa các hàng, các ô hay trong phần định dạng"),
        }
        place = places.get(site.place, tr("ở đó"))
        return misfit(what, site.name, place, self._where(site.line))

    def _not_plain(self, value: Any, site: Site) -> None:
        error = not_printable(value, site.name)
        error.where = self._where(site.line)
        raise error

    def _unsound(self, site: Site) -> TemplateError:
        return TemplateError(
            tr("Văn bản định dạng (RichText) của «{truong}» không hợp lệ.").format(
                truong=site.name
            ),
            where=self._where(site.line),
            fix=tr("Kiểm tra màu, kiểu chữ; liên kết thì dùng Link của giayto.rendering."),
        )

    # -- missing values --------------------------------------------------------

    def _no_value_text(self, site: Site, *, exact: bool) -> str:
        if self._missing == "stop":
            raise self._no_value(site.name, site)
        if site.place in MEASURED:
            return self._measure("", site)
        if self._missing == "dots" or site.place in CHARACTERS or site.place is Place.NOWHERE:
            shown = DOTS if self._missing == "dots" else site.name
            return self._words(shown, site, exact=exact)
        name = escape_text(site.name)
        if site.is_known:
            run = f"{site.mark_open}{name}{RUN_CLOSE}"
            return run if site.place is Place.RUNS else f"{RUN_CLOSE}{run}{site.run_open}"
        if exact:
            raise NeedsReference
        return put(name, Kind.MARK, "str", site.name, self._where(site.line))

    def _no_value(self, name: str, site: Site | None) -> MissingValue:
        return MissingValue(
            tr("Trường «{truong}» chưa có giá trị.").format(truong=name),
            where=self._where(site.line) if site else None,
            fix=tr("Điền giá trị vào sổ dữ liệu, hoặc chọn cách để dòng chấm / tô vàng."),
        )
