"""Printing of values (in giá trị): from a plain value to safe XML, at its place.

Nearly every value is a short, printable string: one test, one escape. The rest
(numbers, line breaks, rich text, missing values) goes through :meth:`_odd`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from importlib import import_module
from typing import Any, Literal

from markupsafe import Markup, escape

from ...errors import IllegalCharacter, MissingValue, TemplateError
from ...i18n import tr
from ..inserts import Insert, Prepared
from ..limits import Limits, exceeded
from ..sandbox.plain import check_text, is_scalar, is_unknown, not_printable
from .places import Place, Site

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
_LISTING = re.compile("[\n\t\a\f]")
_PAGE_CONTROLS = re.compile("[\a\f]")


class NeedsReference(Exception):
    """This record needs the slow, sure path of the part."""


class NeedsPackage(Exception):
    """This record changes the package: a picture, a link, a sub-document."""


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

    def emit_between(self, value: Any, index: int) -> bytes:
        """The value as bytes where only runs or paragraphs may stand (``{{r }}``, ``{{p }}``)."""
        return self._between(self._odd(value, index, exact=True), index).encode()

    def text_between(self, value: Any, index: int) -> str:
        """The same as text, for the slow path."""
        return self._between(self._odd(value, index, exact=False), index)

    def _between(self, xml: str, index: int) -> str:
        # Plain text would stand naked between runs; Word drops it or refuses the file.
        if "<" in xml or not xml.strip():
            return xml
        run = f'<w:r><w:t xml:space="preserve">{xml}</w:t></w:r>'
        return f"<w:p>{run}</w:p>" if self._sites[index].place is Place.BLOCKS else run

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
        """The value as XML text for the slow path; line breaks are left to docxtpl."""
        if type(value) is str and value.isprintable() and len(value) <= self._limits.value_chars:
            return escape_text(value)
        return self._odd(value, index, exact=False)

    def join(self, values: Sequence[Any]) -> Any:
        """``a ~ b``: joined text; a missing part follows the policy, never prints ``None``."""
        texts: list[Any] = []
        for value in values:
            if value is None:
                if self._missing == "stop":
                    raise self._no_value("…", None)
                value = DOTS
            if type(value) is not str:
                check_text(value)
            texts.append(value)
        rich = any(hasattr(value, "__html__") for value in texts)
        pieces = [escape(value) if rich else str(value) for value in texts]
        if sum(map(len, pieces)) > self._limits.value_chars:
            raise exceeded("value_chars", self._limits.value_chars)
        joined = "".join(pieces)
        return Markup(joined) if rich else joined

    # -- everything that is not a short printable string ---------------------

    def _odd(self, value: Any, index: int, *, exact: bool) -> str:
        site = self._sites[index]
        if value is None:
            return self._no_value_text(site)
        if isinstance(value, Insert):
            raise NeedsPackage
        if isinstance(value, Prepared):
            xml = value.make()
            beside = value.between_runs and site.place is Place.TEXT
            return f"{site.run_close}{xml}{site.run_open}" if beside else xml
        if hasattr(value, "__html__"):
            return self._rich(value, site, exact=exact)
        if not is_scalar(value):
            self._not_plain(value, site)
        text = value if type(value) is str else str(value)
        if len(text) > self._limits.value_chars:
            raise exceeded("value_chars", self._limits.value_chars, where=self._where(site.line))
        if not _ODD.search(text):
            return escape_text(text)
        text = self._legal(text, site)
        return self._listing(escape_text(text), site, exact=exact)

    def _legal(self, text: str, site: Site) -> str:
        """The text with one kind of line end; raises :class:`IllegalCharacter`."""
        found = _ILLEGAL.search(text)
        if found is None and site.place is Place.ATTRIBUTE:
            found = _PAGE_CONTROLS.search(text)
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
        if not _LISTING.search(escaped):
            return escaped
        if site.place is not Place.TEXT:
            if exact:
                raise NeedsReference
            # Left to docxtpl, which knows the run only after rendering.
            return escaped if site.splits else _PAGE_CONTROLS.sub("\n", escaped)
        # The tab first: the other replacements hold none of the four characters,
        # unless the paragraph's own properties do.
        return (
            escaped.replace("\t", site.tab)
            .replace("\a", site.paragraph)
            .replace("\n", site.newline)
            .replace("\f", site.page)
        )

    def _rich(self, value: Any, site: Site, *, exact: bool) -> str:
        from docxtpl import Listing, RichText, RichTextParagraph

        if not isinstance(value, (str, Listing, RichText, RichTextParagraph)):
            self._not_plain(value, site)
        markup: Any = value
        xml = str(markup.__html__())
        if len(xml) > self._limits.value_chars:
            raise exceeded("value_chars", self._limits.value_chars, where=self._where(site.line))
        xml = self._legal(xml, site)
        if "<" not in xml:
            return self._listing(xml, site, exact=exact)
        if not isinstance(value, (RichText, RichTextParagraph)):
            if exact:
                raise NeedsReference  # markup by |safe or from a macro: proved by parsing
            return xml
        self._well_formed(xml, site)
        if exact and _LISTING.search(xml):
            raise NeedsReference
        if isinstance(value, RichText) and site.place is Place.TEXT:
            # {{ x }} instead of {{r x }}: a run cannot stand inside a run, so it is put beside.
            return f"{site.run_close}{xml}{site.run_open}"
        return xml

    def _not_plain(self, value: Any, site: Site) -> None:
        if is_unknown(value):
            str(value)  # raises, with the name that is not in the data
        error = not_printable(value, site.name)
        error.where = self._where(site.line)
        raise error

    def _well_formed(self, xml: str, site: Site) -> None:
        if "r:id=" in xml or not snippet_ok(xml):
            raise TemplateError(
                tr("Văn bản định dạng (RichText) của «{truong}» không hợp lệ.").format(
                    truong=site.name
                ),
                where=self._where(site.line),
                fix=tr("Kiểm tra màu, kiểu chữ; liên kết thì dùng Link của giayto.rendering."),
            )

    # -- missing values --------------------------------------------------------

    def _no_value_text(self, site: Site) -> str:
        if self._missing == "stop":
            raise self._no_value(site.name, site)
        if self._missing == "dots":
            return DOTS
        name = escape_text(site.name)
        if site.place is Place.TEXT:
            return f"{site.mark_open}{name}{site.run_close}{site.run_open}"
        return name

    def _no_value(self, name: str, site: Site | None) -> MissingValue:
        return MissingValue(
            tr("Trường «{truong}» chưa có giá trị.").format(truong=name),
            where=self._where(site.line) if site else None,
            fix=tr("Điền giá trị vào sổ dữ liệu, hoặc chọn cách để dòng chấm / tô vàng."),
        )


_SNIPPET = (
    '<x xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{}</x>'
)


@lru_cache(maxsize=512)
def snippet_ok(xml: str) -> bool:
    """Whether a piece of rich text is well-formed WordprocessingML."""
    from lxml import etree

    try:
        etree.fromstring(_SNIPPET.format(xml))
    except etree.XMLSyntaxError:
        return False
    return True
